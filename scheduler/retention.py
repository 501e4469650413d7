"""Every hour: what has been kept long enough goes."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.store import retention, tallies
from bot.store.database import Database
from scheduler.clock import Counts


def job(database: Database) -> Callable[[datetime], Awaitable[Counts]]:
    """The function for the clock."""

    async def run(now: datetime) -> Counts:
        await database.write(tallies.gather)
        return await database.write(lambda db: retention.apply(db, now), long=True)

    return run
