"""Delivery reports that come twice, early, late, backwards or never: the person hears each answer once all the same."""

import asyncio
from datetime import timedelta

import pytest

from tests.faults.conftest import BOTH, Somebody, nothing_is_lost
from tests.faults.provider_faults import SMS
from tests.line.looking import states, until, until_stored
from tests.running import Running

# In which order they come, how often, and how late.
REPORTS: dict[str, tuple[tuple[str, ...], timedelta]] = {
    "in order": (("sent", "delivered"), timedelta()),
    "duplicated": (("sent", "sent", "delivered", "delivered", "delivered"), timedelta()),
    "backwards": (("delivered", "sent", "queued"), timedelta()),
    "late": (("delivered",), timedelta(days=2)),
    "lost": ((), timedelta()),
}


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("fault", [None, "accept-then-reset"], ids=["taken", "in-doubt"])
async def test_reports_as_they_come(house: Running, name: str, fault: str | None) -> None:
    """Whatever the reports do, also when they are of a message in doubt, nothing is sent a second time."""
    statuses, late = REPORTS[name]
    if fault:
        house.twilio.fail_next(fault)
    somebody = Somebody(house, SMS)

    await somebody.asks()
    await house.app.idle()
    house.clock.later(seconds=late.total_seconds())
    for sms in house.twilio.messages:
        assert set(await house.twilio.report(sms, *statuses)) <= {200}
    house.clock.later(hours=1)
    await until_stored(house.folder, {"delivered" if "delivered" in statuses else "sent": BOTH})

    assert len(somebody.heard) == len(set(somebody.heard)) == BOTH
    assert nothing_is_lost(house, 1)


async def test_report_before_the_answer(house: Running) -> None:
    """A report that overtakes Twilio's own "taken" counts, and "taken" does not take it back."""
    house.twilio.reports = ("sent", "delivered")
    house.twilio.fail_next("accept-then-time-out")
    somebody = Somebody(house, SMS)

    await somebody.asks()
    await until(lambda: _are(somebody, 1))
    first = house.twilio.messages[0]
    await house.twilio.report(first, "delivered")
    early = states(house.folder)
    await until(lambda: _are(somebody, BOTH))
    await until_stored(house.folder, {"delivered": BOTH})

    assert early["delivered"] >= 1
    assert "list" not in house.twilio.requests
    assert len(somebody.heard) == len(set(somebody.heard)) == BOTH


async def _are(somebody: Somebody, number: int) -> bool:
    await asyncio.sleep(0)
    return len(somebody.heard) >= number
