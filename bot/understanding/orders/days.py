"""Which days a post is about: "lør og søn", "uge 52", "den 10/2", "fra mandag", "resten af februar". Pure.

Reads the canonical form. A message names single days, runs of days, weekdays, and where a pattern begins and ends;
`resolved` puts them together into dates.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

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

_MONTH = "|".join(MONTHS)
_WEEKDAY = "|".join(WEEKDAYS)
_FEAST = "|".join(sorted(NAMES, key=len, reverse=True))
_DATE = (
    rf"(?:den |d\.? ?)?\d{{1,2}}\.? ?(?:{_MONTH})(?: \d{{4}})?"
    r"|(?:den |d\.? ?)?(?<![\d/])\d{1,2}/\d{1,2}(?:[/-]\d{2,4})?(?![\d/])"
    r"|(?:den |d\.? ?)\d{1,2}\.\d{1,2}\.?(?!\d)"
    r"|(?:den |d\. ?)\d{1,2}\.?(?![\d.:]| ?(?:-|til ) ?\d{1,2}(?!\.? ?(?:" + _MONTH + r")))"
)
_POINT = (
    rf"(?:(?:om |på |nu på |her på |næste |førstkommende |kommende )*(?:{_WEEKDAY})(?:,? (?:{_DATE}))?"
    rf"|{'|'.join(sorted(_NEAR, key=len, reverse=True))}|{_DATE}|{_FEAST})"
)
_BEFORE = re.compile(r"^(?:(?:om|på|nu|her|næste|førstkommende|kommende) )+")
_TO = r"(?:-|,? ?(?:til|tilogmed|indtil) ?)"
_NUMBERS = {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7}
_COUNT = "|".join((r"\d{1,2}", *_NUMBERS))


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


@dataclass(frozen=True, slots=True)
class Found:
    """One mention in the text, from `start` to `end`."""

    start: int
    end: int
    named: Named


@dataclass(frozen=True, slots=True)
class Meant:
    """The dates. `recurring`: the first week of a pattern. `bad` says why there are none: past, no such day, until."""

    days: tuple[date, ...] = ()
    recurring: bool = False
    part: str = ""
    bad: str = ""
    said: bool = False


def found(text: str, today: date) -> list[Found]:
    """Every mention of days in a canonical text, in order."""
    mentions: list[Found] = []
    at = 0
    while at < len(text):
        if at == 0 or not (text[at - 1].isalnum() or text[at - 1] == "/"):
            mention = _at(text, at, today)
            if mention:
                mentions.append(mention)
                at = mention.end
                continue
        at += 1
    return mentions


def resolved(mentions: Sequence[Found], today: date) -> Meant:
    """The dates that all these mentions mean together."""
    named = [mention.named for mention in mentions]
    if bad := next((one.bad for one in named if one.bad), ""):
        return Meant(bad=bad, said=True)
    weekdays = sorted({weekday for one in named for weekday in one.weekdays})
    within = next((one.within for one in named if one.within), None)
    since = next((one.since for one in named if one.since), None)
    until = next((one.until for one in named if one.until), None)
    part = next((one.part for one in named if one.part), "")
    each = any(one.each for one in named)
    stands = since or until or within or each
    days = [day for one in named for day in one.days if not (stands and one.weekdays)]
    if stands:
        made = _pattern(days, weekdays, within, (since, until), today, each=each)
    else:
        made = Meant(tuple(sorted(set(days))))
    if not made.bad and not made.days and named:
        made = Meant(bad="past")
    if any(day < today for day in made.days):
        made = Meant(bad="past") if all(day < today for day in made.days) else _from(made, today)
    return Meant(made.days, made.recurring, part, made.bad, bool(named))


def _from(made: Meant, today: date) -> Meant:
    return Meant(tuple(day for day in made.days if day >= today), made.recurring)


def _pattern(
    days: Sequence[date],
    weekdays: Sequence[int],
    within: tuple[date, date] | None,
    bounds: tuple[date | None, date | None],
    today: date,
    *,
    each: bool,
) -> Meant:
    since, until = bounds
    if within:
        first, last = max(within[0], since or within[0], today), min(within[1], until or within[1])
        if last < first:
            return Meant(bad="past")
        return Meant(tuple(sorted({*days, *_days(first, last, weekdays)})))
    first = since or (min(days) if days else today)
    if until:
        return Meant(tuple(sorted({*days, *_days(max(first, today), until, weekdays)})), bad="past" * (until < first))
    if not weekdays and days and not since:
        weekdays = sorted({day.weekday() for day in days})
    if not weekdays and not each:
        return Meant((first,), bad="until")
    return Meant(tuple(_days(first, first + (WEEK - 1) * DAY, weekdays)), recurring=True)


def _days(first: date, last: date, weekdays: Sequence[int]) -> list[date]:
    """The days from first to last; of these weekdays, or all."""
    every = (first + n * DAY for n in range((last - first).days + 1))
    return [day for day in every if not weekdays or day.weekday() in weekdays]


def _at(text: str, at: int, today: date) -> Found | None:
    for pattern, make in _KINDS:
        match = _compiled(pattern).match(text, at)
        if match and not (match.end() < len(text) and text[match.end() - 1].isalnum() and text[match.end()].isalnum()):
            named = make(match, today)
            if named is not None:
                return Found(at, match.end(), named)
    return None


def _point(said: str, today: date) -> Named:
    """One day by its name or date."""
    said = said.strip()
    name = _BEFORE.sub("", said)
    if name in NAMES:
        first, last = feast(name, today)
        return Named(days=tuple(_days(first, last, ())))
    weekday = re.search(_WEEKDAY, said)
    if weekday:
        return _weekday(said, WEEKDAYS.index(weekday[0]), today)
    if name in _NEAR:
        return Named(days=(today + _NEAR[name] * DAY,), part=_PARTS.get(name, ""))
    return _dated(said, today)


def _weekday(said: str, weekday: int, today: date) -> Named:
    """The next one of that name; with a date, that date, if it is one."""
    _, _, on = said.partition(WEEKDAYS[weekday])
    if on:
        named = _dated(on, today)
        return named if named.bad or named.days[0].weekday() == weekday else Named(bad="no such day")
    if "næste " in said:
        monday = today + (WEEK - today.weekday()) * DAY
        return Named(days=(monday + weekday * DAY,), weekdays=(weekday,))
    day = _next(weekday, today)
    if day == today and said.startswith("på "):
        day += WEEK * DAY
    return Named(days=(day,), weekdays=(weekday,))


def _dated(said: str, today: date) -> Named:
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


def _run(match: re.Match[str], today: date) -> Named | None:
    """From one day to another, both included: "fre-søn", "24. december til 1. januar", "i dag til og med fredag"."""
    first, last = _point(match["first"], today), _point(match["last"], today)
    if first.bad or last.bad:
        return Named(bad=first.bad or last.bad)
    begin, end = first.days[0], last.days[-1]
    if end < begin and re.search(_WEEKDAY, match["last"]):
        end += WEEK * DAY
    if end < begin:
        return Named(bad="past")
    days = tuple(_days(begin, end, ()))
    both = first.weekdays and last.weekdays
    return Named(days=days, weekdays=tuple(sorted({day.weekday() for day in days})) if both else ())


def _dates(match: re.Match[str], today: date) -> Named:
    """ "24., 25. og 26. december", "28.-30. december"."""
    last = _dated(f"{match['last']} {match['month']}", today)
    pieces = re.findall(r"(\d{1,2})\.? ?(-|til|tilogmed|,|og)", match["before"])
    made: list[date] = []
    for number, joint in reversed(pieces):
        one = _dated(f"{number} {match['month']}", today)
        if one.bad == "past" and last.days and joint in {"-", "til", "tilogmed"}:
            one = Named(days=(today,))
        if one.bad or last.bad:
            return Named(bad=one.bad or last.bad)
        end = made[0] if made else last.days[0]
        made = [*(_days(one.days[0], end, ())[:-1] if joint not in {",", "og"} else one.days), *made]
    return Named(days=(*made, *last.days), bad=last.bad)


def _week(match: re.Match[str], today: date) -> Named:
    """ "Uge 52", "uge 28-30", "resten af uge 48"."""
    numbers = [int(number) for number in re.findall(r"\d+", match[0])]
    weeks = list(range(numbers[0], numbers[-1] + 1)) if re.search(r"\d-\d", match[0]) else numbers
    mondays = [monday for number in weeks if (monday := _monday(number, today))]
    if len(mondays) < len(weeks) or not mondays:
        return Named(bad="no such day")
    if len(mondays) > 1 and "og" in match[0] and numbers[-1] != numbers[0] + len(numbers) - 1:
        return Named(days=tuple(day for monday in mondays for day in _days(monday, monday + 6 * DAY, ())))
    return Named(within=(mondays[0], mondays[-1] + (WEEK - 1) * DAY))


def _monday(week: int, today: date) -> date | None:
    for year in (today.isocalendar().year, today.isocalendar().year + 1):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        if monday + (WEEK - 1) * DAY >= today:
            return monday
    return None


def _stretch(match: re.Match[str], today: date) -> Named:
    monday = today - today.weekday() * DAY
    match match[0]:
        case "næsteuge":
            return Named(within=(monday + WEEK * DAY, monday + (2 * WEEK - 1) * DAY))
        case "restenafuge":
            return Named(within=(today, monday + (WEEK - 1) * DAY))
        case "restenafmåned":
            return Named(within=(today, _month_end(today.year, today.month)))
        case "restenafår":
            return Named(within=(today, date(today.year, 12, 31)))
        case "weekend":
            return Named(days=tuple(day for day in (monday + 5 * DAY, monday + 6 * DAY) if day >= today))
    return Named(days=(monday + (WEEK + 5) * DAY, monday + (WEEK + 6) * DAY))


def _month(match: re.Match[str], today: date) -> Named:
    """ "Resten af februar", "i hele marts", "februar ud"."""
    month = next(MONTHS.index(name) + 1 for name in MONTHS if name in match[0])
    year = today.year + (month < today.month)
    return Named(within=(max(today, date(year, month, 1)), _month_end(year, month)))


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - DAY


def _coming(match: re.Match[str], today: date) -> Named:
    """ "De næste tre nætter", "3 dage frem"."""
    count = _NUMBERS.get(match["count"]) or int(match["count"])
    return Named(days=tuple(today + n * DAY for n in range(count)), part=NIGHT if "nætter" in match[0] else "")


def _every(match: re.Match[str], today: date) -> Named:  # noqa: ARG001 - all makers are called alike
    """ "Hver dag", "alle hverdage", "tirsdage og torsdage", "i weekenderne"."""
    said = match[0]
    part = EVENING if "aften" in said else NIGHT if "nat" in said or "nætter" in said else ""
    if "hverdage" in said:
        return Named(weekdays=(0, 1, 2, 3, 4), each=True)
    if "weekend" in said:
        return Named(weekdays=(5, 6), each=True)
    weekday = re.search(_WEEKDAY, said)
    return Named(weekdays=(WEEKDAYS.index(weekday[0]),) if weekday else tuple(range(WEEK)), each=True, part=part)


def _since(match: re.Match[str], today: date) -> Named:
    """ "Fra på mandag", "fra 1. januar", "fra næste uge"."""
    if "næsteuge" in match[0]:
        return Named(since=today + (WEEK - today.weekday()) * DAY)
    if "uge " in match[0]:
        monday = _monday(int(re.findall(r"\d+", match[0])[0]), today)
        return Named(since=monday) if monday else Named(bad="no such day")
    named = _point(match["day"], today)
    return Named(bad=named.bad) if named.bad else Named(since=named.days[0], part=named.part)


def _until(match: re.Match[str], today: date) -> Named:
    """ "Til og med søndag" ends with it; "indtil mandag" ends before it."""
    if "uge " in match[0]:
        monday = _monday(int(re.findall(r"\d+", match[0])[0]), today)
        return Named(until=monday + 6 * DAY) if monday else Named(bad="no such day")
    named = _point(match["day"], today)
    if named.bad:
        return named
    last = named.days[-1]
    return Named(until=last if "tilogmed" in match[0] else last - DAY)


def _always(match: re.Match[str], today: date) -> Named:  # noqa: ARG001
    return Named(each=True)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # With the first order: they take a twentieth of a second, which every start would wait for.
    return re.compile(pattern)


_KINDS = (
    (
        rf"(?:den |d\.? ?|fra |i tiden )*(?P<before>(?:\d{{1,2}}\.? ?(?:-|tilogmed|til|,|og) ?(?:den |d\.? ?)?)+)"
        rf"(?P<last>\d{{1,2}})\.? ?(?P<month>{_MONTH})",
        _dates,
    ),
    (rf"(?:fra |mellem )?(?:om |på )?(?P<first>{_POINT}){_TO}(?:på |om )?(?P<last>{_POINT})", _run),
    (
        r"(?:i |hele |resten af |restenaf)*uge \d{1,2}(?:-\d{1,2}(?![\d.:/-]))?"
        r"(?:,? (?:og )?uge \d{1,2}| og \d{1,2}(?![\d.:/-]))*",
        _week,
    ),
    (r"næsteuge|restenafuge|restenafmåned|restenafår|weekend(?!er)|næsteweekend", _stretch),
    (rf"(?:resten af |hele |i hele |i )(?:{_MONTH})(?: måned)?|(?:{_MONTH}) ud", _month),
    (rf"(?:i )?(?:de )?(?:næste|kommende) (?P<count>{_COUNT}) (?:dage|aftener|nætter|døgn)", _coming),
    (
        r"(?:om |på |i )?(?:hver |daglig)+"
        rf"(?:dag|aften|nat|dage|aftener|nætter|weekend|weekender|hverdage|{_WEEKDAY})e?"
        rf"|dagligt|hverdage|(?:i )?weekender|(?:om )?(?:{_WEEKDAY})e\b|om (?:{_WEEKDAY})(?:en)?",
        _every,
    ),
    (rf"fra (?:og med )?(?:(?P<day>(?:på |om )*{_POINT})|(?:i )?næsteuge|uge \d{{1,2}})", _since),
    (rf"(?:tilogmed|indtil|til) (?:og med )?(?:(?P<day>(?:på |om )*{_POINT})|uge \d{{1,2}})", _until),
    (r"fremover", _always),
    (rf"(?:på |om |nu på |her på )?{_POINT}", lambda match, today: _point(match[0], today)),
)
