"""Who wants notices about what, and where. An empty topic or area stands for every one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import PersonId, Topic
from bot.store.schema import offers, subscriptions


@dataclass(frozen=True, slots=True)
class Subscription:
    """One subject: a topic (None: every topic) in an area (None: everywhere), or only in one town of it."""

    topic: Topic | None
    area: str | None
    town: str = ""

    @property
    def where(self) -> str | None:
        """The narrowest name of it."""
        return self.town or self.area


_insert = insert(subscriptions)
_town = subscriptions.c.town
# Who wants news of two towns wants those of the municipality; who has them has those of each town.
_widened = _insert.on_conflict_do_update(
    index_elements=["person", "topic", "area"],
    set_={"town": case((_town == _insert.excluded.town, _town), else_="")},
    where=(_town != "") & (_town != _insert.excluded.town),
)


async def subscribe(
    db: AsyncConnection, person: PersonId, topic: Topic | None, area: str | None, now: datetime, *, town: str = ""
) -> bool:
    """False when it stood already."""
    values = {"person": person, "topic": topic or "", "area": area or "", "town": town, "since": now}
    return (await db.execute(_widened, values)).rowcount == 1


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


async def end(db: AsyncConnection, person: PersonId, one: Subscription) -> None:
    """End exactly this one: "everything in Vejle" leaves "food in Vejle" standing."""
    await db.execute(
        delete(subscriptions).where(
            subscriptions.c.person == person,
            subscriptions.c.topic == (one.topic or ""),
            subscriptions.c.area == (one.area or ""),
        )
    )


async def of(db: AsyncConnection, person: PersonId) -> list[Subscription]:
    """What the person is subscribed to, oldest first."""
    rows = await db.execute(
        select(subscriptions.c.topic, subscriptions.c.area, subscriptions.c.town)
        .where(subscriptions.c.person == person)
        .order_by(subscriptions.c.id)
    )
    return [Subscription(Topic(row.topic) if row.topic else None, row.area or None, row.town) for row in rows]


async def may_offer(db: AsyncConnection, person: PersonId, topic: Topic, now: datetime) -> bool:
    """Whether to offer news about it: once for each person and topic, and noted with this very question."""
    put = insert(offers).values(person=person, topic=topic, at=now)
    return (await db.execute(put.on_conflict_do_nothing(index_elements=["person", "topic"]))).rowcount == 1
