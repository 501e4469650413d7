"""Orders about duty: "vagt i dag 8-16", "vagt man-fre 8-16", "ikke vagt på fredag", "hvem har vagt".

`intervals` are the hours, `dates` the days off; `recurring` means every week, and the times are those of the first one.
A range of weekdays, a plural ("fredage") and "hver" mean every week; one weekday or date means that day alone. No days
and no hours ask who has duty. `body` is what was not said: "hours" or "days".
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.model import Act, Interval, Order
from bot.moment import COPENHAGEN
from bot.understanding.dates import said_day

NOT_SAID_DAYS, NOT_SAID_HOURS = "days", "hours"
_DAY = timedelta(days=1)
_STEMS = ("man", "tirs", "ons", "tors", "fre", "lør", "søn")
_WEEKDAY = r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|man|tirs|tir|ons|tors|tor|fre|lør|søn)"
_PLURAL = r"(?:e|en|ene)?"
_RANGE = re.compile(rf"\b({_WEEKDAY}){_PLURAL}\.? ?(?:-|til(?: og med)?) ?({_WEEKDAY}){_PLURAL}\b")
_ONE = re.compile(rf"\b({_WEEKDAY})({_PLURAL})\b\.?")
_SETS = (
    (r"\b(?:alle )?hverdage?\b", range(5)),
    (r"\b(?:alle dage|hver dag|dagligt)\b", range(7)),
    (r"\bweekend\w*", (5, 6)),
)
_WEEKLY = re.compile(r"\b(?:hver|alle|om)\b|\b(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)(?:e|ene|en)\b")
_WEEK = re.compile(r"\b(?:i |resten af )?(?:(denne)|(næste)) uge\b|\b(?:i )?uge (\d{1,2})\b")
_CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?"
_HOURS = re.compile(rf"\b(?:kl\.? ?|klokken |fra )*{_CLOCK} ?(?:-|til) ?(?:kl\.? ?)?{_CLOCK}(?![\d/])\b")
_WHOLE = re.compile(r"\bhele (?:dagen|døgnet)\b|\bdøgnvagt\b")
_WHO = re.compile(
    r"(?:hvem|hvornår|hvor) .*vagt.*|(?:vis |se )?(?:vagtplan(?:en)?|vagter(?:ne)?|mine vagter)|(?:min )?vagt(?:en)?"
)
_OFF = re.compile(
    r"(?:jeg (?:har|tager|kan) )?(?:ikke|ingen|fri for) (?:have |tage )?vagt(?:er|en)?(?: mere| længere)?(?P<rest>.*)"
)
_ON = re.compile(r"(?:jeg (?:har|tager) )?vagt(?:en)?(?: (?:til|for) (?P<name>[^\W\d_]+))?[ :,]+(?P<rest>\S.*)")


def read(text: str, now: datetime) -> Order | None:
    """The order; None when the message is not about duty."""
    said = text.casefold().strip(" ?!.")
    if "vagt" not in said:
        return None
    today = now.astimezone(COPENHAGEN).date()
    if off := _OFF.fullmatch(said):
        return _off(off["rest"].strip(), today)
    if _WHO.fullmatch(said):
        return Order(Act.DUTY)
    if on := _ON.fullmatch(said):
        return _on(on["rest"].strip(), (on["name"] or "").capitalize(), today)
    return None


def _off(rest: str, today: date) -> Order | None:
    if not rest:
        return Order(Act.DUTY, recurring=True)
    days, recurring = _days(rest, today)
    return Order(Act.DUTY, dates=days, recurring=recurring) if days else None


def _on(rest: str, name: str, today: date) -> Order | None:
    hours = _hours(rest)
    days, recurring = _days(_HOURS.sub(" ", rest), today)
    if not days:
        return Order(Act.DUTY, name=name, body=NOT_SAID_DAYS) if hours else None
    if hours is None:
        return Order(Act.DUTY, name=name, body=NOT_SAID_HOURS)
    intervals: tuple[Interval, ...] = tuple(_interval(day, *hours) for day in days)
    return Order(Act.DUTY, name=name, intervals=intervals, recurring=recurring)


def _hours(rest: str) -> tuple[int, int] | None:
    """Minutes after midnight; an end that is not after the beginning lies in the next morning."""
    if _WHOLE.search(rest):
        return 0, 24 * 60
    found = _HOURS.search(rest)
    if found is None:
        return None
    begins, ends = (int(found[one]) * 60 + int(found[one + 1] or 0) for one in (1, 3))
    if begins >= 24 * 60 or ends > 24 * 60:
        return None
    return begins, ends if ends > begins else ends + 24 * 60


def _interval(day: date, begins: int, ends: int) -> Interval:
    midnight = datetime.combine(day, time(), COPENHAGEN)
    return midnight + timedelta(minutes=begins), midnight + timedelta(minutes=ends)


def _days(rest: str, today: date) -> tuple[tuple[date, ...], bool]:
    """The days that are said, and whether they come back every week."""
    week = _WEEK.search(rest)
    monday = _monday(week, today) if week else None
    weekdays, recurring = _weekdays(_WEEK.sub(" ", rest))
    if weekdays:
        if monday:
            return tuple(day for one in weekdays if (day := monday + one * _DAY) >= today), False
        first = tuple(today + (one - today.weekday()) % 7 * _DAY for one in weekdays)
        return first, recurring
    return tuple(_single(rest, today)), False


def _weekdays(rest: str) -> tuple[list[int], bool]:
    for words, them in _SETS:
        if re.search(words, rest):
            return list(them), "denne" not in rest
    found: list[int] = []
    for span in _RANGE.finditer(rest):
        first, last = _index(span[1]), _index(span[2])
        found += [(first + n) % 7 for n in range((last - first) % 7 + 1)]
    found += [_index(one[1]) for one in _ONE.finditer(_RANGE.sub(" ", rest))]
    unique = sorted(set(found))
    return unique, len(unique) > 1 or _WEEKLY.search(rest) is not None


def _single(rest: str, today: date) -> Iterator[date]:
    if re.search(r"\bi overmorgen\b", rest):
        yield today + 2 * _DAY
    elif re.search(r"\bi ?morgen\b", rest):
        yield today + _DAY
    elif re.search(r"\bi ?dag\b|\bi ?aften\b|\bi ?nat\b|\bnu\b", rest):
        yield today
    else:
        day, _ = said_day(rest, today)
        if day:
            yield day


def _monday(week: re.Match[str], today: date) -> date:
    this = today - today.weekday() * _DAY
    if week[1]:
        return this
    if week[2]:
        return this + 7 * _DAY
    year = today.year + (int(week[3]) < today.isocalendar().week)
    try:
        return date.fromisocalendar(year, int(week[3]), 1)
    except ValueError:
        return this


def _index(word: str) -> int:
    return next(n for n, stem in enumerate(_STEMS) if word.startswith(stem[:3]))
