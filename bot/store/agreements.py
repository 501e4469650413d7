"""What was agreed at an appointment, in the words of staff: kept sealed beside it, for thirty days."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Appointment, AppointmentId, PersonId
from bot.store.appointments import AGREED_KEPT, opened
from bot.store.database import seal_of
from bot.store.schema import appointments

_AGREED = "agreed"


async def agree(db: AsyncConnection, appointment: AppointmentId, text: str) -> None:
    """What was agreed there, in the words of staff."""
    sealed = seal_of(db).close(text, _AGREED)
    await db.execute(update(appointments).where(appointments.c.id == appointment).values(sealed_agreed=sealed))


async def agreed_with(db: AsyncConnection, person: PersonId, now: datetime) -> list[tuple[Appointment, str]]:
    """What was agreed with the person at their meetings, the latest first; for thirty days after each."""
    query = select(appointments).where(
        appointments.c.person == person,
        appointments.c.sealed_agreed.is_not(None),
        appointments.c.ends_at > now - AGREED_KEPT,
    )
    seal = seal_of(db)
    rows = await db.execute(query.order_by(appointments.c.starts_at.desc()))
    return [(opened(db, row), seal.open(row.sealed_agreed, _AGREED)) for row in rows]
