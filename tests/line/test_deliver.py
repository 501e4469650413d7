"""The outbound line alone, with the smallest channel: what an attempt leaves, what may leave, what nothing stops."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.deliver import MOST_SENDING
from bot.errors import OptedOut, Refused, SendFailed, TryLater, Unsettled
from bot.model import Address, ChannelName, OutgoingId, OutgoingState, Priority
from tests.databases import rows
from tests.line.alone import Line, line_in
from tests.line.looking import counted
from tests.line.postbox import soon
from tests.store.rows import ANNA, BENT, CHAT, NOW, SMS, changed, met, told

S = OutgoingState
SECOND = timedelta(seconds=1)
LATE = timedelta(hours=9)
pytestmark = pytest.mark.sqlite


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
    assert not line.deliver._under_way


@pytest.mark.parametrize(
    ("fault", "state", "code", "due"),
    [
        (TryLater("429", after=7), S.WAITING, "429", (7, 7)),
        (TryLater("429", after=86_400), S.WAITING, "429", (900, 900)),
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
    blocked = rows(line.folder, "select opted_out_code, opted_out_at is not null from addresses")
    assert blocked == [(code, 1) if state is S.OPTED_OUT else (None, 0)]
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


async def test_own_fault_leaves_nothing_claimed(line: Line) -> None:
    """A wait that no calendar holds, or whatever of ours breaks: in doubt, and the person's next answer leaves."""
    beyond = TryLater("429")
    beyond.after = 1e300
    line.sms.faults.append(beyond)
    await line.tells(ANNA, ANNA)

    line.starts()
    await line.is_idle()

    assert await line.stored("state", "code") == [(S.UNKNOWN, "OverflowError"), (S.SENT, None)]


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
    """At most sixty-four are under way, claimed at once; as one ends the next leaves, and none is sent twice."""
    line.sms.open_to.clear()
    await line.tells(*[Address(SMS, f"+4520000{number:03}") for number in range(MOST_SENDING + 6)])
    line.starts()
    await soon(lambda: len(line.sms.begun) == MOST_SENDING)
    await asyncio.sleep(0.1)
    at_most, claims = len(line.sms.begun), line.database.asked["Deliver._take"]
    line.sms.open_to.set()
    await line.is_idle()

    assert MOST_SENDING == at_most == 64
    assert claims == 1
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


async def test_one_claim_for_both_channels(line: Line) -> None:
    """What may leave on either channel is claimed together."""
    await line.tells(ANNA, CHAT, BENT)

    line.starts()
    await line.is_idle()

    assert (len(line.sms.sent), len(line.telegram.sent)) == (2, 1)
    assert line.database.asked["Deliver._take"] == 1


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
