"""What we hold about one person, and making all of it go."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, delete, func, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import ChannelName, OutgoingState, PersonId
from bot.store import inbox as inbox_lines
from bot.store import outbox as outbox_lines
from bot.store import redactions
from bot.store.database import seal_of
from bot.store.schema import addresses, appointments, cases, inbox, outbox, persons, sharers, subscriptions

_MOVING = [OutgoingState.WAITING, OutgoingState.SENDING, OutgoingState.UNKNOWN]


@dataclass(frozen=True, slots=True)
class PersonData:
    """What is stored about somebody, in figures; the texts themselves are in their own phone."""

    language: str
    town: str | None
    messages: int
    cases: int
    subscriptions: int
    appointments: int
    first_seen: datetime
    stopped: bool
    discreet: bool


async def data_about(db: AsyncConnection, person: PersonId) -> PersonData:
    """Counts cover both directions of messages whose text is still kept."""
    row = (await db.execute(select(persons).where(persons.c.id == person))).one()
    keys = _keys_of(person)
    came_in = select(func.count()).where(inbox.c.key.in_(keys), inbox.c.sealed.is_not(None))
    went_out = select(func.count()).where(outbox.c.person == person, outbox.c.sealed.is_not(None))
    own_cases = select(func.count()).where(cases.c.person == person)
    own_appointments = select(func.count()).where(appointments.c.person == person)
    own_subscriptions = select(func.count()).where(subscriptions.c.person == person)
    return PersonData(
        language=row.language,
        town=row.town,
        messages=(await db.execute(came_in)).scalar_one() + (await db.execute(went_out)).scalar_one(),
        cases=(await db.execute(own_cases)).scalar_one(),
        subscriptions=(await db.execute(own_subscriptions)).scalar_one(),
        appointments=(await db.execute(own_appointments)).scalar_one(),
        first_seen=row.first_seen,
        stopped=row.stopped_at is not None,
        discreet=bool(row.discreet),
    )


async def forget(db: AsyncConnection, person: PersonId, now: datetime) -> None:
    """Delete the person and all that is theirs, appointments too; queue the deletion of texts at the providers.

    What came in stays as an empty row with the provider's id (against doubles), without key or text. What still waits
    for its answer is a new beginning. Replies that are on their way go out first and leave nothing behind.
    """
    keys = list((await db.execute(_keys_of(person))).scalars())
    places = await db.execute(
        union_all(
            select(addresses.c.channel, addresses.c.sealed).where(addresses.c.person == person),
            select(sharers.c.channel, sharers.c.sealed).where(sharers.c.person == person),
        )
    )
    where = {row.channel: row.sealed for row in places}
    received = await db.execute(
        select(inbox.c.channel, inbox.c.provider_id, inbox.c.sealed.label("said")).where(inbox.c.key.in_(keys))
    )
    sent = await db.execute(
        select(outbox.c.channel, outbox.c.sealed_address, outbox.c.provider_id).where(
            outbox.c.person == person, outbox.c.provider_id.is_not(None), outbox.c.sealed_address.is_not(None)
        )
    )
    theirs = [(row.channel, where[row.channel], _at_provider(db, row)) for row in received]
    await redactions.put(db, [*(one for one in theirs if one[2]), *[tuple(row) for row in sent]], now)
    await outbox_lines.silence(db, person)
    await db.execute(
        update(inbox).where(inbox.c.key.in_(keys), inbox.c.state != "waiting").values(sealed=None, key=b"")
    )
    await db.execute(delete(outbox).where(outbox.c.person == person, outbox.c.state.not_in(_MOVING)))
    await db.execute(update(outbox).where(outbox.c.person == person).values(person=None, forget=True))
    await db.execute(delete(cases).where(cases.c.person == person))
    await db.execute(delete(appointments).where(appointments.c.person == person))
    await db.execute(delete(persons).where(persons.c.id == person))


def _keys_of(person: PersonId) -> CompoundSelect[tuple[bytes]]:
    """Under which their messages lie in the inbox: the keys of their addresses, or their own on a shared telephone."""
    return union_all(
        select(addresses.c.key).where(addresses.c.person == person),
        select(sharers.c.own_key).where(sharers.c.person == person),
    )


async def wipe_arrived(db: AsyncConnection, now: datetime) -> int:
    """The last confirmations of people who asked to be forgotten: gone here, queued for deletion there."""
    over = [OutgoingState.SENT, OutgoingState.DELIVERED, OutgoingState.FAILED, OutgoingState.OPTED_OUT]
    rows = (
        await db.execute(
            delete(outbox)
            .where(outbox.c.forget, outbox.c.state.in_([*over, OutgoingState.EXPIRED]))
            .returning(outbox.c.channel, outbox.c.sealed_address, outbox.c.provider_id)
        )
    ).all()
    await redactions.put(db, [tuple(row) for row in rows if row.provider_id], now)
    return len(rows)


def _at_provider(db: AsyncConnection, row: Any) -> str:
    """By what the provider knows a message of theirs: Telegram by its number in the chat, which is in the message."""
    if row.channel != ChannelName.TELEGRAM:
        return str(row.provider_id)
    reference = seal_of(db).open(row.said, inbox_lines.PURPOSE)["reference"] if row.said else {}
    return f":{reference['own']}" if "own" in reference else ""
