"""What volunteers and staff posted, and what of it holds: the newest word about a day is the true one."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.holidays import is_holiday
from bot.hours import COPENHAGEN
from bot.model import Act, ChangeOfHours, PersonId, PlaceId, Post, PostedNote, Wish
from bot.store.database import seal_of
from bot.store.schema import places, posts
from bot.store.versions import directory_changed

HORIZON = timedelta(days=60)
"""So far ahead a pattern is written out in days."""
_DAY, _WEEK = timedelta(days=1), 7
_NOTE = "posted note"
_standing = select(posts).where(posts.c.withdrawn_at.is_(None)).order_by(posts.c.id)


async def put(db: AsyncConnection, post: Post) -> int:
    """Store a post; answers follow it at once. Its number."""
    days = [change.day for change in post.changes]
    first = min(days, default=post.made_at.date())
    last = None if post.recurring else max([*days, *([post.last_day] if post.last_day else ())], default=first)
    made = await db.execute(
        insert(posts)
        .values(
            place=post.place,
            act=post.act,
            person=post.person,
            made_at=post.made_at,
            first_day=first.isoformat(),
            last_day=last.isoformat() if last else None,
            recurring=post.recurring,
            spans=json.dumps([_stored(change) for change in post.changes]),
            free_places=post.free_places,
            free_places_for=post.free_places_for,
            sealed_note=seal_of(db).close(post.note, _NOTE) if post.note else None,
        )
        .returning(posts.c.id)
    )
    number = int(made.scalar_one())
    await _settle(db, post.place)
    return number


async def withdraw(db: AsyncConnection, number: int, now: datetime) -> Post | None:
    """Take a post back: what it replaced holds again. None when it was taken back already."""
    row = (await db.execute(_standing.where(posts.c.id == number))).first()
    if row is None:
        return None
    await db.execute(update(posts).where(posts.c.id == number).values(withdrawn_at=now))
    await _settle(db, PlaceId(row.place))
    return _post(db, row)


async def find(db: AsyncConnection, number: int) -> Post | None:
    """A post that holds; None when it was taken back."""
    row = (await db.execute(_standing.where(posts.c.id == number))).first()
    return _post(db, row) if row else None


async def of_place(db: AsyncConnection, place: PlaceId, today: date) -> Sequence[Post]:
    """What holds for a place from yesterday on, oldest first."""
    rows = await db.execute(_standing.where(posts.c.place == place, _is_current(today)))
    return [_post(db, row) for row in rows]


async def all_of(db: AsyncConnection, today: date | None) -> Sequence[Post]:
    """What holds for every place from yesterday on; all that ever did when no day is said."""
    query = _standing if today is None else _standing.where(_is_current(today))
    return [_post(db, row) for row in await db.execute(query)]


def changes(found: Iterable[Post], today: date | None) -> Mapping[PlaceId, Sequence[ChangeOfHours]]:
    """The changes of hours that posts make together: patterns first, then single days; of one day the newest."""
    held = list(found)
    by_place: dict[PlaceId, dict[date, list[ChangeOfHours]]] = {}
    for post in (*(one for one in held if one.recurring), *(one for one in held if not one.recurring)):
        days: dict[date, list[ChangeOfHours]] = {}
        for change in _written_out(post, today) if post.recurring else post.changes:
            days.setdefault(change.day, []).append(replace(change, posted_at=post.made_at))
        by_place.setdefault(post.place, {}).update(days)
    return {
        place: tuple(change for day in sorted(days) for change in days[day]) for place, days in by_place.items() if days
    }


def notes(found: Iterable[Post], today: date | None) -> Mapping[PlaceId, Sequence[PostedNote]]:
    """The notes of the day by place, the newest first."""
    by_place: dict[PlaceId, list[PostedNote]] = {}
    for post in found:
        last = post.last_day or post.made_at.date()
        if post.note and (today is None or last >= today):
            by_place.setdefault(post.place, []).insert(0, PostedNote(post.place, post.made_at, last, post.note))
    return by_place


def _written_out(post: Post, today: date | None) -> list[ChangeOfHours]:
    """A pattern day by day. On a public holiday nobody has said what holds, so the ordinary week does."""
    begins = min(change.day for change in post.changes)
    first = max(begins, today - _DAY) if today else begins
    week: dict[int, list[ChangeOfHours]] = {}
    for change in post.changes:
        week.setdefault(change.day.weekday(), []).append(change)
    days = (first + n * _DAY for n in range(HORIZON.days + _WEEK))
    return [_moved(change, day) for day in days if not is_holiday(day) for change in week.get(day.weekday(), ())]


def _moved(change: ChangeOfHours, day: date) -> ChangeOfHours:
    """The same hours on another day, by the clocks on the wall."""
    shift = day - change.day
    return ChangeOfHours(change.place, day, _later(change.opens, shift), _later(change.closes, shift), weekly=True)


def _later(moment: datetime | None, shift: timedelta) -> datetime | None:
    return moment + shift if moment else None


async def _settle(db: AsyncConnection, place: PlaceId) -> None:
    """What is free at a place is what was posted last."""
    query = _standing.where(posts.c.place == place, posts.c.free_places.is_not(None))
    rows = (await db.execute(query)).all()
    last = rows[-1] if rows else None
    free = (
        {
            "free_places": last.free_places,
            "free_places_at": last.made_at,
            "free_places_for": last.free_places_for,
        }
        if last
        else {"free_places": None, "free_places_at": None, "free_places_for": None}
    )
    await db.execute(update(places).where(places.c.id == place).values(**free))
    await directory_changed(db)


def _is_current(today: date) -> Any:
    return or_(posts.c.last_day.is_(None), posts.c.last_day >= (today - _DAY).isoformat())


def _stored(change: ChangeOfHours) -> list[str | None]:
    bounds = (bound.isoformat() if bound else None for bound in (change.opens, change.closes))
    return [change.day.isoformat(), *bounds]


def _post(db: AsyncConnection, row: Any) -> Post:
    place = PlaceId(row.place)
    return Post(
        id=row.id,
        place=place,
        act=Act(row.act),
        person=PersonId(row.person) if row.person is not None else None,
        made_at=row.made_at,
        changes=tuple(
            ChangeOfHours(place, date.fromisoformat(day), _moment(opens), _moment(closes))
            for day, opens, closes in json.loads(row.spans)
        ),
        recurring=row.recurring,
        free_places=row.free_places,
        free_places_for=Wish(row.free_places_for) if row.free_places_for else None,
        note=str(seal_of(db).open(row.sealed_note, _NOTE)) if row.sealed_note else "",
        last_day=date.fromisoformat(row.last_day) if row.last_day else None,
    )


def _moment(stored: str | None) -> datetime | None:
    """As it was on the wall: the stored offset is that of Copenhagen on that day."""
    return datetime.fromisoformat(stored).astimezone(COPENHAGEN) if stored else None
