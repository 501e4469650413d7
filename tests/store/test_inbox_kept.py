"""The inbox looked back into: what waits and since when, one message found again, the last words, and what is wiped."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.model import ChannelName, InboundId, PersonId
from bot.store import inbox
from bot.store.database import Database, seal_of
from bot.store.inbox import InboundState
from tests.databases import rows
from tests.store.plans import plan_of
from tests.store.rows import ANNA, BENT, NOW, SMS, heard, met

MINUTE = timedelta(minutes=1)


async def said(
    database: Database, provider_id: str, *, minutes: int = 0, state: InboundState | None = None, **more: object
) -> InboundId:
    """An inbound that came in so many minutes later, and how it ended."""
    at = NOW + minutes * MINUTE
    number = await database.write(lambda db: inbox.put(db, heard(provider_id, **more), at))  # type: ignore[arg-type]
    assert number is not None
    if state:
        await database.write(lambda db: inbox.mark_done(db, number, at, state))
    return number


async def test_backlog_says_since_when(database: Database) -> None:
    """Operators see how many wait for an answer and since when the first does; who is answered does not count."""
    async with database.read() as db:
        nobody = await inbox.backlog(db)
    await said(database, "SM1", state=InboundState.DONE)
    await said(database, "SM2", minutes=2)
    await said(database, "SM3", minutes=1, by=BENT)

    async with database.read() as db:
        some = await inbox.backlog(db)

    assert nobody == (0, None)
    assert some == (2, NOW + MINUTE)


async def test_waiting_bring_their_keys(database: Database) -> None:
    """Those of one person have one key, and others have another."""
    for number, by in enumerate((ANNA, BENT, ANNA)):
        await said(database, f"SM{number}", by=by)

    async with database.read() as db:
        keys = [one.key for one in await inbox.waiting(db, 0)]
        expected = [seal_of(db).look_up(by) for by in (ANNA, BENT, ANNA)]

    assert keys == expected


async def test_two_hundred_at_a_look(database: Database) -> None:
    """Without a word on how many, a look brings two hundred."""
    for number in range(201):
        await said(database, f"SM{number}")

    async with database.read() as db:
        assert len(await inbox.waiting(db, 0)) == 200


async def test_end_is_stored_with_its_time(database: Database, tmp_path: Path) -> None:
    """When and how an inbound ended stays, of that one alone."""
    await said(database, "SM1", minutes=3, state=InboundState.FLOODED)
    await said(database, "SM2")

    ended, open_ = rows(tmp_path, "select state, done_at, attempts from inbox order by id")

    assert (ended[0], ended[2]) == ("flooded", 0)
    assert ended[1] is not None
    assert tuple(open_) == ("waiting", None, 0)


async def test_found_by_provider_id(database: Database) -> None:
    """Another process finds what was said by its provider's id and channel; what is wiped it finds no more."""
    number = await said(database, "SM1", text="mad i Slagelse")
    await said(database, "SM2", text="seng i Odense")

    async with database.read() as db:
        found = await inbox.find(db, SMS, "SM1")
        nothing = await inbox.find(db, SMS, "SM3"), await inbox.find(db, ChannelName.TELEGRAM, "SM1")
    await database.write(lambda db: inbox.wipe(db, number))
    async with database.read() as db:
        wiped = await inbox.find(db, SMS, "SM1")
        kept = await inbox.find(db, SMS, "SM2")

    assert found == heard("SM1", text="mad i Slagelse")
    assert nothing == (None, None)
    assert wiped is None
    assert kept


async def test_wiped_leaves_only_the_id(database: Database, tmp_path: Path) -> None:
    """Of a message with which somebody asked to be forgotten the provider's id stays, and so does everybody else's."""
    number = await said(database, "SM1", state=InboundState.DONE)
    await said(database, "SM2", by=BENT, state=InboundState.DONE)

    await database.write(lambda db: inbox.wipe(db, number))
    double = await database.write(lambda db: inbox.put(db, heard("SM1"), NOW))

    wiped, other = rows(tmp_path, "select provider_id, sealed, key from inbox order by id")
    assert (wiped[0], wiped[1], bytes(wiped[2])) == ("SM1", None, b"")
    assert other[0] == "SM2" and other[1] and other[2]
    assert double is None


async def test_given_to_who_shares(database: Database) -> None:
    """Who shares a telephone has their message under a key of their own, whole, and marked as theirs."""
    await said(database, "SM1", text="mit ord")
    await said(database, "SM2")
    async with database.read() as db:
        first, second = await inbox.waiting(db, 0)

    await database.write(lambda db: inbox.give(db, first, PersonId(7), b"own"))

    async with database.read() as db:
        given, left = await inbox.waiting(db, 0)
        [(sealed,)] = await db.exec_driver_sql(f"select sealed from inbox where id = {first.id}")  # noqa: S608
        assert seal_of(db).open(sealed, inbox.PURPOSE)["sharer"] == 7
    assert (given.key, given.inbound) == (b"own", first.inbound)
    assert left == second


async def test_tried_counts_one_alone(database: Database) -> None:
    """Each failure of a message adds one to it and to no other."""
    number = await said(database, "SM1")
    await said(database, "SM2", by=BENT)

    for _ in range(2):
        await database.write(lambda db: inbox.mark_tried(db, number))

    async with database.read() as db:
        assert [one.attempts for one in await inbox.waiting(db, 0)] == [2, 0]


async def test_last_said_is_newest_answered(database: Database) -> None:
    """What a bare "menneske" is about: the person's newest answered words, nobody else's, and none that still wait."""
    anna = await met(database)
    await met(database, BENT)
    for number, (text, by) in enumerate([("først", ANNA), ("så", ANNA), ("andet", BENT)]):
        await said(database, f"SM{number}", text=text, by=by, minutes=number, state=InboundState.DONE)
    await said(database, "SM8", text="for meget", minutes=8, state=InboundState.FLOODED)
    await said(database, "SM9", text="menneske", minutes=9)

    async with database.read() as db:
        assert await inbox.last_said(db, anna.id, NOW) == "så"
        assert await inbox.last_said(db, anna.id, NOW + MINUTE) == "så"


async def test_last_said_may_be_nothing(database: Database) -> None:
    """Nothing was said, or not lately: then there is nothing it is about."""
    anna = await met(database)

    async with database.read() as db:
        before = await inbox.last_said(db, anna.id, NOW)
    await said(database, "SM1", text="mad", state=InboundState.DONE)
    async with database.read() as db:
        too_old = await inbox.last_said(db, anna.id, NOW + MINUTE)

    assert (before, too_old) == ("", "")


@pytest.mark.sqlite
async def test_looks_use_the_index_of_what_waits(database: Database) -> None:
    """Whether anybody waits, and how many, is asked often: answered messages are not looked through for it."""
    waits = await plan_of(database, inbox.has_waiting)
    many = await plan_of(database, inbox.backlog)

    assert "inbox_waiting" in waits
    assert "inbox_waiting" in many
