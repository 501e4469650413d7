"""PostgreSQL: several processes on one database, each with a pool of connections and one for what they tell each other.

A transaction sees the database as it was at its beginning (REPEATABLE READ), and who comes second to a row that another
has changed meanwhile begins again, as a whole: so what is written for one writer holds for many. Its snapshot misses
only what two transactions each wrote elsewhere; what must not happen there is held by unique indexes.
"""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import BadDatabase
from bot.logs import logger
from bot.store.presence import Presence
from bot.store.seal import Seal
from bot.store.transaction import Job, T

CONNECTIONS = 16
_SESSION = {
    "application_name": "aabendoer",
    # What `write` returned from is on disk.
    "synchronous_commit": "on",
    "lock_timeout": "20s",
    "idle_in_transaction_session_timeout": "60s",
    # Statements of microseconds; compiling one costs more than it.
    "jit": "off",
}
_STATEMENTS_KEPT = 400
# Serialization failure, deadlock: somebody else was first, and the next try finds what they wrote.
_LOST_A_RACE = ("40001", "40P01")
# A row that was not there a moment ago, or is gone: when it is no race, trying again does not help.
_PERHAPS_A_RACE = ("23505", "23503")
MOST_TRIES, FEW_TRIES = 20, 3
# A connection that is dead without a word is given up after so many seconds.
_LONGEST = 120.0
# Starting up, or being restarted beside us.
_SERVER_TAKES = 15.0

log = logger(__name__)


class Postgresql:
    """One open database."""

    def __init__(self, engine: AsyncEngine, presence: Presence) -> None:
        self._engine = engine
        self._writing: set[asyncio.Task[Any]] = set()
        self.presence = presence

    @classmethod
    async def open(cls, url: str, seal: Seal) -> "Postgresql":
        """Connect to the database of `url`. Raises BadDatabase when it cannot be reached."""

        async def connect(**session: str) -> asyncpg.Connection:
            return await asyncpg.connect(url, server_settings=_SESSION | session, timeout=10, command_timeout=_LONGEST)

        await _reached(url, connect)
        engine = create_async_engine(
            "postgresql+asyncpg://",
            connect_args={"async_creator_fn": connect, "prepared_statement_cache_size": _STATEMENTS_KEPT},
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=60,
        )
        event.listen(engine.sync_engine, "connect", lambda _, record: record.info.__setitem__("seal", seal))
        event.listen(engine.sync_engine, "checkout", _is_alive)
        # What is told is only a hint, so nobody waits for the disk.
        return cls(engine, Presence(lambda: connect(synchronous_commit="off")))

    async def join(self) -> None:
        """Be one of the processes that run on this database."""
        await self.presence.begin()

    async def close(self) -> None:
        """Finish what was handed in, then close."""
        while self._writing:
            await asyncio.wait(self._writing)
        await self.presence.end()
        await self._engine.dispose()

    async def write(self, job: Job[T], *, long: bool = False, fresh: bool = False) -> T:  # noqa: ARG002
        """Run `job` in a transaction and return what it returned, once that is durable; who cancels only goes away.

        `fresh`: each of its statements sees what is committed by then, and waits for a row that another is changing.
        """
        task = asyncio.create_task(self._insist(job, "READ COMMITTED" if fresh else "REPEATABLE READ"))
        self._writing.add(task)
        task.add_done_callback(self._written)
        return await asyncio.shield(task)

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees what is committed."""
        async with self._engine.connect() as connection:
            yield connection

    def _written(self, task: asyncio.Task[Any]) -> None:
        self._writing.discard(task)
        # Looked at here too, for nobody else may be left to.
        if not task.cancelled():
            task.exception()

    async def _insist(self, job: Job[T], isolation: str) -> T:
        attempt = 1
        while True:
            try:
                return await self._transact(job, isolation)
            except DBAPIError as error:
                if attempt >= tries(error):
                    raise
            await asyncio.sleep(random.uniform(0, 0.005 * min(2**attempt, 32)))  # noqa: S311 - spreads, guards nothing
            attempt += 1

    async def _transact(self, job: Job[T], isolation: str) -> T:
        async with self._engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            try:
                await driver.execute(f"BEGIN ISOLATION LEVEL {isolation}")
                result = await job(connection)
                if await driver.execute("COMMIT") != "COMMIT":
                    raise asyncpg.InFailedSQLTransactionError("a statement had failed, and nothing is stored")
            except BaseException as error:
                await _roll_back(connection, driver)
                raise _as_ours(error) from None
            return result


async def _roll_back(connection: AsyncConnection, driver: Any) -> None:
    try:
        await asyncio.shield(driver.execute("ROLLBACK"))
    except BaseException:
        await connection.invalidate()


def _as_ours(error: BaseException) -> BaseException:
    """COMMIT may fail too, and then the driver's error has not come by SQLAlchemy."""
    if isinstance(error, asyncpg.PostgresError):
        wrapped = DBAPIError("COMMIT", None, error)
        wrapped.orig = error
        return wrapped
    return error


def tries(error: DBAPIError) -> int:
    """How often a transaction that ended so may be tried."""
    state = getattr(error.orig, "sqlstate", None)
    if state in _LOST_A_RACE:
        return MOST_TRIES
    return FEW_TRIES if state in _PERHAPS_A_RACE else 1


def _is_alive(driver: Any, record: Any, proxy: Any) -> None:  # noqa: ARG001
    """After a restart of the server the whole pool is new; asking costs nothing."""
    if driver.driver_connection.is_closed():
        raise InvalidatePoolError("the server has closed the connection")


async def _reached(url: str, connect: Any) -> None:
    """Connect once. A server that is just starting is waited for; whatever else is wrong is said at once."""
    where = urlsplit(url)
    name = f"PostgreSQL at {where.hostname or 'the local socket'}, database {where.path.lstrip('/') or '(none)'}"
    until = asyncio.get_running_loop().time() + _SERVER_TAKES
    while True:
        try:
            connection = await connect()
        except (OSError, TimeoutError, asyncpg.CannotConnectNowError) as error:
            if asyncio.get_running_loop().time() > until:
                raise BadDatabase(f"DATABASE_URL: {name} cannot be reached: {error or 'no answer'}") from None
            log.warning("database_awaited", kind=type(error).__name__)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
            raise BadDatabase(f"DATABASE_URL: {name} cannot be opened: {error}") from None
        else:
            await connection.close()
            return
        await asyncio.sleep(0.5)
