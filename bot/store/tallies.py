"""Counts by week, of nobody in particular: how often, never who."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.moment import COPENHAGEN
from bot.store.schema import tallies

# Fewer might be recognised by somebody who was there.
FEWEST = 5


def week_of(now: datetime) -> str:
    """The week in Copenhagen as ISO 8601 counts it: "2026-W49"."""
    year, week, _ = now.astimezone(COPENHAGEN).isocalendar()
    return f"{year}-W{week:02}"


async def count(db: AsyncConnection, what: str, now: datetime) -> None:
    """One more of `what` in this week."""
    statement = insert(tallies).values(week=week_of(now), what=what, number=1)
    more = {"number": tallies.c.number + 1}
    await db.execute(statement.on_conflict_do_update(index_elements=["week", "what"], set_=more))


async def of_week(db: AsyncConnection, week: str) -> Mapping[str, int]:
    """What was counted in a week, without what happened fewer than five times."""
    query = select(tallies.c.what, tallies.c.number).where(tallies.c.week == week, tallies.c.number >= FEWEST)
    return {row.what: row.number for row in await db.execute(query.order_by(tallies.c.what))}
