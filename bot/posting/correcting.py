"""A post that was just read back, with what was wrong put right. Pure; what cannot be put right that way is None."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.hours import COPENHAGEN
from bot.model import ChangeOfHours, Post
from bot.understanding.orders import clock
from bot.understanding.orders.clock import Hour, Times
from bot.understanding.orders.mended import Mend
from bot.understanding.orders.one_day import EVENING

NOON, MINUTE = 12, timedelta(minutes=1)
OPENS, CLOSES = "opens", "closes"
_FIGURE = re.compile(r"(?<![\w.:/-])\d{1,2}(?:[.:]\d\d)?(?![\w/-]|[.:]\d)")


def hours_mended(post: Post, mend: Mend, bound: str, now: datetime) -> tuple[ChangeOfHours, ...] | None:
    """The changes as they should be. `bound`: the only one that the post named, which a time alone is about."""
    if mend.apart:
        return _but_for(post, mend)
    changes = _moved(post, mend) if mend.days else post.changes
    if changes is None or not (mend.opens or mend.closes or mend.hour):
        return changes
    if len({change.day for change in changes}) != len(changes):
        return None  # two stretches a day: nobody knows which
    made = [_mended(change, mend, bound, now) for change in changes]
    kept = [change for change in made if change is not None]
    is_over = bool(kept) and all(change.closes and change.closes <= now for change in kept)
    return None if is_over or len(kept) < len(made) else tuple(kept)


def _but_for(post: Post, mend: Mend) -> tuple[ChangeOfHours, ...] | None:
    """The post without these days: closed where it opened, as before where it closed."""
    about = [one for one in post.changes if one.day in mend.days]
    kept = [one for one in post.changes if one.day not in mend.days]
    if post.recurring or not (about and kept):
        return None
    shut = {one.day for one in about if one.opens}
    return tuple(sorted((*kept, *(ChangeOfHours(post.place, day) for day in shut)), key=lambda one: one.day))


def _moved(post: Post, mend: Mend) -> tuple[ChangeOfHours, ...] | None:
    """The same hours on the day that was meant."""
    days = {change.day for change in post.changes}
    if post.recurring or len(days) != 1 or len(mend.days) != 1:
        return None
    shift = mend.days[0] - days.pop()
    return tuple(
        ChangeOfHours(one.place, one.day + shift, _later(one.opens, shift), _later(one.closes, shift))
        for one in post.changes
    )


def _later(moment: datetime | None, shift: timedelta) -> datetime | None:
    return moment.astimezone(COPENHAGEN) + shift if moment else None


def _mended(change: ChangeOfHours, mend: Mend, bound: str, now: datetime) -> ChangeOfHours | None:
    if change.opens is None or change.closes is None:
        return None
    if mend.hour is None:
        return _bounded(change, mend.opens, mend.closes, now)
    opened, closed = _bounded(change, mend.hour, None, now), _bounded(change, None, mend.hour, now)
    if bound or not (opened and closed):
        return {OPENS: opened, CLOSES: closed}.get(bound, closed or opened)
    return min(closed, opened, key=lambda one: _shift(change, one))


def _shift(before: ChangeOfHours, after: ChangeOfHours) -> timedelta:
    bounds = ((before.opens, after.opens), (before.closes, after.closes))
    return sum((abs(old - new) for old, new in bounds if old and new), timedelta())


def _bounded(change: ChangeOfHours, opens: Hour | None, closes: Hour | None, now: datetime) -> ChangeOfHours | None:
    """The change with these bounds; small hours are of the evening where the others are."""
    assert change.opens is not None and change.closes is not None  # noqa: S101 - `_mended` asks before
    is_late = change.opens.hour >= NOON if closes is None else True
    part = EVENING if is_late and not (opens and closes) else ""
    begins = clock.span(change.day, Times(0, 0, opens=opens), part, now)[0] if opens else change.opens
    exact = Hour(begins.hour * 60 + begins.minute, exact=True) if begins else None
    ends = clock.span(change.day, Times(0, 0, opens=exact, closes=closes), part, now)[1] if closes else change.closes
    if begins is None or ends is None or ends <= begins:
        return None
    return ChangeOfHours(change.place, change.day, begins, ends)


def note_mended(body: str, mend: Mend) -> str | None:
    """The note with its one time put right."""
    if not mend.figure or mend.days or len(_FIGURE.findall(body)) != 1:
        return None
    return _FIGURE.sub(mend.figure, body)


def bound_of(intervals: Sequence[tuple[datetime | None, datetime | None]]) -> str:
    """The only bound that an order named; "" where it named both."""
    if all(opens is None for opens, _ in intervals):
        return CLOSES
    return OPENS if all(closes is None for _, closes in intervals) else ""
