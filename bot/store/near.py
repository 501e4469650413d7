"""SQLite in the event loop's own thread, for statements that take microseconds.

aiosqlite hands every cursor, statement and fetch to a thread, and each hop costs more than the statement itself: seven
hops of 50-100 µs for one row of 10 µs. Here only what may wait goes there: COMMIT (the disk), and what its caller calls
long. A writer begins here too, and tries again when another process holds the lock. SQLAlchemy's cursor for aiosqlite
awaits at every step, so the dialect has one of its own, which awaits once a statement.

A connection that only reads never has a thread. One that is opened or closed while its task is cancelled could answer
to a loop that has ended by then.
"""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Generator
from typing import Any

import aiosqlite
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)
from sqlalchemy.util import EMPTY_DICT, await_only

NEAR = "sqlite+near://"
_MAY_WAIT = ("BEGIN", "COMMIT", "VACUUM")
# An extended code tells in its last byte what kind of failure it is.
_PRIMARY = 0xFF
_TRIES_EVERY = 0.01
_ROWS_AT_ONCE = 64

registry.register("sqlite.near", __name__, "NearDialect")


class NearConnection(aiosqlite.Connection):
    """A connection that runs statements where it is called. `is_far`: what runs now is long, and goes to the thread."""

    def __init__(self, file: str) -> None:
        # Two threads use it, never at the same time: each statement is awaited before the next.
        super().__init__(lambda: sqlite3.connect(file, isolation_level=None, check_same_thread=False), _ROWS_AT_ONCE)
        self._thread.daemon = True
        self.is_far = False

    async def _connect(self) -> "NearConnection":
        """Open the file here and now."""
        self._connection = self._connector()
        return self

    def __await__(self) -> Generator[Any, None, "NearConnection"]:
        """Open it; its thread begins with the first that goes there."""
        return self._connect().__await__()

    def stop(self) -> asyncio.Future[Any] | None:
        """End its thread, if it has one."""
        if self._has_thread:
            return super().stop()
        self._running = False
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        return None

    @property
    def _has_thread(self) -> bool:
        return self._thread.ident is not None

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self.is_far or self._connection is None:
            return await self.far(fn, *args, **kwargs)
        return fn(*args, **kwargs)

    def ran(self, statement: str, values: Any) -> tuple[list[Any], int]:
        """The rows of a statement and how many it changed, run here and now."""
        cursor = self._conn.execute(statement, values)
        return cursor.fetchall(), cursor.rowcount

    def ran_each(self, statement: str, several: Any) -> None:
        """Run a statement with each of these values, here and now."""
        self._conn.executemany(statement, several)

    async def begin(self, patience: float) -> None:
        """Become the one writer, here and now; as long as another process is that, wait for so many seconds."""
        until = time.monotonic() + patience
        while True:
            try:
                self._conn.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            else:
                return
            await asyncio.sleep(_TRIES_EVERY)

    async def far(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What `fn` returns, run in the thread."""
        if self._running and not self._has_thread:
            self._thread.start()
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]


class _AtOnce:
    """Nothing to wait for: SQLAlchemy asks every statement to await something."""

    def __await__(self) -> Generator[Any, None, None]:
        yield from ()


_AT_ONCE = _AtOnce()


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    """SQLite's own cursor, read to its end with the statement."""

    __slots__ = ()
    _awaitable_cursor_close = False

    def __init__(self, adapt_connection: "_Adapted") -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection.driver_connection
        try:
            self._cursor = self._connection._conn.cursor()
        except ValueError as closed:
            adapt_connection._handle_exception(closed)
        self._soft_closed_memoized = EMPTY_DICT
        self._rows = deque()

    def execute(self, operation: Any, parameters: Any = None) -> None:
        self._run(self._cursor.execute, operation, parameters or ())

    def executemany(self, operation: Any, seq_of_parameters: Any) -> None:
        self._run(self._cursor.executemany, operation, seq_of_parameters)

    def _run(self, run: Callable[..., Any], statement: str, parameters: Any) -> None:
        near: NearConnection = self._adapt_connection.driver_connection
        if near.is_far or statement.startswith(_MAY_WAIT):
            self._rows = await_only(near.far(self._ran, run, statement, parameters))
        else:
            self._rows = self._ran(run, statement, parameters)
            await_only(_AT_ONCE)

    def _ran(self, run: Callable[..., Any], statement: str, parameters: Any) -> deque[Any]:
        run(statement, parameters)
        return deque(self._cursor.fetchall()) if self._cursor.description else deque()  # type: ignore[call-overload]


class _Adapted(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()
    _cursor_cls = _Cursor  # type: ignore[assignment]

    @property
    def isolation_level(self) -> str | None:
        level: str | None = self.driver_connection._conn.isolation_level
        return level

    @isolation_level.setter
    def isolation_level(self, value: str | None) -> None:
        self.driver_connection._conn.isolation_level = value


class _Driver(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arg: Any, **kw: Any) -> _Adapted:
        return _Adapted(self, await_only(kw.pop("async_creator_fn")(*arg, **kw)))


class NearDialect(SQLiteDialect_aiosqlite):
    """SQLite through near connections."""

    driver = "near"
    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NearDialect)

    def __hash__(self) -> int:
        """One is like another, so that what is compiled for one database serves the next that a process opens."""
        return hash(NearDialect)

    @classmethod
    def import_dbapi(cls) -> _Driver:
        return _Driver(aiosqlite, sqlite3)
