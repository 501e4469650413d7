"""Who wants to be asked once a week how it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import PersonId
from bot.store.schema import check_ins


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One person's weekly question. `municipality` is where a case goes, None when it is not known."""

    person: PersonId
    municipality: str | None
    next_at: datetime


async def begin(
    db: AsyncConnection, person: PersonId, municipality: str | None, next_at: datetime, now: datetime
) -> bool:
    """Ask from `next_at` on. False when the person is asked already; then nothing changes."""
    statement = insert(check_ins).values(person=person, municipality=municipality, next_at=next_at, since=now)
    return (await db.execute(statement.on_conflict_do_nothing(index_elements=["person"]))).rowcount == 1


async def end(db: AsyncConnection, person: PersonId) -> bool:
    """Ask no more; False when nobody was asked."""
    return (await db.execute(delete(check_ins).where(check_ins.c.person == person))).rowcount == 1


async def of(db: AsyncConnection, person: PersonId) -> CheckIn | None:
    """The person's own, if they want it."""
    row = (await db.execute(select(check_ins).where(check_ins.c.person == person))).first()
    return CheckIn(PersonId(row.person), row.municipality, row.next_at) if row else None


async def due(db: AsyncConnection, now: datetime, most: int) -> Sequence[CheckIn]:
    """Those whose week is over, the longest waiting first."""
    query = select(check_ins).where(check_ins.c.next_at <= now).order_by(check_ins.c.next_at).limit(most)
    rows = await db.execute(query.with_for_update(skip_locked=True))
    return [CheckIn(PersonId(row.person), row.municipality, row.next_at) for row in rows]


async def ask_at(db: AsyncConnection, person: PersonId, next_at: datetime) -> None:
    """When the next question goes."""
    await db.execute(update(check_ins).where(check_ins.c.person == person).values(next_at=next_at))
