"""The terminal as a channel: what the bot says, exactly as it would read on SMS, with the number of parts beside it.

Reading what the person types belongs to the command that owns the prompt.
"""

from collections.abc import Callable
from datetime import datetime

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.channels.sms_text import Hints, render, segments
from bot.model import Address, ChannelName, Outgoing, Receipt

WIDTH = 60


class TerminalChannel:
    """Prints each outgoing. `hints` gives the words that rendering adds, for a message's language."""

    name = ChannelName.TERMINAL
    can_look_up = False

    def __init__(self, hints: Callable[[str], Hints], console: Console | None = None) -> None:
        self._hints = hints
        self._console = console or Console(highlight=False)

    async def open(self) -> None:
        """Nothing to start."""

    async def close(self) -> None:
        """Nothing to end."""

    async def send(self, outgoing: Outgoing) -> Receipt:
        body = render(outgoing.message, self._hints(outgoing.message.language))
        size = segments(body)
        parts = Text(f"{size.count} SMS, {size.units} {size.encoding.value}", style="dim")
        bubble = Panel(Text(body), subtitle=parts, subtitle_align="right", width=WIDTH, border_style="green")
        self._console.print(bubble)
        return Receipt()

    async def look_up(self, outgoing: Outgoing, since: datetime) -> Receipt | None:
        raise NotImplementedError

    async def redact(self, address: Address, provider_id: str) -> None:
        """Nothing: what was printed belongs to the person at the terminal."""
