"""The inbound line alone, with somebody who answers as a test says: order, haste, failures, and the end."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.dispatch import LONGEST_TEXT, MOST_LOOKED_FOR, MOST_QUEUED
from bot.model import InboundId
from bot.store import inbox
from bot.store.inbox import InboundState
from tests.line.alone import Desk, desk_in
from tests.line.looking import counted
from tests.line.postbox import soon
from tests.store.rows import BENT, NOW, SMS, heard

pytestmark = pytest.mark.sqlite
LATE = timedelta(hours=3)
WAITING, DONE, FAILED = InboundState.WAITING, InboundState.DONE, InboundState.FAILED


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A line that does not run yet."""
    async with desk_in(tmp_path) as made:
        yield made


async def test_taken_in_once(desk: Desk) -> None:
    """What comes in is stored with its time and counted; the same message again is counted as a double."""
    new, double = (counted("inbound", channel="sms", outcome=one) for one in ("new", "double"))

    first = await desk.dispatch.take_in(heard("SM1", text="mad i Slagelse"))
    desk.clock.later(seconds=3)
    again = await desk.dispatch.take_in(heard("SM1", text="mad i Slagelse"))
    second = await desk.dispatch.take_in(heard("SM2", text="mad i Slagelse"))

    assert (first, again, second) == (True, False, True)
    assert await desk.stored("state", "received_at") == [(WAITING, NOW), (WAITING, NOW + timedelta(seconds=3))]
    assert counted("inbound", channel="sms", outcome="new") == new + 2
    assert counted("inbound", channel="sms", outcome="double") == double + 1
    assert desk.dispatch.heard == {SMS: NOW + timedelta(seconds=3)}


async def test_long_text_and_cpr_are_cut(desk: Desk) -> None:
    """A CPR number is masked and a text beyond 4,096 characters cut before anything is stored."""
    await desk.hears("mit cpr er 010190-1234", "x" * (LONGEST_TEXT + 1), "hej")

    async with desk.database.read() as db:
        masked, cut, plain = [one.inbound for one in await inbox.waiting(db, 0)]

    assert "1234" not in masked.text and masked.was_masked
    assert (len(cut.text), cut.was_masked) == (4_096, False)
    assert plain == heard("SM3", text="hej")


async def test_answered_in_order_and_told(desk: Desk) -> None:
    """One person's messages are answered in order, each once, and after each commit there is something to send."""
    desk.starts()

    await desk.hears("en", "to", "tre")
    await soon(lambda: desk.secretary.answered == ["en", "to", "tre"])
    await soon(lambda: desk.dispatch.busy == 0)

    assert await desk.stored("state", "attempts") == [(DONE, 0)] * 3
    assert len(desk.told) == 3
    assert desk.secretary.began == desk.secretary.answered


async def test_answered_as_of_its_own_time(desk: Desk) -> None:
    """A message is read and answered at one and the same time, its own turn's."""
    await desk.finds("en")
    desk.clock.later(minutes=5)
    desk.starts()

    await soon(lambda: desk.secretary.answered == ["en"])
    await soon(lambda: desk.dispatch.busy == 0)

    assert await desk.stored("done_at") == [(NOW + timedelta(minutes=5),)]


async def test_others_do_not_wait(desk: Desk) -> None:
    """While one person's message fails and is tried again, another's is answered; the person's own next one waits."""
    desk.secretary.breaks["en"] = 1
    await desk.finds("en", "to")
    await desk.finds("b", by=BENT)
    desk.starts()

    await soon(lambda: desk.secretary.answered == ["b"])
    busy = desk.dispatch.busy
    await soon(lambda: desk.secretary.answered == ["b", "en", "to"])
    await soon(lambda: desk.dispatch.busy == 0)

    assert busy >= 1
    assert await desk.stored("attempts") == [(1,), (0,), (0,)]


@pytest.mark.parametrize(("tried", "more"), [(0, 3), (2, 1)])
async def test_third_failure_is_apologised_for(desk: Desk, tried: int, more: int) -> None:
    """A message of which three turns fail, over all starts, is given up with an apology; the next one is answered."""
    await desk.finds("en", "to")
    for _ in range(tried):
        await desk.database.write(lambda db: inbox.mark_tried(db, InboundId(1)))
    desk.secretary.breaks["en"] = 9
    desk.starts()

    await soon(lambda: desk.secretary.answered == ["to"])
    await soon(lambda: desk.dispatch.busy == 0)

    assert desk.secretary.began == ["en"] * more + ["to"]
    assert desk.secretary.apologies == [("en", NOW)]
    assert await desk.stored("state", "attempts") == [(FAILED, 3), (DONE, 0)]
    assert len(desk.told) == 2


async def test_wait_grows_between_tries(desk: Desk) -> None:
    """After the first failure of a message it is a fifth of a second, then two fifths."""
    await desk.finds("en")
    desk.secretary.breaks["en"] = 2
    began = asyncio.get_running_loop().time()
    desk.starts()

    await soon(lambda: desk.secretary.answered == ["en"])

    assert 0.6 <= asyncio.get_running_loop().time() - began < 2.5


async def test_database_that_fails_is_not_the_message(desk: Desk) -> None:
    """Where nothing can be stored, not even that it failed, the message is tried for as long as it takes."""
    desk.database.before += ["Dispatch._answer", "Dispatch._counts"]
    await desk.finds("en")
    began = asyncio.get_running_loop().time()
    desk.starts()

    await soon(lambda: desk.secretary.answered == ["en"])
    await soon(lambda: desk.dispatch.busy == 0)

    assert await desk.stored("attempts") == [(0,)]
    assert 1 <= asyncio.get_running_loop().time() - began < 3


async def test_apology_that_fails_is_left(desk: Desk) -> None:
    """An apology that fails where other writes do not is left to the next start; the next message is answered."""
    await desk.finds("en", "to")
    await desk.database.write(lambda db: inbox.mark_tried(db, InboundId(1)))
    await desk.database.write(lambda db: inbox.mark_tried(db, InboundId(1)))
    desk.secretary.breaks["en"] = 9
    desk.database.before.append("Dispatch._give_up")
    desk.starts()

    await soon(lambda: desk.secretary.answered == ["to"])
    await soon(lambda: desk.dispatch.busy == 0)

    assert await desk.stored("state", "attempts") == [(WAITING, 4), (DONE, 0)]
    assert desk.secretary.apologies == []


async def test_apology_waits_for_the_database(desk: Desk) -> None:
    """Where nothing can be stored the apology is tried until it is."""
    await desk.finds("en")
    for _ in range(3):
        await desk.database.write(lambda db: inbox.mark_tried(db, InboundId(1)))
    desk.database.before += ["Dispatch._give_up", "Dispatch._counts"]
    desk.starts()

    await soon(lambda: desk.secretary.apologies == [("en", NOW)])
    await soon(lambda: desk.dispatch.busy == 0)

    assert desk.secretary.began == []
    assert await desk.stored("state", "attempts") == [(FAILED, 3)]


async def test_more_than_one_look(desk: Desk) -> None:
    """What waits is found in looks of two hundred, all of it at once."""
    await desk.finds(*[str(number) for number in range(2 * MOST_LOOKED_FOR + 1)])
    desk.starts()

    await soon(lambda: len(desk.secretary.answered) == 2 * MOST_LOOKED_FOR + 1, within=3)

    assert desk.secretary.answered == [str(number) for number in range(2 * MOST_LOOKED_FOR + 1)]


async def test_two_thousand_in_memory(desk: Desk) -> None:
    """Of more than two thousand that wait the rest stays in the database until there is room."""

    async def put(db: AsyncConnection) -> None:
        for number in range(MOST_QUEUED + 2 * MOST_LOOKED_FOR):
            await inbox.put(db, heard(f"SM{number}", text=f"{number}"), NOW)

    await desk.database.write(put)
    desk.database.slow["Dispatch._answer"] = [0.3]
    await desk.dispatch._take()

    [queue] = desk.dispatch._queues.values()
    assert MOST_QUEUED - 1 <= len(queue) <= MOST_QUEUED + MOST_LOOKED_FOR
    assert desk.dispatch._queued == len(queue)
    await desk.dispatch.drain(0)
    assert desk.dispatch._queued == 0


async def test_look_that_fails_stops_nothing(desk: Desk) -> None:
    """A look that fails is followed by another."""
    await desk.finds("en")
    desk.database.reads_fail = 1
    desk.starts()

    await soon(lambda: desk.secretary.answered == ["en"])


async def test_unwoken_looks_each_second(desk: Desk) -> None:
    """What was stored without a word is found within a second or two."""
    desk.starts()
    await asyncio.sleep(0.05)
    await desk.finds("en")

    await soon(lambda: desk.secretary.answered == ["en"])


async def test_woken_answers_at_once(desk: Desk) -> None:
    """Who has just taken something in answers it at once, many times over."""
    desk.starts()
    await asyncio.sleep(0.05)
    began = asyncio.get_running_loop().time()

    for number in range(5):
        await desk.hears(f"{number}")
        await soon(lambda done=number + 1: len(desk.secretary.answered) == done)  # type: ignore[misc]

    assert asyncio.get_running_loop().time() - began < 3


async def test_drain_leaves_what_waits(desk: Desk) -> None:
    """At the end the turns under way are finished; what waits behind them stays for the next start."""
    desk.secretary.breaks["en"] = 1
    await desk.finds("en", "to")
    desk.starts()
    await soon(lambda: desk.secretary.began == ["en"])
    desk.loops[0].cancel()

    await desk.dispatch.drain(3)

    assert desk.secretary.answered == ["en"]
    assert await desk.stored("state") == [(DONE,), (WAITING,)]
    assert desk.dispatch.busy == 0


async def test_drain_does_not_wait_for_ever(desk: Desk) -> None:
    """A turn that does not end in time is left to the next start."""
    desk.database.before += ["Dispatch._answer"] * 9 + ["Dispatch._counts"] * 9
    await desk.finds("en")
    desk.starts()
    await soon(lambda: desk.secretary.began == ["en"])
    desk.loops[0].cancel()
    began = asyncio.get_running_loop().time()

    await desk.dispatch.drain(0.2)

    assert 0.2 <= asyncio.get_running_loop().time() - began < 2
    assert await desk.stored("state") == [(WAITING,)]
    desk.database.before.clear()


async def test_drain_without_work_ends(desk: Desk) -> None:
    """Where nobody is being answered the end comes at once."""
    await asyncio.wait_for(desk.dispatch.drain(5), 1)


async def test_haste_ends_with_the_last(desk: Desk) -> None:
    """Of several webhooks at once the last one ends the haste, and the next burst begins anew."""
    desk.database.slow["Dispatch._put"] = [0.05, 0.2, 0.05]
    first, second = (asyncio.create_task(desk.hears(f"{number}")) for number in range(2))
    calm = [desk.dispatch._calm.is_set()]
    for one in (first, second, asyncio.create_task(asyncio.sleep(0))):
        await one
        calm.append(desk.dispatch._calm.is_set())
    began = desk.dispatch._burst_began
    await desk.hears("igen")

    assert calm == [True, False, True, True]
    assert desk.dispatch._burst_began > began
    assert desk.dispatch._calm.is_set()


@pytest.mark.parametrize(("seconds", "first"), [(0.3, "webhook"), (9, "answer")])
async def test_webhooks_go_first(desk: Desk, seconds: float, first: str) -> None:
    """While webhooks are being taken in answers wait, but for no longer than a second."""
    order: list[str] = []

    desk.database.slow["Dispatch._put"] = [seconds]
    await desk.finds("en")
    taking = asyncio.create_task(desk.hears("to", by=BENT))
    taking.add_done_callback(lambda _: order.append("webhook"))
    await desk.database.begun.wait()
    began = asyncio.get_running_loop().time()
    desk.starts()
    await soon(lambda: desk.secretary.answered[:1] == ["en"])
    order.append("answer")
    took = asyncio.get_running_loop().time() - began
    taking.cancel()
    await asyncio.gather(taking, return_exceptions=True)

    assert order[0] == first
    assert took < 1.8
    assert took > min(seconds, 1) - 0.1
