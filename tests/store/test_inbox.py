"""The inbox: each message once, in order, until it is answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model import ChannelName, Position
from bot.store import inbox
from bot.store.database import Database
from bot.store.inbox import InboundState
from tests.store.rows import ANNA, NOW, heard


async def test_same_message_is_put_once(database: Database) -> None:
    """The provider's id is the key: a double is not put, however long ago the first came."""
    first = await database.write(lambda db: inbox.put(db, heard("SM1"), NOW))
    double = await database.write(lambda db: inbox.put(db, heard("SM1"), NOW + timedelta(days=20)))
    other_channel = replace(heard("SM1"), address=replace(ANNA, channel=ChannelName.TELEGRAM))
    other = await database.write(lambda db: inbox.put(db, other_channel, NOW))

    assert double is None
    assert len({first, double, other}) == 3


async def test_waiting_come_in_order(database: Database) -> None:
    """What waits is given oldest first, from an id on, and what is answered is not given again."""
    for number in range(5):
        await database.write(lambda db, n=number: inbox.put(db, heard(f"SM{n}"), NOW))  # type: ignore[misc]
    async with database.read() as db:
        everything = await inbox.waiting(db, 0)
        later = await inbox.waiting(db, everything[2].id)
        first = await inbox.waiting(db, 0, limit=1)

    await database.write(lambda db: inbox.mark_done(db, everything[0].id, NOW, InboundState.DONE))
    async with database.read() as db:
        left = await inbox.waiting(db, 0)

    assert [one.inbound.provider_id for one in everything] == ["SM0", "SM1", "SM2", "SM3", "SM4"]
    assert [one.inbound.provider_id for one in later] == ["SM3", "SM4"]
    assert [one.inbound.provider_id for one in first] == ["SM0"]
    assert [one.inbound.provider_id for one in left] == ["SM1", "SM2", "SM3", "SM4"]


async def test_inbound_comes_back_whole(database: Database) -> None:
    """Everything that a channel heard is kept until it is answered."""
    inbound = replace(
        heard("7", text="  æøå 🙂 ' OR 1=1 --"),
        tapped="ab12:yes",
        position=Position(55.4, 11.3),
        has_media=True,
        language_hint="pl",
        was_masked=True,
        reference={"chat": "1", "message": "2"},
    )

    await database.write(lambda db: inbox.put(db, inbound, NOW))
    async with database.read() as db:
        [waiting] = await inbox.waiting(db, 0)

    assert waiting.inbound == inbound
    assert waiting.received_at == NOW
    assert waiting.attempts == 0


async def test_failed_attempts_are_remembered(database: Database) -> None:
    """A new start goes on counting where the last one died."""
    await database.write(lambda db: inbox.put(db, heard("SM1"), NOW))
    async with database.read() as db:
        [waiting] = await inbox.waiting(db, 0)

    await database.write(lambda db: inbox.mark_tried(db, waiting.id))
    async with database.read() as db:
        [again] = await inbox.waiting(db, 0)

    assert again.attempts == 1


@pytest.mark.parametrize("state", [InboundState.DONE, InboundState.FLOODED, InboundState.FAILED])
async def test_ended_does_not_wait(database: Database, state: InboundState) -> None:
    """However it ended, an inbound waits no more."""
    await database.write(lambda db: inbox.put(db, heard("SM1"), NOW))
    async with database.read() as db:
        [waiting] = await inbox.waiting(db, 0)
        assert await inbox.has_waiting(db)

    await database.write(lambda db: inbox.mark_done(db, waiting.id, NOW, state))

    async with database.read() as db:
        assert not await inbox.has_waiting(db)
