"""The wait list: what is news to somebody who waits, and until when they may think about it."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.booking.times import all_free
from bot.conversation import Turn
from bot.model import Schedule, ScheduleId, Slot
from bot.moment import COPENHAGEN
from bot.reminding import QUIET_FROM, QUIET_TO, is_quiet
from bot.store import waits
from bot.store.waits import Wait

# Nobody gets ready and goes there in less.
NEEDED = timedelta(minutes=30)
_SOON = timedelta(hours=4)
_QUARTER, _TWO_HOURS = timedelta(minutes=15), timedelta(hours=2)
_TODAY_ENDS = time(20)
_AFTER_BREAKFAST = timedelta(hours=1)


async def wait_for(turn: Turn, schedules: Sequence[Schedule]) -> None:
    """Put the person on each list; what is free now is no news to them."""
    for schedule in schedules:
        free = [slot.start for slot in await all_free(turn.db, schedule, turn.now)]
        await waits.put(turn.db, turn.person.id, schedule.id, turn.now, free)


def alike(turn: Turn, schedule: ScheduleId) -> list[ScheduleId]:
    """The schedules for the same kind of help: who has a time in one waits for none of them."""
    found = turn.directory.schedule(schedule)
    return [one.id for one in turn.directory.schedules if found and one.topic is found.topic] or [schedule]


def next_news(wait: Wait, free: Sequence[Slot], now: datetime) -> tuple[Slot, datetime] | None:
    """The first of the free times that is news to them, and until when they may answer.

    Who could have had times when the list was chosen hears only of sooner ones than the last of those: they want no
    time that is far away because a new day can be booked.
    """
    known = wait.free_then | wait.offered_then
    last = max(wait.free_then, default=None)
    for slot in free:
        until = answer_by(slot.start, now)
        if slot.start not in known and until and (last is None or slot.start < last):
            return slot, until
    return None


def answer_by(start: datetime, now: datetime) -> datetime | None:
    """Soon: a quarter of an hour; today and tomorrow: two hours; later: until 20. Never at night.

    None when it cannot be offered now: people sleep, or it begins too soon.
    """
    if is_quiet(now) or start - now < NEEDED:
        return None
    local, that_day = now.astimezone(COPENHAGEN), start.astimezone(COPENHAGEN).date()
    if start - now <= _SOON:
        return min(now + _QUARTER, start - _QUARTER)
    until = now + _TWO_HOURS
    if (that_day - local.date()).days > 1:
        until = max(until, datetime.combine(local.date(), _TODAY_ENDS, COPENHAGEN).astimezone(now.tzinfo))
    return until if not is_quiet(until) else _by_morning(start, now)


def _by_morning(start: datetime, now: datetime) -> datetime | None:
    """What would end at night ends after breakfast, or at the latest moment of the evening."""
    local = now.astimezone(COPENHAGEN)
    morning = datetime.combine(local.date() + timedelta(days=1), QUIET_TO, COPENHAGEN).astimezone(now.tzinfo)
    if morning + _AFTER_BREAKFAST <= start - _TWO_HOURS:
        return morning + _AFTER_BREAKFAST
    night = datetime.combine(local.date(), QUIET_FROM, COPENHAGEN).astimezone(now.tzinfo)
    return night if night - now >= _QUARTER else None
