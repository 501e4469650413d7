"""The listings in the database: stored whole as JSON, with how true each is known to be."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Place, PlaceId, Position, Topic, Trust, Wish
from bot.store import posts, schedules
from bot.store.directory import Directory
from bot.store.schema import places
from bot.store.versions import directory_changed


async def put(db: AsyncConnection, listings: Sequence[Place]) -> None:
    """Add or replace listings by id, in the order given; what is known of their trust stays."""
    first = (await db.execute(select(func.coalesce(func.max(places.c.position), 0)))).scalar_one()
    for position, place in enumerate(listings, start=first + 1):
        text = json.dumps(_as_json(place), ensure_ascii=False)
        statement = insert(places).values(id=place.id, listing=text, position=position)
        await db.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"listing": text}))
    await directory_changed(db)


async def remove(db: AsyncConnection, ids: Iterable[str]) -> None:
    """Remove listings (`import --prune`)."""
    await db.execute(delete(places).where(places.c.id.in_(list(ids))))
    await directory_changed(db)


async def doubt(db: AsyncConnection, place: PlaceId, now: datetime) -> None:
    """Somebody found it shut or wrong: its answers say so until it is confirmed."""
    await db.execute(update(places).where(places.c.id == place).values(doubted_at=now))
    await directory_changed(db)


async def trust_again(db: AsyncConnection, place: PlaceId) -> None:
    """The doubt was taken back."""
    await db.execute(update(places).where(places.c.id == place).values(doubted_at=None))
    await directory_changed(db)


async def confirm(db: AsyncConnection, place: PlaceId, by: str, now: datetime) -> None:
    """Somebody who knows says that the listing is right: `by` is their role. It ends a doubt."""
    values = {"confirmed_at": now, "confirmed_by": by, "doubted_at": None}
    await db.execute(update(places).where(places.c.id == place).values(**values))
    await directory_changed(db)


async def trust_of(db: AsyncConnection, place: PlaceId) -> Trust:
    """How true a listing is known to be, as it is stored now."""
    row = (await db.execute(select(places).where(places.c.id == place))).first()
    return _trust(row) if row else Trust()


async def believe(db: AsyncConnection, place: PlaceId, trust: Trust) -> None:
    """Who confirmed and doubted it, put back as it was."""
    values = {name: getattr(trust, name) for name in ("confirmed_at", "confirmed_by", "doubted_at")}
    await db.execute(update(places).where(places.c.id == place).values(**values))
    await directory_changed(db)


async def directory(db: AsyncConnection, today: date | None = None) -> Directory:
    """Every listing with its trust and what was posted for `today` and later, and every schedule."""
    rows = (await db.execute(select(places).order_by(places.c.position, places.c.id))).all()
    posted = await posts.all_of(db, today)
    return Directory(
        places=tuple(_listing(row.listing) for row in rows),
        trust={PlaceId(row.id): _trust(row) for row in rows},
        changes=posts.changes(posted, today),
        notes=posts.notes(posted, today),
        schedules=await schedules.all_of(db),
    )


def _trust(row: Any) -> Trust:
    return Trust(
        confirmed_at=row.confirmed_at,
        confirmed_by=row.confirmed_by,
        doubted_at=row.doubted_at,
        free_places=row.free_places,
        free_places_at=row.free_places_at,
        free_places_for=Wish(row.free_places_for) if row.free_places_for else None,
    )


def _as_json(place: Place) -> dict[str, Any]:
    return {name: value for name, value in asdict(place).items() if value is not None and value != ()}


_NAMES = {field.name for field in fields(Place)}
_MOST_KEPT = 4_096


@lru_cache(_MOST_KEPT)
def _listing(text: str) -> Place:
    """Of a directory that has changed most listings are those of before: only what is new is read."""
    stored = json.loads(text)
    values = {name: value for name, value in stored.items() if name in _NAMES}
    values["topics"] = tuple(Topic(topic) for topic in stored["topics"])
    values["welcomes"] = tuple(Wish(wish) for wish in stored.get("welcomes", ()))
    values["sources"] = tuple(stored.get("sources", ()))
    if stored.get("position"):
        values["position"] = Position(**stored["position"])
    return Place(**values)
