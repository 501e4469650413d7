"""Talks: one a citizen, taken by exactly one, given only to who was asked, and never left with somebody who is gone."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.model import Address, Person, RoleName
from bot.store import cases, people, roles, talks
from bot.store.cases import CaseKind
from bot.store.database import Database
from bot.store.talks import Talk, TalkState, Waking
from tests.store.rows import ANNA, BENT, NOW, SMS, met

LONE, KARL = Address(SMS, "+4520000060"), Address(SMS, "+4520000061")


async def asked(database: Database, address: Address = ANNA) -> Talk:
    """A talk that somebody asked for."""
    citizen = await met(database, address)
    case = await database.write(
        lambda db: cases.open_case(
            db, kind=CaseKind.HUMAN, person=citizen.id, municipality="Slagelse", place=None, text="hjælp", now=NOW
        )
    )
    number = await database.write(lambda db: talks.open_talk(db, case, citizen.id, "Slagelse", Waking(), NOW))
    return await found(database, number)


async def staff(database: Database, address: Address) -> Person:
    """Staff of Slagelse."""
    one = await met(database, address)
    await database.write(lambda db: roles.grant(db, one.id, RoleName.STAFF, municipality="Slagelse", now=NOW))
    return one


async def found(database: Database, number: int) -> Talk:
    """The talk as it is now."""
    async with database.read() as db:
        talk = await talks.find(db, number)
    assert talk is not None
    return talk


async def take(database: Database, talk: Talk, by: Person) -> bool:
    """Somebody takes it."""
    return await database.write(lambda db: talks.take(db, talk, by.id, NOW))


async def test_exactly_one_takes_it(database: Database) -> None:
    """Of ten who take it at the same time one has it, and the citizen is in a talk."""
    talk = await asked(database)
    people_ = [await staff(database, Address(SMS, f"+45200000{n}")) for n in range(60, 70)]

    taken = await asyncio.gather(*(take(database, talk, one) for one in people_))

    assert sorted(taken) == [False] * 9 + [True]
    assert (await found(database, talk.id)).staff == people_[taken.index(True)].id
    assert (await met(database)).in_talk


async def test_one_talk_a_citizen(database: Database) -> None:
    """The database refuses a second one; after the end of the first there may be another."""
    talk = await asked(database)

    with pytest.raises(IntegrityError):
        await asked(database)
    await database.write(lambda db: talks.end(db, talk, NOW))
    again = await asked(database)

    assert again.id != talk.id


async def test_only_who_was_asked_accepts(database: Database) -> None:
    """It is given to one colleague; nobody else can take it over, and not after it was taken back."""
    talk, lone, karl = await asked(database), await staff(database, LONE), await staff(database, KARL)
    await database.write(lambda db: talks.take(db, talk, lone.id, NOW))
    early = await database.write(lambda db: talks.accept(db, talk, karl.id))
    await database.write(lambda db: talks.offer(db, talk, karl.id, NOW))
    own = await database.write(lambda db: talks.accept(db, talk, lone.id))
    taken = await database.write(lambda db: talks.accept(db, talk, karl.id))

    assert (early, own, taken) == (False, False, True)
    assert (await found(database, talk.id)).staff == karl.id


async def test_newest_word_comes_first(database: Database) -> None:
    """Of several talks the one with the newest word leads, also when both came in the same moment."""
    first, second, lone = await asked(database), await asked(database, BENT), await staff(database, LONE)
    for one in (first, second):
        await take(database, one, lone)
    held_by_lone = await found(database, first.id)
    await database.write(lambda db: talks.heard(db, held_by_lone, NOW))

    async with database.read() as db:
        held = await talks.held_by(db, lone.id)

    assert [one.id for one in held] == [first.id, second.id]


@pytest.mark.parametrize("how", ["stopped", "removed"])
async def test_lost_holder_is_found(database: Database, how: str) -> None:
    """A talk whose holder wrote STOP or has no such role is nobody's."""
    talk, lone = await asked(database), await staff(database, LONE)
    await database.write(lambda db: talks.take(db, talk, lone.id, NOW))
    async with database.read() as db:
        before = await talks.orphaned(db)
        [role] = await roles.of(db, lone.id)
    if how == "stopped":
        await database.write(lambda db: people.stop(db, lone.id, NOW))
    else:
        await database.write(lambda db: roles.revoke(db, role.id))

    async with database.read() as db:
        after = await talks.orphaned(db)
    await database.write(lambda db: talks.release(db, talk, Waking(widen_at=NOW)))

    assert (before, [one.id for one in after]) == ([], [talk.id])
    assert (await found(database, talk.id)).state is TalkState.ASKING
    assert not (await met(database)).in_talk


async def test_due_comes_once(database: Database) -> None:
    """What is due is what its time says."""
    talk = await asked(database)
    later = NOW + timedelta(minutes=10)
    await database.write(lambda db: talks.schedule(db, talk.id, Waking(widen_at=later)))

    async with database.read() as db:
        assert not await talks.due(db, NOW)
        [(one, waking)] = await talks.due(db, later)
    assert (one.id, waking) == (talk.id, Waking(widen_at=later))
