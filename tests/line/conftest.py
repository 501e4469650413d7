"""The whole application in process, both channels on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.telegram import TelegramChannel
from bot.model import ChannelName
from tests.databases import furnish
from tests.running import Running, running


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Running]:
    """The running application, known to Telegram."""
    await furnish(tmp_path)
    async with running(tmp_path) as started:
        telegram = started.app.channels[ChannelName.TELEGRAM]
        assert isinstance(telegram, TelegramChannel)
        await telegram.registered.wait()
        yield started
