"""When somebody is reminded of an appointment, and which reminder is still worth sending. Pure.

The evening before at 17:00 and two hours before. Nobody is woken: the quiet hours are 21-08 in Copenhagen.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.moment import COPENHAGEN

EVENING, MORNING, QUIET_FROM, QUIET_TO = time(17), time(10), time(21), time(8)
SOON = timedelta(hours=2)
_DAY = timedelta(days=1)


class Reminder(StrEnum):
    """The two of them. The soon one is shorter."""

    EVENING = "evening"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done now about one appointment's reminders.

    say         the reminder to send, None for none
    until       after this moment it helps nobody
    evening_at  when the evening one is looked at again, and `soon_at` the other: None when it is over
    dropped     how many came too late to help
    """

    say: Reminder | None
    until: datetime
    evening_at: datetime | None
    soon_at: datetime | None
    dropped: int = 0


def reminder_times(start: datetime, booked_at: datetime) -> tuple[datetime | None, datetime | None]:
    """When the evening one and the soon one go, in UTC; None where there is none.

    None is past when it is booked. The soon one never falls in the quiet hours; where it would and the evening one is
    past as well, it waits for their end, if that is before the appointment.
    """
    day = start.astimezone(COPENHAGEN).date() - _DAY
    evening, soon = _wall(day, EVENING), start.astimezone(UTC) - SOON
    evening_at = evening if evening > booked_at else None
    if not is_quiet(soon):
        return evening_at, soon if soon > booked_at else None
    morning = decent(soon)
    late = evening_at is None and booked_at < morning < start
    return evening_at, morning if late else None


def due(start: datetime, evening_at: datetime | None, soon_at: datetime | None, now: datetime) -> Due:
    """What is late but still useful is sent once, in a decent hour; what is not is dropped."""
    start = start.astimezone(UTC)
    evening_is_due = evening_at is not None and evening_at <= now
    soon_is_due = soon_at is not None and soon_at <= now
    if not (evening_is_due or soon_is_due):
        return Due(None, start, evening_at, soon_at)
    if now >= start:
        return Due(None, start, None, None, dropped=evening_is_due + soon_is_due)
    wake = decent(now)
    if wake > now:
        return _held(start, evening_at, soon_at, wake)
    if soon_is_due or start - now <= SOON:
        # Whoever is told now needs no other word: of two that are due, one is sent.
        return Due(Reminder.SOON, start, None, None)
    return Due(Reminder.EVENING, soon_at or start, None, soon_at)


def _held(start: datetime, evening_at: datetime | None, soon_at: datetime | None, wake: datetime) -> Due:
    """It is night: what is due waits for the morning, when that is before the appointment."""
    if wake >= start:
        return Due(None, start, None, None, dropped=1)
    soon_at = max(soon_at, wake) if soon_at else None
    return Due(None, start, wake if evening_at and wake < (soon_at or start) else None, soon_at)


def is_quiet(moment: datetime) -> bool:
    """Whether people sleep."""
    return not QUIET_TO <= moment.astimezone(COPENHAGEN).time() < QUIET_FROM


def decent(moment: datetime) -> datetime:
    """`moment` in UTC, or the end of the quiet hours that it falls in."""
    if not is_quiet(moment):
        return moment.astimezone(UTC)
    local = moment.astimezone(COPENHAGEN)
    return _wall(local.date() if local.time() < QUIET_TO else local.date() + _DAY, QUIET_TO)


def _wall(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, COPENHAGEN).astimezone(UTC)


def next_week(after: datetime, now: datetime) -> datetime:
    """The same weekday as `after`, at ten in the morning, a week later or as many as it takes to be after `now`."""
    day = after.astimezone(COPENHAGEN).date()
    weeks = 1
    while (found := _wall(day + 7 * weeks * _DAY, MORNING)) <= now:
        weeks += 1
    return found
