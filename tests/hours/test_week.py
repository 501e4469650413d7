"""Hours of the week, and which expressions can be read."""

from datetime import date

import pytest

from bot.holidays import is_holiday
from bot.hours import is_round_the_clock, valid, week
from tests.hours.places import local, place


def test_week_of_a_night_place() -> None:
    """A night stands under the day on which it begins, a day off is empty, a holiday is unknown."""
    days = week(place("Mo-Fr,Su 21:00-07:00"), date(2026, 12, 20))

    assert days[0][0] == date(2026, 12, 20)
    assert days[0][1] == ((local("2026-12-20 21:00"), local("2026-12-21 07:00")),)
    assert days[4][1] == ((local("2026-12-24 21:00"), local("2026-12-25 07:00")),)
    assert days[5][1] is None
    assert days[6][1] == ()


def test_week_without_hours_is_unknown() -> None:
    """Where nobody knows the hours, no day is said to be closed."""
    assert [hours for _, hours in week(place(), date(2026, 11, 23))] == [None] * 7


def test_week_outside_the_season() -> None:
    """Before the season the days are closed, from its first day unknown."""
    hours = [hours for _, hours in week(place(season="Nov 15-Mar 31"), date(2026, 11, 12))]

    assert hours == [(), (), (), None, None, None, None]


def test_week_joins_what_touches() -> None:
    """Two intervals that touch are told as one."""
    days = week(place("Mo 09:00-12:00,12:00-15:00"), date(2026, 11, 23))

    assert days[0][1] == ((local("2026-11-23 09:00"), local("2026-11-23 15:00")),)


@pytest.mark.parametrize(
    "expression",
    [
        "24/7",
        "Mo-Fr 09:00-15:00",
        "Mo-Su 21:00-07:00; PH off",
        "week 1-53/2 Su 14:00-16:00",
        "Nov 15-Mar 31",
        "Nov-Mar",
    ],
)
def test_good_hours_are_valid(expression: str) -> None:
    """What the starter directory uses can be read."""
    assert valid(expression) is None


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("Mo-Fr 9-15", "at character 7"),
        ("24/24", "at character"),
        ("", "not opening hours"),
        ("hverdage 9-15", "at character 1"),
        ("Mo-Fr sunrise-sunset", "clock times"),
        ("Mo-Fr 10:00-14:00; SH off", "school holidays"),
        ("10:00+", "open end"),
        ("Mo-Fr 10:00-16:00+; PH off", "open end"),
        ("Sa 20:00 +", "open end"),
    ],
)
def test_bad_hours_say_why(expression: str, told: str) -> None:
    """What cannot be read, or not be known, says so."""
    assert told in str(valid(expression))


@pytest.mark.parametrize(
    ("expression", "told"),
    [("24/7", True), ("Mo-Su 00:00-24:00", True), ("24/7; PH off", False), ("Mo-Su 09:00-05:00", False), (None, False)],
)
def test_round_the_clock_is_recognised(expression: str | None, told: bool) -> None:
    """Every hour of every day, however it is written; a holiday off is an exception."""
    assert is_round_the_clock(expression) is told


def test_easter_moves_with_the_year() -> None:
    """Holidays that move are known for the coming years."""
    assert is_holiday(date(2027, 3, 26))
    assert is_holiday(date(2027, 5, 17))
    assert not is_holiday(date(2027, 4, 23))
