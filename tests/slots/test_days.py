"""Odd weeks, holidays, single dates, nights and clocks that change: which days have times, and when on them."""

from datetime import UTC, date

import pytest

from bot.model import ScheduleChange
from bot.slots import free_slots, windows
from tests.slots.schedules import local, schedule, told


def days_of(hours: str, now: str, **fields: object) -> list[str]:
    """The days on which these hours have a time, within four weeks."""
    found = free_slots(schedule(hours, **fields), {}, local(now), limit=1000)
    return list(dict.fromkeys(f"{slot.start:%a %d/%m}" for slot in found))


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        # 2026 has a week 53: it and the week 1 after it are both odd.
        ("week 1-53/2 Mo 10:00-12:00", ["Mon 14/12", "Mon 28/12", "Mon 04/01"]),
        ("week 2-53/2 Mo 10:00-12:00", ["Mon 21/12", "Mon 11/01"]),
    ],
)
def test_odd_weeks_over_new_year(hours: str, expected: list[str]) -> None:
    """Odd weeks are those of the calendar, also where week 53 is followed by week 1."""
    assert days_of(hours, "2026-12-14 08:00") == expected


def test_holidays_are_off() -> None:
    """Over Christmas and New Year there are times on ordinary days only; the 24th and the 31st are ordinary."""
    days = days_of("Mo-Fr 10:00-12:00; PH off", "2026-12-23 08:00", horizon_days=12)

    assert days == ["Wed 23/12", "Thu 24/12", "Mon 28/12", "Tue 29/12", "Wed 30/12", "Thu 31/12", "Mon 04/01"]


def test_christmas_eve_can_be_off() -> None:
    """Who writes the 24th as off has no times on it."""
    days = days_of("Mo-Fr 10:00-12:00; PH off; Dec 24 off", "2026-12-23 08:00", horizon_days=5)

    assert days == ["Wed 23/12", "Mon 28/12"]


def test_holidays_without_a_rule() -> None:
    """Where nothing is said of holidays nobody is sent there on one."""
    assert days_of("Mo-Fr 10:00-12:00", "2026-12-24 08:00", horizon_days=4) == ["Thu 24/12", "Mon 28/12"]


def test_one_date_has_other_hours() -> None:
    """A change replaces the hours of its date, on a holiday and on a closed day too; without hours there are none."""
    changes = (
        ScheduleChange(date(2026, 12, 23), "13:00-13:30,15:00-15:30"),
        ScheduleChange(date(2026, 12, 24)),
        ScheduleChange(date(2026, 12, 25), "10:00-10:30"),
        ScheduleChange(date(2026, 12, 27), "10:00-10:30"),
    )

    found = free_slots(schedule(changes=changes), {}, local("2026-12-23 08:00"), limit=5)

    assert told(found) == [
        "Wed 23/12 13:00",
        "Wed 23/12 15:00",
        "Fri 25/12 10:00",
        "Sun 27/12 10:00",
        "Mon 28/12 10:00",
    ]


def test_windows_of_a_drop_in() -> None:
    """A drop-in says from when to when one can come, and nothing on a day off."""
    drop_in = schedule("Mo-Fr 10:00-12:00,13:00-14:00; PH off", drop_in=True)

    spans = [(f"{opens:%H:%M}", f"{closes:%H:%M}") for opens, closes in windows(drop_in, date(2026, 12, 1))]

    assert spans == [("10:00", "12:00"), ("13:00", "14:00")]
    assert windows(drop_in, date(2026, 12, 25)) == ()
    assert windows(drop_in, date(2026, 12, 5)) == ()


def test_lost_hour_has_no_times() -> None:
    """In the night when clocks go forward nothing is offered between two and three, and nothing twice."""
    found = free_slots(schedule("Sa 23:00-04:00"), {}, local("2027-03-27 22:00"), limit=8)

    clocks = [time.split()[-1] for time in told(found)]
    assert clocks == ["23:00", "23:30", "00:00", "00:30", "01:00", "01:30", "03:00", "03:30"]
    assert len({slot.start.astimezone(UTC) for slot in found}) == 8


def test_doubled_hour_is_offered_once() -> None:
    """In the night when clocks go back "half past two" is the first one, and three o'clock is an hour later."""
    found = free_slots(schedule("Sa 23:00-04:00"), {}, local("2026-10-24 22:00"), limit=10)

    clocks = [time.split()[-1] for time in told(found)]
    assert clocks == ["23:00", "23:30", "00:00", "00:30", "01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]
    assert found[7].start == local("2026-10-25 02:30")
    assert (found[8].start.astimezone(UTC) - found[7].start.astimezone(UTC)).seconds == 90 * 60


def test_night_goes_on_after_midnight() -> None:
    """Somebody who asks after midnight is offered the rest of the night that began yesterday."""
    night = schedule("Mo-Th 22:00-02:00; PH off")

    assert told(free_slots(night, {}, local("2026-12-02 00:40"))) == [
        "Wed 02/12 01:00",
        "Wed 02/12 01:30",
        "Wed 02/12 22:00",
    ]


def test_night_and_early_hours_meet() -> None:
    """Where a night runs into the hours of the next day no time is given out twice."""
    found = free_slots(schedule("Mo 22:00-02:00; Tu 01:00-03:00"), {}, local("2026-11-30 23:20"), limit=7)

    assert told(found) == [
        "Mon 30/11 23:30",
        *(f"Tue 01/12 {clock}" for clock in ("00:00", "00:30", "01:00", "01:30", "02:00", "02:30")),
    ]
