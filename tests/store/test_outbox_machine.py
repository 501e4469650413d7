"""Whatever happens to a message, in whatever order: it is never sent again once it was sent, and never lost."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule
from sqlalchemy import select

from bot.model import Outgoing, OutgoingId, OutgoingState, Report
from bot.store import claims, outbox
from bot.store.database import Database
from bot.store.outbox import Ended
from bot.store.schema import outbox as table
from bot.store.seal import Seal
from tests import databases
from tests.databases import SECRET, Contents, Kind
from tests.store.rows import ANNA, BENT, NOW, SMS, put

S = OutgoingState
FINAL = {S.DELIVERED, S.FAILED, S.OPTED_OUT, S.EXPIRED}
SOON = timedelta(seconds=10)


class OutboxLife(RuleBasedStateMachine):
    """The outbox beside a plain account of it. A claim is kept with the `life` of the process that made it."""

    claims = Bundle("claims")
    kind = Kind.SQLITE
    life = 1

    def __init__(self) -> None:
        super().__init__()
        self.folder = databases.scratch()
        self.runner = asyncio.Runner()
        self.now: datetime = NOW
        self.put: dict[OutgoingId, str] = {}
        self.tried: set[OutgoingId] = set()
        self.known_sent: set[OutgoingId] = set()
        self.last: dict[OutgoingId, str] = {}

    @initialize()
    def open(self) -> None:
        """An empty database."""

        async def work() -> Database:
            databases.use(self.kind)
            folder = Path(self.folder.name)
            await databases.furnish(folder, Contents.BLANK)
            return await Database.open(databases.url_of(folder), Seal(SECRET))

        self.database = self.runner.run(work())

    def teardown(self) -> None:
        """Close everything."""
        self.runner.run(self.database.close())
        self.runner.close()
        databases.drop_all()
        self.folder.cleanup()

    @rule(to=st.sampled_from([ANNA, BENT]))
    def put_one(self, to: object) -> None:
        """A reply is stored."""
        number = self.runner.run(self.database.write(lambda db: put(db, to=to, now=self.now)))  # type: ignore[arg-type]
        self.put[number] = "put"

    @rule(target=claims, most=st.integers(1, 3))
    def claim(self, most: int) -> tuple[int, list[Outgoing]]:
        """Some are taken to be sent: none that was sent before, and of one person one."""
        taken = self.runner.run(self.database.write(lambda db: claims.claim(db, [SMS], self.now, most)))
        assert not {one.id for one in taken} & self.known_sent
        assert len({one.address for one in taken}) == len(taken)
        self.tried |= {one.id for one in taken}
        return self.life, taken

    @rule(
        claim=consumes(claims),
        state=st.sampled_from([S.SENT, S.WAITING, S.UNKNOWN, S.FAILED, S.OPTED_OUT]),
    )
    def end(self, claim: tuple[int, list[Outgoing]], state: S) -> None:
        """The attempts end so; those of a process that died never do."""
        life, taken = claim
        if life != self.life or not taken:
            return
        ended = [Ended(one.id, state, self.now, provider_id=f"SM{one.id}", due_at=self.now + SOON) for one in taken]
        self.runner.run(self.database.write(lambda db: outbox.mark(db, ended)))
        if state is S.SENT:
            self.known_sent |= {one.id for one in taken}

    @rule()
    def crash(self) -> None:
        """The process dies with all that it claimed, and another begins."""
        self.life += 1
        self.runner.run(self.database.write(lambda db: claims.unsettle_orphans(db, self.now)))

    @rule(number=st.integers(1, 3), state=st.sampled_from([S.SENT, S.DELIVERED, S.FAILED, S.OPTED_OUT]))
    def report(self, number: int, state: S) -> None:
        """The provider reports a message that it took, at any time and in any order, also while it waits again."""
        outgoing = OutgoingId(number)
        before = self.last.get(outgoing)
        known = self.runner.run(
            self.database.write(lambda db: outbox.apply(db, Report(outgoing, state, f"SM{number}"), self.now))
        )
        assert known == (outgoing in self.put)
        if outgoing in self.tried and before in (S.WAITING, S.SENDING, S.UNKNOWN, S.SENT):
            self.known_sent.add(outgoing)

    @rule(was_taken=st.booleans())
    def settle(self, was_taken: bool) -> None:
        """What is in doubt is looked up: it was taken, or is to be sent again."""

        async def work() -> list[OutgoingId]:
            async with self.database.read() as db:
                doubtful = [one.id for one, _, _ in await outbox.unsettled(db, self.now)]
            state = S.SENT if was_taken else S.WAITING
            ended = [Ended(one, state, self.now, due_at=self.now) for one in doubtful]
            if ended:
                await self.database.write(lambda db: outbox.mark(db, ended))
            return doubtful

        doubtful = self.runner.run(work())
        if was_taken:
            self.known_sent |= set(doubtful)

    @rule(seconds=st.integers(1, 3_600))
    def wait(self, seconds: int) -> None:
        """Time passes, and what is too late is dropped."""
        self.now += timedelta(seconds=seconds)
        self.runner.run(self.database.write(lambda db: outbox.expire(db, self.now)))

    @invariant()
    def nothing_is_lost_or_taken_back(self) -> None:
        """Every message is somewhere, and what was sent or ended stays so."""
        if not hasattr(self, "database"):
            return

        async def work() -> dict[OutgoingId, str]:
            async with self.database.read() as db:
                return {row.id: row.state for row in await db.execute(select(table.c.id, table.c.state))}

        states = self.runner.run(work())
        assert states.keys() == self.put.keys()
        for number, was in self.last.items():
            if was in FINAL:
                assert states[number] == was
            if number in self.known_sent:
                assert states[number] in {S.SENT, *FINAL}
        self.last = states


OutboxLife.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestOutboxLife = OutboxLife.TestCase


class SharedOutboxLife(OutboxLife):
    """The same on PostgreSQL."""

    kind = Kind.POSTGRESQL


SharedOutboxLife.TestCase.settings = settings(max_examples=10, stateful_step_count=25, deadline=None)
TestSharedOutboxLife = SharedOutboxLife.TestCase
