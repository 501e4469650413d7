"""Texts that are to be deleted at a provider, tried until they are (or can never be)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName
from bot.store.database import seal_of
from bot.store.schema import redactions

# As in outbox and addresses, so that a sealed address is moved here as it is.
_ADDRESS = "address"
_FIRST_WAIT = timedelta(minutes=1)
# With doubling waits of at most 6 hours this is about a week.
MOST_ATTEMPTS = 36
_LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Redaction:
    """One text at one provider."""

    id: int
    address: Address
    provider_id: str
    attempts: int


async def put(db: AsyncConnection, targets: Iterable[tuple[str, bytes, str]], now: datetime) -> None:
    """Queue messages: each by channel, sealed address and provider id."""
    rows = [
        {"channel": channel, "sealed_address": address, "provider_id": provider_id, "due_at": now, "attempts": 0}
        for channel, address, provider_id in targets
    ]
    if rows:
        await db.execute(insert(redactions), rows)


async def due(db: AsyncConnection, now: datetime, most: int = 20) -> list[Redaction]:
    """The next ones to do."""
    rows = await db.execute(
        select(redactions).where(redactions.c.due_at <= now).order_by(redactions.c.due_at).limit(most)
    )
    seal = seal_of(db)
    return [
        Redaction(
            row.id,
            Address(ChannelName(row.channel), seal.open(row.sealed_address, _ADDRESS)),
            row.provider_id,
            row.attempts,
        )
        for row in rows
    ]


async def done(db: AsyncConnection, redaction: int) -> None:
    """It is gone there."""
    await db.execute(delete(redactions).where(redactions.c.id == redaction))


async def failed(db: AsyncConnection, redaction: Redaction, now: datetime) -> None:
    """Try again later, given up after about a week."""
    if redaction.attempts + 1 >= MOST_ATTEMPTS:
        await done(db, redaction.id)
        return
    wait = min(_FIRST_WAIT * 2 ** min(redaction.attempts, 10), _LONGEST_WAIT)
    await db.execute(
        update(redactions)
        .where(redactions.c.id == redaction.id)
        .values(attempts=redaction.attempts + 1, due_at=now + wait)
    )
