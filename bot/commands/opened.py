"""The database for a command, brought to the tables of today."""

import contextlib
from collections.abc import AsyncIterator

from bot.config import Settings
from bot.store import starter
from bot.store.database import Database
from bot.store.ready import ready
from bot.store.seal import Seal


@contextlib.asynccontextmanager
async def begun(settings: Settings) -> AsyncIterator[Database]:
    """The same with the directory that a new installation begins with, for what may come before the first `run`."""
    async with opened(settings) as database:
        await starter.load(database, demo=settings.demo)
        yield database


@contextlib.asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """Open it beside a running process, and close it again."""
    database = await Database.open(settings.database_url, Seal(settings.key()))
    try:
        await ready(database, settings.key_name)
        yield database
    finally:
        await database.close()
