"""Who wants notices about what, and where. An empty topic or area stands for every one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import PersonId, Topic
from bot.store.schema import subscriptions


@dataclass(frozen=True, slots=True)
class Subscription:
    """One subject: a topic (None: every topic) in an area (None: everywhere)."""

    topic: Topic | None
    area: str | None


async def subscribe(
    db: AsyncConnection, person: PersonId, topic: Topic | None, area: str | None, now: datetime
) -> bool:
    """False when it stood already."""
    result = await db.execute(
        insert(subscriptions)
        .values(person=person, topic=topic or "", area=area or "", since=now)
        .on_conflict_do_nothing(index_elements=["person", "topic", "area"])
    )
    return result.rowcount == 1


async def unsubscribe(
    db: AsyncConnection, person: PersonId, topic: Topic | None = None, area: str | None = None
) -> int:
    """End what fits `topic` and `area` (None: all); how many ended."""
    query = delete(subscriptions).where(subscriptions.c.person == person)
    if topic:
        query = query.where(subscriptions.c.topic == topic)
    if area:
        query = query.where(subscriptions.c.area == area)
    return (await db.execute(query)).rowcount


async def of(db: AsyncConnection, person: PersonId) -> list[Subscription]:
    """What the person is subscribed to, oldest first."""
    rows = await db.execute(
        select(subscriptions.c.topic, subscriptions.c.area)
        .where(subscriptions.c.person == person)
        .order_by(subscriptions.c.id)
    )
    return [Subscription(Topic(row.topic) if row.topic else None, row.area or None) for row in rows]
