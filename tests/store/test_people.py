"""People: found by keyed hash, made on the first message, with what they asked us to remember."""

from datetime import timedelta

from sqlalchemy import select

from bot.model import Address, ChannelName
from bot.store import people
from bot.store.database import Database
from bot.store.schema import addresses
from bot.store.seal import Seal
from tests.running import SECRET
from tests.store.rows import ANNA, BENT, NOW, met


async def test_same_address_is_same_person(database: Database) -> None:
    """Who writes again from an address is the same; another address is another person."""
    anna, again, bent = await met(database), await met(database, now=NOW + timedelta(days=1)), await met(database, BENT)
    chat = await met(database, Address(ChannelName.TELEGRAM, "+4520000001"))

    assert anna == again
    assert len({anna.id, bent.id, chat.id}) == 3


async def test_found_by_key_only(database: Database) -> None:
    """A person is found with our key, and with no other."""
    anna = await met(database)

    async with database.read() as db:
        assert await people.find(db, Seal(SECRET).look_up(ANNA)) == anna
        assert await people.find(db, Seal("another secret that is long enough to be one").look_up(ANNA)) is None


async def test_remembers_what_was_said(database: Database) -> None:
    """Town, language, greeting, STOP and START are kept, and a town can be forgotten."""
    anna = await met(database)

    await database.write(lambda db: people.remember_town(db, anna.id, "Slagelse"))
    await database.write(lambda db: people.remember_language(db, anna.id, "en"))
    await database.write(lambda db: people.remember_greeting(db, anna.id))
    await database.write(lambda db: people.stop(db, anna.id, NOW))
    changed = await met(database)
    await database.write(lambda db: people.start(db, anna.id))
    await database.write(lambda db: people.remember_town(db, anna.id, None))
    back = await met(database)

    assert (changed.town, changed.language, changed.greeted, changed.stopped) == ("Slagelse", "en", True, True)
    assert (back.town, back.stopped) == (None, False)


async def test_pseudonym_says_nothing(database: Database) -> None:
    """Staff see two letters and four digits that have nothing to do with the number."""
    anna = await met(database)

    assert len(anna.pseudonym) == 6
    assert anna.pseudonym[2:].isdigit()
    assert anna.pseudonym[2:] not in ANNA.value


async def test_address_is_sealed(database: Database) -> None:
    """The number itself opens only with our key."""
    await met(database)

    async with database.read() as db:
        sealed = (await db.execute(select(addresses.c.sealed))).scalar_one()

    assert b"20000001" not in sealed
    assert Seal(SECRET).open(sealed, "address") == ANNA.value
