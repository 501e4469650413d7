"""Both lines beside another process: whose a message is, how long, and what the provider allows all of them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import TryLater
from bot.model import Address, ChannelName, InboundId
from bot.store import allowances, inbox
from bot.store.allowances import Allowed
from bot.store.database import Database
from bot.store.inbox import InboundState
from tests.databases import opened
from tests.line.alone import Desk, Line, desk_in, line_in
from tests.line.postbox import soon
from tests.store.rows import ANNA, BENT, NOW, heard

pytestmark = pytest.mark.postgresql
DONE, WAITING = InboundState.DONE, InboundState.WAITING
SECOND = timedelta(seconds=1)
TELEGRAM = ChannelName.TELEGRAM


@pytest.fixture
async def other(tmp_path: Path) -> AsyncIterator[Database]:
    """The same database, as another process has it."""
    async with opened(tmp_path) as database:
        await database.join()
        yield database


@pytest.fixture
async def desk(other: Database, tmp_path: Path) -> AsyncIterator[Desk]:
    """An inbound line beside another process."""
    assert other.is_shared
    async with desk_in(tmp_path) as made:
        await made.database.join()
        yield made


@pytest.fixture
async def line(other: Database, tmp_path: Path) -> AsyncIterator[Line]:
    """An outbound line beside another process."""
    assert other.is_shared
    async with line_in(tmp_path) as made:
        await made.database.join()
        yield made


async def test_own_is_answered_at_once(desk: Desk) -> None:
    """What a process took in it answers without waiting, in order; what another did it leaves to it for a second."""
    await desk.finds("andens")
    desk.starts()
    await desk.hears("en", "to", by=BENT)
    await soon(lambda: desk.secretary.answered == ["en", "to"])
    desk.dispatch._wake.set()
    await asyncio.sleep(0.1)
    early = list(desk.secretary.answered)
    desk.clock.later(seconds=1)

    await soon(lambda: desk.secretary.answered == ["en", "to", "andens"])

    assert early == ["en", "to"]
    assert await desk.stored("state") == [(DONE,)] * 3


async def test_rush_leaves_others_theirs(desk: Desk) -> None:
    """As long as a process has waiting ones of its own, it leaves those of others to them for ten seconds."""
    await desk.hears("min")
    await desk.finds("andens", by=BENT)
    desk.clock.later(seconds=9)
    own, until = desk.dispatch._own_first(desk.clock())
    desk.clock.later(seconds=1)
    late, all_until = desk.dispatch._own_first(desk.clock())

    assert (own, until) == ([1], NOW - SECOND)
    assert (late, all_until) == ([], NOW + 9 * SECOND)


async def test_held_elsewhere_is_passed_by(desk: Desk, other: Database) -> None:
    """What another process answers just now is not answered here, neither then nor after; the next one is."""
    desk.starts()
    taken, may_end = asyncio.Event(), asyncio.Event()

    async def answer(db: object) -> None:
        assert await inbox.take(db, InboundId(1))  # type: ignore[arg-type]
        taken.set()
        await may_end.wait()
        await inbox.mark_done(db, InboundId(1), NOW, DONE)  # type: ignore[arg-type]

    await other.write(lambda db: inbox.put(db, heard("SM0", text="optaget"), NOW))
    theirs = asyncio.create_task(other.write(answer))
    await taken.wait()
    desk.clock.later(seconds=5)
    await desk.hears("næste")
    await desk.hears("andres", by=BENT)
    await soon(lambda: desk.secretary.answered == ["andres"])
    may_end.set()
    await theirs
    other.tell("inbox")

    await soon(lambda: desk.secretary.answered == ["andres", "næste"])
    assert await desk.stored("state", "attempts") == [(DONE, 0)] * 3


async def test_taken_away_meanwhile_is_left(desk: Desk) -> None:
    """What somebody else has answered between the look and the turn is neither answered nor apologised for."""
    await desk.finds("en", "to")
    async with desk.database.read() as db:
        first, second = await inbox.waiting(db, 0)
    await desk.database.write(lambda db: inbox.mark_done(db, first.id, NOW, DONE))

    await desk.dispatch._answer(first)
    await desk.dispatch._give_up(first)
    await desk.dispatch._answer(second)

    assert desk.secretary.answered == ["to"]
    assert desk.secretary.apologies == []


async def test_many_are_answered_each_once(desk: Desk) -> None:
    """More than there are turns, of many people: all are answered, each person's in order."""
    people = [Address(ANNA.channel, f"+4520000{number:03}") for number in range(70)]
    for person in people:
        await desk.finds(f"{person.value} 1", f"{person.value} 2", by=person)
    desk.clock.later(seconds=2)
    desk.starts()

    await soon(lambda: len(desk.secretary.answered) == 140, within=3)
    await soon(lambda: desk.dispatch.busy == 0)

    assert len(desk.secretary.began) == 140
    for person in people:
        own = [text for text in desk.secretary.answered if text.startswith(person.value)]
        assert own == [f"{person.value} 1", f"{person.value} 2"]


async def test_who_never_began_takes_nothing(desk: Desk) -> None:
    """A process that ends before it began leaves what waits to the others."""
    await desk.hears("en")
    await desk.dispatch.drain(1)

    assert await desk.stored("state") == [(WAITING,)]


async def test_others_hear_of_it(desk: Desk, other: Database) -> None:
    """An answer is told to the other processes: somebody may be answered again, and there is something to send."""
    told: list[str] = []
    for topic in ("inbox", "outbox"):
        other.on(topic, lambda _, topic=topic: told.append(topic))  # type: ignore[misc]
    desk.starts()

    await desk.hears("en")

    await soon(lambda: {*told} == {"inbox", "outbox"})


async def test_allowance_is_kept(line: Line) -> None:
    """Telegram takes thirty a second, of all processes together: what is over waits its turn, SMS does not."""
    chats = [Address(TELEGRAM, f"70{number:04}") for number in range(45)]
    await line.tells(*chats)
    await line.tells(*[Address(ANNA.channel, f"+4520000{number:03}") for number in range(40)])
    began = asyncio.get_running_loop().time()
    line.starts()

    await soon(lambda: len(line.sms.sent) == 40)
    at_first, took = len(line.telegram.sent), asyncio.get_running_loop().time() - began
    await soon(lambda: len(line.telegram.sent) == 45)
    all_took = asyncio.get_running_loop().time() - began

    assert at_first <= 31 + 30 * took
    assert all_took >= 0.45
    assert len({one.id for one in (*line.telegram.sent, *line.sms.sent)}) == 85


async def test_rest_is_told_to_all(line: Line, other: Database) -> None:
    """ "Too many requests" holds the other processes back too."""
    line.telegram.faults.append(TryLater("429", after=7))
    await line.tells(Address(TELEGRAM, "700001"))
    line.starts()
    await line.is_idle()

    async with other.read() as db:
        assert await allowances.allowed(db, TELEGRAM, 30.0, NOW) == Allowed(0, 7.0)
        assert (await allowances.allowed(db, ANNA.channel, 30.0, NOW)).messages > 0


async def test_rest_by_another_is_kept(line: Line, other: Database) -> None:
    """What another process was told holds here, for as long; it is idle, although something waits."""
    await other.write(lambda db: allowances.rest(db, TELEGRAM, NOW + 7 * SECOND))
    await line.tells(Address(TELEGRAM, "700001"))
    line.starts()
    await asyncio.sleep(0.3)
    early = list(line.telegram.sent)
    line.clock.later(seconds=7)

    await soon(lambda: len(line.telegram.sent) == 1)
    assert early == []


async def test_claims_are_of_the_process(line: Line) -> None:
    """What a process sends is claimed by its number, so that others know whose it was when it dies."""
    line.sms.open_to.clear()
    line.starts()
    await line.tells(ANNA)
    await soon(lambda: len(line.sms.begun) == 1)

    assert await line.stored("claimed_by") == [(line.database.process,)]
    assert line.database.process > 0
