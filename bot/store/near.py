"""SQLite in the event loop's own thread, for statements that take microseconds.

aiosqlite hands every cursor, statement and fetch to a thread, and each hop costs more than the statement itself: seven
hops of 50-100 µs for one row of 10 µs. Here only what may wait goes there: BEGIN IMMEDIATE (another process may hold
the lock), COMMIT (the disk), and what its caller calls long.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

import aiosqlite

_MAY_WAIT = ("BEGIN", "COMMIT", "VACUUM")
_ROWS_AT_ONCE = 64


class NearConnection(aiosqlite.Connection):
    """A connection that runs statements where it is called. `is_far`: what runs now is long, and goes to the thread."""

    def __init__(self, file: str) -> None:
        # Two threads use it, never at the same time: each statement is awaited before the next.
        super().__init__(lambda: sqlite3.connect(file, isolation_level=None, check_same_thread=False), _ROWS_AT_ONCE)
        self._thread.daemon = True
        self.is_far = False

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        may_wait = args and isinstance(args[0], str) and args[0].startswith(_MAY_WAIT)
        if self.is_far or may_wait or self._connection is None:
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)
