"""The metronome: what it keeps of each run, and that a week without a beat skips nothing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import jobs
from bot.store.database import Database
from bot.store.jobs import Ran
from scheduler.clock import Clock, Counts, Job
from tests.databases import Kind, opened
from tests.running import TUESDAY_AFTERNOON, FakeClock

SECOND = timedelta(seconds=1)


class Work:
    """A job over rows: what is due is done once, however late."""

    def __init__(self, *due: datetime) -> None:
        self.due = list(due)
        self.beats = 0

    async def __call__(self, now: datetime) -> Counts:
        """Do what is due."""
        self.beats += 1
        found = [one for one in self.due if one <= now]
        self.due = [one for one in self.due if one > now]
        return {"done": len(found)}


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database."""
    async with opened(tmp_path) as database:
        yield database


def clock_of(database: Database, now: FakeClock, *work: Job) -> Clock:
    """A clock that keeps its runs in the database."""
    return Clock(work, now, lambda ran: database.write(lambda db: jobs.put(db, ran)))


async def kept(database: Database) -> list[Ran]:
    """What is stored of all runs."""
    async with database.read() as db:
        return list(await jobs.all_of(db))


async def test_week_without_beat_catches_up(database: Database) -> None:
    """What came due in a week without a beat is done at the first one, once."""
    now = FakeClock()
    work = Work(*(TUESDAY_AFTERNOON + timedelta(days=day) for day in range(1, 7)))
    clock = clock_of(database, now, Job("work", SECOND, work))
    await clock.run("work")

    now.later(days=7)
    first, second = await clock.run("work"), await clock.run("work")

    assert first == {"done": 6}
    assert second == {"done": 0}


@pytest.mark.long(Kind.POSTGRESQL)
async def test_late_beat_is_not_skipped(database: Database) -> None:
    """A loop that was blocked for longer than the metronome's patience, one second, still runs each job."""
    work = Work()
    clock = clock_of(database, FakeClock(), Job("work", timedelta(seconds=0.2), work))

    clock.start()
    await asyncio.sleep(0.05)
    loop_blocked_until = asyncio.get_running_loop().time() + 1.3
    while asyncio.get_running_loop().time() < loop_blocked_until:
        pass
    before = work.beats
    await asyncio.sleep(0.3)
    clock.stop()

    assert work.beats > before


async def test_run_is_kept_with_its_work(database: Database) -> None:
    """The last run is kept; one that found nothing leaves what the last one did."""
    now = FakeClock()
    clock = clock_of(database, now, Job("work", SECOND, Work(TUESDAY_AFTERNOON)))

    await clock.run("work")
    now.later(minutes=2)
    await clock.run("work")

    [ran] = await kept(database)
    assert (ran.name, ran.ran_at) == ("work", TUESDAY_AFTERNOON + timedelta(minutes=2))
    assert (ran.worked_at, ran.counts) == (TUESDAY_AFTERNOON, {"done": 1})


async def test_idle_runs_are_kept_rarely(database: Database) -> None:
    """A beat a second that finds nothing writes once a minute."""
    now = FakeClock()
    clock = clock_of(database, now, Job("work", SECOND, Work()))

    for _ in range(59):
        await clock.run("work")
        now.later(seconds=1)

    [ran] = await kept(database)
    assert ran.ran_at == TUESDAY_AFTERNOON
    assert clock.last["work"] == TUESDAY_AFTERNOON + timedelta(seconds=58)


async def test_failure_is_kept_and_late(database: Database) -> None:
    """A job that breaks says so in what is kept, and readiness sees that it has not run."""
    now = FakeClock()

    async def breaks(_: datetime) -> Counts:
        raise ValueError("no")

    clock = clock_of(database, now, Job("work", SECOND, breaks))
    clock.last["work"] = now()

    with pytest.raises(ValueError, match="no"):
        await clock.run("work")
    now.later(seconds=10)

    [ran] = await kept(database)
    assert ran.counts == {"failed": 1}
    assert clock.is_late(now())


async def test_moments_are_aware(database: Database) -> None:
    """What is kept comes back as aware UTC."""
    clock = clock_of(database, FakeClock(), Job("work", SECOND, Work(TUESDAY_AFTERNOON)))
    await clock.run("work")

    [ran] = await kept(database)

    assert ran.ran_at.tzinfo is UTC
