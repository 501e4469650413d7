"""Another SECRET_KEY: everything that is sealed is sealed anew, in batches, and every keyed hash is made again.

    begin    a second mark says that both keys are in use: until it is gone, nothing else starts on this database
    pass on  each value opens with the new key, or with the old one and is taken over; until a pass finds none
    finish   the mark of the new key is the only one

A crash anywhere leaves values of both keys, each of which shows by itself whose it is; the next attempt goes on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import BadSeal, HalfRotated
from bot.store.database import Database
from bot.store.ready import MARK, NEXT_MARK, PURPOSE, marked
from bot.store.schema import key_check
from bot.store.seal import Seal
from bot.store.sealed import LOCKED, ONE_WAY, Locked

AT_ONCE = 500
_WHICH = "which_row"


@dataclass(frozen=True, slots=True)
class Keys:
    """The key that is going and the one that comes."""

    old: Seal
    new: Seal


@dataclass(slots=True)
class Rotated:
    """How many rows were sealed anew, codes dropped, and rows left as they are because neither key opens them."""

    rows: int = 0
    codes: int = 0
    damaged: int = 0


async def is_done(db: AsyncConnection, new: Seal) -> bool:
    """Whether the database belongs to the new key alone."""
    marks = await _marks(db)
    return NEXT_MARK not in marks and MARK in marks and new.opens(marks[MARK], PURPOSE)


async def rotate(database: Database, keys: Keys, told: Callable[[str, int], None]) -> Rotated:
    """Do all of it, or the rest of it. Nobody else may write meanwhile. `told` hears of each table that is through.

    Raises BadSeal when `keys.old` is not the key of this database, HalfRotated when another change is unfinished.
    """
    result = Rotated(codes=await database.write(lambda db: _begin(db, keys)))
    while moved := await _pass(database, keys, result, told):
        result.rows += moved
    await database.write(lambda db: _finish(db, keys.new))
    await _leave_no_trace(database)
    return result


async def _begin(db: AsyncConnection, keys: Keys) -> int:
    marks = await _marks(db)
    if MARK in marks:
        keys.old.open(marks[MARK], PURPOSE)
    if NEXT_MARK not in marks:
        await db.execute(insert(key_check).values(id=NEXT_MARK, sealed=marked(keys.new)))
    elif not keys.new.opens(marks[NEXT_MARK], PURPOSE):
        raise HalfRotated
    return sum([(await db.execute(delete(table))).rowcount for table in ONE_WAY])


async def _finish(db: AsyncConnection, new: Seal) -> None:
    await db.execute(delete(key_check))
    await db.execute(insert(key_check).values(id=MARK, sealed=marked(new)))


async def _marks(db: AsyncConnection) -> Mapping[int, bytes]:
    return {row.id: row.sealed for row in await db.execute(select(key_check))}


async def _pass(database: Database, keys: Keys, result: Rotated, told: Callable[[str, int], None]) -> int:
    moved, result.damaged = 0, 0
    for locked in LOCKED:
        count, last = 0, None
        while True:
            batch = await database.write(lambda db, locked=locked, last=last: _batch(db, locked, keys, last))  # type: ignore[misc]
            if batch is None:
                break
            last, count = batch.last, count + batch.moved
            result.damaged += batch.damaged
        if count:
            told(locked.table.name, count)
        moved += count
    return moved


@dataclass(frozen=True, slots=True)
class _Batch:
    last: Any
    moved: int
    damaged: int


async def _batch(db: AsyncConnection, locked: Locked, keys: Keys, last: Any) -> _Batch | None:
    """The next rows after `last`; None when there are no more."""
    [which] = locked.table.primary_key.columns
    query = select(locked.table).order_by(which).limit(AT_ONCE)
    rows = (await db.execute(query if last is None else query.where(which > last))).all()
    if not rows:
        return None
    changes, damaged = [], 0
    for row in rows:
        try:
            if values := _changed(row, locked, keys):
                changes.append({_WHICH: getattr(row, which.name), **values})
        except BadSeal:
            damaged += 1
    if changes:
        names = {*locked.sealed, *(one.column for one in locked.hashes)}
        statement = update(locked.table).where(which == bindparam(_WHICH))
        await db.execute(statement.values({name: bindparam(f"new_{name}") for name in names}), changes)
    return _Batch(getattr(rows[-1], which.name), len(changes), damaged)


def _changed(row: Row[Any], locked: Locked, keys: Keys) -> dict[str, Any]:
    """The columns of the row under the new key; {} when they are so already. Raises BadSeal."""
    held = {name: getattr(row, name) for name in locked.sealed}
    new = {name: _taken_over(value, locked.sealed[name], keys) for name, value in held.items()}
    if new == held:
        return {}
    values: dict[str, Any] = {f"new_{name}": value for name, value in new.items()}
    for one in locked.hashes:
        source = new[one.made_of]
        made = getattr(row, one.column)
        if source is not None:
            secret = one.secret(row, keys.new.open(source, locked.sealed[one.made_of]))
            made = keys.new.key_of(*secret)
        values[f"new_{one.column}"] = made
    return values


def _taken_over(sealed: bytes | None, purpose: str, keys: Keys) -> bytes | None:
    if sealed is None or keys.new.opens(sealed, purpose):
        return sealed
    return keys.new.take_over(sealed, purpose, keys.old)


async def _leave_no_trace(database: Database) -> None:
    """What the old key opens is gone from the log of SQLite and from the dead rows of PostgreSQL too."""
    async with database.read() as db:
        is_sqlite = db.dialect.name == "sqlite"
        await db.execute(text("PRAGMA wal_checkpoint(TRUNCATE)" if is_sqlite else "VACUUM"))
