"""Whom somebody told of one appointment by their own word. Until they say yes they hear nothing more."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, AppointmentId, Person, PersonId
from bot.store import people
from bot.store.database import seal_of
from bot.store.schema import companions


async def person_at(db: AsyncConnection, address: Address, now: datetime, language: str) -> Person | None:
    """Who is there, made new when nobody has written from there. None when they wrote STOP or have blocked us."""
    known = await people.find(db, seal_of(db).look_up(address))
    person = known or await people.meet(db, address, now, language)
    return None if person.stopped or await people.reach(db, person.id) is None else person


async def share(db: AsyncConnection, appointment: AppointmentId, person: PersonId) -> bool:
    """`person` is asked to come along. False when they were asked before: nobody is asked twice."""
    statement = insert(companions).values(appointment=appointment, person=person)
    made = await db.execute(statement.on_conflict_do_nothing(index_elements=["appointment", "person"]))
    return made.rowcount == 1


async def was_asked(db: AsyncConnection, appointment: AppointmentId, address: Address) -> bool:
    """Whether whoever is there was asked to come along to this one."""
    person = await people.find(db, seal_of(db).look_up(address))
    if person is None:
        return False
    query = select(companions.c.id).where(companions.c.appointment == appointment, companions.c.person == person.id)
    return (await db.execute(query)).first() is not None


async def answer(db: AsyncConnection, appointment: AppointmentId, person: PersonId, *, yes: bool) -> bool:
    """What the companion said. False when they are not asked any more."""
    query = update(companions).where(companions.c.appointment == appointment, companions.c.person == person)
    return (await db.execute(query.values(said_yes=yes))).rowcount == 1


async def asked(db: AsyncConnection, appointment: AppointmentId) -> int:
    """How many were asked, whatever they said."""
    query = select(func.count()).where(companions.c.appointment == appointment)
    return int((await db.execute(query)).scalar_one())


async def coming_along(db: AsyncConnection, appointment: AppointmentId) -> list[PersonId]:
    """Those who said yes: they hear the reminders too, and when it is moved or called off."""
    query = select(companions.c.person).where(companions.c.appointment == appointment, companions.c.said_yes.is_(True))
    return [PersonId(one) for one in (await db.execute(query.order_by(companions.c.id))).scalars()]
