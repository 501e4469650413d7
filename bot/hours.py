"""When a place is open: open, closed or unknown at a moment, until when, and when next. Pure, and the home of
opening-hours-py.

Hours are read day by day in local time (Europe/Copenhagen), so a night belongs to the day on which it began: it goes
on into a public holiday, a closed day or a day with a posted change, and it gains or loses an hour when the clocks do.
Nothing here raises for a place's content: hours that cannot be read are unknown.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State

from bot.holidays import is_holiday
from bot.model import ChangeOfHours, Opening, Place, Standing

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
LOOK_AHEAD_DAYS = 7
"""How far ahead the next opening is sought; also for the first day of a season."""

Intervals = tuple[tuple[datetime, datetime], ...]
"""Opens and closes, aware, Europe/Copenhagen. The last may close after midnight."""

_DAY = timedelta(days=1)
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")
_UNSUPPORTED = {
    re.compile(r"\bSH\b"): "school holidays (SH) are not known here; write the dates",
    re.compile(r"sunrise|sunset|dawn|dusk"): "the sun's times are not known here; write clock times",
    re.compile(r"\d:\d{2}\s*\+"): "an open end (+) would be told as an hour that nobody said; write when it closes",
}
_CLOSED_MARK = "23:59-24:00"


class _Stretch(NamedTuple):
    """One stretch of a day, in UTC. Closed time has no stretch."""

    start: datetime
    end: datetime
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Hours:
    """One expression, parsed: what happens before midnight, and how nights of that day go on after it."""

    evening: OpeningHours
    morning_after: OpeningHours
    is_round_the_clock: bool
    knows_holidays: bool


def opening(place: Place, at: datetime, changes: Sequence[ChangeOfHours] = ()) -> Opening:
    """Whether `place` is open at `at` (aware), until when, and when it opens next.

    - No hours: unknown. Outside its `season`: closed, and `opens` is midnight of the season's first day when that is
      within a week; at what hour is not known.
    - On a Danish public holiday, hours without a PH rule are unknown for the whole day, but round the clock means
      every day, and a day that is ordinarily closed stays closed. The night before a holiday runs to its end.
    - Hours with words in them ("efter aftale") are unknown: somebody must be rung.
    - `changes` replace the hours of their days; those of other places are passed over.
    """
    changed = _by_day(place, changes) if changes else {}
    instant, hours, season = at.astimezone(UTC), place.opening_hours, place.season
    if not changed:
        # Hours turn on whole minutes, so everybody who asks within one hears the same.
        return _ordinary_opening(hours, season, instant.replace(second=0, microsecond=0))
    return _found(hours, _around(hours, season, instant, changed), instant)


@lru_cache(maxsize=4096)
def _ordinary_opening(expression: str | None, season: str | None, instant: datetime) -> Opening:
    if season is None:
        if expression is None:
            return Opening(Standing.UNKNOWN)
        if is_round_the_clock(expression):
            return Opening(Standing.OPEN)
    return _found(expression, _around(expression, season, instant, {}), instant)


def _found(expression: str | None, stretches: Sequence[_Stretch], instant: datetime) -> Opening:
    standings = {stretch.standing for stretch in stretches if stretch.start <= instant < stretch.end}
    if Standing.OPEN in standings:
        return Opening(Standing.OPEN, until=_local(_closing(stretches, instant)))
    if standings:
        return Opening(Standing.UNKNOWN)
    return Opening(Standing.CLOSED, opens=_local(_next_opening(expression, stretches, instant)))


def week(place: Place, start: date, changes: Sequence[ChangeOfHours] = ()) -> list[tuple[date, Intervals | None]]:
    """The hours of seven days from `start`: each day's own intervals, empty when closed, None when unknown.

    A night stands under the day on which it begins. Consistent with `opening`.
    """
    changed = _by_day(place, changes)
    days = (start + _DAY * n for n in range(7))
    return [(day, _intervals(_stretches(place.opening_hours, place.season, day, changed))) for day in days]


def intervals(expression: str, day: date) -> Intervals | None:
    """What begins on `day` by an expression alone, in the meaning of `week`: empty when closed, None when unknown."""
    return _intervals(_ordinary(expression, None, day))


def valid(expression: str) -> str | None:
    """None when the opening hours (or season) can be read; otherwise why not, in words for whoever wrote them."""
    for pattern, reason in _UNSUPPORTED.items():
        if pattern.search(expression):
            return reason
    try:
        _parse(expression)
    except Exception as error:  # the library's ParserError is not among its published types
        column = re.search(r"--> \d+:(\d+)", str(error))
        where = f" at character {column[1]}" if column else ""
        return f"not opening hours in OpenStreetMap syntax{where}: {expression!r}"
    return None


def is_round_the_clock(expression: str | None) -> bool:
    """Whether the hours mean every hour of every day, however they are written."""
    hours = _hours(expression) if expression is not None else None
    return hours is not None and hours.is_round_the_clock


def hold_when_many_close(place: Place, day: date, changes: Sequence[ChangeOfHours] = ()) -> bool:
    """Whether the hours hold on a day on which many close: somebody posted them for that day, they are round the clock,
    or holidays have hours of their own."""
    if any(change.place == place.id and change.day == day and not change.weekly for change in changes):
        return True
    hours = place.opening_hours or ""
    return is_round_the_clock(hours) or re.search(r"\bPH\b(?! off)", hours) is not None


@lru_cache(maxsize=2048)
def _hours(expression: str) -> _Hours | None:
    return None if valid(expression) else _parse(expression)


def _parse(expression: str) -> _Hours:
    """Cut every night span at midnight into its evening and the morning after.

    The library ends a night at midnight when the next day has a rule of its own ("PH off"); people in beds stay.
    In `morning_after` a span that does not pass midnight becomes a mark in the day's last minute, so that its rule
    keeps overriding the others without holding any morning.
    """
    whole = OpeningHours(expression, country="DK")
    return _Hours(
        evening=OpeningHours(_SPAN.sub(_evening, expression), country="DK"),
        morning_after=OpeningHours(_SPAN.sub(_morning_after, expression), country="DK"),
        is_round_the_clock=str(whole.normalize()) == "24/7",
        knows_holidays=re.search(r"\bPH\b", expression) is not None,
    )


def _evening(span: re.Match[str]) -> str:
    start, end = _minutes(span)
    return f"{_clock(start)}-24:00" if end <= start or end > 24 * 60 else span[0]


def _morning_after(span: re.Match[str]) -> str:
    start, end = _minutes(span)
    past_midnight = end % (24 * 60) if end <= start or end > 24 * 60 else 0
    return f"00:00-{_clock(past_midnight)}" if past_midnight else _CLOSED_MARK


def _minutes(span: re.Match[str]) -> tuple[int, int]:
    return int(span[1]) * 60 + int(span[2]), int(span[3]) * 60 + int(span[4])


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _around(
    expression: str | None, season: str | None, instant: datetime, changed: Mapping[date, Sequence[ChangeOfHours]]
) -> list[_Stretch]:
    """All stretches that can matter on that day: from the night before to the end of the look-ahead."""
    today = instant.astimezone(COPENHAGEN).date()
    days = (today + _DAY * n for n in range(-1, LOOK_AHEAD_DAYS + 1))
    return [stretch for day in days for stretch in _stretches(expression, season, day, changed)]


def _stretches(
    expression: str | None, season: str | None, day: date, changed: Mapping[date, Sequence[ChangeOfHours]]
) -> tuple[_Stretch, ...]:
    ordinary = _ordinary(expression, season, day)
    return _posted(changed[day], ordinary) if day in changed else ordinary


@lru_cache(maxsize=16384)
def _ordinary(expression: str | None, season: str | None, day: date) -> tuple[_Stretch, ...]:
    """The stretches that begin on `day` by the place's own hours."""
    if season is not None and not _is_in_season(season, day):
        return ()
    hours = _hours(expression) if expression is not None else None
    if hours is None:
        return (_whole_day(day),)
    midnight = datetime.combine(day, time())
    stretches = [_stretch(midnight, *found) for found in _of_day(hours.evening, midnight)]
    stretches += [
        _stretch(midnight + _DAY, *found)
        for found in _of_day(hours.morning_after, midnight)
        if found[0] == midnight and found[1] < midnight + _DAY
    ]
    if stretches and is_holiday(day) and not (hours.knows_holidays or hours.is_round_the_clock):
        return (_Stretch(_whole_day(day).start, max(_whole_day(day).end, stretches[-1].end), Standing.UNKNOWN),)
    return tuple(stretches)


def _of_day(hours: OpeningHours, midnight: datetime) -> Iterator[tuple[datetime, datetime, State, str]]:
    return (found for found in hours.intervals(midnight, midnight + _DAY) if found[2] != State.CLOSED)


def _stretch(midnight: datetime, start: datetime, end: datetime, state: State, comment: str) -> _Stretch:
    """One of the library's intervals, moved to the day that begins at `midnight`."""
    moved = midnight - datetime.combine(start.date(), time())
    standing = Standing.OPEN if state == State.OPEN and not comment else Standing.UNKNOWN
    return _Stretch(_instant(start + moved), _instant(end + moved), standing)


def _is_in_season(season: str, day: date) -> bool:
    hours = _hours(season)
    return hours is None or not hours.evening.is_closed(datetime.combine(day, time(12)))


def _whole_day(day: date) -> _Stretch:
    midnight = datetime.combine(day, time())
    return _Stretch(_instant(midnight), _instant(midnight + _DAY), Standing.UNKNOWN)


def _by_day(place: Place, changes: Sequence[ChangeOfHours]) -> dict[date, list[ChangeOfHours]]:
    changed: dict[date, list[ChangeOfHours]] = {}
    for change in changes:
        if change.place == place.id:
            changed.setdefault(change.day, []).append(change)
    return changed


def _posted(changes: Sequence[ChangeOfHours], ordinary: tuple[_Stretch, ...]) -> tuple[_Stretch, ...]:
    """What was posted for one day. A bound that was not said is the ordinary one, or else midnight."""
    stretches = []
    for change in changes:
        if change.opens is None and change.closes is None:
            continue
        day = _whole_day(change.day)
        opens = change.opens.astimezone(UTC) if change.opens else ordinary[0].start if ordinary else day.start
        closes = change.closes.astimezone(UTC) if change.closes else ordinary[-1].end if ordinary else day.end
        if closes <= opens:
            opens, closes = (opens, day.end) if change.opens else (day.start, closes)
        if opens < closes:
            stretches.append(_Stretch(opens, closes, Standing.OPEN))
    return tuple(sorted(stretches))


def _closing(stretches: Sequence[_Stretch], instant: datetime) -> datetime | None:
    """The end of the open time around `instant`; None when that is more than a week away."""
    until = instant
    for stretch in sorted(stretches):
        if stretch.standing is Standing.OPEN and stretch.start <= until < stretch.end:
            until = stretch.end
    return until if until - instant <= LOOK_AHEAD_DAYS * _DAY else None


def _next_opening(expression: str | None, stretches: Sequence[_Stretch], instant: datetime) -> datetime | None:
    sought = {Standing.OPEN} if expression is not None else {Standing.OPEN, Standing.UNKNOWN}
    starts = (stretch.start for stretch in stretches if stretch.standing in sought and stretch.start > instant)
    return min(starts, default=None)


def _intervals(stretches: Sequence[_Stretch]) -> Intervals | None:
    """Open intervals in local time, those that touch joined; None for a day of which nothing is known."""
    spans: list[tuple[datetime, datetime]] = []
    for stretch in sorted(stretch for stretch in stretches if stretch.standing is Standing.OPEN):
        if spans and stretch.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], stretch.end))
        else:
            spans.append((stretch.start, stretch.end))
    if not spans and stretches:
        return None
    return tuple((opens.astimezone(COPENHAGEN), closes.astimezone(COPENHAGEN)) for opens, closes in spans)


@lru_cache(maxsize=16384)
def _instant(local: datetime) -> datetime:
    """A wall clock time as UTC. In autumn the first of the two; in spring, when it is skipped, the jump (01:00 UTC)."""
    aware = local.replace(tzinfo=COPENHAGEN)
    instant = aware.astimezone(UTC)
    if instant.astimezone(COPENHAGEN).replace(tzinfo=None) != local:
        return datetime.combine(local.date(), time(1), tzinfo=UTC)
    return instant


def _local(instant: datetime | None) -> datetime | None:
    return instant.astimezone(COPENHAGEN) if instant else None
