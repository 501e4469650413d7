"""While a channel is down: what people are told, and what they are not."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model import Address, ChannelName, Inbound
from tests.line.looking import rows
from tests.running import Running, running

WAYS = "SMS 20 00 00 00 eller Telegram @aabendoer"


@pytest.fixture
async def named(tmp_path: Path) -> AsyncIterator[Running]:
    """An installation that has said where else people can write."""
    async with running(tmp_path, other_ways=WAYS) as house:
        yield house


async def test_menu_names_other_ways(named: Running) -> None:
    """Before anything is wrong the menu's next page says where else to write."""
    await named.twilio.text(from_="+4520000001", body="menu")
    await named.app.idle()
    for _ in range(2):
        await named.twilio.text(from_="+4520000001", body="mere")
        await named.app.idle()

    assert any(WAYS in body for body in named.twilio.bodies)


async def test_phone_tells_of_an_outage(named: Running) -> None:
    """A minute after SMS began to fail the browser phone says so, names the other ways, and stops when it works."""
    await named.twilio.served.stop()
    await named.twilio.text(from_="+4520000001", body="mad i Slagelse")
    await named.app.idle()
    at_once = named.app.trouble()
    named.clock.later(minutes=2)
    after_a_while = named.app.trouble()
    await named.twilio.served.start()
    await named.app.idle()
    named.clock.later(minutes=6)
    await named.app.idle()

    assert at_once == ""
    assert after_a_while == f"SMS virker ikke lige nu. Du kan skrive her. Eller prøv: {WAYS}"
    assert named.app.trouble() == ""


async def test_answer_stays_on_its_channel(named: Running) -> None:
    """An answer that cannot leave by SMS waits there; nobody else's Telegram or browser hears it, nor the person's."""
    await named.twilio.served.stop()
    await named.twilio.text(from_="+4520000001", body="mad i Slagelse")
    await named.app.put(Inbound(Address(ChannelName.BROWSER, "x" * 20), "B1", text="hej"))
    await named.app.idle()
    named.clock.later(hours=1)
    await named.app.idle()

    waiting = rows(named.folder, "select channel, count(*) from outbox where state = 'waiting' group by channel")
    assert [channel for channel, _ in waiting] == ["sms"]
    assert named.telegram.bubbles == []
