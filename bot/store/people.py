"""Persons and their addresses: found by keyed hash, made on the first message."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, exists, false, insert, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName, Person, PersonId
from bot.store.database import seal_of
from bot.store.prepared import Prepared
from bot.store.schema import addresses, persons, sharers

_ADDRESS = "address"
# Read aloud on a phone without mishearing: no letters that sound alike.
_LETTERS = "AFKLMRSTUX"
# Nobody needs to know it closer than this.
_SEEN_EVERY = timedelta(days=1)

columns = (
    persons.c.id,
    persons.c.pseudonym,
    persons.c.language,
    persons.c.town,
    persons.c.greeted,
    persons.c.stopped_at,
    persons.c.has_role,
    persons.c.in_talk,
    persons.c.discreet,
)
"""What a Person is made of."""
_by_key = (
    select(*columns, persons.c.last_seen, addresses.c.opted_out_at)
    .join(addresses, addresses.c.person == persons.c.id)
    .where(addresses.c.key == bindparam("key"))
)
_reach = (
    select(*columns, addresses.c.channel, addresses.c.sealed, false().label("shares"))
    .join(addresses, addresses.c.person == persons.c.id)
    .where(persons.c.id == bindparam("whom"), addresses.c.opted_out_at.is_(None))
    .order_by(addresses.c.id)
)
_reach_by_word = (
    select(*columns, sharers.c.channel, sharers.c.sealed, true().label("shares"))
    .join(sharers, sharers.c.person == persons.c.id)
    .where(persons.c.id == bindparam("whom"))
)
_seen = update(persons).where(persons.c.id == bindparam("person")).values(last_seen=bindparam("at"))
_welcome_back = (
    update(addresses).where(addresses.c.key == bindparam("at_key")).values(opted_out_at=None, opted_out_code=None)
)


async def find(db: AsyncConnection, key: bytes) -> Person | None:
    """The person with this address key."""
    row = (await db.execute(_by_key, {"key": key})).first()
    return person_of(row) if row else None


async def meet(db: AsyncConnection, address: Address, now: datetime, language: str) -> Person:
    """The person who writes from `address`, made new on the first message. Who writes is no longer opted out."""
    key = seal_of(db).look_up(address)
    row = (await db.execute(_by_key, {"key": key})).first()
    if row is None:
        return await make(db, address, now, language)
    return await met(db, row, key, now)


async def met(db: AsyncConnection, row: Any, key: bytes, now: datetime) -> Person:
    """The person of a row with `columns`, `last_seen` and `opted_out_at`, who has written from the address of `key`."""
    if now - row.last_seen >= _SEEN_EVERY:
        await db.execute(_seen, {"person": row.id, "at": now})
    if row.opted_out_at is not None:
        await db.execute(_welcome_back, {"at_key": key})
    return person_of(row)


async def make(db: AsyncConnection, address: Address, now: datetime, language: str) -> Person:
    """A new person with their first address, which others may share with them already."""
    person, seal = await add(db, language, now), seal_of(db)
    key, sealed = seal.look_up(address), seal.close(address.value, _ADDRESS)
    shared = exists().where(sharers.c.phone_key == key)
    await db.execute(
        insert(addresses).values(
            person=person.id, channel=address.channel, key=key, sealed=sealed, shared=select(shared).scalar_subquery()
        )
    )
    return person


async def add(db: AsyncConnection, language: str, now: datetime) -> Person:
    """A new person who has no address yet."""
    pseudonym = f"{secrets.choice(_LETTERS)}{secrets.choice(_LETTERS)}{secrets.randbelow(10_000):04}"
    made = await db.execute(
        insert(persons)
        .values(pseudonym=pseudonym, language=language, greeted=False, first_seen=now, last_seen=now)
        .returning(persons.c.id)
    )
    return Person(PersonId(made.scalar_one()), pseudonym, language)


def person_of(row: Any) -> Person:
    """The person of a row with `columns`."""
    return Person(
        id=PersonId(row.id),
        pseudonym=row.pseudonym,
        language=row.language,
        town=row.town,
        greeted=bool(row.greeted),
        stopped=row.stopped_at is not None,
        has_role=bool(row.has_role),
        in_talk=bool(row.in_talk),
        discreet=bool(row.discreet),
    )


_changes: dict[str, Prepared] = {
    name: Prepared(update(persons).where(persons.c.id == bindparam("whom")).values({name: bindparam("now")}))
    for name in ("town", "language", "greeted", "discreet", "stopped_at")
}


async def _change(db: AsyncConnection, person: PersonId, column: str, value: object) -> None:
    await _changes[column].run(db, {"whom": person, "now": value})


async def remember_town(db: AsyncConnection, person: PersonId, town: str | None) -> None:
    """The town to answer for from now on; None forgets it."""
    await _change(db, person, "town", town)


async def remember_language(db: AsyncConnection, person: PersonId, language: str) -> None:
    """The language to answer in from now on."""
    await _change(db, person, "language", language)


async def remember_greeting(db: AsyncConnection, person: PersonId) -> None:
    """The person has heard who we are."""
    await _change(db, person, "greeted", True)


async def hide(db: AsyncConnection, person: PersonId, *, discreet: bool) -> None:
    """Whether what we write must tell nothing to somebody else who reads it."""
    await _change(db, person, "discreet", discreet)


async def stop(db: AsyncConnection, person: PersonId, now: datetime) -> None:
    """We start nothing ourselves towards this person; questions are still answered."""
    await _change(db, person, "stopped_at", now)


async def start(db: AsyncConnection, person: PersonId) -> None:
    """The person takes STOP back. What was unsubscribed stays so."""
    await _change(db, person, "stopped_at", None)


async def addresses_of(db: AsyncConnection, person: PersonId) -> list[tuple[Address, bool]]:
    """Every address of the person, in the order of use, and whether it is blocked for us; the telephone of somebody
    else, if they share one."""
    found = (addresses.c.channel, addresses.c.sealed, addresses.c.opted_out_at)
    own = select(*found).where(addresses.c.person == person).order_by(addresses.c.id)
    shared = (
        select(sharers.c.channel, sharers.c.sealed, addresses.c.opted_out_at)
        .outerjoin(addresses, addresses.c.key == sharers.c.phone_key)
        .where(sharers.c.person == person)
    )
    seal = seal_of(db)
    return [
        (Address(ChannelName(row.channel), seal.open(row.sealed, _ADDRESS)), row.opted_out_at is not None)
        for query in (own, shared)
        for row in await db.execute(query)
    ]


async def reach(db: AsyncConnection, person: PersonId) -> tuple[Person, Address] | None:
    """The person and where to write to them of our own accord: the address they used first that is not blocked."""
    row = (await db.execute(_reach, {"whom": person})).first()
    if row is None:
        # Who shares somebody's telephone is reached there too, by a word (bot.store.sharers).
        row = (await db.execute(_reach_by_word, {"whom": person})).first()
    if row is None:
        return None
    return replace(person_of(row), shares=bool(row.shares)), Address(
        ChannelName(row.channel), seal_of(db).open(row.sealed, _ADDRESS)
    )
