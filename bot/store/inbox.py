"""What came in: put once, taken in order, done in the same transaction as its reply."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName, Inbound, InboundId, Position
from bot.store.database import seal_of
from bot.store.schema import inbox

_PURPOSE = "inbox"
RETRY_AFTER = timedelta(seconds=2)


class InboundState(StrEnum):
    """Waiting for its answer, answered, over the sender's limit, or given up with an apology."""

    WAITING = "waiting"
    DONE = "done"
    FLOODED = "flooded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One inbound that waits for its answer."""

    id: InboundId
    key: bytes
    inbound: Inbound = field(repr=False)
    attempts: int
    received_at: datetime


_put = (
    upsert(inbox)
    .values(state=InboundState.WAITING, attempts=0)
    .on_conflict_do_nothing(index_elements=["channel", "provider_id"])
)


async def put(db: AsyncConnection, inbound: Inbound, now: datetime) -> bool:
    """Store `inbound`; False when this provider id was stored before, however long ago."""
    seal = seal_of(db)
    result = await db.execute(
        _put,
        {
            "channel": inbound.address.channel,
            "provider_id": inbound.provider_id,
            "key": seal.look_up(inbound.address),
            "sealed": seal.close(_as_json(inbound), _PURPOSE),
            "due_at": now,
            "received_at": now,
        },
    )
    return result.rowcount == 1


async def waiting(db: AsyncConnection, after: int, now: datetime, limit: int = 200) -> list[Waiting]:
    """The oldest waiting ones with an id above `after`, in order. Those of one person stay behind each other."""
    rows = await db.execute(
        select(inbox.c.id, inbox.c.key, inbox.c.sealed, inbox.c.attempts, inbox.c.received_at)
        .where(inbox.c.state == InboundState.WAITING.value, inbox.c.id > after, inbox.c.due_at <= now)
        .order_by(inbox.c.id)
        .limit(limit)
    )
    seal = seal_of(db)
    return [
        Waiting(InboundId(row.id), row.key, _from_json(seal.open(row.sealed, _PURPOSE)), row.attempts, row.received_at)
        for row in rows
    ]


_done = update(inbox).where(inbox.c.id == bindparam("inbound")).values(state=bindparam("to"), done_at=bindparam("at"))


async def mark_done(db: AsyncConnection, inbound: InboundId, now: datetime, state: InboundState) -> None:
    """The inbound is answered (or given up); its text stays until retention ends."""
    await db.execute(_done, {"inbound": inbound, "to": state, "at": now})


async def mark_tried(db: AsyncConnection, inbound: InboundId, now: datetime) -> None:
    """Answering it failed: it is tried again a little later."""
    await db.execute(
        update(inbox)
        .where(inbox.c.id == inbound)
        .values(attempts=inbox.c.attempts + 1, due_at=now + RETRY_AFTER * (1 + inbox.c.attempts))
    )


async def received_since(db: AsyncConnection, key: bytes, since: datetime) -> int:
    """How many messages this sender has sent since then."""
    query = select(func.count()).where(inbox.c.key == key, inbox.c.received_at > since)
    return int((await db.execute(query)).scalar_one())


def _as_json(inbound: Inbound) -> dict[str, Any]:
    position = inbound.position
    return {
        "channel": inbound.address.channel,
        "address": inbound.address.value,
        "id": inbound.provider_id,
        "text": inbound.text,
        "tapped": inbound.tapped,
        "position": [position.lat, position.lon] if position else None,
        "media": inbound.has_media,
        "language": inbound.language_hint,
        "reference": dict(inbound.reference),
    }


def _from_json(stored: dict[str, Any]) -> Inbound:
    return Inbound(
        address=Address(ChannelName(stored["channel"]), stored["address"]),
        provider_id=stored["id"],
        text=stored["text"],
        tapped=stored["tapped"],
        position=Position(*stored["position"]) if stored["position"] else None,
        has_media=stored["media"],
        language_hint=stored["language"],
        reference=stored["reference"],
    )
