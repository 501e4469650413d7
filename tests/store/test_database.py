"""The database: one commit for all that waits, nobody taken along by another's failure, and durable means durable."""

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import inbox
from bot.store.database import Database
from bot.store.schema import inbox as table
from tests.databases import Kind, rows, url_of
from tests.store.rows import NOW, heard

HELD = 200


async def counted(database: Database) -> int:
    """How many inbounds there are."""
    async with database.read() as db:
        return int((await db.execute(select(func.count()).select_from(table))).scalar_one())


async def test_write_returns_what_the_job_returns(database: Database) -> None:
    """The job's result comes back, and another connection sees the change."""
    new = await database.write(lambda db: inbox.put(db, heard("SM1"), NOW))

    assert new
    assert await counted(database) == 1


async def test_failing_job_takes_nobody_along(database: Database) -> None:
    """Of many jobs in one commit the failing ones fail alone, and leave nothing behind."""

    async def broken(db: AsyncConnection) -> None:
        await inbox.put(db, heard("never"), NOW)
        raise ValueError("broken")

    jobs = [database.write(lambda db, n=n: inbox.put(db, heard(f"SM{n}"), NOW)) for n in range(HELD)]  # type: ignore[misc]
    failing = [database.write(broken) for _ in range(5)]
    results = await asyncio.gather(*jobs[:100], *failing, *jobs[100:], return_exceptions=True)

    assert sum(isinstance(result, int) for result in results) == HELD
    assert sum(isinstance(result, ValueError) for result in results) == 5
    assert await counted(database) == HELD


async def test_failing_statement_takes_nobody_along(database: Database) -> None:
    """A statement that the database refuses fails its own job only."""

    async def refused(db: AsyncConnection) -> None:
        await db.execute(text("insert into inbox (id) values (1)"))

    good = database.write(lambda db: inbox.put(db, heard("SM1"), NOW))
    bad = database.write(refused)
    also_good = database.write(lambda db: inbox.put(db, heard("SM2"), NOW))
    results = await asyncio.gather(good, bad, also_good, return_exceptions=True)

    assert results[0] and results[2]
    assert isinstance(results[1], IntegrityError)


async def test_cancelled_waiter_changes_nothing(database: Database) -> None:
    """Somebody who no longer waits for a write holds nobody else up."""
    waiter = asyncio.create_task(database.write(lambda db: inbox.put(db, heard("SM1"), NOW)))
    await asyncio.sleep(0)
    waiter.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await waiter

    assert await database.write(lambda db: inbox.put(db, heard("SM2"), NOW))


async def test_reader_sees_only_what_is_committed(database: Database) -> None:
    """While a job runs, others read what was there before it."""
    seen = []

    async def job(db: AsyncConnection) -> None:
        await inbox.put(db, heard("SM1"), NOW)
        seen.append(await counted(database))

    await database.write(job)

    assert seen == [0]
    assert await counted(database) == 1


@pytest.mark.sqlite
async def test_look_has_no_thread(database: Database) -> None:
    """A look that is given up leaves no thread behind that could answer to a loop that has ended."""
    before = threading.active_count()

    async with database.read() as one, database.read() as other:
        await one.execute(select(table))
        await other.execute(select(table))
        during = threading.active_count()

    assert during <= before


async def test_long_job_leaves_the_loop_free(database: Database) -> None:
    """A long job's statements run beside the event loop, which goes on meanwhile."""
    slow = text(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) select max(i) from n"
    )
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0.005)
            beats += 1

    beating = asyncio.create_task(beat())
    await database.write(lambda db: db.execute(slow), long=True)
    beating.cancel()

    assert beats > 5


@pytest.mark.sqlite
async def test_another_process_may_write(database: Database, tmp_path: Path) -> None:
    """While another process holds the lock we wait for it, and the loop goes on."""
    with contextlib.closing(sqlite3.connect(tmp_path / "aabendoer.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(database.write(lambda db: inbox.put(db, heard("SM1"), NOW)))
        await asyncio.sleep(0.2)
        waited = not writing.done()
        other.execute("COMMIT")

        assert waited
        assert await writing


async def test_closed_database_refuses(database: Database) -> None:
    """What was handed in before the end is written; a full disk or a closed file is an error, never silence."""
    with pytest.raises((OperationalError, ProgrammingError)):
        await database.write(lambda db: db.execute(text("insert into nowhere values (1)")))

    await database.write(lambda db: inbox.put(db, heard("SM1"), NOW))
    assert await counted(database) == 1


@pytest.mark.long(Kind.POSTGRESQL)
async def test_returned_write_survives_a_kill(database_kind: Kind, tmp_path: Path) -> None:
    """A process is killed while it writes: every write that had returned is there afterwards."""
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.store.writer", url_of(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert writer.stdout is not None
    said = [(await writer.stdout.readline()).decode().strip() for _ in range(HELD)]
    os.kill(writer.pid, signal.SIGKILL)
    said += (await writer.stdout.read()).decode().split()
    await writer.wait()

    kept = {provider_id for (provider_id,) in rows(tmp_path, "select provider_id from inbox")}
    # The last line may be cut off where the kill fell.
    assert set(said[:-1]) <= kept
    if database_kind is Kind.SQLITE:
        assert rows(tmp_path, "pragma integrity_check") == [("ok",)]
