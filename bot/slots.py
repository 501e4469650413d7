"""The times that can be booked in a schedule: cut from its hours, day by day. Pure; who has taken what comes in.

Hours mean what they mean for a place (bot.hours): a night belongs to the day on which it began, a public holiday
without a rule gives no times, and clocks that change shorten or lengthen a night. Times are cut by the length of what
really passes, so none overlaps another. In the hour that autumn has twice, only the first round can be booked: a time
that is said aloud must mean one moment.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from bot.hours import COPENHAGEN, Intervals, intervals
from bot.model import DayPart, Schedule, Slot

NOON, EVENING = time(12), time(17)

_DAY = timedelta(days=1)
_EVERY_DAY = "PH,Mo-Su"
"""Before the hours of a change: they were posted for that one day, so they hold whatever day it is."""


def free_slots(
    schedule: Schedule,
    taken: Mapping[datetime, int],
    now: datetime,
    *,
    first: datetime | None = None,
    last: datetime | None = None,
    part: DayPart | None = None,
    near: datetime | None = None,
    limit: int = 3,
) -> list[Slot]:
    """Up to `limit` times in which somebody may still come, earliest first.

    - `taken` says how many have each start (aware UTC). One that lies between our times, since the hours were changed
      after it was booked, takes a seat in each time that it overlaps.
    - A time starts after `now` and at least `lead_minutes` from it, at most `horizon_days` days ahead.
    - `first` and `last` (aware, `last` not included) and `part` narrow the search to starts within them.
    - `near`: the time nearest to this moment comes first, then the next nearest.
    """
    begins = max(now + timedelta(minutes=schedule.lead_minutes), first or now).astimezone(UTC)
    wanted: Iterable[datetime] = (
        start
        for day in _days(schedule, begins, now, last)
        for start in day
        # Mostly this decides, so it comes first.
        if taken.get(start, 0) < schedule.capacity
        and begins <= start
        and now < start
        and (last is None or start < last)
        and (part is None or part_of(start) is part)
    )
    if near is not None:
        wanted = sorted(wanted, key=lambda start: (abs(start - near), start))
    return list(islice(_slots(schedule, wanted, taken), limit))


def windows(schedule: Schedule, day: date) -> Intervals:
    """From when to when people are received on `day` ("come between 10 and 12"); empty when they are not."""
    return intervals(_expression(schedule, day), day) or ()


def part_of(moment: datetime) -> DayPart:
    """The part of the day in Denmark: morning until 12, evening from 17."""
    clock = moment.astimezone(COPENHAGEN).time()
    return DayPart.MORNING if clock < NOON else DayPart.AFTERNOON if clock < EVENING else DayPart.EVENING


def _days(schedule: Schedule, begins: datetime, now: datetime, last: datetime | None) -> Iterator[tuple[datetime, ...]]:
    """The starts of each day that can matter, in UTC; the night before `begins` is one, for it may go on."""
    ends = now.astimezone(COPENHAGEN).date() + _DAY * schedule.horizon_days
    if last is not None:
        ends = min(ends, last.astimezone(COPENHAGEN).date())
    day = begins.astimezone(COPENHAGEN).date() - _DAY
    before = _expression(schedule, day - _DAY)
    while day <= ends:
        hours = _expression(schedule, day)
        yield _cut(hours, before, day, schedule.slot_minutes)
        day, before = day + _DAY, hours


def _expression(schedule: Schedule, day: date) -> str:
    for change in schedule.changes:
        if change.day == day:
            return f"{_EVERY_DAY} {change.hours or 'off'}"
    return schedule.hours


@lru_cache(maxsize=16384)
def _cut(hours: str, hours_before: str, day: date, minutes: int) -> tuple[datetime, ...]:
    """The starts of a day in UTC. What still runs from the night before is not given out a second time."""
    night = intervals(hours_before, day - _DAY)
    free_from = night[-1][1].astimezone(UTC) if night else datetime.min.replace(tzinfo=UTC)
    length = timedelta(minutes=minutes)
    found: list[datetime] = []
    for opens, closes in intervals(hours, day) or ():
        start, end = max(opens.astimezone(UTC), free_from), closes.astimezone(UTC)
        found += [start + length * number for number in range(max(end - start, timedelta()) // length)]
    return tuple(start for start in found if not start.astimezone(COPENHAGEN).fold)


def _slots(schedule: Schedule, wanted: Iterable[datetime], taken: Mapping[datetime, int]) -> Iterator[Slot]:
    """The times in which a seat is left, with all that stand in their way counted."""
    length = timedelta(minutes=schedule.slot_minutes)
    there: list[datetime] = []
    for start in wanted:
        there = there or sorted(taken)
        around = there[bisect_right(there, start - length) : bisect_left(there, start + length)]
        free = schedule.capacity - sum(taken[other] for other in around)
        if free > 0:
            local, end = start.astimezone(COPENHAGEN), (start + length).astimezone(COPENHAGEN)
            yield Slot(schedule.id, local, end, free)
