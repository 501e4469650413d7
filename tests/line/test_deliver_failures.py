"""The outbound line alone: its end, databases that fail, reports, and what is in doubt."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.errors import TryLater, Unsettled
from bot.model import Address, OutgoingId, OutgoingState, Priority, Report
from bot.store import redactions, spending
from bot.store.schema import spending as spent
from bot.store.seal import Seal
from tests.databases import SECRET, rows
from tests.line.alone import Line, line_in
from tests.line.looking import counted, until_stored
from tests.line.postbox import soon
from tests.store.rows import ANNA, BENT, NOW, SMS, changed, met, told

S = OutgoingState
SECOND = timedelta(seconds=1)
LATE = timedelta(hours=9)
pytestmark = pytest.mark.sqlite


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


async def test_late_report_ends_the_wait(line: Line) -> None:
    """In doubt, not found at the provider, and held up by its "wait": a report that comes then is the last word."""
    line.sms.faults.append(TryLater("429", after=60))
    line.starts()
    await line.tells(BENT)
    await line.is_idle()
    [number] = await told(line.database, ANNA)
    await changed(line.database, number, state=S.UNKNOWN, attempts=1, claimed_at=NOW - LATE, claimed_by=0)
    line.clock.later(seconds=10)
    await until_stored(line.folder, {S.WAITING: 2})

    await line.deliver.report(Report(number, S.DELIVERED, "SM1"))
    line.clock.later(seconds=61)
    line.deliver.wake()
    await line.is_idle()

    assert [one.address for one in line.sms.sent] == [BENT]
    assert await line.stored("state") == [(S.SENT,), (S.DELIVERED,)]


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


async def test_one_text_keeps_no_other(line: Line) -> None:
    """A text that cannot be deleted is tried again later; all others go at once."""
    line.sms.undeletable = ("SM1",)
    texts = [("sms", Seal(SECRET).close(ANNA.value, "address"), name) for name in ("SM1", "SM2")]
    await line.database.write(lambda db: redactions.put(db, texts, NOW))

    await line.deliver._settle()

    assert line.sms.redacted == ["SM2"]
    assert rows(line.folder, "select provider_id, attempts from redactions") == [("SM1", 1)]


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
    await looked()
    await looked(seconds=4.9)
    await looked(seconds=0.1)
    await looked(seconds=-1)
    await looked(seconds=1)

    assert looks == [1, 1, 1, 2, 3, 3]


async def test_missed_one_leaves_at_once(line: Line) -> None:
    """What a look-up did not find is due, and the line is woken for it."""
    [number] = await told(line.database, ANNA)
    await changed(line.database, number, state=S.UNKNOWN, claimed_at=NOW - LATE, claimed_by=0, due_at=NOW)

    await line.deliver._settle()

    assert await line.stored("state", "code") == [(S.WAITING, "not_taken")]
    assert line.deliver._wake.is_set()


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
    assert (states, len(line.sms.sent)) in (({S.SENT}, 5), ({S.WAITING}, 0))


async def _until_claiming(line: Line) -> None:
    look: Callable[[], Awaitable[bool]] = line.deliver.is_idle
    for _ in range(200):
        if line.deliver._sending or await look():
            return
        await asyncio.sleep(0)
