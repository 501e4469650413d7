"""What goes out: put with its reply, claimed (bot.store.claims), and marked with how it ended.

waiting -> sending -> sent -> delivered
             |  |       `---> failed        (a report says so)
             |  `-> waiting                 (try later, with back-off)
             |  `-> failed | opted_out      (never will)
             `-> unknown -> sent | waiting | failed   (settled by a report or a look-up)
waiting, tried before -> sent | delivered | failed    (a report that came late: it was taken after all)
waiting -> expired                          (validity ended)
queued -> waiting | expired                 (a receiver's row of a notice, released at the provider's rate)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, Row, and_, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import (
    Address,
    AppointmentId,
    ChannelName,
    Choice,
    Message,
    Outgoing,
    OutgoingId,
    OutgoingState,
    PersonId,
    Priority,
    Report,
)
from bot.store.database import ALONE, seal_of
from bot.store.prepared import Prepared
from bot.store.schema import Moment, addresses, notices, outbox, state_in

_TEXT = "outbox"
OF_NOTICE = "notice"
_ADDRESS = "address"
S = OutgoingState


@dataclass(frozen=True, slots=True)
class Ended:
    """How one attempt to send ended. `due_at` is when it is tried or looked up again."""

    id: OutgoingId
    state: OutgoingState
    at: datetime
    provider_id: str = ""
    code: str = ""
    due_at: datetime | None = None
    repeats: int = 0


_put = Prepared(insert(outbox).values(state=S.WAITING, attempts=0, repeats=0).returning(outbox.c.id))


async def put(
    db: AsyncConnection,
    *,
    person: PersonId | None,
    address: Address,
    message: Message,
    now: datetime,
    valid: timedelta,
    priority: Priority = Priority.REPLY,
    forget: bool = False,
    due_at: datetime | None = None,
    appointment: AppointmentId | None = None,
) -> OutgoingId:
    """Store one outgoing; it goes out as soon as it is committed, or at `due_at`.

    One about an `appointment` is withdrawn when that is moved or called off before it left.
    """
    seal = seal_of(db)
    values = {
        "person": person,
        "channel": address.channel,
        "key": seal.look_up(address),
        "sealed_address": seal.close(address.value, _ADDRESS),
        "sealed": seal.close(message, _TEXT),
        "priority": priority,
        "due_at": due_at or now,
        "valid_until": now + valid,
        "created_at": now,
        "forget": forget,
        "appointment": appointment,
    }
    return OutgoingId((await _put.rows(db, values))[0].id)


async def backlog(db: AsyncConnection, now: datetime) -> tuple[int, datetime | None]:
    """How many answers are due and have not left, and since when the first of them is. Notices may take hours."""
    query = select(func.count(), func.min(outbox.c.due_at)).where(
        state_in(outbox.c.state, S.WAITING),
        state_in(outbox.c.priority, Priority.REPLY, Priority.URGENT),
        outbox.c.due_at <= now,
    )
    number, oldest = (await db.execute(query)).one()
    return number, oldest


_end = (
    update(outbox)
    .where(outbox.c.id == bindparam("outgoing"))
    .values(
        state=bindparam("to"),
        provider_id=func.coalesce(bindparam("sid"), outbox.c.provider_id),
        code=bindparam("why"),
        due_at=func.coalesce(bindparam("due", type_=Moment()), outbox.c.due_at),
        repeats=outbox.c.repeats + bindparam("again"),
    )
)
# What waits again was not there when somebody looked, and may have been taken all the same.
_waits_again = and_(outbox.c.state == S.WAITING, outbox.c.attempts > 0)
# A report may have come first: what it settled stays settled. And where we were taken for dead, another process may
# send it by now, or it waits again: then only that it is sent is of use.
_mark = Prepared(
    _end.where(
        (outbox.c.state == S.SENDING)
        | (outbox.c.state == S.UNKNOWN)
        | (_waits_again & bindparam("is_sent", type_=Boolean())),
        (outbox.c.claimed_by == bindparam("process")) | bindparam("is_sent", type_=Boolean()),
    )
)
_settle = _end.where(outbox.c.state == S.UNKNOWN)


async def mark(db: AsyncConnection, ended: Sequence[Ended], *, process: int = ALONE) -> None:
    """Store how this process's attempts ended."""
    who = {"process": process}
    await _mark.run_each(db, [_values(one) | who | {"is_sent": one.state is S.SENT} for one in ended])


async def settle(db: AsyncConnection, ended: Ended) -> None:
    """Store what became of an unknown one; nothing when it is no longer unknown."""
    await db.execute(_settle, _values(ended))


def _values(one: Ended) -> dict[str, Any]:
    return {
        "outgoing": one.id,
        "to": one.state,
        "sid": one.provider_id or None,
        "why": one.code or None,
        "due": one.due_at,
        "again": one.repeats,
    }


_LATER = {
    S.SENT: (S.SENDING, S.UNKNOWN),
    S.DELIVERED: (S.SENDING, S.UNKNOWN, S.SENT),
    S.FAILED: (S.SENDING, S.UNKNOWN, S.SENT),
    S.OPTED_OUT: (S.SENDING, S.UNKNOWN, S.SENT),
}


async def apply(db: AsyncConnection, report: Report, now: datetime) -> bool:
    """Take in a provider's report; False when the message is not known. Late and doubled ones change nothing."""
    result = await db.execute(
        update(outbox)
        .where(outbox.c.id == report.outgoing, outbox.c.state.in_(_LATER[report.state]) | _waits_again)
        .values(
            state=report.state,
            provider_id=func.coalesce(report.provider_id or None, outbox.c.provider_id),
            code=report.code or None,
        )
    )
    found = (await db.execute(select(outbox.c.key).where(outbox.c.id == report.outgoing))).first()
    if found and result.rowcount and report.state is S.OPTED_OUT:
        await _opt_out(db, found.key, report.code, now)
    return found is not None


async def unsettled(db: AsyncConnection, now: datetime, most: int = 50) -> list[tuple[Outgoing, datetime, int]]:
    """Unknown ones that are due to be settled: each with when it was claimed, and how often it was repeated."""
    rows = await db.execute(
        select(outbox)
        .where(
            state_in(outbox.c.state, S.UNKNOWN), state_in(outbox.c.state, S.SENDING, S.UNKNOWN), outbox.c.due_at <= now
        )
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(most)
    )
    found = {row.id: row for row in rows}
    return [
        (outgoing, found[outgoing.id].claimed_at, found[outgoing.id].repeats)
        for outgoing in await outgoings(db, list(found.values()))
    ]


async def find(db: AsyncConnection, outgoing: OutgoingId) -> Outgoing | None:
    """The outgoing with this id, while its text is kept."""
    rows = await db.execute(select(outbox).where(outbox.c.id == outgoing, outbox.c.sealed_address.is_not(None)))
    return next(iter(await outgoings(db, rows.all())), None)


async def is_receipted(db: AsyncConnection, channel: ChannelName, provider_id: str) -> bool:
    """Whether some outgoing has this receipt, so that no other one can be settled with it."""
    query = select(outbox.c.id).where(outbox.c.channel == channel, outbox.c.provider_id == provider_id)
    return (await db.execute(query.limit(1))).first() is not None


async def hurry(db: AsyncConnection, channel: ChannelName, now: datetime) -> None:
    """The channel works again: what was tried in vain is tried at once."""
    tried = outbox.c.channel == channel, outbox.c.attempts > 0, outbox.c.due_at > now
    await db.execute(update(outbox).where(state_in(outbox.c.state, S.WAITING), *tried).values(due_at=now))


_withdraw = update(outbox).where(state_in(outbox.c.state, S.WAITING)).values(state=S.EXPIRED, code="withdrawn")


async def expire(db: AsyncConnection, now: datetime) -> Mapping[str, int]:
    """Drop what nobody needs any more; how many by channel."""
    rows = await db.execute(
        update(outbox)
        .where(state_in(outbox.c.state, S.WAITING), outbox.c.valid_until <= now)
        .values(state=S.EXPIRED)
        .returning(outbox.c.channel)
    )
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.channel] = counts.get(row.channel, 0) + 1
    return counts


async def withdraw(db: AsyncConnection, appointment: AppointmentId) -> None:
    """What waits to be sent about an appointment is no longer true."""
    await db.execute(_withdraw.where(outbox.c.appointment == appointment))


async def silence(db: AsyncConnection, person: PersonId) -> None:
    """What we wanted to say to a person of our own accord stays unsaid."""
    unsaid = outbox.c.state.in_([S.WAITING, S.QUEUED]), outbox.c.priority != Priority.REPLY
    gone = update(outbox).where(outbox.c.person == person, *unsaid).values(state=S.EXPIRED, code="withdrawn")
    await db.execute(gone)


async def opt_out(db: AsyncConnection, address: Address, code: str, now: datetime) -> None:
    """The person or the carrier has blocked us there; staff can see it (`check`)."""
    await _opt_out(db, seal_of(db).look_up(address), code, now)


async def _opt_out(db: AsyncConnection, key: bytes, code: str, now: datetime) -> None:
    await db.execute(update(addresses).where(addresses.c.key == key).values(opted_out_at=now, opted_out_code=code))


async def outgoings(db: AsyncConnection, rows: Sequence[Row[Any]]) -> list[Outgoing]:
    """Rows of the outbox, opened, what goes first in front."""
    seal = seal_of(db)
    told = await _told(db, {row.notice for row in rows if row.notice is not None})
    return [
        Outgoing(
            id=OutgoingId(row.id),
            address=Address(ChannelName(row.channel), seal.open(row.sealed_address, _ADDRESS)),
            message=message_of(seal.open(row.sealed, _TEXT)) if row.notice is None else told[row.notice],
            priority=Priority(row.priority),
            attempts=row.attempts,
            valid_until=row.valid_until,
            created_at=row.created_at,
        )
        for row in sorted(rows, key=lambda row: (row.priority, row.id))
    ]


async def _told(db: AsyncConnection, which: set[int]) -> dict[int, Message]:
    """What notices say: sealed once for all who receive them."""
    if not which:
        return {}
    rows = await db.execute(select(notices.c.id, notices.c.sealed).where(notices.c.id.in_(which)))
    return {row.id: message_of(seal_of(db).open(row.sealed, OF_NOTICE)) for row in rows}


def message_of(stored: dict[str, Any]) -> Message:
    """The message again, as it was sealed."""
    return Message(
        **{
            **stored,
            "choices": tuple(Choice(**choice) for choice in stored["choices"]),
            "shortcuts": tuple(Choice(**choice) for choice in stored["shortcuts"]),
            "pages": tuple(stored["pages"]),
        }
    )
