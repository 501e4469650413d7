"""Who is on duty at a moment, and when somebody is next. Pure.

Without a weekly roster all staff are on duty on weekdays 8-16, but for those who are off; on a day for which somebody
is named, only those are. A public holiday counts as a Sunday, in a roster too: who has duty on Sundays has it then, and
who has it from Monday to Friday has not. A single day that was named stands.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.holidays import is_holiday
from bot.model import Interval, PersonId
from bot.moment import COPENHAGEN
from bot.store.duty import Shift

LOOK_AHEAD_DAYS = 60
OFFICE = (8 * 60, 16 * 60)
_DAY = timedelta(days=1)
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Duty:
    """One stretch of somebody's duty, in UTC."""

    person: PersonId
    begins: datetime
    ends: datetime


def on_duty(shifts: Sequence[Shift], staff: Collection[PersonId], now: datetime) -> set[PersonId]:
    """Those of `staff` who are on duty at `now`."""
    today = now.astimezone(COPENHAGEN).date()
    near = (*duties(shifts, staff, today - _DAY), *duties(shifts, staff, today))
    return {duty.person for duty in near if duty.begins <= now < duty.ends}


def next_duty(shifts: Sequence[Shift], staff: Collection[PersonId], now: datetime) -> datetime | None:
    """When one of `staff` begins next; None when nobody does within two months."""
    today = now.astimezone(COPENHAGEN).date()
    for ahead in range(LOOK_AHEAD_DAYS):
        begins = [one.begins for one in duties(shifts, staff, today + ahead * _DAY) if one.begins > now]
        if begins:
            return min(begins)
    return None


def duties(shifts: Sequence[Shift], staff: Collection[PersonId], day: date) -> Iterator[Duty]:
    """The stretches that begin on `day`, of those who are still staff."""
    known = [shift for shift in shifts if shift.person in staff]
    off = {shift.person for shift in known if shift.is_off and shift.day == day}
    named = [shift for shift in known if shift.day == day and not shift.is_off]
    weekly = [shift for shift in known if shift.weekday is not None]
    if not (named or weekly):
        if _weekday(day) < _SUNDAY - 1:
            yield from (_duty(person, day, *OFFICE) for person in sorted(set(staff) - off))
        return
    today = [shift for shift in weekly if shift.weekday == _weekday(day) and shift.person not in off]
    # Somebody may have said the same hours for the day and for the week.
    yield from dict.fromkeys(_duty(shift.person, day, shift.begins, shift.ends) for shift in (*today, *named))


def shift_of(person: PersonId, interval: Interval, *, recurring: bool) -> Shift:
    """The shift that an order means (bot.understanding.orders.duty, which gives both ends in Copenhagen)."""
    begins, ends = interval
    assert begins and ends  # noqa: S101
    day = begins.date()
    first = begins.hour * 60 + begins.minute
    last = ends.hour * 60 + ends.minute + (ends.date() - day).days * 24 * 60
    return Shift(person, day.weekday() if recurring else None, None if recurring else day, first, last)


def _weekday(day: date) -> int:
    return _SUNDAY if is_holiday(day) else day.weekday()


def _duty(person: PersonId, day: date, begins: int, ends: int) -> Duty:
    return Duty(person, _wall(day, begins), _wall(day, ends))


def _wall(day: date, minutes: int) -> datetime:
    day, left = day + minutes // (24 * 60) * _DAY, minutes % (24 * 60)
    return datetime.combine(day, time(left // 60, left % 60), COPENHAGEN).astimezone(UTC)
