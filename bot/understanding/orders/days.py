"""Which days a post is about: "lør og søn", "uge 52", "den 10/2", "fra mandag", "resten af februar". Pure.

A message mentions single days, runs of days, weekdays, and where a pattern begins and ends; `resolved` puts them
together into dates.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.understanding.orders.mentions import Found
from bot.understanding.orders.one_day import DAY, WEEK, days_from


@dataclass(frozen=True, slots=True)
class Meant:
    """The dates. `recurring`: the first week of a pattern. `bad` says why there are none: past, no such day, until."""

    days: tuple[date, ...] = ()
    recurring: bool = False
    part: str = ""
    bad: str = ""
    said: bool = False


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
        return Meant(tuple(sorted({*days, *days_from(first, last, weekdays)})))
    first = since or (min(days) if days else today)
    if until:
        return Meant(
            tuple(sorted({*days, *days_from(max(first, today), until, weekdays)})), bad="past" * (until < first)
        )
    if not weekdays and days and not since:
        weekdays = sorted({day.weekday() for day in days})
    if not weekdays and not each:
        return Meant((first,), bad="until")
    return Meant(tuple(days_from(first, first + (WEEK - 1) * DAY, weekdays)), recurring=True)
