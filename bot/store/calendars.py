"""The secret address of each schedule's calendar: made when first asked for, found by a keyed hash, never readable."""

import secrets

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import ScheduleId
from bot.store.database import seal_of
from bot.store.schema import schedules

_PURPOSE = "calendar"
# 256 bits: it is all that stands between the appointments of a schedule and the world.
_TOKEN_BYTES = 32


async def token(db: AsyncConnection, schedule: ScheduleId) -> str:
    """The token of this schedule's calendar; a new one when it has none yet. The schedule must exist."""
    query = select(schedules.c.calendar_sealed).where(schedules.c.id == schedule)
    sealed = (await db.execute(query)).scalar()
    return str(seal_of(db).open(sealed, _PURPOSE)) if sealed else await renew(db, schedule)


async def renew(db: AsyncConnection, schedule: ScheduleId) -> str:
    """A new token; the old address is nothing from now on."""
    made, seal = secrets.token_urlsafe(_TOKEN_BYTES), seal_of(db)
    values = {"calendar_key": seal.key_of(made, _PURPOSE), "calendar_sealed": seal.close(made, _PURPOSE)}
    await db.execute(update(schedules).where(schedules.c.id == schedule).values(**values))
    return made


async def schedule_of(db: AsyncConnection, token: str) -> ScheduleId | None:
    """Whose calendar it is. What takes time here is the same for every token, and the hash tells nothing of it."""
    query = select(schedules.c.id).where(schedules.c.calendar_key == seal_of(db).key_of(token, _PURPOSE))
    found = (await db.execute(query)).scalar()
    return None if found is None else ScheduleId(found)
