"""Who acts for which place or municipality."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, bindparam, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Person, PersonId, PlaceId, Role, RoleId, RoleName
from bot.store.database import seal_of
from bot.store.schema import persons, roles

_NAME = "role name"
_of = select(roles).where(roles.c.person == bindparam("whose")).order_by(roles.c.id)
_holders = select(roles, persons.c.pseudonym).join(persons, persons.c.id == roles.c.person).order_by(roles.c.id)


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one role. `name` is what colleagues call them, "" where they said none."""

    role: Role
    person: PersonId
    pseudonym: str
    name: str


async def of(db: AsyncConnection, person: PersonId) -> tuple[Role, ...]:
    """What the person may act for, oldest first."""
    return tuple(_role(row) for row in await db.execute(_of, {"whose": person}))


async def grant(
    db: AsyncConnection,
    person: PersonId,
    name: RoleName,
    *,
    place: PlaceId | None = None,
    municipality: str | None = None,
    now: datetime,
) -> Role:
    """Give a role; the one they have already, if it is the same."""
    for held in await of(db, person):
        if (held.name, held.place, held.municipality) == (name, place, municipality):
            return held
    values = {"person": person, "role": name, "place": place, "municipality": municipality, "since": now}
    number = (await db.execute(insert(roles).values(**values).returning(roles.c.id))).scalar_one()
    await db.execute(update(persons).where(persons.c.id == person).values(has_role=True))
    return Role(RoleId(number), name, place, municipality)


async def revoke(db: AsyncConnection, role: RoleId) -> PersonId | None:
    """Take a role away; whose it was, None when it was gone already."""
    gone = (await db.execute(delete(roles).where(roles.c.id == role).returning(roles.c.person))).scalar()
    if gone is None:
        return None
    left = exists().where(roles.c.person == gone)
    await db.execute(update(persons).where(persons.c.id == gone).values(has_role=left))
    return PersonId(gone)


async def volunteers(db: AsyncConnection, place: PlaceId) -> Sequence[Holder]:
    """Who may post for a place."""
    query = _holders.where(roles.c.role == RoleName.VOLUNTEER, roles.c.place == place)
    return [_holder(db, row) for row in await db.execute(query)]


async def staff(db: AsyncConnection, municipality: str) -> Sequence[Holder]:
    """The colleagues of a municipality."""
    query = _holders.where(roles.c.role == RoleName.STAFF, roles.c.municipality == municipality)
    return [_holder(db, row) for row in await db.execute(query)]


async def admins(db: AsyncConnection) -> Sequence[Holder]:
    """Who may invite staff and read everything."""
    return [_holder(db, row) for row in await db.execute(_holders.where(roles.c.role == RoleName.ADMIN))]


async def everybody(db: AsyncConnection) -> Sequence[Holder]:
    """All who hold a role: hundreds at most."""
    return [_holder(db, row) for row in await db.execute(_holders)]


async def call(db: AsyncConnection, person: PersonId, name: str) -> None:
    """What colleagues call the person, in every role."""
    sealed = seal_of(db).close(name, _NAME)
    await db.execute(update(roles).where(roles.c.person == person).values(sealed_name=sealed))


async def name_of(db: AsyncConnection, person: Person) -> str:
    """What colleagues call the person, "" where they said none."""
    row = (await db.execute(select(roles.c.sealed_name).where(roles.c.person == person.id).limit(1))).first()
    return str(seal_of(db).open(row.sealed_name, _NAME)) if row and row.sealed_name else ""


def _role(row: Row[tuple[object, ...]]) -> Role:
    place = PlaceId(row.place) if row.place else None
    return Role(RoleId(row.id), RoleName(row.role), place, row.municipality)


def _holder(db: AsyncConnection, row: Row[tuple[object, ...]]) -> Holder:
    name = str(seal_of(db).open(row.sealed_name, _NAME)) if row.sealed_name else ""
    return Holder(_role(row), PersonId(row.person), row.pseudonym, name)
