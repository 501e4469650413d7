"""Several people on one telephone: the first is who writes without more ado, the others say a code word before.

After the word the telephone is theirs, until a quarter of an hour has passed without a message. Their messages lie
in the inbox under a key of their own, so that whoever is forgotten takes nothing of the other along.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName, Person, PersonId
from bot.store import people
from bot.store.database import seal_of
from bot.store.schema import addresses, guesses, persons, sharers

ADDRESS, WORD, _GUESSES = "address", "code word", "guesses at words of"
PRESENT = timedelta(minutes=15)
MOST, SHORTEST = 3, 4
# A word that others might think of is guarded by how often it may be guessed.
WINDOW, MOST_GUESSES = timedelta(hours=1), 5
_PLAIN = re.compile(r"[\W_]+")

_present = (
    select(*people.columns, sharers.c.own_key, sharers.c.id.label("sharer"))
    .join(persons, persons.c.id == sharers.c.person)
    .where(sharers.c.phone_key == bindparam("phone"), sharers.c.present_until > bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone: its key, and where it is."""

    key: bytes
    address: Address


def plain(word: str) -> str:
    """The word as it is compared: "Blå hest!" is "blåhest"."""
    return _PLAIN.sub("", word.casefold())


def own_secret(address: str, person: int) -> str:
    """Of what the key of somebody's own messages is made."""
    return f"{address}#{person}"


async def phone_of(db: AsyncConnection, person: PersonId) -> Phone | None:
    """The telephone from which the person writes, as its first one or as another."""
    first = select(addresses.c.key, addresses.c.channel, addresses.c.sealed).where(addresses.c.person == person)
    other = select(sharers.c.phone_key.label("key"), sharers.c.channel, sharers.c.sealed).where(
        sharers.c.person == person
    )
    for query in (first.order_by(addresses.c.id).limit(1), other):
        if row := (await db.execute(query)).first():
            value = seal_of(db).open(row.sealed, ADDRESS)
            return Phone(row.key, Address(ChannelName(row.channel), value))
    return None


async def present(db: AsyncConnection, phone_key: bytes, now: datetime) -> tuple[Person, bytes] | None:
    """Who of the others has the telephone now, and the key of their own messages; they keep it for longer."""
    row = (await db.execute(_present, {"phone": phone_key, "now": now})).first()
    if row is None:
        return None
    await db.execute(update(sharers).where(sharers.c.id == row.sharer).values(present_until=now + PRESENT))
    await db.execute(update(persons).where(persons.c.id == row.id).values(last_seen=now))
    return people.person_of(row), row.own_key


async def is_present(db: AsyncConnection, person: PersonId, now: datetime) -> bool:
    """Whether they have the telephone now."""
    query = select(sharers.c.id).where(sharers.c.person == person, sharers.c.present_until > now)
    return (await db.execute(query)).first() is not None


async def is_one(db: AsyncConnection, person: PersonId) -> bool:
    """Whether somebody is reached only by a word."""
    return (await db.execute(select(sharers.c.id).where(sharers.c.person == person))).first() is not None


async def find(db: AsyncConnection, phone: Phone, word: str) -> PersonId | None:
    """Whose word it is."""
    seal, said = seal_of(db), plain(word).encode()
    found = None
    for row in await db.execute(select(sharers).where(sharers.c.phone_key == phone.key)):
        if hmac.compare_digest(plain(seal.open(row.sealed_word, WORD)).encode(), said):
            found = PersonId(row.person)
    return found


async def hand_over(db: AsyncConnection, phone: Phone, person: PersonId | None, now: datetime) -> None:
    """The telephone is this person's now; None: the first one's again."""
    await db.execute(update(sharers).where(sharers.c.phone_key == phone.key).values(present_until=None))
    if person is not None:
        await db.execute(update(sharers).where(sharers.c.person == person).values(present_until=now + PRESENT))


async def add(db: AsyncConnection, phone: Phone, word: str, language: str, now: datetime) -> PersonId | None:
    """Somebody new on this telephone; None when it has as many as it may."""
    count = select(func.count()).where(sharers.c.phone_key == phone.key)
    if (await db.execute(count)).scalar_one() >= MOST:
        return None
    person, seal = await people.add(db, language, now), seal_of(db)
    await db.execute(
        insert(sharers).values(
            person=person.id,
            channel=phone.address.channel,
            phone_key=phone.key,
            own_key=seal.key_of(own_secret(phone.address.value, person.id), phone.address.channel),
            sealed=seal.close(phone.address.value, ADDRESS),
            sealed_word=seal.close(word, WORD),
        )
    )
    await db.execute(update(addresses).where(addresses.c.key == phone.key).values(shared=True))
    return person.id


async def others(db: AsyncConnection, phone_key: bytes) -> list[PersonId]:
    """Who is told apart by a word on this telephone, besides the first."""
    query = select(sharers.c.person).where(sharers.c.phone_key == phone_key).order_by(sharers.c.id)
    return [PersonId(one) for one in (await db.execute(query)).scalars()]


async def may_guess(db: AsyncConnection, phone: Phone, now: datetime) -> bool:
    """Whether one more word may be tried there now; counted when it may."""
    key = seal_of(db).key_of(name_of(phone), _GUESSES)
    recent = select(func.count()).where(guesses.c.key == key, guesses.c.at > now - WINDOW)
    if (await db.execute(recent)).scalar_one() >= MOST_GUESSES:
        return False
    await db.execute(insert(guesses).values(key=key, at=now))
    return True


async def forgive(db: AsyncConnection, phone: Phone) -> None:
    """The word was right: what was tried before it does not count."""
    await db.execute(delete(guesses).where(guesses.c.key == seal_of(db).key_of(name_of(phone), _GUESSES)))


def name_of(phone: Phone) -> str:
    """What names the telephone in a keyed hash."""
    return f"{phone.address.channel}:{phone.address.value}"
