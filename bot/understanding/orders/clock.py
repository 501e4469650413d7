"""The clock times of a post: "17-22", "kl 9.30 til 15", "halv ni til elleve", "til midnat", "fra klokken syv". Pure.

Reads the canonical form from which the days were taken out. `span` puts a day and two hours together, past midnight
too; in the evening "fem til ti" is 17 to 22.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.moment import COPENHAGEN
from bot.understanding.orders.canonical import vocabulary
from bot.understanding.orders.one_day import EVENING, NIGHT

_DAY = timedelta(days=1)
NOON, MIDNIGHT = 12 * 60, 24 * 60
# A closing time up to then, where none is said to open, is after midnight.
_SMALL_HOURS, _MORNING = 5 * 60, 6 * 60

_ARTICLES = frozenset({"en", "et", "én", "ét"})
"""They are hours only after "klokken"."""
_WORDS = "|".join(sorted(vocabulary().numbers.keys() - _ARTICLES, key=len, reverse=True))
_HOUR = rf"(?:\d{{3,4}}(?![\d.])|\d{{1,2}}[.:]\d{{1,2}}|\d{{1,2}}|{_WORDS})"
_CLOCK = rf"(?:(?:klokken |kl\.? ?)?(?:(?:halv |kvart over |kvart i )?%s{_HOUR}(?![\w/])|midnat|middag)|klokken et\b)"
_TIME, _AFTER_DASH = _CLOCK % r"(?<![\w/-])", _CLOCK % ""
_SPAN = re.compile(
    rf"(?:(?P<between>mellem )|fra )?(?P<opens>{_TIME})(?: ?(?:-|,? ?(?:og )?(?:helt )?(?:indtil|til) )"
    rf"|(?(between) og |(?!)))\s?(?P<closes>{_AFTER_DASH})"
)
_INSTEAD = re.compile(rf",? ?istedetfor (?:for )?(?:til )?{_TIME}(?:(?:-| til ){_AFTER_DASH})?")
_CLOSES = re.compile(rf"(?:til|indtil|lukker|ikke lukker før)\b(?: \w+){{0,4}}? ?(?P<at>{_TIME})")
CLOSES_AT = re.compile(rf"lukker\b(?: \w+){{0,4}}? ?{_TIME}")
"""A closing time with its verb."""
_OPENS = re.compile(
    rf"(?:fra|åbner|efter|først|tidligst|ikke (?:åben|åbner)? ?før|før)\b(?: \w+){{0,4}}? ?(?P<at>{_TIME})"
)
_BARE = re.compile(rf"(?P<at>{_TIME})")
_NOW = re.compile(r"\bnu\b(?! ?(?:-|på|er kl))|\båbnet\b(?=.*\b(?:til|indtil)\b)")
_ROUND = re.compile(r"døgnetrundt")
_UNITS = r"(?! ?(?:tim|min|kr|seng|plads|person|stk|grader|km|år|dag|uge|nætter|portion|gang))"


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day in minutes after midnight.

    `exact`: written so that only one half of the day is meant; `spoken`: in words, so that "to" is in the afternoon.
    """

    minutes: int
    exact: bool = False
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """One pair of bounds in the text; None where it was not said. `now` stands for the opening."""

    start: int
    end: int
    opens: Hour | None = None
    closes: Hour | None = None
    now: bool = False
    bare: bool = False


class NoSuchClock(ValueError):
    """A clock time that no day has."""


def found(text: str, *, closed: bool = False) -> tuple[list[Times], str]:
    """Every pair of bounds in the text, in order, and the text without them (blanked). Raises NoSuchClock.

    `closed`: the text tells of closed hours, so that a bare time is where they begin.
    """
    text = _INSTEAD.sub(_blank, text)
    times: list[Times] = []
    for pattern, make in ((_ROUND, _round), (_SPAN, _both), (_NOW, _from_now), (_CLOSES, _closing), (_OPENS, _opening)):
        for match in pattern.finditer(text):
            times.append(make(match))
        text = pattern.sub(_keep_verb if pattern in (_CLOSES, _OPENS) else _blank, text)
    for match in re.finditer(_BARE.pattern + _UNITS, text):
        if "kl" in match["at"] or not match["at"].isdigit() or _verb(text, match.start()):
            closes = _verb(text, match.start()) == "lukker" and not closed
            hour = hour_of(match["at"])
            times.append(Times(*match.span(), None if closes else hour, hour if closes else None, bare=True))
    text = re.sub(
        _BARE.pattern + _UNITS, lambda m: _blank(m) if any(t.start == m.start() for t in times) else m[0], text
    )
    whole = any(one.opens and one.closes for one in times)
    times = [one for one in times if not (one.now and whole)]
    return sorted(times, key=lambda one: one.start), text


def hour_of(said: str) -> Hour:
    """The time that the words say. Raises NoSuchClock."""
    words = re.sub(r"^(?:klokken|kl\.?) ?", "", said.strip())
    if words == "midnat":
        return Hour(MIDNIGHT, exact=True)
    if words == "middag":
        return Hour(NOON, exact=True)
    spoken = False
    shift = next((minutes for before, minutes in _SHIFTS.items() if words.startswith(before)), 0)
    digits = words.split()[-1]
    if digits in vocabulary().numbers:
        hours, minutes, exact = vocabulary().numbers[digits], 0, False
        spoken = not shift
    elif len(digits) > 2 and digits.isdigit():
        hours, minutes, exact = int(digits[:-2]), int(digits[-2:]), True
    else:
        hour, _, rest = digits.replace(":", ".").partition(".")
        hours, minutes, exact = int(hour), int(rest or 0), hour.startswith("0")
        if rest and len(rest) == 1:
            raise NoSuchClock(said)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        raise NoSuchClock(said)
    return Hour(hours * 60 + minutes + shift, exact or hours > 12, spoken)


_SHIFTS = {"halv ": -30, "kvart over ": 15, "kvart i ": -15}


def span(day: date, times: Times, part: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """The interval of that day; a bound that was not said is None."""
    opens, closes = times.opens, times.closes
    begins = _minutes(opens, part, is_start=True) if opens else None
    if times.now:
        begins = now.hour * 60 + now.minute
    ends = None
    if closes:
        ends = _end(closes, begins, part)
    first = now.replace(second=0, microsecond=0) if times.now else _wall(day, begins) if begins is not None else None
    return first, _wall(day, ends) if ends is not None else None


def _minutes(hour: Hour, part: str, *, is_start: bool) -> int:
    """In the evening "syv" is 19, and a night does not begin at nine in the morning."""
    if part == EVENING and not hour.exact and 60 <= hour.minutes < NOON:
        return hour.minutes + NOON
    if not part and hour.spoken and hour.minutes < _MORNING:
        return hour.minutes + NOON
    if part == NIGHT and is_start and not hour.exact and 6 * 60 <= hour.minutes < NOON:
        return hour.minutes + NOON
    return hour.minutes


def _end(closes: Hour, begins: int | None, part: str) -> int:
    ends = closes.minutes
    if not part and closes.spoken and ends < _MORNING and (begins is None or begins < ends + NOON):
        return ends + NOON
    if begins is None:
        if part == EVENING and not closes.exact and _SMALL_HOURS <= ends <= NOON:
            return ends + NOON
        past_midnight = ends <= _SMALL_HOURS or (part == NIGHT and ends <= NOON)
        return ends + MIDNIGHT if past_midnight else ends
    if part == EVENING and not closes.exact and ends <= NOON and ends + NOON > begins:
        return ends + NOON
    return ends if ends > begins else ends + MIDNIGHT


def _wall(day: date, minutes: int) -> datetime:
    days, rest = divmod(minutes, MIDNIGHT)
    return datetime.combine(day + days * _DAY, time(rest // 60, rest % 60), tzinfo=COPENHAGEN)


def _blank(match: re.Match[str]) -> str:
    return "~" * len(match[0])


def _keep_verb(match: re.Match[str]) -> str:
    """What was read is blanked; the verb before it still says whether it is about opening."""
    return match[0][: match.start("at") - match.start()] + "~" * len(match["at"])


def _round(match: re.Match[str]) -> Times:
    return Times(*match.span(), Hour(0, exact=True), Hour(MIDNIGHT, exact=True))


def _both(match: re.Match[str]) -> Times:
    return Times(*match.span(), hour_of(match["opens"]), hour_of(match["closes"]))


def _from_now(match: re.Match[str]) -> Times:
    return Times(*match.span(), now=True)


def _closing(match: re.Match[str]) -> Times:
    return Times(*match.span("at"), closes=hour_of(match["at"]))


def _opening(match: re.Match[str]) -> Times:
    return Times(*match.span("at"), opens=hour_of(match["at"]))


def _verb(text: str, before: int) -> str:
    verbs = re.findall(r"\b(?:åbner|lukker)\b", text[:before])
    return verbs[-1] if verbs else ""


def paired(times: Sequence[Times]) -> list[Times]:
    """An opening and the closing beside it are one pair."""
    made: list[Times] = []
    for one in times:
        last = made[-1] if made else None
        if last and _is_opening(last) and _is_closing(one):
            made[-1] = Times(last.start, one.end, last.opens, one.closes, last.now)
        elif last and _is_closing(last) and _is_opening(one):
            made[-1] = Times(last.start, one.end, one.opens, last.closes, one.now)
        else:
            made.append(one)
    return made


def _is_opening(times: Times) -> bool:
    return times.closes is None


def _is_closing(times: Times) -> bool:
    return times.opens is None and not times.now
