"""The browser phone on the whole application: its own database, directory and conversations."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.visitor import Visitor
from tests.running import running

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def citizen(chromium: Browser, tmp_path: Path) -> AsyncIterator[Visitor]:
    """Somebody at the page of a new installation."""
    async with running(tmp_path, demo=True) as house:
        context = await chromium.new_context(viewport={"width": 390, "height": 844}, locale="da-DK")
        visitor = await Visitor.at(context, house.url)
        yield visitor
        await context.close()
    assert visitor.complaints == []
    assert visitor.elsewhere == []


async def test_citizen_finds_a_bed(citizen: Visitor) -> None:
    """A question is answered from the directory; the first choice tells more, and a reload keeps all of it."""
    await citizen.says("hvor kan jeg sove i nat i slagelse")
    choices = citizen.page.locator(".choices button:not(.shortcut)")
    await expect(choices.first).to_be_visible()
    label = await choices.first.inner_text()

    await choices.first.click()

    mine = citizen.page.locator("#log .mine .bubble")
    await expect(mine).to_have_text(["hvor kan jeg sove i nat i slagelse", label])
    await expect(citizen.page.locator("#log .mine ~ .mine ~ .message:not(.mine)").first).to_be_visible()
    before = await citizen.page.locator("#log .bubble").all_inner_texts()
    await citizen.page.reload()
    await expect(citizen.page.locator("#log .bubble")).to_have_text(before)


async def test_citizen_in_danger_can_ring(citizen: Visitor) -> None:
    """An emergency is answered at once with a number to ring."""
    await citizen.says("min ven har taget en overdosis og vågner ikke")

    await expect(citizen.page.locator("#log a[href='tel:112']").first).to_be_visible()


async def test_citizen_uses_keyboard_only(citizen: Visitor) -> None:
    """From the first key to the details of a place without a pointer."""
    keyboard = citizen.page.keyboard
    await citizen.page.focus("#text")
    await keyboard.type("tandlæge i slagelse")
    await keyboard.press("Enter")
    await expect(citizen.page.locator(".choices button:not(.shortcut)").first).to_be_visible()

    await keyboard.type("1")
    await keyboard.press("Enter")

    await expect(citizen.page.locator("#log .mine ~ .mine ~ .message:not(.mine)").first).to_be_visible()
    await expect(citizen.page.locator("#text")).to_be_focused()
