"""What older versions have sealed must open for ever: a purpose or a name in what was sealed never changes."""

from datetime import timedelta

from sqlalchemy import select

from bot.model import Address, ChannelName, Choice, Inbound, Message, Position, Priority, Subject
from bot.store import inbox, notices, outbox
from bot.store.database import Database
from bot.store.schema import inbox as heard
from bot.store.schema import notices as noticed
from bot.store.schema import outbox as told
from bot.store.seal import Seal
from tests.databases import SECRET
from tests.store.rows import ANNA, NOW, met

SAID = Message("Hvor?", "da", choices=(Choice("a", "Aarhus"),), question="ab12", pages=("to",))
SEALED = {
    "text": "Hvor?",
    "language": "da",
    "choices": [{"key": "a", "label": "Aarhus"}],
    "question": "ab12",
    "shortcuts": [],
    "pages": ["to"],
    "asks_position": False,
    "answers": {},
}


async def test_outbox_is_sealed_as_ever(database: Database) -> None:
    """A message and its address, and the text of a notice, under the names that they have always had."""
    seal, sender = Seal(SECRET), await met(database)
    await database.write(
        lambda db: outbox.put(
            db,
            person=None,
            address=ANNA,
            message=SAID,
            now=NOW,
            valid=timedelta(hours=1),
            priority=Priority.REPLY,
        )
    )
    await database.write(lambda db: notices.draft(db, sender.id, Subject(), SAID, NOW))

    async with database.read() as db:
        message, address = (await db.execute(select(told.c.sealed, told.c.sealed_address))).one()
        notice = (await db.execute(select(noticed.c.sealed))).scalar_one()

    assert seal.open(message, "outbox") == SEALED
    assert seal.open(address, "address") == "+4520000001"
    assert seal.open(notice, "notice") == SEALED


async def test_inbox_is_sealed_as_ever(database: Database) -> None:
    """What came in, under the names that it has always had."""
    inbound = Inbound(
        Address(ChannelName.TELEGRAM, "7"),
        "m1",
        text="mad",
        tapped="ab:1",
        position=Position(55.4, 11.3),
        has_media=True,
        language_hint="pl",
        was_masked=True,
        reference={"chat": "1"},
    )
    await database.write(lambda db: inbox.put(db, inbound, NOW))

    async with database.read() as db:
        sealed = (await db.execute(select(heard.c.sealed))).scalar_one()

    assert Seal(SECRET).open(sealed, "inbox") == {
        "channel": "telegram",
        "address": "7",
        "id": "m1",
        "text": "mad",
        "tapped": "ab:1",
        "position": [55.4, 11.3],
        "media": True,
        "language": "pl",
        "masked": True,
        "reference": {"chat": "1"},
    }
