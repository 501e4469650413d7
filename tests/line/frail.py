"""A database that fails as a test says: before a write is stored, or after it, so that nobody hears that it was."""

import asyncio
from collections import Counter
from typing import Any

from bot.store.database import Database, Job, T


class Frail(Database):
    """A write is known by the method that asks for it ("Deliver._mark"): once for each time it is named, it fails."""

    def __init__(self, plain: Database) -> None:
        super().__init__(plain._store, plain._presence)
        self.asked = Counter[str]()
        self.before: list[str] = []
        self.after: list[str] = []
        self.reads_fail = 0
        self.slow: dict[str, list[float]] = {}
        self.begun = asyncio.Event()

    async def write(self, job: Job[T], *, long: bool = False, fresh: bool = False) -> T:
        """Run the job, or fail around it."""
        method = job.__qualname__.split(".<locals>")[0]
        self.asked[method] += 1
        if method in self.before:
            self.before.remove(method)
            raise OSError("disk full")
        if self.slow.get(method):
            self.begun.set()
            await asyncio.sleep(self.slow[method].pop(0))
        done = await super().write(job, long=long, fresh=fresh)
        if method in self.after:
            self.after.remove(method)
            raise OSError("connection lost")
        return done

    def read(self) -> Any:
        """The same for looks, so many times."""
        if self.reads_fail:
            self.reads_fail -= 1
            raise OSError("disk gone")
        return super().read()
