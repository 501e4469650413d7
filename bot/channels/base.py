"""What a channel is. Everything that differs between channels stays behind this."""

from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.model import Address, ChannelName, Outgoing, Receipt


class Channel(Protocol):
    """One way to reach people. It renders and sends; it stores nothing and decides nothing."""

    name: ChannelName
    can_look_up: bool
    """Whether the provider can be asked if it took a message (Twilio can, Telegram cannot)."""

    async def open(self) -> None:
        """Start what the channel needs (HTTP client, webhook registration, polling)."""

    async def close(self) -> None:
        """End it; messages under way are finished first."""

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Render `outgoing` and hand it to the provider in one call.

        Raises TryLater, Refused, OptedOut, or Unsettled when the provider may have taken it (a time-out or a reset
        after the request went out).
        """
        ...

    async def look_up(self, outgoing: Outgoing, since: datetime) -> Receipt | None:
        """The receipt of a message that may have been taken since `since`; None when the provider never took it.

        Raises TryLater when the provider cannot be asked now. Channels that cannot look up raise NotImplementedError.
        """
        ...

    async def redact(self, address: Address, provider_id: str) -> None:
        """Delete the text of one message from or to `address` at the provider, where its API can. Raises TryLater.

        `provider_id` is stored in plain, so it never holds the address.
        """


@runtime_checkable
class Polling(Protocol):
    """A channel that may ask its provider for what is new, instead of being told."""

    def silent_for(self) -> float:
        """Seconds since its provider last answered; 0 while the provider tells us by itself."""
        ...
