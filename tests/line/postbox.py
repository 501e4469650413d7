"""The smallest channel: it keeps what it is handed, does with it what a test has ordered, and asks nobody outside."""

import asyncio
import os
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.model import Address, ChannelName, Outgoing, Receipt

# Seconds. Where thousands of changes are tried it is less: half of them make a test wait in vain.
PATIENCE = float(os.environ.get("PATIENCE", "4"))


@dataclass(slots=True)
class Postbox:
    """`faults`: what the next sends raise, None where one goes well. Until `open_to` is set, sends take their time.

    `undeletable`: the receipts of texts that it fails to delete.
    """

    name: ChannelName = ChannelName.SMS
    can_look_up: bool = True
    faults: deque[Exception | None] = field(default_factory=deque)
    open_to: asyncio.Event = field(default_factory=asyncio.Event)
    begun: list[Outgoing] = field(default_factory=list)
    sent: list[Outgoing] = field(default_factory=list)
    looked_up: list[Outgoing] = field(default_factory=list)
    redacted: list[str] = field(default_factory=list)
    undeletable: tuple[str, ...] = ()
    since: datetime | None = None
    has_it: bool = False
    parts: int = 1

    def __post_init__(self) -> None:
        self.open_to.set()

    @property
    def texts(self) -> list[str]:
        """What was sent."""
        return [one.message.text for one in self.sent]

    async def open(self) -> None:
        """Nothing to begin."""

    async def close(self) -> None:
        """Nothing to end."""

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Keep it."""
        self.begun.append(outgoing)
        await self.open_to.wait()
        fault = self.faults.popleft() if self.faults else None
        if fault:
            raise fault
        self.sent.append(outgoing)
        return Receipt(f"P{outgoing.id}", self.parts)

    async def look_up(self, outgoing: Outgoing, since: datetime) -> Receipt | None:
        """Whether it was taken, as the test says."""
        self.looked_up.append(outgoing)
        self.since = since
        return Receipt(f"P{outgoing.id}") if self.has_it else None

    async def redact(self, address: Address, provider_id: str) -> None:  # noqa: ARG002
        """Delete it, or fail at it."""
        if provider_id in self.undeletable:
            raise OverflowError(provider_id)
        self.redacted.append(provider_id)


async def soon(is_so: Callable[[], bool], *, within: float = 1.0) -> None:
    """Ask again and again until it is so; `within` so many times what a test may have to wait."""
    async with asyncio.timeout(within * PATIENCE):
        while not is_so():  # noqa: ASYNC110 - a test waits for what it can see from outside
            await asyncio.sleep(0.005)
