"""The process ends in the midst of work: asked to during a notice, or killed with many messages in doubt."""

import asyncio
import time
from pathlib import Path

import pytest

from tests.crash.lives import Lives, lives
from tests.crash.pair import pair
from tests.crash.test_notices import AHEAD, _confirmed, _heard, _is_over
from tests.faults.conftest import BOTH, Somebody, nothing_is_lost
from tests.faults.provider_faults import SMS
from tests.line.looking import until
from tests.running import Running

RECEIVERS = 40


async def test_asked_to_end_during_a_notice(tmp_path: Path) -> None:
    """SIGTERM while a notice goes out: over within ten seconds, and the next start tells those who are left, once."""
    async with lives(tmp_path, ahead=AHEAD) as house:
        await _confirmed(tmp_path, SMS, RECEIVERS)
        house.twilio.fail_next("slow", times=RECEIVERS, seconds=0.3)
        await house.begin()
        await until(lambda: _went(house, RECEIVERS // 4))

        began = time.monotonic()
        await house.end()
        took, left = time.monotonic() - began, RECEIVERS - len(house.twilio.messages)
        states = {state for (state,) in house.rows("select distinct state from outbox")}
        await house.begin()
        await until(lambda: _is_over(house))
        await house.end()

        assert took < 10
        assert left > 0
        assert not {"sending", "unknown"} & states
        assert _heard(house, SMS) == [1] * RECEIVERS


@pytest.mark.postgresql
async def test_other_process_takes_over(tmp_path: Path) -> None:
    """Of two processes one is asked to end during a notice: the other tells those who are left, at once and once."""
    async with pair(tmp_path) as (one, two):
        await _confirmed(tmp_path, SMS, RECEIVERS)
        one.twilio.fail_next("slow", times=RECEIVERS, seconds=0.3)
        await asyncio.gather(one.begin(), two.begin())
        await until(lambda: _went(one, RECEIVERS // 4))

        began = time.monotonic()
        await two.end()
        took = time.monotonic() - began
        await until(lambda: _is_over(one))

        assert took < 10
        assert _heard(one, SMS) == [1] * RECEIVERS


async def test_many_in_doubt_are_looked_up_together(house: Running) -> None:
    """Thirty people's messages in doubt, and half a second for each look-up: settled in a few seconds, none doubled."""
    people = [Somebody(house, SMS, number) for number in range(1, 31)]
    house.twilio.fail_next("accept-then-reset", times=len(people))
    house.twilio.fail_next("slow", on="list", times=2 * len(people), seconds=0.5)
    for one in people:
        await one.asks()
    await house.app.idle()

    began = time.monotonic()
    house.clock.later(seconds=21)
    await until(lambda: _is_settled(house, len(people)))
    took = time.monotonic() - began

    assert took < len(people) * 0.5 / 2
    for one in people:
        assert len(one.heard) == len(set(one.heard)) == BOTH


async def _went(house: Lives, number: int) -> bool:
    return len(house.twilio.messages) >= number


async def _is_settled(house: Running, inbounds: int) -> bool:
    return nothing_is_lost(house, inbounds)
