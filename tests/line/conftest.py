"""The whole application in process, both channels on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.running import Running, known_to_telegram


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Running]:
    """The running application, known to Telegram."""
    async with known_to_telegram(tmp_path) as started:
        yield started
