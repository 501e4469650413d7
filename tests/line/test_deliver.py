"""The outbound line alone, with the smallest channel: what an attempt leaves, what may leave, what nothing stops."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from bot.deliver import MOST_SENDING, Deliver
from bot.errors import OptedOut, Refused, SendFailed, TryLater, Unsettled
from bot.model import Address, ChannelName, OutgoingId, OutgoingState, Priority, Report
from bot.store import spending
from bot.store.schema import spending as spent
from tests.databases import opened, rows
from tests.line.frail import Frail
from tests.line.looking import counted, until_stored
from tests.line.postbox import PATIENCE, Postbox, soon
from tests.running import FakeClock
from tests.store.rows import ANNA, BENT, NOW, SMS, changed, columns, met, told

S = OutgoingState
CHAT = Address(ChannelName.TELEGRAM, "700001")
SECOND = timedelta(seconds=1)
LATE = timedelta(hours=9)
pytestmark = pytest.mark.sqlite


@dataclass(slots=True)
class Line:
    """A line that runs."""

    database: Frail
    deliver: Deliver
    clock: FakeClock
    folder: Path
    sms: Postbox
    telegram: Postbox
    loops: list[asyncio.Task[None]] = field(default_factory=list)

    def starts(self) -> None:
        """It begins to send."""
        self.loops.append(asyncio.create_task(self.deliver.run()))

    async def is_idle(self) -> None:
        """Everything that may leave has left."""
        async with asyncio.timeout(PATIENCE):
            while not await self.deliver.is_idle():  # noqa: ASYNC110 - a test looks from outside
                await asyncio.sleep(0.005)

    async def tells(self, *addresses: Address, **more: Any) -> list[OutgoingId]:
        """There is something new to send."""
        numbers = await told(self.database, *addresses, **more)
        self.deliver.wake()
        return numbers

    async def stored(self, *names: str) -> list[tuple[Any, ...]]:
        """What the outbox holds."""
        return await columns(self.database, *names)


@contextlib.asynccontextmanager
async def line_in(folder: Path, **changes: Any) -> AsyncIterator[Line]:
    """A line below `folder` that does not run yet."""
    clock = FakeClock()
    async with opened(folder) as plain:
        database = Frail(plain)
        sms, telegram = Postbox(), Postbox(ChannelName.TELEGRAM, can_look_up=False)
        deliver = Deliver(database, {SMS: sms, ChannelName.TELEGRAM: telegram}, clock, **changes)
        line = Line(database, deliver, clock, folder, sms, telegram)
        try:
            yield line
        finally:
            for loop in line.loops:
                loop.cancel()
            await asyncio.gather(*line.loops, return_exceptions=True)
            sms.open_to.set()
            await deliver.drain(PATIENCE)


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[Line]:
    """A line that does not run yet."""
    async with line_in(tmp_path) as made:
        yield made


async def test_sent_with_its_receipt(line: Line) -> None:
    """What the channel took is sent, with its receipt; it is counted, and when the channel last worked is known."""
    before, parts = counted("outgoing", channel="sms", state="sent"), counted("sms_parts")
    line.sms.parts = 2
    [number] = await line.tells(ANNA)

    line.starts()
    await line.is_idle()

    assert line.sms.texts == ["svar"]
    assert await line.stored("state", "provider_id", "attempts", "code") == [(S.SENT, f"P{number}", 1, None)]
    assert counted("outgoing", channel="sms", state="sent") == before + 1
    assert counted("sms_parts") == parts + 2
    assert line.deliver.last_sent(SMS) == NOW
    assert line.deliver.last_sent(ChannelName.TELEGRAM) is None
    assert line.deliver.failing(SMS) is None


@pytest.mark.parametrize(
    ("fault", "state", "code", "due"),
    [
        (TryLater("429", after=7), S.WAITING, "429", (7, 7)),
        (TryLater("down"), S.WAITING, "down", (1.5, 2.5)),
        (OptedOut("21610"), S.OPTED_OUT, "21610", (0, 0)),
        (Refused("21211"), S.FAILED, "21211", (0, 0)),
        (Unsettled("reset"), S.UNKNOWN, "reset", (20, 20)),
        (KeyError("ours"), S.UNKNOWN, "KeyError", (20, 20)),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
async def test_each_failure_has_its_end(
    line: Line, fault: Exception, state: S, code: str, due: tuple[float, float]
) -> None:
    """Tried again at its time, given up, or in doubt until a report may have come; staff see the code."""
    await met(line.database)
    before = counted("outgoing", channel="sms", state=state)
    line.sms.faults.append(fault)
    await line.tells(ANNA)

    line.starts()
    await line.is_idle()

    [(stored, why, at)] = await line.stored("state", "code", "due_at")
    assert (stored, why) == (state, code)
    assert NOW + due[0] * SECOND <= at <= NOW + due[1] * SECOND
    assert counted("outgoing", channel="sms", state=state) == before + 1
    blocked = rows(line.folder, "select opted_out_code from addresses")
    assert blocked == [(code if state is S.OPTED_OUT else None,)]
    assert line.deliver.failing(SMS) == (NOW if isinstance(fault, SendFailed) else None)


async def test_failing_since_the_first(line: Line) -> None:
    """A channel fails since its first failure, until one goes well."""
    line.sms.faults.extend([Refused("1"), Refused("2")])
    await line.tells(ANNA)
    line.starts()
    await line.is_idle()
    line.clock.later(seconds=5)
    await line.tells(ANNA)
    await line.is_idle()
    since = line.deliver.failing(SMS)
    await line.tells(ANNA)
    await line.is_idle()

    assert since == NOW
    assert line.deliver.failing(SMS) is None
    assert line.deliver.last_sent(SMS) == NOW + 5 * SECOND


async def test_rest_is_for_the_channel(line: Line) -> None:
    """ "Too many requests": nothing leaves there until it may, however much waits; elsewhere it does."""
    line.sms.faults.append(TryLater("429", after=7))
    await line.tells(ANNA)
    line.starts()
    await line.is_idle()

    await line.tells(BENT, CHAT)
    await line.is_idle()
    early = list(line.sms.sent), list(line.telegram.texts)
    line.clock.later(seconds=6.9)
    line.deliver.wake()
    await line.is_idle()
    still = list(line.sms.sent)
    line.clock.later(seconds=0.1)
    line.deliver.wake()
    await line.is_idle()

    assert early == ([], ["svar"])
    assert still == []
    assert {one.address for one in line.sms.sent} == {ANNA, BENT}


async def test_outage_ends_for_all(line: Line) -> None:
    """The first that goes well after half a minute brings what was tried in vain on the same channel forward."""
    line.sms.faults.append(TryLater("down"))
    await line.tells(ANNA)
    line.starts()
    await line.is_idle()
    [waiting] = await line.tells(CHAT)
    await line.is_idle()
    for number in (1, waiting):
        await changed(line.database, OutgoingId(number), state=S.WAITING, attempts=3, due_at=NOW + 60 * SECOND)
    line.telegram.sent.clear()
    line.clock.later(seconds=30)
    await line.tells(BENT)
    await soon(lambda: len(line.sms.sent) == 2)
    await line.is_idle()

    assert [one.address for one in line.sms.sent] == [BENT, ANNA]
    assert line.telegram.sent == []


@pytest.mark.parametrize(
    ("hours", "parts", "expected"),
    [
        (0, 0, ["1-reply", "1-urgent", "2-reminder", "3-notice"]),
        (9, 0, ["1-reply", "1-urgent"]),
        (0, 8, ["1-reply", "1-urgent", "2-reminder"]),
        (0, 10, ["1-reply", "1-urgent"]),
    ],
)
async def test_what_may_leave(tmp_path: Path, hours: int, parts: int, expected: Sequence[str]) -> None:
    """By day everything; at night, or when the day's money is spent, answers and what is urgent; before, no notices."""
    async with line_in(tmp_path, most_parts=10) as line:
        line.clock.later(hours=hours)
        line.deliver.thrift.count(parts)
        for number, priority in enumerate(Priority):
            for to in (Address(SMS, f"+452000001{number}"), Address(ChannelName.TELEGRAM, f"70000{number}")):
                await line.tells(to, priority=priority, valid=timedelta(days=1))

        line.sms.parts = 0
        line.starts()
        await line.is_idle()

        assert sorted(one.priority for one in line.sms.sent) == expected
        free = [str(one) for one in Priority] if not hours else expected
        assert sorted(one.priority for one in line.telegram.sent) == free


async def test_so_many_at_once(line: Line) -> None:
    """At most sixty-four are under way; as one ends the next leaves, and none is sent twice."""
    line.sms.open_to.clear()
    await line.tells(*[Address(SMS, f"+4520000{number:03}") for number in range(MOST_SENDING + 6)])
    line.starts()
    await soon(lambda: len(line.sms.begun) == MOST_SENDING)
    await asyncio.sleep(0.1)
    at_most = len(line.sms.begun)
    line.sms.open_to.set()
    await line.is_idle()

    assert MOST_SENDING == at_most == 64
    assert len(line.sms.sent) == len({one.id for one in line.sms.sent}) == MOST_SENDING + 6


async def test_both_channels_at_once(line: Line) -> None:
    """While one channel takes its time, the other sends."""
    line.sms.open_to.clear()
    await line.tells(ANNA, CHAT)
    line.starts()
    await soon(lambda: line.telegram.texts == ["svar"])

    await line.tells(CHAT)
    await soon(lambda: line.telegram.texts == ["svar"] * 2)

    assert line.sms.sent == []


async def test_idle_when_nothing_can_leave(line: Line) -> None:
    """It is idle before there is anything, not while something waits or is under way, and again when all has left."""
    before = await line.deliver.is_idle()
    await line.tells(ANNA)
    waiting = await line.deliver.is_idle()
    line.sms.open_to.clear()
    line.starts()
    await soon(lambda: len(line.sms.begun) == 1)
    under_way = await line.deliver.is_idle()
    line.sms.open_to.set()
    await line.is_idle()

    assert (before, waiting, under_way) == (True, False, False)


async def test_new_ones_are_not_waited_for(line: Line) -> None:
    """Who is woken sends at once, many times over; nobody waits for the next look."""
    line.starts()
    await asyncio.sleep(0.05)
    began = asyncio.get_running_loop().time()

    for number in range(5):
        await line.tells(ANNA)
        await soon(lambda done=number + 1: len(line.sms.sent) == done)  # type: ignore[misc]

    assert asyncio.get_running_loop().time() - began < 3


async def test_unwoken_looks_each_second(line: Line) -> None:
    """What was stored without a word is found within a second or two."""
    line.starts()
    await asyncio.sleep(0.05)
    await told(line.database, ANNA)

    await soon(lambda: len(line.sms.sent) == 1)


async def test_drain_ends_what_is_under_way(line: Line) -> None:
    """At the end what is under way is finished and its parts are written down; what only waits is left."""
    line.sms.open_to.clear()
    line.sms.parts = 3
    line.starts()
    await line.tells(ANNA, ANNA)
    await soon(lambda: len(line.sms.begun) == 1)
    line.loops[0].cancel()
    draining = asyncio.create_task(line.deliver.drain(5))
    await asyncio.sleep(0.05)
    is_waiting = not draining.done()
    line.sms.open_to.set()
    await asyncio.wait_for(draining, 3)

    assert is_waiting
    assert await line.stored("state") == [(S.SENT,), (S.WAITING,)]
    async with line.database.read() as db:
        assert await spending.of_day(db, spending.day_of(NOW)) == 3


async def test_drain_does_not_wait_for_ever(line: Line) -> None:
    """What the provider does not take in time is left to the next start, which takes it for unknown."""
    line.sms.open_to.clear()
    line.starts()
    await line.tells(ANNA)
    await soon(lambda: len(line.sms.begun) == 1)
    line.loops[0].cancel()
    began = asyncio.get_running_loop().time()

    await line.deliver.drain(0.2)
    took = asyncio.get_running_loop().time() - began
    recovered = await line.deliver.recover()

    assert 0.2 <= took < 2
    assert recovered == 1
    assert await line.stored("state", "code", "due_at") == [(S.UNKNOWN, "crash", NOW)]


async def test_end_comes_without_a_database(line: Line) -> None:
    """Where the parts cannot be written down, the end comes all the same."""
    line.deliver.thrift.count(3)
    line.database.before.append("Thrift.settle")

    await line.deliver.drain(1)

    assert rows(line.folder, "select count(*) from spending") == [(0,)]


async def test_unheard_claim_is_sent_once(line: Line) -> None:
    """A claim that was stored although we heard otherwise is given back and sent, once."""
    line.database.after.append("Deliver._take")
    await line.tells(ANNA)

    line.starts()
    await soon(lambda: len(line.sms.sent) == 1)
    await line.is_idle()

    assert line.sms.texts == ["svar"]
    assert await line.stored("state", "attempts") == [(S.SENT, 2)]


async def test_giving_back_leaves_what_is_under_way(line: Line) -> None:
    """When a later claim fails unheard, what is being sent stays claimed and is not sent again."""
    line.sms.open_to.clear()
    line.starts()
    await line.tells(ANNA)
    await soon(lambda: len(line.sms.begun) == 1)
    line.database.after.append("Deliver._take")
    await line.tells(BENT)
    await soon(lambda: len(line.sms.begun) == 2)
    states = await line.stored("state", "attempts")
    line.sms.open_to.set()
    await line.is_idle()

    assert states == [(S.SENDING, 1), (S.SENDING, 2)]
    assert len(line.sms.sent) == 2


async def test_given_back_though_giving_fails(line: Line) -> None:
    """Where giving back fails as well, sending goes on with what comes next."""
    line.database.after.append("Deliver._take")
    line.database.before.append("Deliver._give_back")
    line.starts()
    await line.tells(ANNA)
    await soon(lambda: not line.database.before)

    await line.tells(BENT)

    await soon(lambda: [one.address for one in line.sms.sent] == [BENT])


async def test_looks_that_fail_stop_nothing(line: Line) -> None:
    """A look that fails is followed by the next one."""
    line.database.reads_fail = 2
    await told(line.database, ANNA)

    line.starts()

    await soon(lambda: len(line.sms.sent) == 1)


async def test_mark_is_kept_trying(line: Line) -> None:
    """What the provider took is marked as sent, however long the database refuses, and is not sent again."""
    line.database.before.extend(["Deliver._mark", "Deliver._mark"])
    [number] = await line.tells(ANNA)

    line.starts()
    await soon(lambda: not line.database.before)
    await line.is_idle()

    assert line.sms.texts == ["svar"]
    assert await line.stored("state", "provider_id") == [(S.SENT, f"P{number}")]


@pytest.mark.parametrize(("known", "outcome"), [(True, "delivered"), (False, "unknown_message")])
async def test_report_is_counted(line: Line, *, known: bool, outcome: str) -> None:
    """A report of ours is stored and counted as what it says, another as unknown."""
    [number] = await told(line.database, ANNA)
    await changed(line.database, number, state=S.SENT)
    before = counted("reports", outcome=outcome)

    answer = await line.deliver.report(Report(number if known else OutgoingId(99), S.DELIVERED, "SM1"))

    assert answer is known
    assert counted("reports", outcome=outcome) == before + 1
    assert await line.stored("state") == [(S.DELIVERED if known else S.SENT,)]


async def test_report_of_a_block_has_its_time(line: Line) -> None:
    """A report that somebody blocked us is known with its time."""
    await met(line.database)
    [number] = await told(line.database, ANNA)
    await changed(line.database, number, state=S.SENT)

    await line.deliver.report(Report(number, S.OPTED_OUT, code="21610"))

    assert rows(line.folder, "select opted_out_code, opted_out_at is null from addresses") == [("21610", 0)]


@pytest.mark.parametrize("has_it", [True, False])
async def test_doubt_is_settled_in_time(tmp_path: Path, *, has_it: bool) -> None:
    """What is in doubt is looked up when a report would have come: it was taken, or is sent again, once."""
    async with line_in(tmp_path, report_takes=timedelta(seconds=0.4)) as line:
        line.sms.faults.append(Unsettled("reset"))
        line.sms.has_it = has_it
        line.starts()
        await line.tells(ANNA)
        await line.is_idle()
        early = list(line.sms.looked_up)
        line.clock.later(seconds=0.4)
        await soon(lambda: len(line.sms.looked_up) == 1)
        await until_stored(tmp_path, {S.SENT: 1})

        assert early == []
        assert line.sms.since == NOW - 5 * SECOND
        assert len(line.sms.sent) == (not has_it)


async def test_settling_keeps_its_distance(line: Line) -> None:
    """A look at what is in doubt comes every quarter of what a report takes; a clock that goes back holds up none."""
    [number] = await told(line.database, ANNA)
    await changed(line.database, number, state=S.UNKNOWN, claimed_at=NOW - LATE, claimed_by=0, due_at=NOW - LATE)
    line.sms.has_it = True
    looks: list[int] = []

    async def looked(**later: float) -> None:
        line.clock.later(**later)
        await line.deliver._settle()
        looks.append(len(line.sms.looked_up))
        await changed(line.database, number, state=S.UNKNOWN)

    await looked()
    await looked(seconds=4.9)
    await looked(seconds=0.1)
    await looked(seconds=-1)
    await looked(seconds=1)

    assert looks == [1, 1, 2, 3, 3]


async def test_settling_that_fails_goes_on(tmp_path: Path) -> None:
    """A settling that fails is followed by the next one, and sending goes on meanwhile."""
    async with line_in(tmp_path, report_takes=timedelta(seconds=0.2)) as line:
        [number] = await told(line.database, BENT)
        await changed(line.database, number, state=S.UNKNOWN, claimed_at=NOW - LATE, due_at=NOW)
        line.sms.has_it = True
        line.deliver.thrift.count(1)
        line.database.before.append("Thrift.settle")
        line.starts()
        await line.tells(ANNA)
        await soon(lambda: len(line.sms.sent) == 1)
        line.clock.later(seconds=1)

        await soon(lambda: len(line.sms.looked_up) == 1)
        assert not line.database.before


async def test_others_parts_are_counted(tmp_path: Path) -> None:
    """Parts that were sent before this start count towards the day's money once the first look is over."""
    async with line_in(tmp_path, most_parts=10) as line:
        values = {"day": str(spending.day_of(NOW)), "process": 1, "parts": 10}
        await line.database.write(lambda db: db.execute(insert(spent).values(**values)))
        await line.deliver._settle()
        await line.tells(ANNA, priority=Priority.REMINDER)
        await line.tells(BENT)

        line.starts()
        await line.is_idle()

        assert [one.address for one in line.sms.sent] == [BENT]


async def test_cancelled_claim_is_sent_all_the_same(line: Line) -> None:
    """An end that comes while a claim is being stored leaves nothing claimed and unsent."""
    line.starts()
    await asyncio.sleep(0.02)
    await line.tells(*[Address(SMS, f"+4520000{number:03}") for number in range(5)])
    await _until_claiming(line)
    line.loops[0].cancel()

    await line.deliver.drain(3)

    states = {state for (state,) in await line.stored("state")}
    assert states in ({S.SENT}, {S.WAITING})
    assert len(line.sms.sent) in (0, 5)


async def _until_claiming(line: Line) -> None:
    look: Callable[[], Awaitable[bool]] = line.deliver.is_idle
    for _ in range(200):
        if line.deliver._sending or await look():
            return
        await asyncio.sleep(0)
