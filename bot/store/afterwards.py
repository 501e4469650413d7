"""Who is written to after an appointment, and when: the question whether it helped, or the word to who did not come."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AppointmentId, AppointmentState
from bot.store.schema import appointments

# Time to get away from there first.
_WAITS = timedelta(hours=1)


def when_to_ask(state: AppointmentState, end: datetime, now: datetime) -> datetime | None:
    """When to write about what came of an appointment; quiet hours are looked at then."""
    if state is AppointmentState.CAME:
        return max(now, end + _WAITS)
    return now if state is AppointmentState.MISSED else None


async def due(db: AsyncConnection, now: datetime, most: int) -> Sequence[tuple[AppointmentId, datetime]]:
    """The earliest, with the moment when each was due."""
    at = appointments.c.ask_after_at
    query = select(appointments.c.id, at).where(at <= now).order_by(at).limit(most)
    rows = await db.execute(query.with_for_update(skip_locked=True))
    return [(AppointmentId(row.id), row.ask_after_at) for row in rows]


async def write_at(db: AsyncConnection, appointment: AppointmentId, at: datetime | None) -> None:
    """When it is looked at again; None when it is done."""
    await db.execute(update(appointments).where(appointments.c.id == appointment).values(ask_after_at=at))
