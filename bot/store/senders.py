"""Who wrote an inbound: the person, what is going on with them, and how much they write. One look finds it all."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Person
from bot.store import dialogues, people, sharers
from bot.store.dialogues import Dialogue
from bot.store.inbox import Waiting
from bot.store.prepared import Prepared
from bot.store.schema import addresses, inbox, persons
from bot.store.schema import dialogues as table

# Nobody types more than twenty messages in it by hand; a stuck key or a script does.
LATELY = timedelta(minutes=1)

_lately = (
    select(func.count())
    .where(inbox.c.key == bindparam("key"), inbox.c.received_at > bindparam("since"), inbox.c.id <= bindparam("until"))
    .scalar_subquery()
)
_found = Prepared(
    select(
        *people.columns,
        persons.c.last_seen,
        addresses.c.opted_out_at,
        addresses.c.shared,
        table.c.sealed,
        _lately.label("wrote_lately"),
    )
    .select_from(addresses.join(persons, addresses.c.person == persons.c.id))
    .outerjoin(table, table.c.person == persons.c.id)
    .where(addresses.c.key == bindparam("key"))
)


@dataclass(frozen=True, slots=True)
class Sender:
    """The person, their dialogue, and how many messages they had sent within a minute up to this one."""

    person: Person
    dialogue: Dialogue
    wrote_lately: int
    own_key: bytes = b""
    """Of somebody who shares the telephone: the key under which their message is kept."""


async def sender(db: AsyncConnection, waiting: Waiting, now: datetime, language: str) -> Sender:
    """Who wrote `waiting`, made new on the first message. Who writes is no longer opted out."""
    since = waiting.received_at - LATELY
    row = await _found.first(db, {"key": waiting.key, "since": since, "until": waiting.id})
    if row is None:
        return Sender(await people.make(db, waiting.inbound.address, now, language), Dialogue(), 1)
    if row.shared and (other := await sharers.present(db, waiting.key, now)):
        person, own_key = other
        return Sender(person, await dialogues.load(db, person.id), row.wrote_lately, own_key)
    person = await people.met(db, row, waiting.key, now)
    return Sender(person, dialogues.opened(db, row.sealed), row.wrote_lately)
