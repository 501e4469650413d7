"""Which times are offered, and in which order: lead, horizon, seats, parts of the day, a named clock time."""

from datetime import UTC, timedelta

import pytest

from bot.model import DayPart
from bot.slots import free_slots, part_of
from tests.slots.schedules import local, schedule, told

TUESDAY = local("2026-12-01 08:30")


def test_earliest_come_first() -> None:
    """Whoever asks in the morning is offered the next times of the same day."""
    found = free_slots(schedule(), {}, TUESDAY)

    assert told(found) == ["Tue 01/12 10:00", "Tue 01/12 10:30", "Tue 01/12 11:00"]
    assert [slot.end - slot.start for slot in found] == [timedelta(minutes=30)] * 3
    assert [slot.free for slot in found] == [1, 1, 1]


def test_times_that_began_are_over() -> None:
    """A time that begins this minute or earlier is not offered, and the last whole time of the day is."""
    found = free_slots(schedule(), {}, local("2026-12-01 11:00"))

    assert told(found) == ["Tue 01/12 11:30", "Wed 02/12 10:00", "Wed 02/12 10:30"]


def test_lead_time_is_kept() -> None:
    """A schedule that must know a day before offers nothing within that day."""
    found = free_slots(schedule(lead_minutes=1440), {}, local("2026-12-01 10:30"))

    assert told(found) == ["Wed 02/12 10:30", "Wed 02/12 11:00", "Wed 02/12 11:30"]


def test_horizon_ends_the_search() -> None:
    """Nothing is offered beyond the horizon, counted in days from today."""
    found = free_slots(schedule(horizon_days=3), {}, TUESDAY, limit=100)

    assert told(found)[-1] == "Fri 04/12 11:30"
    assert len(found) == 4 * 4


def test_only_whole_times_fit() -> None:
    """What is left of the hours after the last whole time is no time."""
    found = free_slots(schedule("Tu 10:00-12:00", slot_minutes=45), {}, TUESDAY, limit=3)

    assert told(found) == ["Tue 01/12 10:00", "Tue 01/12 10:45", "Tue 08/12 10:00"]


def test_full_times_are_passed_over() -> None:
    """A time whose seats are taken is not offered; one with a seat left says how many."""
    taken = {local("2026-12-01 10:00").astimezone(UTC): 2, local("2026-12-01 10:30").astimezone(UTC): 1}

    found = free_slots(schedule(capacity=2), taken, TUESDAY)

    assert told(found) == ["Tue 01/12 10:30", "Tue 01/12 11:00", "Tue 01/12 11:30"]
    assert [slot.free for slot in found] == [1, 2, 2]


def test_older_bookings_stand_in_the_way() -> None:
    """Somebody who booked before the hours were changed is not met by two people at once."""
    taken = {local("2026-12-01 10:20").astimezone(UTC): 1}

    found = free_slots(schedule(), taken, TUESDAY)

    assert told(found) == ["Tue 01/12 11:00", "Tue 01/12 11:30", "Wed 02/12 10:00"]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (DayPart.MORNING, ["Thu 03/12 11:00", "Thu 10/12 11:00"]),
        (DayPart.AFTERNOON, ["Thu 03/12 12:00", "Thu 03/12 16:00"]),
        (DayPart.EVENING, ["Thu 03/12 17:00", "Thu 10/12 17:00"]),
    ],
)
def test_part_of_day(part: DayPart, expected: list[str]) -> None:
    """Somebody who wants a morning hears of mornings only: noon is afternoon, and five o'clock is evening."""
    found = free_slots(schedule("Th 11:00-13:00,16:00-18:00", slot_minutes=60), {}, TUESDAY, part=part)

    assert [time for time in told(found) if time in expected] == expected
    assert {part_of(slot.start) for slot in found} == {part}


def test_one_day_alone() -> None:
    """`first` and `last` hold the search to one day."""
    day = local("2026-12-03 00:00")

    found = free_slots(schedule(), {}, TUESDAY, first=day, last=day + timedelta(days=1), limit=10)

    assert told(found) == [f"Thu 03/12 {clock}" for clock in ("10:00", "10:30", "11:00", "11:30")]


def test_past_first_changes_nothing() -> None:
    """A search that begins in the past begins now."""
    assert free_slots(schedule(), {}, TUESDAY, first=local("2025-01-01 00:00")) == free_slots(schedule(), {}, TUESDAY)


def test_named_clock_comes_first() -> None:
    """Who asks for a clock time hears the time nearest to it, then the next nearest; of two, the earlier."""
    found = free_slots(schedule(), {}, TUESDAY, near=local("2026-12-02 11:00"), limit=4)

    assert told(found) == ["Wed 02/12 11:00", "Wed 02/12 10:30", "Wed 02/12 11:30", "Wed 02/12 10:00"]


def test_taken_clock_gives_its_neighbours() -> None:
    """Where the named time is taken, the one beside it comes first."""
    taken = {local("2026-12-02 11:00").astimezone(UTC): 1}

    found = free_slots(schedule(), taken, TUESDAY, near=local("2026-12-02 11:00"), limit=2)

    assert told(found) == ["Wed 02/12 10:30", "Wed 02/12 11:30"]


def test_unknown_hours_give_no_times() -> None:
    """Hours that must be asked for, or that nobody can read, are never offered."""
    assert free_slots(schedule('Mo-Fr 10:00-12:00 "efter aftale"'), {}, TUESDAY) == []
    assert free_slots(schedule("når vi er her"), {}, TUESDAY) == []
