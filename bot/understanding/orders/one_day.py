"""One day by its name or date: "i morgen", "på fredag", "den 10/2", "anden juledag". Pure; reads the canonical form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding.orders.feasts import NAMES, feast

DAY = timedelta(days=1)
WEEK = 7
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
EVENING, NIGHT = "evening", "night"
# A date so lately past is a slip; one longer ago is meant for next year.
_LATELY = timedelta(days=60)
_NEAR = {
    "idag": 0, "iaften": 0, "inat": 0, "ieftermiddag": 0, "iformiddag": 0, "restenafdag": 0, "helenatten": 0,
    "imorgen": 1, "imorgenaften": 1, "iovermorgen": 2,
}  # fmt: skip
_PARTS = {"iaften": EVENING, "imorgenaften": EVENING, "inat": NIGHT, "helenatten": NIGHT, "ieftermiddag": EVENING}

MONTH = "|".join(MONTHS)
WEEKDAY = "|".join(WEEKDAYS)
_FEAST = "|".join(sorted(NAMES, key=len, reverse=True))
_DATE = (
    rf"(?:den |d\.? ?)?\d{{1,2}}\.? ?(?:{MONTH})(?: \d{{4}})?"
    r"|(?:den |d\.? ?)?(?<![\d/])\d{1,2}/\d{1,2}(?:[/-]\d{2,4})?(?![\d/])"
    r"|(?:den |d\.? ?)\d{1,2}\.\d{1,2}\.?(?!\d)"
    r"|(?:den |d\. ?|(?<!\w)d )\d{1,2}\.?(?![\d.:]| ?(?:-|til ) ?\d{1,2}(?!\.? ?(?:" + MONTH + r")))"
)
POINT = (
    rf"(?:(?:om |på |nu på |her på |næste |førstkommende |kommende )*(?:{WEEKDAY})(?:,? (?:{_DATE}))?"
    rf"|{'|'.join(sorted(_NEAR, key=len, reverse=True))}|{_DATE}|{_FEAST})"
)
_BEFORE = re.compile(r"^(?:(?:om|på|nu|her|næste|førstkommende|kommende) )+")


@dataclass(frozen=True, slots=True)
class Named:
    """What the words name. `weekdays` are 0..6 and then `days` the next of them; `each` says week after week.

    `within` is a stretch that the weekdays are taken from, or all days of it; `since` begins a pattern, `until` (the
    last day) ends one. `part` is the evening or the night, `bad` why there is no such day.
    """

    days: tuple[date, ...] = ()
    weekdays: tuple[int, ...] = ()
    each: bool = False
    within: tuple[date, date] | None = None
    since: date | None = None
    until: date | None = None
    part: str = ""
    bad: str = ""


def point(said: str, today: date) -> Named:
    """One day by its name or date."""
    said = said.strip()
    name = _BEFORE.sub("", said)
    if name in NAMES:
        first, last = feast(name, today)
        return Named(days=tuple(days_from(first, last, ())))
    weekday = re.search(WEEKDAY, said)
    if weekday:
        return _weekday(said, WEEKDAYS.index(weekday[0]), today)
    if name in _NEAR:
        return Named(days=(today + _NEAR[name] * DAY,), part=_PARTS.get(name, ""))
    return dated(said, today)


def _weekday(said: str, weekday: int, today: date) -> Named:
    """The next one of that name; with a date, that date, if it is one."""
    _, _, on = said.partition(WEEKDAYS[weekday])
    if on:
        named = dated(on, today)
        return named if named.bad or named.days[0].weekday() == weekday else Named(bad="no such day")
    if "næste " in said:
        monday = today + (WEEK - today.weekday()) * DAY
        return Named(days=(monday + weekday * DAY,), weekdays=(weekday,))
    day = _next(weekday, today)
    if day == today and said.startswith("på "):
        day += WEEK * DAY
    return Named(days=(day,), weekdays=(weekday,))


def dated(said: str, today: date) -> Named:
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    month = next((MONTHS.index(name) + 1 for name in MONTHS if name in said), None)
    year = numbers[-1] if len(numbers) == 3 or (month and len(numbers) == 2) else None
    if month is None and len(numbers) == 1:
        return _bare(numbers[0], today)
    day, month = numbers[0], month or numbers[1]
    years = (year % 100 + 2000,) if year else (today.year, today.year + 1)
    made = [one for each in years if (one := _made(each, month, day))]
    meant = next((one for one in made if year or one >= today - _LATELY), None)
    if meant is None:
        return Named(bad="no such day")
    return Named(days=(meant,)) if meant >= today else Named(bad="past")


def _bare(day: int, today: date) -> Named:
    """ "Den 3.": in this month when it is still to come, else in the next month that has such a day."""
    months = [(today.year + (today.month + n - 1) // 12, (today.month + n - 1) % 12 + 1) for n in range(3)]
    made = [one for year, month in months if (one := _made(year, month, day))]
    meant = next((one for one in made if one >= today), None)
    return Named(days=(meant,)) if meant else Named(bad="no such day")


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next(weekday: int, today: date) -> date:
    return today + (weekday - today.weekday()) % WEEK * DAY


def days_from(first: date, last: date, weekdays: Sequence[int]) -> list[date]:
    """The days from first to last; of these weekdays, or all."""
    every = (first + n * DAY for n in range((last - first).days + 1))
    return [day for day in every if not weekdays or day.weekday() in weekdays]
