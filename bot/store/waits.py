"""Who waits for a time in a schedule."""

from datetime import datetime

from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import PersonId, ScheduleId
from bot.store.schema import waits


async def put(db: AsyncConnection, person: PersonId, schedule: ScheduleId, now: datetime) -> bool:
    """Wait for the next free time. False when the person waits already."""
    statement = insert(waits).values(person=person, schedule=schedule, since=now)
    made = await db.execute(statement.on_conflict_do_nothing(index_elements=["person", "schedule"]))
    return made.rowcount == 1
