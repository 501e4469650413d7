"""A post is stored: which days it changes, what was there before, whose word it replaces, and the audit log's entry."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot import auditing
from bot.conversation import Turn
from bot.hours import COPENHAGEN, week
from bot.model import Act, ChangeOfHours, Order, PersonId, Place, Post, Role
from bot.store import posts

DAY = timedelta(days=1)
EARLY, NOON = 5, 12
Spans = Sequence[ChangeOfHours]


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored under which number, and whose word it replaced."""

    post: Post
    replaced: tuple[Post, ...] = ()

    @property
    def contradicted(self) -> frozenset[PersonId]:
        """The others who had written otherwise."""
        return frozenset(one.person for one in self.replaced if one.person is not None)


def changes_of(order: Order, place: Place, posted: Spans, now: datetime) -> tuple[tuple[ChangeOfHours, ...], str]:
    """The changes that the order makes, each under the day on which it begins; or "opens" or "closes", which to ask.

    A bound that was not said is the one that held until now; where none did, a place that is open closes when it says,
    and whatever else is not known is asked.
    """
    made = [ChangeOfHours(place.id, day) for day in order.dates]
    for opens, closes in order.intervals:
        day = _day(place, opens, closes, posted)
        [(_, hours), *_] = week(place, day, posted)
        if opens is None and closes is not None:
            begins = hours[0][0] if hours else None
            opens = begins if begins and begins < closes else now if _is_on(day, closes, now) else None
        elif closes is None and opens is not None:
            ends = hours[-1][1] if hours else None
            closes = ends if ends and ends > opens else None
        if opens is None or closes is None:
            return (), "opens" if opens is None else "closes"
        made.append(ChangeOfHours(place.id, day, opens, closes))
    return tuple(sorted(made, key=lambda one: (one.day, one.opens or now))), ""


def as_ever(
    place: Place, dates: Sequence[date], standing: Sequence[Post], now: datetime
) -> tuple[ChangeOfHours, ...] | None:
    """The hours of the ordinary week on these days, none named: on those that were changed last; None where unknown."""
    today = now.date()
    single = [one for one in standing if one.changes and not one.recurring]
    last = {change.day for one in single[-1:] if now - one.made_at <= DAY for change in one.changes}
    weekly = [change for change in posts.changes(standing, today).get(place.id, ()) if change.weekly]
    made = []
    for day in dates or sorted(one for one in last if one >= today) or (today,):
        [(_, hours), *_] = week(place, day, weekly)
        if not hours:
            return None
        made += [ChangeOfHours(place.id, day, opens, closes) for opens, closes in hours]
    return tuple(made)


def _day(place: Place, opens: datetime | None, closes: datetime | None, posted: Spans) -> date:
    """The day under which the hours stand: a night that ends in the morning belongs to the evening before."""
    if closes is None or opens is not None:
        assert opens is not None  # noqa: S101 - an interval has one bound at least
        return opens.date()
    day, evening = closes.date(), closes.date() - DAY
    if closes.hour < EARLY:
        return evening
    [(_, night), *_] = week(place, evening, posted)
    runs_on = closes.hour < NOON and night and night[-1][1].date() == day
    return evening if runs_on else day


def _is_on(day: date, closes: datetime, now: datetime) -> bool:
    return day <= now.date() and now < closes


async def store(turn: Turn, place: Place, role: Role, post: Post) -> Stored:
    """Store a post about hours, live at once."""
    today = turn.now.astimezone(COPENHAGEN).date()
    standing = await posts.of_place(turn.db, place.id, today)
    before = posts.changes(standing, today).get(place.id, ())
    number = await posts.put(turn.db, post)
    after = posts.changes([*standing, replace(post, id=number)], today).get(place.id, ())
    days = sorted({change.day for change in post.changes})
    await auditing.write(
        turn,
        role,
        post.act,
        place,
        before=states(place, days, before),
        after={**states(place, days, after), **({"every_week": True} if post.recurring else {})},
    )
    return Stored(replace(post, id=number), _contradicted(standing, post, turn.person.id))


def states(place: Place, days: Sequence[date], changes: Spans) -> dict[str, str]:
    """What holds on each day, for the audit log: "10:00-15:00", "closed", "unknown"."""
    said = {}
    for day in days:
        [(_, hours), *_] = week(place, day, changes)
        spans = [f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in hours or ()]
        said[day.isoformat()] = ", ".join(spans) or ("unknown" if hours is None else "closed")
    return said


def _contradicted(standing: Sequence[Post], post: Post, writer: PersonId) -> tuple[Post, ...]:
    """What others had posted for the same days, where it says otherwise."""
    new = _by_day(post)
    return tuple(
        one
        for one in standing
        if one.person not in (None, writer)
        and one.act in (Act.OPEN, Act.CLOSED)
        and not one.recurring
        and any(day in new and spans != new[day] for day, spans in _by_day(one).items())
    )


def _by_day(post: Post) -> dict[date, set[tuple[object, object]]]:
    days: dict[date, set[tuple[object, object]]] = {}
    for change in post.changes:
        days.setdefault(change.day, set()).add((change.opens, change.closes))
    return days
