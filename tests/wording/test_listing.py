"""Why one should ring first, on the days on which many close."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from bot.holidays import is_holiday, is_often_shut
from bot.i18n import COPENHAGEN
from bot.model import ChangeOfHours, Trust
from bot.moment import asked_moment
from bot.wording.doubts import Listing, doubt
from tests.hours.places import place
from tests.starter import catalogues

DANISH = catalogues().translator("da")
EVERY_DAY = "Mo-Su 10:00-22:00"


def why(hours: str, at: datetime, changes: Sequence[ChangeOfHours] = ()) -> str:
    """Why one should ring a place first that was confirmed this minute."""
    return doubt(DANISH, Listing(place(hours), Trust(confirmed_at=at), changes, asked_moment(None, at), at))


def noon(day: str) -> datetime:
    """Noon of that day."""
    return datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize("day", ["2026-12-24", "2026-12-31", "2027-05-01", "2027-06-05"])
def test_many_are_closed(day: str) -> None:
    """Ordinary hours on such a day are told, and that one should ring first."""
    assert is_often_shut(date.fromisoformat(day))
    assert why(EVERY_DAY, noon(day)) == "mange har lukket den dag"


@pytest.mark.parametrize("day", ["2026-12-23", "2026-12-27", "2027-05-02"])
def test_other_days_are_plain(day: str) -> None:
    """The days around them are days like others."""
    assert why(EVERY_DAY, noon(day)) == ""


@pytest.mark.parametrize("hours", ["24/7", "Mo-Su,PH 10:00-22:00", "Mo-Fr 09:00-15:00; PH 10:00-14:00"])
def test_who_is_open_on_holidays_is_believed(hours: str) -> None:
    """Round the clock, or open on holidays by a rule: then it is open on Christmas Eve too."""
    assert why(hours, noon("2026-12-24")) == ""


def test_holiday_off_is_no_vouching() -> None:
    """Who is closed on holidays may well be closed on Christmas Eve."""
    assert why(f"{EVERY_DAY}; PH off", noon("2026-12-24")) == "mange har lukket den dag"


def test_posted_hours_are_believed() -> None:
    """What a volunteer posted for the day holds; what holds every week does not say it."""
    eve, home = noon("2026-12-24"), place(EVERY_DAY)
    posted, weekly = (
        ChangeOfHours(home.id, eve.date(), eve.replace(hour=10), eve.replace(hour=15), weekly=weekly)
        for weekly in (False, True)
    )

    assert why(EVERY_DAY, eve, [posted]) == ""
    assert why(EVERY_DAY, eve, [weekly]) == "mange har lukket den dag"


def test_whitsun_on_5_june_is_a_holiday() -> None:
    """Where Whit Sunday falls on Grundlovsdag it is a holiday, and none of the others."""
    assert is_holiday(date(2022, 6, 5))
    assert not is_often_shut(date(2022, 6, 5))
