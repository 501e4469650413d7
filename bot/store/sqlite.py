"""SQLite: many readers, one writer, one running process, and one commit for all that is waiting (group commit).

WAL mode with synchronous=FULL: what `write` returned from is on disk. Jobs that arrive while a commit is under way are
committed together in the next one; the first never waits for others. A job that fails takes nobody along: the batch is
rolled back and each job runs again alone.
"""

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import LRUCache

from bot.errors import BadDatabase
from bot.store import prepared
from bot.store.guard import Guard
from bot.store.near import NEAR, NearConnection
from bot.store.seal import Seal
from bot.store.transaction import Job, T

PREFIX = "sqlite:///"
# Bounds how long one commit can take; at 64 jobs a commit is still well under 100 ms.
MOST_JOBS = 64
_BUSY_MS = 20_000
# Statements as SQL, for all databases of the process: making it takes longer than running it.
_COMPILED = LRUCache[Any, Any](1_000)


class Sqlite:
    """One open file."""

    def __init__(self, engine: AsyncEngine, connection: AsyncConnection, file: Path) -> None:
        self._engine = engine
        self._connection = connection
        self._guard = Guard(file)
        self._jobs: asyncio.Queue[tuple[Job[Any], asyncio.Future[Any]]] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write_on(connection), name="writer")

    @classmethod
    async def open(cls, url: str, seal: Seal) -> "Sqlite":
        """Open the file of `url` (sqlite:///path), making its folder.

        Raises BadDatabase when the file cannot be made or opened, or is none of SQLite's.
        """
        file = Path(url.removeprefix(PREFIX))
        _make(file)

        async def connect() -> NearConnection:
            connection = NearConnection(str(file))
            await connection
            return connection

        engine = create_async_engine(
            NEAR,
            async_creator=connect,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
            execution_options={"compiled_cache": _COMPILED},
            poolclass=AsyncAdaptedQueuePool,
            pool_size=4,
            max_overflow=8,
        )
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "connect", lambda _, record: record.info.__setitem__("seal", seal))
        event.listen(engine.sync_engine, "connect", _let_prepared_near)
        try:
            connection = await engine.connect()
            (await connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")).scalar()
            # The writer tries again by itself: waiting here would hold up the loop.
            await connection.exec_driver_sql("PRAGMA busy_timeout=0")
        except (DatabaseError, sqlite3.Error) as error:
            await engine.dispose()
            why = error.orig if isinstance(error, DatabaseError) else error
            raise BadDatabase(f"DATABASE_URL: {file} cannot be opened: {why}") from None
        _make_private(file)
        return cls(engine, connection, file)

    async def join(self) -> None:
        """Be the one process that runs on this file, until it is closed. Raises AlreadyRunning."""
        self._guard.take()

    async def close(self) -> None:
        """Finish what was handed in, then close."""
        await self._jobs.join()
        self._writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._writer
        await self._connection.close()
        await self._engine.dispose()
        self._guard.release()

    async def write(self, job: Job[T], *, long: bool = False, fresh: bool = False) -> T:  # noqa: ARG002
        """Run `job` in a transaction and return what it returned, once that is durable. Nobody writes meanwhile."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put_nowait((_far(job) if long else job, future))
        return await future

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees what is committed."""
        async with self._engine.connect() as connection:
            yield connection

    async def _write_on(self, connection: AsyncConnection) -> None:
        while True:
            batch = [await self._jobs.get()]
            while len(batch) < MOST_JOBS and not self._jobs.empty():
                batch.append(self._jobs.get_nowait())
            try:
                await _commit_together(connection, batch)
            finally:
                for _ in batch:
                    self._jobs.task_done()


async def _commit_together(connection: AsyncConnection, batch: list[tuple[Job[Any], asyncio.Future[Any]]]) -> None:
    try:
        results = await _commit(connection, [job for job, _ in batch])
    except Exception as error:
        if len(batch) == 1:
            _settle(batch[0][1], error=error)
            return
        for one in batch:
            await _commit_together(connection, [one])
        return
    for (_, future), result in zip(batch, results, strict=True):
        _settle(future, result)


async def _commit(connection: AsyncConnection, jobs: list[Job[Any]]) -> list[Any]:
    near: NearConnection = connection.sync_connection.info[prepared.NEAR]  # type: ignore[union-attr]
    with prepared.failures_told("BEGIN IMMEDIATE"):
        await near.begin(_BUSY_MS / 1000)
    try:
        results = []
        for job in jobs:
            results.append(await job(connection))
            # Statements run in the loop's own thread: whoever waits for the loop has a turn between two jobs.
            await asyncio.sleep(0)
        with prepared.failures_told("COMMIT"):
            await near.far(near.ran, "COMMIT", ())
    except BaseException:
        # A COMMIT that fails on a full disk may already have rolled back.
        with contextlib.suppress(Exception):
            await connection.exec_driver_sql("ROLLBACK")
        raise
    return results


def _far(job: Job[T]) -> Job[T]:
    async def run(connection: AsyncConnection) -> T:
        near = (await connection.get_raw_connection()).driver_connection
        if not isinstance(near, NearConnection):
            return await job(connection)
        near.is_far = True
        try:
            return await job(connection)
        finally:
            near.is_far = False

    return run


def _settle(future: asyncio.Future[Any], result: Any = None, *, error: Exception | None = None) -> None:
    if future.done():
        return
    if error:
        future.set_exception(error)
    else:
        future.set_result(result)


def _make(file: Path) -> None:
    """A new file is for its owner alone. SQLite gives those that it puts beside it the same mode."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise BadDatabase(f"DATABASE_URL: {file} cannot be made or opened: {error.strerror}") from None


def _make_private(file: Path) -> None:
    """The same for an old one; only once it is known to be a database, for a wrong path may be anybody's file."""
    for each in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        # One that belongs to somebody else is theirs to guard, and the files beside it come and go.
        with contextlib.suppress(OSError):
            each.chmod(0o600)


def _let_prepared_near(connection: Any, record: Any) -> None:
    record.info[prepared.NEAR] = connection.driver_connection


def _prepare(connection: Any, record: Any) -> None:  # noqa: ARG001
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MS}",
        "secure_delete=ON",
        "cache_size=-8000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
