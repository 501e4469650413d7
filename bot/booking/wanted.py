"""The time that somebody wants an appointment, out of what was read: a day, a part of it, a clock time. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.model import DayPart, Json, Reading
from bot.moment import COPENHAGEN, MORNING, WEEKDAYS

_DAY = timedelta(days=1)
# Nobody is received at night: who writes "kl 2" means the afternoon.
_NIGHT_IS_OVER = 7
# "Efter kl 12" is the afternoon and no clock time.
_BOUNDS = (12, 17)


class Trouble(StrEnum):
    """What is wrong with a time."""

    NO_SUCH = "no_such"
    SKIPPED = "skipped"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Wanted:
    """When somebody can come. Days are from `first` up to `last`, which is not included; None leaves it open.

    clock    the time of day that was said, on those days
    trouble  why the time cannot be; `words` are those that it was said in
    """

    first: date | None = None
    last: date | None = None
    part: DayPart | None = None
    clock: time | None = None
    trouble: Trouble | None = None
    words: str = ""

    @property
    def begins(self) -> datetime | None:
        """The first moment of it."""
        return _midnight(self.first) if self.first else None

    @property
    def ends(self) -> datetime | None:
        """The first moment after it."""
        return _midnight(self.last) if self.last else None

    @property
    def at(self) -> datetime | None:
        """The one moment that was said: a day and a clock time."""
        return moment(self.first, self.clock) if self.first and self.clock else None

    @property
    def kept(self) -> Json:
        """As JSON, for the next turn."""
        return {
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "part": self.part,
            "clock": self.clock.isoformat() if self.clock else None,
            "trouble": self.trouble,
            "words": self.words,
        }


def wanted_from(kept: Json) -> Wanted:
    """What `kept` holds."""
    return Wanted(
        first=date.fromisoformat(kept["first"]) if kept.get("first") else None,
        last=date.fromisoformat(kept["last"]) if kept.get("last") else None,
        part=DayPart(kept["part"]) if kept.get("part") else None,
        clock=time.fromisoformat(kept["clock"]) if kept.get("clock") else None,
        trouble=Trouble(kept["trouble"]) if kept.get("trouble") else None,
        words=kept.get("words", ""),
    )


def wanted(reading: Reading, now: datetime) -> Wanted:
    """When the message wants it, for somebody who writes at `now`."""
    local = now.astimezone(COPENHAGEN)
    first, last = _days(reading, local)
    if reading.no_such_time:
        return Wanted(first, last, reading.part, trouble=Trouble.NO_SUCH, words=reading.no_such_time)
    if reading.past and first is None:
        return Wanted(part=reading.part, trouble=Trouble.PAST)
    part = DayPart.EVENING if (reading.when or "").startswith("tonight") else reading.part
    clock = _clock(reading, part)
    if clock and first and is_skipped(first, clock):
        return Wanted(first, last, part, trouble=Trouble.SKIPPED, words=_said(clock))
    clock = clock if reading.at_night else _by_day(clock, part)
    if clock is not None and first is None:
        first = local.date() if moment(local.date(), clock) > local else local.date() + _DAY
        last = first + _DAY
    found = Wanted(first, last, None if clock else part, clock)
    if (found.at and found.at <= local) or (last and last <= local.date()):
        return Wanted(first, last, part, clock, Trouble.PAST)
    return found


def moment(day: date, clock: time) -> datetime:
    """That clock time of that day in Copenhagen, aware; of the hour that autumn has twice the first."""
    return datetime.combine(day, clock, COPENHAGEN)


def is_skipped(day: date, clock: time) -> bool:
    """Whether the clocks jump over that time in spring."""
    there = datetime.combine(day, clock, COPENHAGEN)
    return there.astimezone(UTC).astimezone(COPENHAGEN).time() != clock


ANY_TIME = Wanted()


def _days(reading: Reading, local: datetime) -> tuple[date | None, date | None]:
    today = local.date()
    if reading.day:
        return reading.day, reading.day + _DAY
    word = (reading.when or "").split(" ")[0]
    if reading.week:
        if word in WEEKDAYS:
            day = reading.week + _DAY * WEEKDAYS.index(word)
            return day, day + _DAY
        return max(today, reading.week), reading.week + 7 * _DAY
    if word in WEEKDAYS:
        day = today + _DAY * ((WEEKDAYS.index(word) - today.weekday()) % 7)
        return day, day + _DAY
    if word == "tomorrow":
        # Who is still awake may mean the day that is about to begin: both are looked at.
        return (today if local.time() < MORNING else today + _DAY), today + 2 * _DAY
    if word == "weekend":
        saturday = today if today.weekday() >= WEEKDAYS.index("sat") else today + _DAY * (5 - today.weekday())
        return saturday, saturday + _DAY * (7 - saturday.weekday())
    return (today, today + _DAY) if word in {"today", "tonight"} else (None, None)


def _clock(reading: Reading, part: DayPart | None) -> time | None:
    _, _, said = (reading.when or "").partition(" ")
    clock = said or reading.clock
    if not clock:
        return None
    hour, minute = (int(figure) for figure in clock.split(":"))
    if part and not minute and hour in _BOUNDS:
        return None
    late = part in {DayPart.AFTERNOON, DayPart.EVENING} and hour < 12
    return time((hour + 12 * late) % 24, minute)


def _by_day(clock: time | None, part: DayPart | None) -> time | None:
    if clock is None or clock.hour >= _NIGHT_IS_OVER or part is DayPart.MORNING or clock.hour == 0:
        return clock
    return clock.replace(hour=clock.hour + 12)


def _said(clock: time) -> str:
    return f"{clock.hour}.{clock.minute:02}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN)
