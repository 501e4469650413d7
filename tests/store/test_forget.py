"""SLET MIG: afterwards neither the rows nor the bytes of the file hold anything of the person."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.model import Address, ChannelName, OutgoingState, Topic
from bot.store import cases, claims, dialogues, forget, inbox, outbox, redactions, subscriptions
from bot.store.cases import CaseKind
from bot.store.database import Database
from bot.store.dialogues import Dialogue
from bot.store.inbox import InboundState
from bot.store.outbox import Ended
from tests.store.rows import ANNA, BENT, NOW, SMS, heard, met, put

CHAT = Address(ChannelName.TELEGRAM, "70000087")


async def talked(database: Database, address: Address, name: str) -> None:
    """Somebody who wrote, was answered, has a case, a subscription and an open dialogue."""
    person = await met(database, address)
    await database.write(lambda db: inbox.put(db, heard(f"IN{name}", by=address, text=f"hej fra {name}"), NOW))
    async with database.read() as db:
        [waiting] = await inbox.waiting(db, 0)
    await database.write(lambda db: inbox.mark_done(db, waiting.id, NOW, InboundState.DONE))
    outgoing = await database.write(lambda db: put(db, to=address, person=person, text=f"svar til {name}"))
    await database.write(lambda db: claims.claim(db, [address.channel], NOW, 1))
    sent = Ended(outgoing, OutgoingState.SENT, NOW, provider_id=f"OUT{name}")
    await database.write(lambda db: outbox.mark(db, [sent]))
    await database.write(lambda db: dialogues.save(db, person.id, Dialogue(said=name), NOW))
    await database.write(lambda db: subscriptions.subscribe(db, person.id, Topic.FOOD, None, NOW))
    await database.write(
        lambda db: cases.open_case(
            db, kind=CaseKind.HUMAN, person=person.id, municipality=None, place=None, text=name, now=NOW
        )
    )


async def forgotten(database: Database, address: Address) -> None:
    """Forget whoever writes from there."""
    person = await met(database, address)
    await database.write(lambda db: forget.forget(db, person.id, NOW))


async def rows(database: Database, query: str) -> list[Any]:
    """What the database holds."""
    async with database.read() as db:
        return [tuple(row) for row in (await db.execute(text(query))).all()]


async def test_everything_of_one_person_goes(database: Database) -> None:
    """No table holds the person any more; somebody else's rows are untouched."""
    await talked(database, ANNA, "anna")
    await talked(database, BENT, "bent")

    await forgotten(database, ANNA)

    for table in ("persons", "addresses", "dialogues", "subscriptions", "cases", "outbox"):
        assert len(await rows(database, f"select * from {table}")) == 1, table  # noqa: S608
    # The provider's id stays against doubles, without a key or a text.
    assert await rows(database, "select provider_id, sealed, key from inbox where sealed is null") == [
        ("INanna", None, b"")
    ]


@pytest.mark.sqlite
async def test_bytes_are_gone_too(database: Database, tmp_path: Path) -> None:
    """What was stored, sealed as it was, is in no byte of the file or its log afterwards."""
    await talked(database, ANNA, "anna")
    await talked(database, CHAT, "chat")
    sealed = [
        value
        for query in (
            "select sealed from inbox",
            "select sealed from outbox",
            "select sealed from dialogues",
            "select sealed from cases",
            "select key from addresses",
        )
        for (value,) in await rows(database, query)
    ]

    await forgotten(database, ANNA)
    await forgotten(database, CHAT)
    await done(database)
    await database.close()

    held = bytes_below(tmp_path)
    assert b"INanna" in held
    assert all(value not in held for value in sealed)
    for plain in ("20000001", "70000087", "hej fra", "svar til"):
        assert plain.encode() not in held


def bytes_below(folder: Path) -> bytes:
    """Every byte of the database and its log."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def done(database: Database) -> None:
    """Everything that was to be deleted at a provider is."""
    async with database.read() as db:
        due = await redactions.due(db, NOW)
    for one in due:
        await database.write(lambda db, number=one.id: redactions.done(db, number))  # type: ignore[misc]


async def test_provider_is_told_to_delete(database: Database) -> None:
    """What came in and what went out is queued for deletion at the provider, with the address to delete it at."""
    await talked(database, ANNA, "anna")

    await forgotten(database, ANNA)

    async with database.read() as db:
        due = await redactions.due(db, NOW)
    assert {(one.address, one.provider_id) for one in due} == {(ANNA, "INanna"), (ANNA, "OUTanna")}


async def test_last_words_go_out_first(database: Database) -> None:
    """A reply that is on its way goes out, and is wiped here and there once it has arrived."""
    person = await met(database)
    outgoing = await database.write(lambda db: put(db, person=person, text="farvel"))

    await forgotten(database, ANNA)
    [claimed] = await database.write(lambda db: claims.claim(db, [SMS], NOW, 1))
    early = await database.write(lambda db: forget.wipe_arrived(db, NOW))
    await database.write(lambda db: outbox.mark(db, [Ended(outgoing, OutgoingState.SENT, NOW, provider_id="SM1")]))
    wiped = await database.write(lambda db: forget.wipe_arrived(db, NOW))

    assert claimed.message.text == "farvel"
    assert (early, wiped) == (0, 1)
    assert await rows(database, "select * from outbox") == []
    async with database.read() as db:
        assert [(one.address, one.provider_id) for one in await redactions.due(db, NOW)] == [(ANNA, "SM1")]


async def test_who_writes_again_is_new(database: Database) -> None:
    """After SLET MIG the next message is somebody new's first."""
    await talked(database, ANNA, "anna")
    before = await met(database)

    await forgotten(database, ANNA)
    after = await met(database)

    assert after.id != before.id
    assert not after.greeted
    async with database.read() as db:
        assert (await forget.data_about(db, after.id)).messages == 0


async def test_data_about_a_person(database: Database) -> None:
    """MINE DATA counts both directions, cases and subscriptions."""
    await talked(database, ANNA, "anna")
    anna = await met(database)

    async with database.read() as db:
        data = await forget.data_about(db, anna.id)

    assert (data.messages, data.cases, data.subscriptions, data.stopped) == (2, 1, 1, False)
    assert data.first_seen == NOW


def test_pages_are_overwritten(tmp_path: Path) -> None:
    """The SQLite that we run on overwrites what is deleted when told to, as the database does."""
    with contextlib.closing(sqlite3.connect(tmp_path / "x.db")) as database:
        [(is_on,)] = database.execute("pragma secure_delete = on")

    assert is_on == 1
