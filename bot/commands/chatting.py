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
from bot.model import Address, ChannelName, Inbound, RoleName
from bot.wiring import hints_of

TRAINING_TOWN = "Kolding"


async def chat(settings: Settings, number: str, role: str) -> None:
    """Ask for lines until there are no more; each is answered before the next. A role is taken up by a real code."""

    logs.set_up("ERROR")
    channel = TerminalChannel(hints_of(Catalogues.load()), out)
    whole = await App.build(settings, only={ChannelName.TERMINAL: channel})
    await whole.start()
    session, count = uuid.uuid4().hex[:8], 0
    try:
        line = await _code(whole, role) if role in list(RoleName) else await asyncio.to_thread(_asked)
        while line:
            count += 1
            address = Address(ChannelName.TERMINAL, number)
            await whole.dispatch.take_in(Inbound(address, f"{session}-{count}", text=line))
            await whole.idle()
            line = await asyncio.to_thread(_asked)
    finally:
        await whole.stop()


async def _code(whole: App, role: str) -> str:
    """What a new volunteer or colleague writes first, in a town where there is something for both."""
    code = await whole.code_for(RoleName(role), TRAINING_TOWN)
    out.print(f"> KODE {code}", highlight=False)
    return f"KODE {code}" if code else ""


def _asked() -> str:
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            if line := input("> ").strip():
                return line
    return ""
