"""A process that writes one row after another, and says each number once its write has returned.

Run as `python -m tests.store.writer URL`, until it is killed.
"""

import asyncio
import itertools
import sys

from bot.store import inbox
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.seal import Seal
from tests.running import SECRET
from tests.store.rows import NOW, heard


async def write_on(url: str) -> None:
    """Eight at a time, so that commits are shared."""
    database = await Database.open(url, Seal(SECRET))
    await migrate(database)
    numbers = itertools.count()

    async def write() -> None:
        for number in numbers:
            inbound = heard(f"SM{number}")
            await database.write(lambda db, one=inbound: inbox.put(db, one, NOW))  # type: ignore[misc]
            sys.stdout.write(f"SM{number}\n")
            sys.stdout.flush()

    await asyncio.gather(*(write() for _ in range(8)))


if __name__ == "__main__":
    asyncio.run(write_on(sys.argv[1]))
