"""Two processes of one installation in one test: what people notice of there being two, which is nothing."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.browser import BrowserChannel
from bot.channels.telegram import TelegramChannel
from bot.model import Address, ChannelName, Inbound
from bot.store import inbox
from tests.line.looking import until
from tests.running import Running, running

pytestmark = pytest.mark.postgresql

VISITOR = Address(ChannelName.BROWSER, "visitor-1")


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[tuple[Running, Running]]:
    """Both run on the same database; Telegram is polled."""
    unset = {"telegram_webhook_secret": None}
    async with running(tmp_path, **unset) as one, running(tmp_path, clock=one.clock, **unset) as two:
        yield one, two


def phone(house: Running) -> BrowserChannel:
    """Its browser phone."""
    channel = house.app.channels[ChannelName.BROWSER]
    assert isinstance(channel, BrowserChannel)
    return channel


async def shown(house: Running, after: str = "") -> list[object]:
    """What a page hears that asks this process."""
    return [message["text"] for message in (await phone(house).news(VISITOR, after, wait=0)).messages]


async def test_page_hears_from_either(pair: tuple[Running, Running]) -> None:
    """Whichever process a proxy sends a page to, it shows both sides of the conversation, in order."""
    one, two = pair
    inbound = Inbound(VISITOR, "b1", text="mad i Slagelse")

    number = phone(one).turn()
    await one.app.put(inbound)
    phone(one).hear(inbound, number)
    await until(lambda: _has(one, 3))
    await until(lambda: _has(two, 3))

    assert (await shown(one))[0] == "mad i Slagelse"
    assert sorted(map(str, await shown(two))) == sorted(map(str, await shown(one)))


async def test_page_hears_nothing_twice(pair: tuple[Running, Running]) -> None:
    """A page that asked both has a cursor of both, and neither tells it anything again."""
    one, two = pair
    await one.app.put(Inbound(VISITOR, "b1", text="mad i Slagelse"))
    await until(lambda: _has(one, 2))
    await until(lambda: _has(two, 2))

    first = await phone(one).news(VISITOR, "", wait=0)
    second = await phone(two).news(VISITOR, first.cursor, wait=0)

    assert await shown(one, second.cursor) == await shown(two, second.cursor) == []


async def test_what_another_left_is_answered(pair: tuple[Running, Running]) -> None:
    """A message is that of the process which took it in; when that says nothing for a second, any other answers it."""
    one, two = pair
    left = Inbound(VISITOR, "b1", text="mad i Slagelse")
    await one.app.database.write(lambda db: inbox.put(db, left, one.clock()))

    await asyncio.sleep(1.5)
    before = await _has(two, 0)
    one.clock.later(seconds=1)

    assert before
    await until(lambda: _has(two, 2))


async def test_directory_is_seen_at_once(pair: tuple[Running, Running]) -> None:
    """What an import changes in one process the other answers with, without waiting for its next look."""
    from bot.store import versions

    one, two = pair
    before = two.app.jobs.last.get("directory")
    one.clock.later(seconds=1)

    await one.app.database.write(versions.directory_changed)

    await until(lambda: _has_looked(two, before))


async def test_one_polls_telegram(pair: tuple[Running, Running]) -> None:
    """Of two processes one asks Telegram for news; when it ends the other does."""
    one, two = pair
    for house in pair:
        channel = house.app.channels[ChannelName.TELEGRAM]
        assert isinstance(channel, TelegramChannel)
        await channel.registered.wait()
    await until(lambda: _polls(one, two))
    polled = [house.telegram.calls.count("getUpdates") > 0 for house in pair]

    first, second = (one, two) if polled[0] else (two, one)
    await first.app.channels[ChannelName.TELEGRAM].close()

    assert sum(polled) == 1
    await until(lambda: _polls(second))


async def _has(house: Running, number: int) -> bool:
    return len(await shown(house)) == number


async def _has_looked(house: Running, before: object) -> bool:
    return house.app.jobs.last.get("directory") != before


async def _polls(*houses: Running) -> bool:
    await asyncio.sleep(0.2)
    return any("getUpdates" in house.telegram.calls for house in houses)
