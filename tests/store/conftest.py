"""A real database in a temporary file, with its tables and nothing else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.seal import Seal
from tests.running import SECRET


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database."""
    opened = await Database.open(f"sqlite:///{tmp_path}/aabendoer.db", Seal(SECRET))
    await migrate(opened)
    yield opened
    await opened.close()
