"""The roster: weekdays, single days, days off, nights, holidays and the hour that is skipped in spring."""

from datetime import date, datetime

import pytest

from bot.desk.roster import next_duty, on_duty
from bot.model import PersonId
from bot.moment import COPENHAGEN
from bot.store.duty import Shift

LONE, KARL = PersonId(1), PersonId(2)
BOTH = {LONE, KARL}
WEEK = [Shift(LONE, day, None, 8 * 60, 16 * 60) for day in range(5)]
FRIDAY = date(2026, 12, 4)


def at(day: int, hour: int, minute: int = 0, *, month: int = 12, year: int = 2026) -> datetime:
    """A time in Copenhagen; the first of December 2026 is a Tuesday."""
    return datetime(year, month, day, hour, minute, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("now", "there"),
    [
        (at(1, 7, 59), set()),
        (at(1, 8), BOTH),
        (at(1, 15, 59), BOTH),
        (at(1, 16), set()),
        (at(5, 12), set()),
        (at(24, 12), BOTH),
        (at(25, 12), set()),
    ],
)
def test_office_hours_without_roster(now: datetime, there: set[PersonId]) -> None:
    """Everybody, Monday to Friday 8-16, but on no public holiday."""
    assert on_duty([], BOTH, now) == there


def test_roster_replaces_office_hours() -> None:
    """Once a week is planned, only those in it are on duty."""
    assert on_duty(WEEK, BOTH, at(1, 12)) == {LONE}
    assert on_duty(WEEK, BOTH, at(25, 12)) == set()


def test_single_day_stands_alone() -> None:
    """Who is named for one day is the one on it; the other days are as before."""
    shifts = [Shift(KARL, None, FRIDAY, 9 * 60, 12 * 60)]

    assert on_duty(shifts, BOTH, at(4, 10)) == {KARL}
    assert on_duty(shifts, BOTH, at(4, 13)) == set()
    assert on_duty(shifts, BOTH, at(3, 13)) == BOTH


def test_day_off_takes_one_away() -> None:
    """Off on a day: the others stay, with a roster and without."""
    off = Shift(LONE, None, FRIDAY, is_off=True)

    assert on_duty([off], BOTH, at(4, 10)) == {KARL}
    assert on_duty([*WEEK, off], BOTH, at(4, 10)) == set()
    assert on_duty([*WEEK, off], BOTH, at(3, 10)) == {LONE}


def test_night_goes_on_after_midnight() -> None:
    """A duty from 22 to 6 belongs to the day on which it begins."""
    night = [Shift(LONE, 1, None, 22 * 60, 30 * 60)]

    assert on_duty(night, BOTH, at(2, 5, 59)) == {LONE}
    assert on_duty(night, BOTH, at(2, 6)) == set()
    assert on_duty(night, BOTH, at(1, 5)) == set()


def test_holiday_is_a_sunday() -> None:
    """Who has Sundays has the public holidays too."""
    sundays = [Shift(KARL, 6, None, 10 * 60, 14 * 60)]

    assert on_duty([*WEEK, *sundays], BOTH, at(25, 11)) == {KARL}


def test_who_left_is_not_on_duty() -> None:
    """A shift of somebody who is no longer staff counts for nothing."""
    assert on_duty(WEEK, {KARL}, at(1, 12)) == {KARL}


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (at(1, 20), at(2, 8)),
        (at(1, 12), at(2, 8)),
        (at(4, 17), at(7, 8)),
        (at(24, 17), at(28, 8)),
        (at(27, 12, month=3), at(30, 8, month=3)),
    ],
)
def test_next_duty_is_found(now: datetime, opens: datetime) -> None:
    """Over nights, weekends, holidays and the change of clocks."""
    assert next_duty([], BOTH, now) == opens


def test_nobody_is_never_next() -> None:
    """Without staff there is no next hour."""
    assert next_duty([], set(), at(1, 12)) is None
