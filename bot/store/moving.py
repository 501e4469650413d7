"""An installation moves from SQLite to PostgreSQL: every row of every table, in one transaction, counted and compared.

Values go as they are stored: what is sealed stays so, and the key stays the same.
"""

import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Column, Float, Table, func, literal, select, text, tuple_, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import NullType

from bot.errors import BadDatabase
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.schema import metadata

AT_ONCE = 2_000
_SUMS = 1 << 64
_KINDS: dict[type, Callable[[Any], Any]] = {Boolean: bool, Float: float}
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """What went over from one table; the checksum is that of its rows, in whatever order."""

    table: str
    rows: int
    checksum: int


async def move(source: Database, target: Database, tell: Callable[[Moved], None]) -> None:
    """Copy all that `source` (SQLite) holds into `target` (PostgreSQL), which must be empty.

    Raises BadDatabase, and changes nothing, when it is not, or when what arrived is not what was there.
    """
    await migrate(target)
    async with source.read() as old:
        await target.write(lambda new: _all(old, new, tell), fresh=True)


async def _all(old: AsyncConnection, new: AsyncConnection, tell: Callable[[Moved], None]) -> None:
    for table in metadata.sorted_tables:
        if (await new.execute(select(text("1")).select_from(table).limit(1))).first() is not None:
            raise BadDatabase(f"--to: the database is not empty ({table.name} has rows); nothing was moved")
    for table in metadata.sorted_tables:
        moved = await _copy(old, new, table)
        arrived = await _count(new, table)
        if arrived != moved:
            raise BadDatabase(f"--to: {table.name} did not arrive as it was ({moved}, {arrived}); nothing was moved")
        await _go_on_counting(old, new, table)
        tell(moved)


async def _copy(old: AsyncConnection, new: AsyncConnection, table: Table) -> Moved:
    driver: Any = (await new.get_raw_connection()).driver_connection
    names, number, checksum = [column.name for column in table.columns], 0, 0
    async for rows in _batches(old, table):
        await driver.copy_records_to_table(table.name, records=rows, columns=names)
        number, checksum = number + len(rows), (checksum + _sum(rows)) % _SUMS
    return Moved(table.name, number, checksum)


async def _count(new: AsyncConnection, table: Table) -> Moved:
    number, checksum = 0, 0
    async for rows in _batches(new, table):
        number, checksum = number + len(rows), (checksum + _sum(rows)) % _SUMS
    return Moved(table.name, number, checksum)


async def _batches(db: AsyncConnection, table: Table) -> AsyncIterator[Sequence[Row]]:
    """All rows in the order of their key, each value as it is stored."""
    columns, key = list(table.columns), list(table.primary_key.columns)
    places = [columns.index(column) for column in key]
    query = select(*(type_coerce(column, NullType()) for column in columns)).order_by(*key).limit(AT_ONCE)
    rows = [_plain(columns, row) for row in await db.execute(query)]
    while rows:
        yield rows
        last = tuple_(*(literal(rows[-1][place]) for place in places))
        rows = [_plain(columns, row) for row in await db.execute(query.where(tuple_(*key) > last))]


def _plain(columns: Sequence[Column[Any]], row: Sequence[Any]) -> Row:
    """SQLite keeps a truth as 0 or 1, and a whole float may come back as an integer."""
    return tuple(
        value if value is None else _KINDS.get(type(column.type), _same)(value)
        for column, value in zip(columns, row, strict=True)
    )


def _same(value: Any) -> Any:
    return value


def _sum(rows: Sequence[Row]) -> int:
    return sum(int.from_bytes(hashlib.sha256(repr(row).encode()).digest()[:8]) for row in rows)


async def _go_on_counting(old: AsyncConnection, new: AsyncConnection, table: Table) -> None:
    """The next number is above every one that was ever given: none of somebody forgotten is given again."""
    for column in table.primary_key.columns:
        found = await new.execute(select(func.pg_get_serial_sequence(table.name, column.name)))
        sequence = found.scalar()
        if sequence is None:
            continue
        highest = (await new.execute(select(func.max(column)))).scalar() or 0
        given = await old.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        highest = max(highest, given.scalar() or 0)
        if highest:
            await new.execute(select(func.setval(sequence, highest)))
