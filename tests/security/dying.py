"""A change of the key as a process of its own, which dies at a write of our choice."""

import asyncio
import os
import signal

from bot.store import rotation
from bot.store.database import Database, Job, T
from bot.store.rotation import Keys
from bot.store.seal import Seal

# A write that never comes: the change reaches its end.
NEVER = 10**9


class MortalDatabase(Database):
    """A database whose process dies at its `last` write, just before the commit or just after it."""

    last = NEVER
    commits_first = False
    writes = 0

    async def write(self, job: Job[T], *, long: bool = False, fresh: bool = False) -> T:
        """Run the job, or die around it."""
        self.writes += 1
        if self.writes < self.last:
            return await super().write(job, long=long, fresh=fresh)
        if not self.commits_first:
            await super().write(lambda db: _then_die(job, db))
        await super().write(job)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("unreachable")


async def _then_die(job: Job[T], db: object) -> T:
    await job(db)  # type: ignore[arg-type]
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


def rotate(url: str, old: str, new: str, last: int, commits_first: bool) -> None:
    """Change the key of the database at `url`, as far as it gets."""
    asyncio.run(_rotate(url, Keys(Seal(old), Seal(new)), last, commits_first))


async def _rotate(url: str, keys: Keys, last: int, commits_first: bool) -> None:
    rotation.AT_ONCE = 40
    database = await MortalDatabase.open(url, keys.old)
    database.last, database.commits_first = last, commits_first
    try:
        await rotation.rotate(database, keys, lambda *_: None)
    finally:
        await database.close()
