"""The mailbox: what a page is given, once each, over reloads, restarts, clearing and time."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.channels import browser
from bot.channels.browser import BrowserChannel
from bot.model import Address, ChannelName, Inbound, Message, Position
from tests.browser.answerer import SLEEP, outgoing

ANNA = Address(ChannelName.BROWSER, "a" * 32)
BO = Address(ChannelName.BROWSER, "b" * 32)
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


async def texts(channel: BrowserChannel, address: Address, after: str = "") -> list[str]:
    return [message["text"] for message in (await channel.news(address, after, wait=0)).messages]


async def say(channel: BrowserChannel, address: Address, text: str, number: int) -> None:
    await channel.send(outgoing(address, Message(text, "da"), number=number, at=NOON))


async def test_message_waits_unread() -> None:
    """A message to somebody who is not there is given when they come, and only to them."""
    channel = BrowserChannel()

    receipt = await channel.send(outgoing(ANNA, Message("hej", "da"), number=7))

    assert receipt.provider_id == "7"
    assert await texts(channel, ANNA) == ["hej"]
    assert await texts(channel, BO) == []


async def test_cursor_gives_only_news() -> None:
    """With its cursor a page gets what came since, also an older message that was sent late."""
    channel = BrowserChannel()
    await say(channel, ANNA, "6", 6)
    cursor = (await channel.news(ANNA, "", wait=0)).cursor

    await say(channel, ANNA, "5", 5)

    assert await texts(channel, ANNA, cursor) == ["5"]
    assert await texts(channel, ANNA) == ["6", "5"]


async def test_repeated_send_is_one() -> None:
    """A message that the outbox repeats stands in the mailbox once."""
    channel = BrowserChannel()

    await say(channel, ANNA, "hej", 7)
    await say(channel, ANNA, "hej", 7)

    assert await texts(channel, ANNA) == ["hej"]


async def test_cursor_of_another_process() -> None:
    """A page that stayed open over a restart, or sends nonsense as its cursor, gets everything that is here."""
    channel = BrowserChannel()
    before = (await channel.news(ANNA, "", wait=0)).cursor
    restarted = BrowserChannel()
    await say(restarted, ANNA, "hej", 1)

    assert await texts(restarted, ANNA, before.replace(".0", ".999")) == ["hej"]
    for nonsense in ("x", ".", "-1", "99", f"{before}²", "'; drop table"):
        assert await texts(restarted, ANNA, nonsense) == ["hej"]


async def test_poll_wakes_on_message() -> None:
    """A waiting page is answered as soon as something is sent, in each of its windows."""
    channel = BrowserChannel()
    polls = [asyncio.create_task(channel.news(ANNA, "", wait=30)) for _ in range(2)]
    await asyncio.sleep(0)

    await say(channel, ANNA, "hej", 1)

    async with asyncio.timeout(1):
        for poll in polls:
            assert [message["text"] for message in (await poll).messages] == ["hej"]


async def test_poll_ends_without_news() -> None:
    """A poll that nothing came to is answered with nothing after its time."""
    async with asyncio.timeout(1):
        news = await BrowserChannel().news(ANNA, "", wait=0.01)

    assert news.messages == ()


async def test_release_answers_polls() -> None:
    """A server that drains need not wait for the pages, neither those that wait nor those that come."""
    channel = BrowserChannel()
    poll = asyncio.create_task(channel.news(ANNA, "", wait=30))
    await asyncio.sleep(0)

    channel.release()

    async with asyncio.timeout(1):
        assert (await poll).messages == ()
        assert (await channel.news(ANNA, "", wait=30)).messages == ()


async def test_own_messages_are_kept() -> None:
    """A reload shows both sides: a choice in its words, a position without where it is."""
    channel = BrowserChannel()
    await channel.send(outgoing(ANNA, replace(SLEEP, text="hvor?"), number=1))
    channel.hear(Inbound(ANNA, "u1", text="hej"), channel.turn())
    channel.hear(Inbound(ANNA, "u2", tapped="41:2"), channel.turn())
    channel.hear(Inbound(ANNA, "u3", position=Position(55.4, 11.3)), channel.turn())

    channel.hear(Inbound(ANNA, "u1", text="hej"), channel.turn())

    assert await texts(channel, ANNA) == ["hvor?", "hej", "Natcafeen", ""]
    assert "55.4" not in str((await channel.news(ANNA, "", wait=0)).messages)


async def test_question_stands_before_answer() -> None:
    """An answer that is faster than the word that the question is stored still stands below it."""
    channel = BrowserChannel()
    number = channel.turn()
    await say(channel, ANNA, "svar", 1)

    channel.hear(Inbound(ANNA, "u1", text="spørgsmål"), number)

    assert await texts(channel, ANNA) == ["spørgsmål", "svar"]


async def test_redacted_text_is_gone() -> None:
    """Redacting takes one message out, ours or the person's own."""
    channel = BrowserChannel()
    await say(channel, ANNA, "hej", 1)
    channel.hear(Inbound(ANNA, "u1", text="hemmeligt"), channel.turn())

    await channel.redact(ANNA, "u1")
    await channel.redact(ANNA, "never seen")

    assert await texts(channel, ANNA) == ["hej"]


async def test_old_messages_go() -> None:
    """After a day a message is shown no more, whether or not something newer came."""
    clock = Clock()
    channel = BrowserChannel(now=clock)
    await say(channel, ANNA, "i går", 1)

    clock.now = NOON + browser.KEPT_FOR
    assert await texts(channel, ANNA) == []
    await say(channel, ANNA, "i dag", 2)
    clock.now += timedelta(hours=1)

    assert await texts(channel, ANNA) == ["i dag"]


async def test_mailboxes_are_bounded() -> None:
    """Neither many messages nor many visitors grow without end; the oldest go first."""
    channel = BrowserChannel()
    for number in range(browser.ENTRIES + 3):
        await say(channel, ANNA, str(number), number)
    assert (await texts(channel, ANNA))[0] == "3"

    for number in range(browser.MAILBOXES):
        await say(channel, Address(ChannelName.BROWSER, str(number)), "hej", number)

    assert await texts(channel, ANNA) == []
    assert await texts(channel, Address(ChannelName.BROWSER, "0")) == ["hej"]
