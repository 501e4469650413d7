"""What the store's tests put in: people, inbounds and outgoings, with as little said as a test needs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName, Inbound, Message, OutgoingId, Person, Priority
from bot.store import outbox, people
from bot.store.database import Database
from bot.store.schema import outbox as table

NOW = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)
SMS = ChannelName.SMS
ANNA, BENT = Address(SMS, "+4520000001"), Address(SMS, "+4520000002")
CHAT = Address(ChannelName.TELEGRAM, "700001")


def heard(provider_id: str, *, by: Address = ANNA, text: str = "hej") -> Inbound:
    """One inbound."""
    return Inbound(by, provider_id, text=text)


async def put(
    db: AsyncConnection,
    *,
    to: Address = ANNA,
    text: str = "svar",
    priority: Priority = Priority.REPLY,
    valid: timedelta = timedelta(hours=4),
    now: datetime = NOW,
    person: Person | None = None,
    forget: bool = False,
) -> OutgoingId:
    """One outgoing."""
    return await outbox.put(
        db,
        person=person.id if person else None,
        address=to,
        message=Message(text, "da"),
        now=now,
        valid=valid,
        priority=priority,
        forget=forget,
    )


async def met(database: Database, address: Address = ANNA, now: datetime = NOW) -> Person:
    """The person with this address."""
    return await database.write(lambda db: people.meet(db, address, now, "da"))


async def told(database: Database, *addresses: Address, **more: Any) -> list[OutgoingId]:
    """One outgoing to each."""
    return [await database.write(lambda db, to=to: put(db, to=to, **more)) for to in addresses]  # type: ignore[misc]


async def changed(database: Database, outgoing: OutgoingId, **values: object) -> None:
    """Its row is so."""
    await database.write(lambda db: db.execute(update(table).where(table.c.id == outgoing).values(**values)))


async def columns(database: Database, *names: str) -> list[tuple[Any, ...]]:
    """What stands in these columns of the outbox, in order."""
    async with database.read() as db:
        found = await db.execute(select(*(table.c[name] for name in names)).order_by(table.c.id))
        return [tuple(row) for row in found]


async def column(database: Database, name: str) -> list[Any]:
    """What stands in one column of the outbox, in order."""
    return [value for (value,) in await columns(database, name)]
