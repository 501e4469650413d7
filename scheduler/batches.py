"""How a job works: a look at what is due, then one transaction, or one after the other until nothing more is."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from scheduler.clock import Counts, Work
from scheduler.voice import Voice

Due = Callable[[AsyncConnection, Voice, datetime], Awaitable[object]]
"""What is due, or whether anything is: looked at first, so that idle costs no write."""
Sweep = Callable[[AsyncConnection, Voice, datetime], Awaitable[Counter[str]]]
Batch = Callable[[Database, Voice, datetime], Awaitable[Counter[str]]]


def in_batches(database: Database, voice: Voice, due: Due, batch: Batch) -> Work:
    """The function for the clock. What a batch stored leaves while the next one is made."""

    async def is_due(now: datetime) -> bool:
        async with database.read() as db:
            return bool(await due(db, voice, now))

    async def run(now: datetime) -> Counts:
        counts = Counter[str]()
        while await is_due(now):
            counts += await batch(database, voice, now)
            voice.spoke()
        return counts

    return run


def in_one_sweep(database: Database, voice: Voice, due: Due, sweep: Sweep) -> Work:
    """All that is due, in one transaction a beat."""

    async def run(now: datetime) -> Counts:
        async with database.read() as db:
            if not await due(db, voice, now):
                return {}
        counts = await database.write(lambda db: sweep(db, voice, now))
        voice.spoke()
        return counts

    return run


def in_sweeps(database: Database, voice: Voice, due: Due, sweep: Sweep) -> Work:
    """The same, where a batch is one transaction and no more."""

    async def batch(database: Database, voice: Voice, now: datetime) -> Counter[str]:
        return await database.write(lambda db: sweep(db, voice, now))

    return in_batches(database, voice, due, batch)
