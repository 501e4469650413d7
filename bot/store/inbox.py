"""What came in: put once, taken in order, done in the same transaction as its reply."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ARRAY, BigInteger, all_, and_, any_, bindparam, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName, Inbound, InboundId, PersonId, Position
from bot.store.database import seal_of
from bot.store.prepared import Prepared
from bot.store.schema import Moment, addresses, inbox, state_in

PURPOSE, SHARER = "inbox", "sharer"


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


_put = Prepared(
    upsert(inbox)
    .values(state=InboundState.WAITING, attempts=0)
    .on_conflict_do_nothing(index_elements=["channel", "provider_id"])
    .returning(inbox.c.id)
)


async def put(db: AsyncConnection, inbound: Inbound, now: datetime) -> InboundId | None:
    """Store `inbound` and return its number; None when this provider id was stored before, however long ago."""
    seal = seal_of(db)
    values = {
        "channel": inbound.address.channel,
        "provider_id": inbound.provider_id,
        "key": seal.look_up(inbound.address),
        "sealed": seal.close(_as_json(inbound), PURPOSE),
        "received_at": now,
    }
    row = await _put.first(db, values)
    return InboundId(row.id) if row else None


_next = Prepared(
    select(inbox.c.id, inbox.c.key, inbox.c.sealed, inbox.c.attempts, inbox.c.received_at)
    .where(state_in(inbox.c.state, InboundState.WAITING), inbox.c.id > bindparam("after"))
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
)


async def waiting(db: AsyncConnection, after: int, limit: int = 200) -> list[Waiting]:
    """The oldest waiting ones with an id above `after`, in order. Those of one person stay behind each other."""
    return _waiting(db, await _next.rows(db, {"after": after, "most": limit}))


def _waiting(db: AsyncConnection, rows: Iterable[Any]) -> list[Waiting]:
    seal = seal_of(db)
    return [
        Waiting(InboundId(row.id), row.key, _from_json(seal.open(row.sealed, PURPOSE)), row.attempts, row.received_at)
        for row in rows
    ]


_NUMBERS: ARRAY[int] = ARRAY(BigInteger)
_earlier = inbox.alias("earlier")
_is_first = and_(
    state_in(inbox.c.state, InboundState.WAITING),
    ~exists().where(
        _earlier.c.key == inbox.c.key, _earlier.c.id < inbox.c.id, state_in(_earlier.c.state, InboundState.WAITING)
    ),
)
_first = (
    select(inbox.c.id, inbox.c.key, inbox.c.sealed, inbox.c.attempts, inbox.c.received_at)
    .where(
        _is_first,
        # Lists as one value each: with a value for each number PostgreSQL would plan anew for each length.
        inbox.c.id != all_(bindparam("besides", type_=_NUMBERS)),
        or_(
            inbox.c.id == any_(bindparam("own", type_=_NUMBERS)),
            inbox.c.received_at <= bindparam("until", type_=Moment()),
        ),
    )
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_mine = select(inbox.c.id).where(inbox.c.id == bindparam("inbound"), _is_first).with_for_update(skip_locked=True)


async def first_of_each(
    db: AsyncConnection, besides: Collection[InboundId], limit: int, *, own: Collection[InboundId], until: datetime
) -> list[Waiting]:
    """Each person's first waiting one, the oldest first, that no process answers just now and is not `besides`.

    Of those that are not our `own`, only what came in before `until`. On PostgreSQL alone.
    """
    values = {"besides": list(besides), "own": list(own), "until": until, "most": limit}
    return _waiting(db, await db.execute(_first, values))


async def take(db: AsyncConnection, inbound: InboundId) -> bool:
    """Hold it in this transaction, which ends with its answer; False when another process has it or had it.

    Who dies meanwhile gives it back, for the transaction dies too.
    """
    return (await db.execute(_mine, {"inbound": inbound})).first() is not None


async def find(db: AsyncConnection, channel: ChannelName, provider_id: str) -> Inbound | None:
    """The inbound with this id, while its text is kept."""
    query = select(inbox.c.sealed).where(inbox.c.channel == channel, inbox.c.provider_id == provider_id)
    sealed = (await db.execute(query)).scalar()
    return _from_json(seal_of(db).open(sealed, PURPOSE)) if sealed else None


_one_waits = Prepared(select(inbox.c.id).where(state_in(inbox.c.state, InboundState.WAITING)).limit(1))


async def has_waiting(db: AsyncConnection) -> bool:
    """Whether anybody waits for an answer."""
    return await _one_waits.first(db, {}) is not None


async def backlog(db: AsyncConnection) -> tuple[int, datetime | None]:
    """How many wait for an answer, and since when the first of them does."""
    query = select(func.count(), func.min(inbox.c.received_at))
    number, oldest = (await db.execute(query.where(state_in(inbox.c.state, InboundState.WAITING)))).one()
    return number, oldest


_done = Prepared(
    update(inbox).where(inbox.c.id == bindparam("inbound")).values(state=bindparam("to"), done_at=bindparam("at"))
)


async def mark_done(db: AsyncConnection, inbound: InboundId, now: datetime, state: InboundState) -> None:
    """The inbound is answered (or given up); its text stays until retention ends."""
    await _done.run(db, {"inbound": inbound, "to": state, "at": now})


async def wipe(db: AsyncConnection, inbound: InboundId) -> None:
    """The person asked to be forgotten with this very message: only the provider's id stays, against doubles."""
    await db.execute(update(inbox).where(inbox.c.id == inbound).values(sealed=None, key=b""))


async def give(db: AsyncConnection, waiting: Waiting, sharer: PersonId, own_key: bytes) -> None:
    """It is of somebody who shares the telephone: kept under their own key, for MINE DATA and SLET MIG."""
    sealed = seal_of(db).close({**_as_json(waiting.inbound), SHARER: sharer}, PURPOSE)
    await db.execute(update(inbox).where(inbox.c.id == waiting.id).values(key=own_key, sealed=sealed))


async def mark_tried(db: AsyncConnection, inbound: InboundId) -> None:
    """Answering it failed once more; a new start counts on from here."""
    await db.execute(update(inbox).where(inbox.c.id == inbound).values(attempts=inbox.c.attempts + 1))


async def last_said(db: AsyncConnection, person: PersonId, since: datetime) -> str:
    """The newest words of the person that were answered, not older than `since`; "" for none."""
    query = (
        select(inbox.c.sealed)
        .join(addresses, addresses.c.key == inbox.c.key)
        .where(addresses.c.person == person, inbox.c.state == InboundState.DONE.value, inbox.c.received_at >= since)
        .order_by(inbox.c.id.desc())
        .limit(1)
    )
    sealed = (await db.execute(query)).scalar()
    return str(seal_of(db).open(sealed, PURPOSE)["text"]) if sealed else ""


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
        "masked": inbound.was_masked,
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
        was_masked=stored["masked"],
        reference=stored["reference"],
    )
