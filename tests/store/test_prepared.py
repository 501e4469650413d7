"""Prepared statements do what SQLAlchemy would do with them, on both databases."""

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.model import OutgoingState
from bot.store.database import Database
from bot.store.prepared import Prepared
from bot.store.schema import outbox, persons, state_in
from tests.store.rows import NOW

_make = Prepared(insert(persons).returning(persons.c.id, persons.c.greeted, persons.c.last_seen))
_all = Prepared(select(persons.c.pseudonym, persons.c.has_role, persons.c.last_seen).order_by(persons.c.id))
_stop = Prepared(update(persons).where(persons.c.pseudonym == bindparam("whom")).values(stopped_at=bindparam("at")))
_waiting = Prepared(
    select(outbox.c.id).where(state_in(outbox.c.state, OutgoingState.WAITING, OutgoingState.SENDING), outbox.c.id > 0)
)


def person(pseudonym: str, **more: object) -> dict[str, object]:
    """A row for somebody new."""
    return {"pseudonym": pseudonym, "language": "da", "first_seen": NOW, "last_seen": NOW, **more}


async def test_unnamed_columns_hold_their_default(database: Database) -> None:
    """What the values leave out is filled in, and times and truths come back as such."""
    made = await database.write(lambda db: _make.first(db, person("A1")))

    assert made is not None
    assert made.greeted is False
    assert made.last_seen == NOW


async def test_named_columns_hold_their_value(database: Database) -> None:
    """The same statement with one value more is another one."""
    await database.write(lambda db: _make.rows(db, person("A1")))
    await database.write(lambda db: _make.rows(db, person("A2", has_role=True)))

    async with database.read() as db:
        found = await _all.rows(db, {})

    assert [(row.pseudonym, row.has_role) for row in found] == [("A1", False), ("A2", True)]


async def test_it_tells_how_many_changed(database: Database) -> None:
    """A change counts the rows that it met."""
    await database.write(lambda db: _make.rows(db, person("A1")))

    assert await database.write(lambda db: _stop.run(db, {"whom": "A1", "at": NOW})) == 1
    assert await database.write(lambda db: _stop.run(db, {"whom": "A2", "at": None})) == 0


async def test_each_of_several_is_run(database: Database) -> None:
    """Several values are several runs; none is none."""
    await database.write(lambda db: _make.run_each(db, [person("A1"), person("A2")]))
    await database.write(lambda db: _make.run_each(db, []))

    async with database.read() as db:
        assert len(await _all.rows(db, {})) == 2


async def test_long_jobs_run_beside_the_loop(database: Database) -> None:
    """Also in a job that is called long it sees and changes the same transaction."""
    made = await database.write(lambda db: _make.first(db, person("A1")), long=True)

    assert made is not None


async def test_written_out_lists_need_no_values(database: Database) -> None:
    """States that stand in the SQL itself are no values to give."""
    async with database.read() as db:
        assert await _waiting.first(db, {}) is None


async def test_refusal_is_the_usual_one(database: Database) -> None:
    """What the database refuses is the same failure as with any other statement, and shows no values."""
    with pytest.raises(IntegrityError) as refusal:
        await database.write(lambda db: _make.run(db, person("very private") | {"last_seen": None}))

    assert "very private" not in str(refusal.value)
