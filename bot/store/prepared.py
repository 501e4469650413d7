"""Statements that every message runs, written out once.

SQLAlchemy looks a statement up, builds a context and a result for each run: 0.1 ms, ten times what SQLite needs for
one row. Here the SQL is compiled at the first run, and on SQLite what follows goes straight to its connection, with
the same types and in the same transaction. PostgreSQL, whose answer is waited for anyway, runs the statement as usual.
"""

import contextlib
import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    from bot.store.near import NearConnection

NEAR = "near"
"""Under this a connection's `info` holds the connection itself where statements may go straight to it."""

Statement = Select[Any] | Insert | Update | Delete
Values = Mapping[str, object]
_Convert = Callable[[Any], Any] | None


class Prepared:
    """One statement. Its lists (`IN`) must be written out: a number of values that varies is nothing to prepare."""

    def __init__(self, statement: Any) -> None:
        self._statement: Statement = statement
        self._written: dict[tuple[str, ...], _Written] = {}

    async def rows(self, db: AsyncConnection, values: Values) -> Sequence[Any]:
        """What it finds or returns."""
        near = near_of(db)
        if near is None:
            return (await db.execute(self._statement, values)).all()
        written = self._of(db, values)
        found, _ = await _on(near, near.ran, written.sql, written.bound(values))
        return written.rows(found)

    async def first(self, db: AsyncConnection, values: Values) -> Any | None:
        """The first row, None where there is none."""
        return next(iter(await self.rows(db, values)), None)

    async def run(self, db: AsyncConnection, values: Values) -> int:
        """How many rows it changed."""
        near = near_of(db)
        if near is None:
            return (await db.execute(self._statement, values)).rowcount
        written = self._of(db, values)
        return int((await _on(near, near.ran, written.sql, written.bound(values)))[1])

    async def run_each(self, db: AsyncConnection, several: Sequence[Values]) -> None:
        """Run it with each of these values."""
        if not several:
            return
        near = near_of(db)
        if near is None:
            await db.execute(self._statement, several)
            return
        written = self._of(db, several[0])
        await _on(near, near.ran_each, written.sql, [written.bound(values) for values in several])

    def _of(self, db: AsyncConnection, values: Values) -> "_Written":
        names = tuple(values)
        if names not in self._written:
            self._written[names] = _Written(self._statement, db.dialect, values)
        return self._written[names]


def near_of(db: AsyncConnection) -> "NearConnection | None":
    """SQLite's own connection; None on PostgreSQL."""
    near: NearConnection | None = db.sync_connection.info.get(NEAR)  # type: ignore[union-attr]
    return near


async def _on(near: "NearConnection", run: Callable[..., Any], sql: str, bound: Any) -> Any:
    try:
        return await near.far(run, sql, bound) if near.is_far else run(sql, bound)
    except sqlite3.Error as error:
        raise _failure(sql, error) from error


@contextlib.contextmanager
def failures_told(sql: str) -> Iterator[None]:
    """What SQLite fails at within is told as SQLAlchemy would."""
    try:
        yield
    except sqlite3.Error as error:
        raise _failure(sql, error) from error


def _failure(sql: str, error: sqlite3.Error) -> Exception:
    return DBAPIError.instance(sql, None, error, sqlite3.Error, hide_parameters=True)


class _Written:
    """The SQL of a statement, and how its values are converted on the way in and out."""

    def __init__(self, statement: Statement, dialect: Dialect, first: Values) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(first))
        # The values of IN lists stand in the SQL itself from here on.
        state = compiled.construct_expanded_state(dict(first))
        self.sql = state.statement
        fixed = {**state.parameters, **_defaults(compiled)}
        self._places = [
            (name, None, convert) if name in first else (None, convert(fixed[name]) if convert else fixed[name], None)
            for name in state.positiontup or ()
            for convert in [_in(compiled.binds[name].type, dialect)]
        ]
        columns = list(statement.exported_columns)
        row = namedtuple("row", [column.key or "" for column in columns], rename=True)  # type: ignore[misc]
        self._row: Callable[..., Any] = row
        self._out = [_out(column.type, dialect) for column in columns]

    def bound(self, values: Values) -> tuple[Any, ...]:
        return tuple(
            [
                fixed if name is None else convert(values[name]) if convert else values[name]
                for name, fixed, convert in self._places
            ]
        )

    def rows(self, found: Iterable[Sequence[Any]]) -> list[Any]:
        return [
            self._row(*[convert(value) if convert else value for convert, value in zip(self._out, row, strict=True)])
            for row in found
        ]


def _defaults(compiled: SQLCompiler) -> dict[str, Any]:
    """What columns hold that neither the statement nor its values name."""
    return {column.key: column.default.arg for column in compiled.insert_prefetch if column.default is not None}  # type: ignore[attr-defined]


def _in(kind: Any, dialect: Dialect) -> _Convert:
    convert: _Convert = kind.dialect_impl(dialect).bind_processor(dialect)
    return convert


def _out(kind: Any, dialect: Dialect) -> _Convert:
    convert: _Convert = kind.dialect_impl(dialect).result_processor(dialect, None)
    return convert
