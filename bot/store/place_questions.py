"""What volunteers are asked of our own accord: how many beds are free tonight, and whether a listing is still right."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import PersonId, PlaceId, RoleName
from bot.store.schema import place_questions, roles


class About(StrEnum):
    """What is asked."""

    FREE_PLACES = "free_places"
    RENEWAL = "renewal"


async def put(db: AsyncConnection, about: About, place: PlaceId, person: PersonId, now: datetime) -> None:
    """Somebody is asked."""
    await db.execute(insert(place_questions).values(about=about, place=place, person=person, asked_at=now))


async def settle(db: AsyncConnection, about: About, place: PlaceId, now: datetime) -> None:
    """One answer settles it for all who were asked."""
    c = place_questions.c
    open_ = update(place_questions).where(c.about == about, c.place == place, c.settled_at.is_(None))
    await db.execute(open_.values(settled_at=now))


async def volunteers(db: AsyncConnection) -> Mapping[PlaceId, Sequence[PersonId]]:
    """Who acts as a volunteer for which place."""
    query = select(roles.c.place, roles.c.person).where(roles.c.role == RoleName.VOLUNTEER, roles.c.place.is_not(None))
    found: dict[PlaceId, list[PersonId]] = {}
    for row in await db.execute(query.order_by(roles.c.id)):
        found.setdefault(PlaceId(row.place), []).append(PersonId(row.person))
    return found


async def unanswered(db: AsyncConnection, about: About, since: datetime) -> frozenset[PersonId]:
    """Who has such a question before them still."""
    c = place_questions.c
    rows = await db.execute(
        select(c.person).where(c.about == about, c.asked_at >= since, c.settled_at.is_(None)).distinct()
    )
    return frozenset(PersonId(row.person) for row in rows)


async def asked_since(db: AsyncConnection, about: About, since: datetime) -> Sequence[tuple[PlaceId, PersonId]]:
    """Who was asked about which place since then."""
    c = place_questions.c
    rows = await db.execute(select(c.place, c.person).where(c.about == about, c.asked_at >= since))
    return [(PlaceId(row.place), PersonId(row.person)) for row in rows]
