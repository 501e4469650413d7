"""The terminal shows what an SMS would show, and what it would take."""

import io

from rich.console import Console

from bot.channels.sms_text import Hints
from bot.channels.terminal import TerminalChannel
from bot.model import Address, ChannelName
from tests.browser.answerer import SLEEP, outgoing

SOMEBODY = Address(ChannelName.TERMINAL, "+4520000001")


async def test_message_reads_as_sms() -> None:
    """Choices are numbered, the way to more is named, and the parts are counted; nothing is taken as markup."""
    paper = io.StringIO()
    channel = TerminalChannel(lambda _: Hints(more="Svar MERE for mere."), Console(file=paper, width=80))

    await channel.send(outgoing(SOMEBODY, SLEEP, number=1))

    printed = paper.getvalue()
    assert "Toftevej 1" in printed
    assert "3 En anden by" in printed
    assert "Svar MERE" in printed
    assert "2 SMS" in printed
    assert "gsm7" in printed
