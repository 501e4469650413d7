"""A database with one schedule, and the voice of timed work."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import places, schedules
from bot.store.atlas import Atlas
from bot.store.database import Database
from scheduler.voice import Voice
from tests.databases import opened
from tests.journeys.bookable import NURSE
from tests.starter import catalogues, directory, towns


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """The starter's places and one schedule."""
    async with opened(tmp_path) as database:
        await database.write(lambda db: places.put(db, directory().places))
        await database.write(lambda db: schedules.put(db, [NURSE]))
        yield database


@pytest.fixture
async def voice(database: Database) -> Voice:
    """Speaks of the directory as it is."""
    atlas = Atlas(database)
    await atlas.refresh()
    return Voice(catalogues(), atlas, towns(), lambda: None)
