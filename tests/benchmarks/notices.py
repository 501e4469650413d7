"""A notice to 100,000 people: how fast it stands in the outbox, in how much memory, and what a reply waits meanwhile.

Then its way out, in this process: Telegram and Twilio are stand-ins that take each message as long as the real ones do,
everything else is the application's own, with somebody who writes to it five times a second.
"""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app import App
from bot.channels.base import Channel
from bot.config import Secret, Settings
from bot.i18n import DANISH
from bot.model import Address, ChannelName, Inbound, Message, NoticeState, Outgoing, Receipt, Subject
from bot.reminding import decent
from bot.store import notices as stored
from bot.store import people
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.schema import outbox
from bot.store.seal import Seal
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.processes import Begun, application
from tests.running import SECRET, TUESDAY_AFTERNOON

RECEIVERS, QUICK = 100_000, 10_000
WRITER, NOW = Address(ChannelName.SMS, "+4529000001"), TUESDAY_AFTERNOON
SUBJECT, ANOTHER = Subject("food", "Slagelse"), Subject("dental", "Slagelse")
_SENDS_FOR = 12.0
_WRITES_EVERY = 0.2
_PATIENCE = 60.0
# What the providers' answers take over the ocean.
_TAKES = {ChannelName.SMS: 0.25, ChannelName.TELEGRAM: 0.06}
_SMS_PER_SECOND = 20.0


def notices(*, quick: bool = False) -> list[Figure]:
    """`quick`: a tenth of the receivers; the limits are those of all."""
    return asyncio.run(_notices(QUICK if quick else RECEIVERS))


async def _notices(number: int) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "aabendoer.db"
        await _build(file, number)
        database = await Database.open(f"sqlite:///{file}", Seal(SECRET))
        try:
            with application(Path(folder)) as begun:
                queued = await _queued(database, begun, number)
        finally:
            await database.close()
        return [*queued, *await _on_its_way(file)]


async def _on_its_way(file: Path) -> list[Figure]:
    settings = Settings(
        database_url=f"sqlite:///{file}",
        data_dir=file.parent,
        secret_key=Secret(SECRET),
        twilio_per_second=_SMS_PER_SECOND,
    )
    channels = {name: _Provider(name) for name in _TAKES}
    app = await App.build(settings, clock=_Clock(), only=cast("dict[ChannelName, Channel]", channels))
    try:
        return await _sent(app, channels)
    finally:
        await app.stop()


@dataclass(slots=True)
class _Clock:
    """A time by day that goes as fast as ours, not before now."""

    began: float = field(default_factory=time.monotonic)
    first: datetime = field(default_factory=lambda: decent(datetime.now(UTC)))

    def __call__(self) -> datetime:
        """The time."""
        return self.first + timedelta(seconds=time.monotonic() - self.began)


@dataclass(slots=True)
class _Provider:
    """A channel that takes everything, after as long as a real one."""

    name: ChannelName
    can_look_up: bool = False
    notices: list[float] = field(default_factory=list)
    replies: dict[str, float] = field(default_factory=dict)

    async def open(self) -> None:
        """Nothing to open."""

    async def close(self) -> None:
        """Nothing to close."""

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Taken when it comes, answered later."""
        now = time.monotonic()
        if outgoing.message.text.startswith("Nyt fra"):
            self.notices.append(now)
        else:
            self.replies.setdefault(outgoing.address.value, now)
        await asyncio.sleep(_TAKES[self.name])
        return Receipt(f"{outgoing.id}")

    async def look_up(self, outgoing: Outgoing, since: datetime) -> Receipt | None:
        """Never asked."""
        raise NotImplementedError

    async def redact(self, address: Address, provider_id: str) -> None:
        """Never asked."""


async def _queued(database: Database, begun: Begun, number: int) -> list[Figure]:
    """From the code word to the last row in the outbox, in the real command's process."""
    idle = begun.memory_mb()
    await _confirmed(database, SUBJECT, datetime.now(UTC))
    began = time.perf_counter()
    while (done := await _in_outbox(database)) < number:
        assert time.perf_counter() - began < _PATIENCE, done
        await asyncio.sleep(0.05)
    took = time.perf_counter() - began
    most = begun.most_memory_mb()
    return [
        Figure("notices", f"{number:,} receivers in the outbox", took, "s", at_most=5 * number / RECEIVERS),
        Figure("notices", "memory of the process at its most", most, "MB", at_most=150),
        Figure("notices", "of it grown by the notice", most - idle, "MB"),
    ]


async def _in_outbox(database: Database) -> int:
    async with database.read() as db:
        return int((await db.execute(select(func.count()).select_from(outbox))).scalar_one())


async def _sent(app: App, channels: dict[ChannelName, _Provider]) -> list[Figure]:
    """The real loops for some seconds, while a second notice as large as the first is put into the outbox."""
    await app.start()
    await _confirmed(app.database, ANOTHER, app.clock())
    began = time.monotonic()
    asked: dict[str, float] = {}
    while time.monotonic() - began < _SENDS_FOR:
        who = f"+4521{len(asked):06}"
        asked[who] = time.monotonic()
        channel = list(_TAKES)[len(asked) % 2]
        await app.put(Inbound(Address(channel, who), f"in{who}", text="mad i Slagelse"))
        await asyncio.sleep(_WRITES_EVERY)
    lasted, sent = time.monotonic() - began, {name: len(one.notices) for name, one in channels.items()}
    await asyncio.sleep(1.5)
    heard = {who: at for one in channels.values() for who, at in one.replies.items()}
    waits = [1000 * (heard[who] - at) for who, at in asked.items() if who in heard]
    assert len(waits) == len(asked), (len(waits), len(asked))
    return [
        Figure("notices", "sent by SMS", sent[ChannelName.SMS] / lasted, "a second"),
        Figure("notices", "sent by Telegram", sent[ChannelName.TELEGRAM] / lasted, "a second", at_most=30),
        Figure("notices", "a reply meanwhile, from webhook to provider, p95", percentile(waits, 0.95), "ms"),
        Figure("notices", "the slowest of them on its way", max(waits), "ms", at_most=1000),
    ]


async def _confirmed(database: Database, subject: Subject, now: datetime) -> None:
    message = Message("Nyt fra Slagelse: ekstra suppe kl 17\nAFMELD stopper det her.", DANISH)

    async def job(db: AsyncConnection) -> None:
        sender = await people.meet(db, WRITER, now, DANISH)
        number = await stored.draft(db, sender.id, subject, message, now)
        values = {"state": NoticeState.SET, "starts_at": now, "valid_until": now + timedelta(days=1)}
        await stored.put(db, number, **values)

    await database.write(job)


async def _milliseconds(do: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await do()
    return 1000 * (time.perf_counter() - began)


async def _build(file: Path, number: int) -> None:
    """So many subscribers, and as many who want something else; half of all on Telegram."""
    seal = Seal(SECRET)
    database = await Database.open(f"sqlite:///{file}", seal)
    await migrate(database)
    await database.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        plain.execute("pragma synchronous=off")
        plain.execute("begin")
        plain.executemany(
            "insert into persons (id, pseudonym, language, greeted, first_seen, last_seen)"
            " values (?, 'AA0000', 'da', 1, 0, 0)",
            ((n,) for n in range(1, 2 * number + 1)),
        )
        plain.executemany(
            "insert into addresses (person, channel, key, sealed) values (?, ?, ?, ?)", _addresses(seal, 2 * number)
        )
        plain.executemany(
            "insert into subscriptions (person, topic, area, since) values (?, ?, 'Slagelse', 0)",
            ((n, "food" if n % 2 else "dental") for n in range(1, 2 * number + 1)),
        )
        plain.execute("commit")


def _addresses(seal: Seal, number: int) -> Iterator[tuple[int, str, bytes, bytes]]:
    for n in range(1, number + 1):
        channel = ChannelName.SMS if n // 2 % 2 else ChannelName.TELEGRAM
        value = f"+4520{n:06}"
        yield n, channel, seal.look_up(Address(channel, value)), seal.close(value, "address")
