"""The database as all others see it: SQLite in one file for one process, PostgreSQL for several.

What differs between the two stays in bot.store.sqlite and bot.store.postgresql; statements are the same for both.
"""

import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.seal import Seal
from bot.store.sqlite import PREFIX as SQLITE
from bot.store.sqlite import Sqlite
from bot.store.transaction import Job, T, seal_of

if TYPE_CHECKING:
    from bot.store.postgresql import Postgresql
    from bot.store.presence import Presence

__all__ = ["ALONE", "Database", "Job", "T", "seal_of"]

# The number of a process that shares its database with none.
ALONE = 0


class Database:
    """One open database. `write` for every change, `read` for looks that change nothing."""

    def __init__(self, store: "Sqlite | Postgresql", presence: "Presence | None" = None) -> None:
        self._store = store
        self._presence = presence

    @classmethod
    async def open(cls, url: str, seal: Seal) -> Self:
        """Open what `url` names: sqlite:///path or postgresql://…. Tables come from the migrations.

        Raises BadDatabase when that cannot be.
        """
        if url.startswith(SQLITE):
            return cls(await Sqlite.open(url, seal))
        # Loaded only when it is used: the driver costs some memory and a moment at every start.
        from bot.store.postgresql import Postgresql

        store = await Postgresql.open(url, seal)
        return cls(store, store.presence)

    async def join(self) -> None:
        """Take part as a process that runs. Raises AlreadyRunning where only one can."""
        await self._store.join()

    async def close(self) -> None:
        """Finish what was handed in, then close."""
        await self._store.close()

    async def write(self, job: Job[T], *, long: bool = False, fresh: bool = False) -> T:
        """Run `job` in a transaction and return what it returned, once that is durable.

        `long`: its statements may take more than a few milliseconds each, so they run beside the event loop.
        `fresh`: where others write too, each statement sees what they have committed by then.
        """
        return await self._store.write(job, long=long, fresh=fresh)

    def read(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A connection that sees what is committed."""
        return self._store.read()

    @property
    def is_shared(self) -> bool:
        """Other processes may work on it too."""
        return self._presence is not None

    @property
    def process(self) -> int:
        """The number by which this process claims what it sends."""
        return self._presence.process if self._presence else ALONE

    async def living(self) -> set[int]:
        """The numbers of the processes that live."""
        return await self._presence.living() if self._presence else {ALONE}

    def on(self, topic: str, call: Callable[[str], object]) -> None:
        """Call it with what another process tells of `topic`, and with nothing when that may have been missed."""
        if self._presence:
            self._presence.on(topic, call)

    def tell(self, topic: str, what: str = "") -> None:
        """Let the other processes know that there is something new, once it is committed; `what`: an id at most."""
        if self._presence:
            self._presence.tell(topic, what)

    @contextlib.asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[bool]:
        """Whether no other process is doing this now; then none begins while we do."""
        if self._presence is None:
            yield True
            return
        async with self._presence.alone(name) as mine:
            yield mine
