"""The whole application in process, both channels on; and the outbound line alone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.line.alone import Line, line_in
from tests.running import Running, known_to_telegram


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Running]:
    """The running application, known to Telegram."""
    async with known_to_telegram(tmp_path) as started:
        yield started


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[Line]:
    """A line that does not run yet."""
    async with line_in(tmp_path) as made:
        yield made
