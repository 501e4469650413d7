"""Who acts for which place or municipality."""

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import PersonId, PlaceId, Role, RoleId, RoleName
from bot.store.schema import roles

_of = select(roles).where(roles.c.person == bindparam("whose")).order_by(roles.c.id)


async def of(db: AsyncConnection, person: PersonId) -> tuple[Role, ...]:
    """What the person may act for, oldest first."""
    rows = await db.execute(_of, {"whose": person})
    return tuple(
        Role(RoleId(row.id), RoleName(row.role), PlaceId(row.place) if row.place else None, row.municipality)
        for row in rows
    )
