"""Somebody who texts with the bot, through real webhooks and the real SDKs, on SMS or on Telegram.

    await citizen.says("hvor kan jeg sove i nat i slagelse")
    assert "Toften" in citizen.heard[0]

`heard` is what the last message was answered with. On SMS every answer must be GSM-7 and within two parts.
"""

from dataclasses import dataclass, field
from typing import Protocol

from bot.channels.sms_text import Encoding, segments
from tests.running import Running

MOST_PARTS = 2


class Citizen(Protocol):
    """One person on one channel."""

    running: Running
    heard: list[str]

    async def says(self, text: str) -> str:
        """Write; returns all that was answered, one line after the other."""
        ...

    async def chooses(self, label: str) -> str:
        """Take the choice whose label begins with `label`."""
        ...

    async def shares(self, lat: float, lon: float) -> str:
        """Share a position, where the channel can."""
        ...

    async def sends_photo(self) -> str:
        """Send a photo without words."""
        ...

    async def listens(self) -> str:
        """What came of the bot's own accord since the last message."""
        ...


@dataclass(slots=True)
class SmsCitizen:
    """A phone number at Twilio."""

    running: Running
    number: str = "+4520000001"
    heard: list[str] = field(default_factory=list)
    _all: int = 0

    async def says(self, text: str) -> str:
        """Write an SMS."""
        assert await self.running.twilio.text(from_=self.number, body=text) == 200
        return await self._listen()

    async def chooses(self, label: str) -> str:
        """Answer with the number that stands before the label."""
        lines = [line for text in self.heard for line in text.splitlines()]
        number = next(
            line.split()[0] for line in lines if line[:1].isdigit() and line.split(maxsplit=1)[1].startswith(label)
        )
        return await self.says(number)

    async def shares(self, lat: float, lon: float) -> str:
        """A phone cannot."""
        raise NotImplementedError

    async def sends_photo(self) -> str:
        """Send an MMS without words."""
        assert await self.running.twilio.text(from_=self.number, body="", media=1) == 200
        return await self._listen()

    async def listens(self) -> str:
        """Look at the phone."""
        return await self._listen()

    async def _listen(self) -> str:
        await self.running.app.idle()
        bodies = [sms.body for sms in self.running.twilio.messages if sms.to == self.number]
        self.heard, self._all = bodies[self._all :], len(bodies)
        for body in self.heard:
            counted = segments(body)
            assert counted.encoding is Encoding.GSM7, body
            assert counted.count <= MOST_PARTS, body
        return "\n".join(self.heard)


@dataclass(slots=True)
class TelegramCitizen:
    """A chat at Telegram."""

    running: Running
    chat: int = 700001
    heard: list[str] = field(default_factory=list)
    _all: int = 0

    async def says(self, text: str) -> str:
        """Write in the chat."""
        assert await self.running.telegram.text(self.chat, text) == 200
        return await self._listen()

    async def chooses(self, label: str) -> str:
        """Tap the newest button whose label begins so, or the key that stands in for the keyboard."""
        for bubble in reversed(self.running.telegram.bubbles):
            if bubble.chat != self.chat:
                continue
            if found := next((one for one in bubble.buttons if one.startswith(label)), None):
                assert await self.running.telegram.tap(self.chat, found) == 200
                return await self._listen()
            if found := next((one for one in bubble.keys if one.startswith(label)), None):
                return await self.says(found)
        raise AssertionError(f"no button {label}")

    async def shares(self, lat: float, lon: float) -> str:
        """Share a position."""
        status = await self.running.telegram.text(self.chat, "", location={"latitude": lat, "longitude": lon})
        assert status == 200
        return await self._listen()

    async def sends_photo(self) -> str:
        """Send a photo without a caption."""
        photo = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
        assert await self.running.telegram.text(self.chat, "", photo=photo) == 200
        return await self._listen()

    async def listens(self) -> str:
        """Look at the phone."""
        return await self._listen()

    async def _listen(self) -> str:
        await self.running.app.idle()
        texts = [bubble.text for bubble in self.running.telegram.bubbles if bubble.chat == self.chat]
        self.heard, self._all = texts[self._all :], len(texts)
        return "\n".join(self.heard)
