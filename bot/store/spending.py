"""How many SMS parts were sent on each day in Copenhagen, counted by each process in a row of its own."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.moment import COPENHAGEN
from bot.store.schema import spending

KEPT = timedelta(days=400)
"""Long enough to compare with the year before; it holds no person."""
_TOLD = -1


def day_of(now: datetime) -> date:
    """The day in Copenhagen."""
    return now.astimezone(COPENHAGEN).date()


async def add(db: AsyncConnection, day: date, process: int, parts: int) -> None:
    """So many more."""
    statement = insert(spending).values(day=str(day), process=process, parts=parts)
    more = {"parts": spending.c.parts + parts}
    await db.execute(statement.on_conflict_do_update(index_elements=["day", "process"], set_=more))


async def of_day(db: AsyncConnection, day: date) -> int:
    """All of a day."""
    return int((await db.execute(select(func.coalesce(func.sum(spending.c.parts), 0)).where(_is_on(day)))).scalar_one())


async def told(db: AsyncConnection, day: date) -> bool:
    """Note that staff hear of it; False when they did already on that day."""
    statement = insert(spending).values(day=str(day), process=_TOLD, parts=0)
    return (await db.execute(statement.on_conflict_do_nothing())).rowcount == 1


async def was_told(db: AsyncConnection, day: date) -> bool:
    """Whether staff have heard of it on that day."""
    query = select(spending.c.day).where(_is_on(day), spending.c.process == _TOLD)
    return (await db.execute(query)).first() is not None


async def clear_old(db: AsyncConnection, now: datetime) -> int:
    """Drop what nobody compares with any more; how many rows."""
    gone = await db.execute(delete(spending).where(spending.c.day < str(day_of(now - KEPT))))
    return gone.rowcount


def _is_on(day: date) -> ColumnElement[bool]:
    return spending.c.day == str(day)
