"""The moment that a question is about: the words of the labels ("tonight", "fri 14:00") as a time in Copenhagen.

Pure. It says nothing about opening hours.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVENING, NIGHT, MIDDAY = time(18), time(22), time(12)
MORNING = time(5)
"""Before it, it is still the same night for somebody who is awake."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When help is wanted.

    at       aware, Europe/Copenhagen
    is_now   the question is about this moment
    by_day   a day was named without a clock, so that the whole day's hours are the answer
    tonight  the evening or night to come was named
    """

    at: datetime
    is_now: bool = False
    by_day: bool = False
    tonight: bool = False


def asked_moment(when: str | None, now: datetime, *, sleeps: bool = False) -> Moment:
    """The moment that `when` means for somebody who writes at `now`. `sleeps`: it is about a bed for the night.

    A day that was said by its date stands in it as "2026-12-24".
    """
    now = now.astimezone(COPENHAGEN)
    word, _, clock = (when or "now").partition(" ")
    if clock:
        return _at_clock(word, time.fromisoformat(clock), now)
    if word == "tonight":
        return _tonight(now, NIGHT if sleeps else EVENING)
    day = _day(word, now.date())
    if day <= now.date():
        return Moment(now, is_now=True)
    return Moment(_wall(day, NIGHT if sleeps else MIDDAY), by_day=True)


def _at_clock(word: str, clock: time, now: datetime) -> Moment:
    day = _day(word, now.date())
    at = _wall(day, clock)
    if word == "tonight" and at < now and clock < MIDDAY:
        at = _wall(day + timedelta(days=1), clock)
    if word in WEEKDAYS and at < now:
        at = _wall(day + timedelta(days=7), clock)
    if at <= now:
        return Moment(now, is_now=True)
    return Moment(at)


def _tonight(now: datetime, begins: time) -> Moment:
    if now.time() < MORNING or now.time() >= begins:
        return Moment(now, is_now=True, tonight=True)
    return Moment(_wall(now.date(), begins), tonight=True)


def _day(word: str, today: date) -> date:
    if word[:1].isdigit():
        return date.fromisoformat(word)
    if word == "tomorrow":
        return today + timedelta(days=1)
    if word == "weekend":
        return today if today.weekday() >= WEEKDAYS.index("sat") else _next(WEEKDAYS.index("sat"), today)
    if word in WEEKDAYS:
        return _next(WEEKDAYS.index(word), today)
    return today


def _next(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _wall(day: date, clock: time) -> datetime:
    """The clock of that day; one that is skipped in spring becomes the hour after it."""
    return datetime.combine(day, clock, COPENHAGEN).astimezone(UTC).astimezone(COPENHAGEN)
