"""Open and closed hours out of a canonical text: which words, days and times belong together. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from bot.model import Interval
from bot.understanding.orders import clock, days, mentions
from bot.understanding.orders.canonical import vocabulary

DAY = timedelta(days=1)
EARLY = 5
"""Before this hour it is still the night of the day before for those who are up."""

_OPEN = r"(?:åben|åbner|åbnet|natåben)"
_NOT_OPEN = re.compile(
    rf"\b(?:ikke|ingen) (?!før)(?:\w+ ){{0,3}}?{_OPEN}\b(?! før| ledigeigen)"
    rf"|\b{_OPEN} (?:\w+ ){{0,3}}?ikke\b(?! før)|\bikke \w+ {_OPEN}(?! før)\b"
)
_NOT_CLOSED = re.compile(r"\bikke (?:\w+ )?lukket\b|\blukker (?:alligevel )?ikke(?! før \S*\d)\b")
_APART = re.compile(r"[ ,]+(?:men |dog )?undtagen (?:fra |på )?")
SPOKEN = re.compile(rf"\b(?:{_OPEN}|lukket|lukker|aflyst)\b")
_SPLIT = re.compile(r"[,.;!\n]| men | og | mens ")
_STRAY = re.compile(r"(?<![\w~])\d{1,2}(?![\w~%])")
_FAR = 10**6
# "24, 25 og |": a number beside a day is one that we did not understand.
_HALF_DATE = re.compile(r"(?<![\w.:/-])\d{1,2}\.?(?:, ?| og )(?=\|)|\|(?:, ?| og )\d{1,2}\.?(?=$|,| og |\.)")
_MOST_WORDS_WITHOUT_DAY = 8
_REASON = re.compile(r"\bpga (?:\w+ )?(?:\w*ferie\w*|jul\w*|påske\w*|pinse\w*|nytår\w*|weekend\w*)")
_PLAIN_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Read:
    """What was posted: open intervals, closed days."""

    intervals: tuple[Interval, ...] = ()
    closed: tuple[date, ...] = ()
    recurring: bool = False


@dataclass(frozen=True, slots=True)
class NoHours:
    """Nothing that can be posted. `doubt`: why, though it is about hours; `plainly`: a word of hours stands there."""

    doubt: str = ""
    plainly: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """Days and the times that belong to them."""

    days: tuple[mentions.Found, ...]
    times: tuple[clock.Times, ...]


def hours(said: str, now: datetime) -> Read | NoHours:
    """The hours that a canonical text posts."""
    said = _REASON.sub(lambda match: "~" * len(match[0]), said)
    if apart := _APART.search(said):
        return _without(hours(said[: apart.start()], now), said[apart.end() :], now)
    said = _NOT_OPEN.sub(lambda match: _negated(match[0]), said)
    if "indtilvidere" in said and "åbner" not in said:
        return NoHours("until", plainly=bool(SPOKEN.search(said)))
    if _NOT_CLOSED.search(said):
        return NoHours("hours", plainly=True)
    clauses = _clauses(said, _without_days(said, now.date()))
    if len(clauses) == 1:
        return _clause(clauses[0], now)
    read = [_clause(clause, now) for clause in clauses]
    return _joined(clauses, read, now)


def _without(whole: Read | NoHours, exception: str, now: datetime) -> Read | NoHours:
    """ "Lukket resten af ugen undtagen torsdag 12-15": that day has its own hours, or those that it has anyway."""
    if isinstance(whole, NoHours) or whole.recurring:
        return whole if isinstance(whole, NoHours) else NoHours("hours", plainly=True)
    meant = days.resolved(mentions.found(exception, now.date()), now.date())
    if not meant.days or meant.recurring:
        return NoHours(meant.bad or "hours", plainly=True)
    own = Read()
    if _STRAY.search(_without_days(exception, now.date())):
        posted = hours(exception if SPOKEN.search(exception) else f"{exception} åben", now)
        if isinstance(posted, NoHours):
            return NoHours(posted.doubt or "hours", plainly=True)
        own = posted
    kept = tuple(span for span in whole.intervals if _order(span).date() not in meant.days)
    if not (own.intervals or whole.closed):
        own = Read(closed=meant.days)
    shut = tuple(day for day in whole.closed if day not in meant.days)
    return Read((*kept, *own.intervals), (*shut, *own.closed))


def _negated(said: str) -> str:
    """ "Ikke åben i aften" is "lukket", with what stood between kept."""
    kept = re.sub(rf"\b(?:ikke|ingen|{_OPEN})\b", "", said)
    return f"lukket {kept}".ljust(len(said))


def _without_days(said: str, today: date) -> str:
    """The text with its days blanked, so that no date is taken for an hour."""
    for mention in mentions.found(said, today):
        said = said[: mention.start] + "|" * (mention.end - mention.start) + said[mention.end :]
    return said


def _clauses(said: str, blanked: str) -> list[str]:
    """The text cut where it goes from open to closed or back, if both have their own words."""
    spoken = [(match.start(), _is_closed(match, blanked)) for match in SPOKEN.finditer(blanked)]
    cuts = [at for (_, before), (at, after) in pairwise(spoken) if before is not after]
    if not cuts:
        return [said]
    pieces, begin = [], 0
    for cut in cuts:
        seam = max((match.start() for match in _SPLIT.finditer(said, begin, cut)), default=cut)
        pieces.append(said[begin:seam])
        begin = seam
    pieces.append(said[begin:])
    return pieces if all(SPOKEN.search(piece) for piece in pieces) else [said]


def _is_closed(spoken: re.Match[str], blanked: str) -> bool:
    """Whether the word tells of closed time. "Lukker" with a time beside it is about open hours."""
    if spoken[0] == "lukker":
        return clock.CLOSES_AT.match(blanked, spoken.start()) is None
    return spoken[0] in {"lukket", "aflyst"}


def _joined(clauses: Sequence[str], read: Sequence[Read | NoHours], now: datetime) -> Read | NoHours:
    posted = [one for one in read if isinstance(one, Read)]
    doubts = [one for one in read if isinstance(one, NoHours)]
    if not posted:
        return doubts[0]
    closed = tuple(sorted({day for one in posted for day in one.closed}))
    if any(one.doubt != "hours" for one in doubts):
        return doubts[0]
    for clause, one in zip(clauses, read, strict=True):
        # "Lukket, åbner igen på mandag": closed until then.
        if isinstance(one, NoHours) and re.search(r"\båbner\b", clause):
            again = days.resolved(mentions.found(clause, now.date()), now.date())
            if again.days and closed and len(closed) == 1 and closed[0] == now.date():
                closed = tuple(now.date() + n * DAY for n in range(max(1, (again.days[0] - now.date()).days)))
    intervals = tuple(interval for one in posted for interval in one.intervals)
    return Read(intervals, closed, any(one.recurring for one in posted))


def _clause(said: str, now: datetime) -> Read | NoHours:
    spoken = SPOKEN.search(said)
    named = mentions.found(said, now.date())
    rest = _without_days(said, now.date())
    closes = any(_is_closed(match, rest) for match in SPOKEN.finditer(rest))
    if _HALF_DATE.search(rest):
        return NoHours("no such day", plainly=spoken is not None)
    try:
        times, rest = clock.found(rest, closed=closes)
    except clock.NoSuchClock:
        return NoHours("clock", plainly=spoken is not None)
    if closes and times and all(time.now for time in times):
        times = []
    if not spoken and not _is_bare(rest, times):
        return NoHours()
    half = any(time.opens is None or time.closes is None for time in clock.paired(times))
    if times and half and not closes and _STRAY.search(rest):
        return NoHours("clock", plainly=True)
    if closes and len(_blocks(times, [mention.start for mention in named])) > 1:
        return NoHours("hours", plainly=True)  # "24/12 10-14, 25/12 lukket": a table, which is asked for in pieces
    if closes and not times:
        is_told = named or len(said.split()) <= _MOST_WORDS_WITHOUT_DAY
        return _closed(named, now) if is_told else NoHours()
    if not times or (all(time.now for time in times) and len(said.split()) > _MOST_WORDS_WITHOUT_DAY):
        return NoHours("hours" if spoken else "", plainly=spoken is not None)
    return _open(_groups(named, times), now, closed=closes)


def _is_bare(rest: str, times: Sequence[clock.Times]) -> bool:
    """Whether nothing but days and a pair of bounds stands there, so that it can only be hours."""
    words = set(_PLAIN_WORD.findall(rest))
    has_both = any(time.opens and time.closes for time in times)
    kept = words & vocabulary().lists["says.kept"]
    return (has_both or bool(kept and any(not time.now for time in times))) and words <= vocabulary().lists[
        "says.filler"
    ] | vocabulary().lists["says.kept"]


def _closed(named: Sequence[mentions.Found], now: datetime) -> Read | NoHours:
    today = now.date()
    meant = days.resolved(named, today)
    if meant.bad:
        return NoHours(meant.bad, plainly=True)
    dates = meant.days or (today,)
    if now.hour < EARLY and meant.part and dates == (today,):
        dates = (today - DAY,)
    return Read(closed=dates, recurring=meant.recurring)


def _groups(named: Sequence[mentions.Found], times: Sequence[clock.Times]) -> list[_Group]:
    """Each run of times with the days that it stands beside; what holds for the whole pattern goes with every one."""
    blocks = _blocks(times, [mention.start for mention in named])
    if len(blocks) == 1:
        return [_Group(tuple(named), tuple(times))]
    ends = [block[-1].start for block in blocks]
    starts = [block[0].start for block in blocks]
    if named[0].start > starts[0]:  # "10-12 mandag, 14-16 tirsdag"
        beside = [[m for m in named if start < m.start < end] for start, end in pairwise((*starts, _FAR))]
        over: list[mentions.Found] = []
    else:  # "mandag 10-12, tirsdag 14-16, resten af ugen"
        beside = [[m for m in named if start < m.start < end] for start, end in pairwise((-1, *ends))]
        over = [m for m in named if m.start > ends[-1]]
    groups = [_Group((*own, *over), tuple(block)) for own, block in zip(beside, blocks, strict=True)]
    if not groups[-1].days:
        last = groups.pop()
        groups[-1] = _Group(groups[-1].days, (*groups[-1].times, *last.times))
    return groups


def _blocks(times: Sequence[clock.Times], breaks: Sequence[int]) -> list[list[clock.Times]]:
    """The times in runs with no day between them."""
    blocks = [[time] for time in times[:1]]
    for before, one in pairwise(times):
        if any(before.start < at < one.start for at in breaks):
            blocks.append([])
        blocks[-1].append(one)
    return blocks


def _open(groups: Sequence[_Group], now: datetime, *, closed: bool) -> Read | NoHours:
    intervals: list[Interval] = []
    recurring = False
    for group in groups:
        meant = days.resolved(group.days, now.date())
        if meant.bad and not (meant.bad == "until" and not closed):
            return NoHours(meant.bad, plainly=True)
        recurring = recurring or meant.recurring
        times = clock.paired(group.times)
        found = _of_group(meant, times, now, closed=closed)
        if not found and any(mention.named.weekdays for mention in group.days) and not meant.recurring:
            later = days.Meant(tuple(day + 7 * DAY for day in meant.days), False, meant.part)
            found = _of_group(later, times, now, closed=closed)
        if not found:
            return NoHours("past", plainly=True)
        if meant.bad == "until":
            return NoHours("until", plainly=True)
        intervals += found
    return Read(intervals=tuple(sorted(set(intervals), key=_order)), recurring=recurring)


def _of_group(meant: days.Meant, times: Sequence[clock.Times], now: datetime, *, closed: bool) -> list[Interval]:
    dates = meant.days or (now.date(),)
    if now.hour < EARLY and dates == (now.date(),) and (meant.part or not meant.said):
        last_night = [span for time in times for span in _spans(dates[0] - DAY, time, meant.part, now, closed=closed)]
        if all(not _is_over(span, now) for span in last_night):
            return last_night
    found = [span for day in dates for time in times for span in _spans(day, time, meant.part, now, closed=closed)]
    if meant.recurring:
        return found
    if len(dates) > 1:
        return [span for span in found if not _is_over(span, now)]
    return [] if any(_is_over(span, now) for span in found) else found


def _spans(day: date, time: clock.Times, part: str, now: datetime, *, closed: bool) -> list[Interval]:
    opens, closes = clock.span(day, time, part, now)
    if not closed:
        return [(opens, closes)]
    # Closed for a part of the day: open before it and after it.
    return [span for span in ((None, opens), (closes, None)) if any(span)]


def _is_over(span: Interval, now: datetime) -> bool:
    opens, closes = span
    return closes <= now if closes else opens is not None and opens < now.replace(second=0, microsecond=0)


def _order(span: Interval) -> datetime:
    return next(bound for bound in span if bound is not None)
