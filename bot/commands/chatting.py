"""`chat`: text with the bot in the terminal, as one person."""

import asyncio
import contextlib
import uuid

from bot import logs
from bot.app import App
from bot.channels.terminal import TerminalChannel
from bot.commands.console import out
from bot.config import Settings
from bot.i18n import Catalogues
from bot.model import Address, ChannelName, Inbound
from bot.wiring import hints_of


async def chat(settings: Settings, number: str) -> None:
    """Ask for lines until there are no more; each is answered before the next."""

    logs.set_up("ERROR")
    channel = TerminalChannel(hints_of(Catalogues.load()), out)
    whole = await App.build(settings, only={ChannelName.TERMINAL: channel})
    await whole.start()
    session, count = uuid.uuid4().hex[:8], 0
    try:
        while line := await asyncio.to_thread(_asked):
            count += 1
            address = Address(ChannelName.TERMINAL, number)
            await whole.dispatch.take_in(Inbound(address, f"{session}-{count}", text=line))
            await whole.idle()
    finally:
        await whole.stop()


def _asked() -> str:
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            if line := input("> ").strip():
                return line
    return ""
