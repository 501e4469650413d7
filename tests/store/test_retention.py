"""Retention: texts go after thirty days, the providers' ids stay for ninety, and what is on its way stays."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.model import PersonId
from bot.store import cases, claims, dialogues, inbox, outbox, retention
from bot.store.cases import CaseKind
from bot.store.database import Database
from bot.store.dialogues import Dialogue
from bot.store.inbox import InboundState
from tests.store.rows import NOW, SMS, heard, met, put


async def everything(database: Database) -> PersonId:
    """One answered inbound, one sent outgoing, a dialogue and a case."""
    anna = await met(database)
    await database.write(lambda db: inbox.put(db, heard("SM1"), NOW))
    async with database.read() as db:
        [waiting] = await inbox.waiting(db, 0)
    await database.write(lambda db: inbox.mark_done(db, waiting.id, NOW, InboundState.DONE))
    outgoing = await database.write(lambda db: put(db, person=anna))
    await database.write(lambda db: claims.claim(db, [SMS], NOW, 1))
    ended = [outbox.Ended(outgoing, outbox.S.SENT, NOW)]
    await database.write(lambda db: outbox.mark(db, ended))
    await database.write(lambda db: dialogues.save(db, anna.id, Dialogue(said="x"), NOW))
    await database.write(
        lambda db: cases.open_case(
            db, kind=CaseKind.HUMAN, person=anna.id, municipality=None, place=None, text="hjælp", now=NOW
        )
    )
    return anna.id


async def rows(database: Database, query: str) -> list[Any]:
    """What the database holds."""
    async with database.read() as db:
        return list((await db.execute(text(query))).all())


async def test_kept_for_thirty_days(database: Database) -> None:
    """On the thirtieth day everything is still there."""
    await everything(database)

    counts = await database.write(lambda db: retention.apply(db, NOW + timedelta(days=30)))

    assert not any(counts.values())


async def test_gone_after_thirty_days(database: Database) -> None:
    """A second later no text and no address is left, and a double is still known to be one."""
    await everything(database)
    late = NOW + timedelta(days=30, seconds=1)

    counts = await database.write(lambda db: retention.apply(db, late))

    assert counts["inbox texts"] == counts["outbox texts"] == counts["dialogues"] == counts["case texts"] == 1
    assert await rows(database, "select sealed, key from inbox") == [(None, b"")]
    assert await rows(database, "select sealed, sealed_address, key from outbox") == [(None, None, b"")]
    assert await rows(database, "select sealed from cases") == [(None,)]
    assert not await database.write(lambda db: inbox.put(db, heard("SM1"), late))


async def test_rows_go_after_ninety_days(database: Database) -> None:
    """In the end the empty rows go too."""
    await everything(database)

    await database.write(lambda db: retention.apply(db, NOW + timedelta(days=90, seconds=1)))

    assert await rows(database, "select id from inbox") == []
    assert await rows(database, "select id from outbox") == []


@pytest.mark.parametrize("days", [31, 91])
async def test_on_its_way_stays(database: Database, days: int) -> None:
    """What still waits for its answer or its sending is never taken away."""
    await database.write(lambda db: inbox.put(db, heard("SM1"), NOW))
    await database.write(lambda db: put(db, valid=timedelta(days=100)))

    await database.write(lambda db: retention.apply(db, NOW + timedelta(days=days)))

    async with database.read() as db:
        assert len(await inbox.waiting(db, 0)) == 1
    assert await rows(database, "select state from outbox where sealed is not null") == [("waiting",)]
