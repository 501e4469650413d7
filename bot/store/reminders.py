"""Reminders that are due: read from the appointments at the moment of sending, and cleared with what is said.

Nothing is prepared beforehand, so what was moved or called off a second ago is not reminded of.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Appointment, AppointmentId, PersonId
from bot.reminding import reminder_times
from bot.store.appointments import appointment_of
from bot.store.schema import appointments, companions


@dataclass(frozen=True, slots=True)
class DueReminder:
    """An appointment with a reminder that is due. `along` are the companions who said yes."""

    appointment: Appointment
    evening_at: datetime | None
    soon_at: datetime | None
    anyway: bool
    along: tuple[PersonId, ...] = ()


def _first(column: str) -> object:
    at = appointments.c[column]
    return select(appointments.c.id).where(at <= bindparam("now")).order_by(at).limit(bindparam("most")).subquery()


# One index each gives the earliest; the future ones are never looked at.
_ids = union(select(_first("evening_at").c.id), select(_first("soon_at").c.id))  # type: ignore[attr-defined]
_due = select(appointments).where(appointments.c.id.in_(_ids)).with_for_update(skip_locked=True)


_any = select(_ids.subquery().c.id).limit(1)


async def is_due(db: AsyncConnection, now: datetime) -> bool:
    """Whether there is any; two looks into an index."""
    return (await db.execute(_any, {"now": now, "most": 1})).first() is not None


async def due(db: AsyncConnection, now: datetime, most: int) -> Sequence[DueReminder]:
    """The earliest of them, up to `most` of each kind, whatever became of the appointment."""
    rows = (await db.execute(_due, {"now": now, "most": most})).all()
    along = await _along(db, [row.id for row in rows])
    return [
        DueReminder(
            appointment_of(row),
            row.evening_at,
            row.soon_at,
            row.remind_anyway,
            tuple(along.get(row.id, ())),
        )
        for row in rows
    ]


async def _along(db: AsyncConnection, ids: Collection[int]) -> dict[int, list[PersonId]]:
    query = select(companions.c.appointment, companions.c.person).where(
        companions.c.appointment.in_(ids), companions.c.said_yes.is_(True)
    )
    found: dict[int, list[PersonId]] = {}
    for row in await db.execute(query.order_by(companions.c.id)):
        found.setdefault(row.appointment, []).append(PersonId(row.person))
    return found


_settle = (
    update(appointments)
    .where(appointments.c.id == bindparam("of"))
    .values(evening_at=bindparam("evening"), soon_at=bindparam("soon"))
)


async def settle(
    db: AsyncConnection, decided: Sequence[tuple[AppointmentId, datetime | None, datetime | None]]
) -> None:
    """When each is looked at again: its evening one, its soon one."""
    if decided:
        await db.execute(_settle, [{"of": of, "evening": evening, "soon": soon} for of, evening, soon in decided])


async def coming(db: AsyncConnection, appointment: AppointmentId) -> None:
    """The person says that they come."""
    await db.execute(update(appointments).where(appointments.c.id == appointment).values(coming=True))


async def remind_anyway(db: AsyncConnection, own: Sequence[Appointment], now: datetime) -> None:
    """Who wrote STOP still wants to hear of these: all that is not past."""
    for one in own:
        evening, soon = reminder_times(one.start, now)
        values = {"remind_anyway": True, "evening_at": evening, "soon_at": soon}
        await db.execute(update(appointments).where(appointments.c.id == one.id).values(**values))


async def waiting(db: AsyncConnection) -> int:
    """How many appointments have a reminder to come."""
    has_one = or_(appointments.c.evening_at.is_not(None), appointments.c.soon_at.is_not(None))
    return int((await db.execute(select(func.count()).where(has_one))).scalar_one())
