"""Every mention of days in a canonical text: "fre-søn", "uge 52", "fra mandag", "resten af februar". Pure."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.understanding.orders.one_day import (
    DAY,
    EVENING,
    MONTH,
    MONTHS,
    NIGHT,
    POINT,
    WEEK,
    WEEKDAY,
    WEEKDAYS,
    Named,
    dated,
    days_from,
    point,
)

_TO = r"(?:-|,? ?(?:til|tilogmed|indtil) ?)"
_NUMBERS = {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7}
_COUNT = "|".join((r"\d{1,2}", *_NUMBERS))


@dataclass(frozen=True, slots=True)
class Found:
    """One mention in the text, from `start` to `end`."""

    start: int
    end: int
    named: Named


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


def _at(text: str, at: int, today: date) -> Found | None:
    for pattern, make in _KINDS:
        match = _compiled(pattern).match(text, at)
        if match and not (match.end() < len(text) and text[match.end() - 1].isalnum() and text[match.end()].isalnum()):
            named = make(match, today)
            if named is not None:
                return Found(at, match.end(), named)
    return None


def _run(match: re.Match[str], today: date) -> Named | None:
    """From one day to another, both included: "fre-søn", "24. december til 1. januar", "i dag til og med fredag"."""
    first, last = point(match["first"], today), point(match["last"], today)
    if first.bad or last.bad:
        return Named(bad=first.bad or last.bad)
    begin, end = first.days[0], last.days[-1]
    if end < begin and re.search(WEEKDAY, match["last"]):
        end += WEEK * DAY
    if end < begin:
        return Named(bad="past")
    days = tuple(days_from(begin, end, ()))
    both = first.weekdays and last.weekdays
    return Named(days=days, weekdays=tuple(sorted({day.weekday() for day in days})) if both else ())


def _dates(match: re.Match[str], today: date) -> Named:
    """ "24., 25. og 26. december", "28.-30. december"."""
    month = f"/{match['month']}" if match["month"].isdigit() else match["month"]
    last = dated(f"{match['last']} {month}", today)
    pieces = re.findall(r"(\d{1,2})\.? ?(-|til|tilogmed|,|og)", match["before"])
    made: list[date] = []
    for number, joint in reversed(pieces):
        one = dated(f"{number} {month}", today)
        if one.bad == "past" and last.days and joint in {"-", "til", "tilogmed"}:
            one = Named(days=(today,))
        if one.bad or last.bad:
            return Named(bad=one.bad or last.bad)
        end = made[0] if made else last.days[0]
        made = [*(days_from(one.days[0], end, ())[:-1] if joint not in {",", "og"} else one.days), *made]
    return Named(days=(*made, *last.days), bad=last.bad)


def _week(match: re.Match[str], today: date) -> Named:
    """ "Uge 52", "uge 28-30", "resten af uge 48"."""
    numbers = [int(number) for number in re.findall(r"\d+", match[0])]
    weeks = list(range(numbers[0], numbers[-1] + 1)) if re.search(r"\d-\d", match[0]) else numbers
    mondays = [monday for number in weeks if (monday := _monday(number, today))]
    if len(mondays) < len(weeks) or not mondays:
        return Named(bad="no such day")
    if len(mondays) > 1 and "og" in match[0] and numbers[-1] != numbers[0] + len(numbers) - 1:
        return Named(days=tuple(day for monday in mondays for day in days_from(monday, monday + 6 * DAY, ())))
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
    weekday = re.search(WEEKDAY, said)
    return Named(weekdays=(WEEKDAYS.index(weekday[0]),) if weekday else tuple(range(WEEK)), each=True, part=part)


def _since(match: re.Match[str], today: date) -> Named:
    """ "Fra på mandag", "fra 1. januar", "fra næste uge"."""
    if "næsteuge" in match[0]:
        return Named(since=today + (WEEK - today.weekday()) * DAY)
    if "uge " in match[0]:
        monday = _monday(int(re.findall(r"\d+", match[0])[0]), today)
        return Named(since=monday) if monday else Named(bad="no such day")
    if match["month"]:
        month = MONTHS.index(match["month"]) + 1
        return Named(since=date(today.year + (month <= today.month), month, 1))
    named = point(match["day"], today)
    return Named(bad=named.bad) if named.bad else Named(since=named.days[0], part=named.part)


def _until(match: re.Match[str], today: date) -> Named:
    """ "Til og med søndag" ends with it; "indtil mandag" ends before it."""
    if "uge " in match[0]:
        monday = _monday(int(re.findall(r"\d+", match[0])[0]), today)
        return Named(until=monday + 6 * DAY) if monday else Named(bad="no such day")
    named = point(match["day"], today)
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
        rf"(?P<last>\d{{1,2}})\.? ?(?P<month>{MONTH})",
        _dates,
    ),
    # "Den 24, 25 og 26/12", "24.-26/12"; without "den" a comma may stand between hours and a date.
    (
        r"(?:den |d\.? ?)(?P<before>(?:\d{1,2}\.? ?(?:-|til|,|og) ?(?:den |d\.? ?)?)+)(?P<last>\d{1,2})"
        r"/(?P<month>\d{1,2})(?![\d/])",
        _dates,
    ),
    (r"(?P<before>\d{1,2}\.?-)(?P<last>\d{1,2})/(?P<month>\d{1,2})(?![\d/])", _dates),
    (rf"(?:fra |mellem )?(?:om |på )?(?P<first>{POINT}){_TO}(?:på |om )?(?P<last>{POINT})", _run),
    (
        r"(?:i |hele |resten af |restenaf)*uge \d{1,2}(?:-\d{1,2}(?![\d.:/-]))?"
        r"(?:,? (?:og )?uge \d{1,2}| og \d{1,2}(?![\d.:/-]))*",
        _week,
    ),
    (r"næsteuge|restenafuge|restenafmåned|restenafår|weekend(?!er)|næsteweekend", _stretch),
    (rf"(?:resten af |hele |i hele |i )(?:{MONTH})(?: måned)?|(?:{MONTH}) ud", _month),
    (rf"(?:i )?(?:de )?(?:næste|kommende) (?P<count>{_COUNT}) (?:dage|aftener|nætter|døgn)", _coming),
    (
        r"(?:om |på |i )?(?:hver |daglig)+"
        rf"(?:dag|aften|nat|dage|aftener|nætter|weekend|weekender|hverdage|{WEEKDAY})e?"
        rf"|dagligt|hverdage|(?:i )?weekender|(?:om )?(?:{WEEKDAY})e\b|om (?:{WEEKDAY})(?:en)?",
        _every,
    ),
    (
        rf"fra (?:og med )?(?:(?P<day>(?:på |om )*{POINT})|(?:i )?næsteuge|uge \d{{1,2}}|(?P<month>{MONTH})(?! ?\d))",
        _since,
    ),
    (rf"(?:tilogmed|indtil|til) (?:og med )?(?:(?P<day>(?:på |om )*{POINT})|uge \d{{1,2}})", _until),
    (r"fremover", _always),
    (rf"(?:på |om |nu på |her på )?{POINT}", lambda match, today: point(match[0], today)),
)
