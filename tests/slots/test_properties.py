"""Whatever the hours, the moment and who is there: times keep what they promise."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hours import COPENHAGEN
from bot.model import DayPart, Schedule, ScheduleChange
from bot.slots import free_slots, part_of, windows
from tests.slots.schedules import schedule

DAY = timedelta(days=1)
CLOCK = st.integers(0, 47).map(lambda half: f"{half // 2:02}:{half % 2 * 30:02}")
DAYS = st.sampled_from(["Mo-Su", "Mo-Fr", "Sa,Su", "We", "PH", "week 1-53/2 Su", "Nov 15-Mar 31 Mo-Su", "Dec 24"])
RULE = st.one_of(
    st.builds(lambda days, start, end: f"{days} {start}-{end}", DAYS, CLOCK, CLOCK),
    st.sampled_from(["24/7", "PH off", "Mo off", "Mo-Su unknown"]),
)
HOURS = st.lists(RULE, min_size=1, max_size=3).map("; ".join)
# Around the nights when clocks change, Christmas and a week 53, and any other time.
TURNS = [datetime(2026, 3, 28), datetime(2026, 10, 24), datetime(2026, 12, 23), datetime(2026, 12, 31)]  # noqa: DTZ001
MOMENT = st.one_of(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001
    st.builds(lambda turn, minutes: turn + timedelta(minutes=minutes), st.sampled_from(TURNS), st.integers(0, 4000)),
).map(lambda moment: moment.replace(tzinfo=UTC))
SPAN = st.tuples(CLOCK, CLOCK).filter(lambda span: span[0] != span[1]).map("-".join)


@st.composite
def searches(draw: st.DrawFn) -> tuple[Schedule, datetime]:
    """A schedule and a moment, with changes of hours in the days around it."""
    now = draw(MOMENT)
    days = draw(st.lists(st.integers(-1, 6), unique=True, max_size=3))
    changes = tuple(ScheduleChange(now.date() + DAY * day, draw(st.none() | SPAN)) for day in days)
    fields: dict[str, Any] = {
        "slot_minutes": draw(st.sampled_from([5, 20, 30, 45, 60, 90, 240])),
        "capacity": draw(st.integers(1, 3)),
        "lead_minutes": draw(st.sampled_from([0, 60, 1440, 5000])),
        "horizon_days": draw(st.integers(1, 9)),
    }
    return schedule(draw(HOURS), changes=changes, **fields), now


@settings(max_examples=200, deadline=None)
@given(searches())
def test_times_never_overlap(search: tuple[Schedule, datetime]) -> None:
    """One time is over before the next begins, each lasts what it should, and no clock time comes twice."""
    one, now = search

    found = free_slots(one, {}, now, limit=5000)

    instants = [(slot.start.astimezone(UTC), slot.end.astimezone(UTC)) for slot in found]
    assert all(end <= start for (_, end), (start, _) in pairwise(instants))
    assert all(end - start == timedelta(minutes=one.slot_minutes) for start, end in instants)
    assert len({slot.start.replace(tzinfo=None) for slot in found}) == len(found)


@settings(max_examples=200, deadline=None)
@given(searches())
def test_times_lie_inside_the_hours(search: tuple[Schedule, datetime]) -> None:
    """From the first minute to the last somebody receives: by that day's hours, or the night's before."""
    one, now = search

    for slot in free_slots(one, {}, now, limit=300):
        day: date = slot.start.astimezone(COPENHAGEN).date()
        spans = (*windows(one, day - DAY), *windows(one, day))
        assert any(opens <= slot.start and slot.end <= closes for opens, closes in spans)


@settings(max_examples=200, deadline=None)
@given(searches())
def test_lead_and_horizon_hold(search: tuple[Schedule, datetime]) -> None:
    """Every time is still to come, far enough ahead to be prepared, and not too far to be remembered."""
    one, now = search
    today = now.astimezone(COPENHAGEN).date()

    for slot in free_slots(one, {}, now, limit=5000):
        assert slot.start > now
        assert slot.start - now >= timedelta(minutes=one.lead_minutes)
        # A night that begins on the last day ends on the next.
        assert slot.start.astimezone(COPENHAGEN).date() <= today + DAY * (one.horizon_days + 1)


@settings(max_examples=200, deadline=None)
@given(searches(), st.data())
def test_seats_are_respected(search: tuple[Schedule, datetime], data: st.DataObject) -> None:
    """A full time is never offered, one with a seat always is, and the seats that are told are those that are left."""
    one, now = search
    every = free_slots(one, {}, now, limit=40)
    there = [data.draw(st.integers(0, one.capacity)) for _ in every]
    taken = {slot.start.astimezone(UTC): number for slot, number in zip(every, there, strict=True)}

    last = every[-1].end if every else now + DAY
    found = free_slots(one, taken, now, last=last, limit=40)

    expected = [(slot.start, one.capacity - taken[slot.start.astimezone(UTC)]) for slot in every]
    assert [(slot.start, slot.free) for slot in found] == [(start, free) for start, free in expected if free > 0]


@settings(max_examples=100, deadline=None)
@given(searches(), st.sampled_from(DayPart), MOMENT)
def test_narrowing_only_leaves_out(search: tuple[Schedule, datetime], part: DayPart, near: datetime) -> None:
    """A part of the day leaves times out, and a named clock reorders them; neither makes or changes any."""
    one, now = search
    every = free_slots(one, {}, now, limit=5000)

    in_part = free_slots(one, {}, now, part=part, limit=5000)
    nearest = free_slots(one, {}, now, near=near, limit=5000)

    assert in_part == [slot for slot in every if part_of(slot.start) is part]
    assert sorted(nearest, key=lambda slot: slot.start) == every
    distances = [abs(slot.start - near) for slot in nearest]
    assert distances == sorted(distances)


@settings(max_examples=100, deadline=None)
@given(searches(), st.integers(1, 2000))
def test_times_stand_still(search: tuple[Schedule, datetime], minutes: int) -> None:
    """As the day goes on times pass, and none moves: what was offered is still offered while it can be reached."""
    one, now = search
    later = now + timedelta(minutes=minutes)
    earliest = later + timedelta(minutes=one.lead_minutes)

    before = [slot for slot in free_slots(one, {}, now, limit=5000) if slot.start >= earliest and slot.start > later]
    after = free_slots(one, {}, later, limit=5000)

    assert after[: len(before)] == before
