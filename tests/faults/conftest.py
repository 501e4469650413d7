"""The whole application in process, as in tests/line, and who writes to it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.model import ChannelName
from tests.databases import rows
from tests.line.looking import states
from tests.running import Running, known_to_telegram

# The answer to a first message, and the greeting that follows it.
BOTH = 2


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person on one channel."""

    house: Running
    channel: ChannelName
    number: int = 1

    async def asks(self, text: str = "mad i Slagelse") -> None:
        """They write; the provider has its 200."""
        if self.channel is ChannelName.SMS:
            assert await self.house.twilio.text(from_=f"+45200000{self.number:02}", body=text) == 200
        else:
            assert await self.house.telegram.text(700000 + self.number, text) == 200

    @property
    def heard(self) -> list[str]:
        """What they have at their provider, in order."""
        if self.channel is ChannelName.SMS:
            return [sms.body for sms in self.house.twilio.messages if sms.to == f"+45200000{self.number:02}"]
        return [bubble.text for bubble in self.house.telegram.bubbles if bubble.chat == 700000 + self.number]


def nothing_is_lost(house: Running, inbounds: int) -> bool:
    """Everything that came in is answered, and nothing that goes out is still on its way."""
    return states(house.folder, "inbox") == {"done": inbounds} and not on_its_way(house.folder)


def on_its_way(folder: Path) -> list[tuple[int]]:
    """What has not ended yet."""
    return rows(folder, "select id from outbox where state in ('waiting', 'sending', 'unknown')")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Running]:
    """The running application, known to Telegram."""
    async with known_to_telegram(tmp_path) as started:
        yield started
