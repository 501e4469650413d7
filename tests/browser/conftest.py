"""One Chromium for all, a fresh visitor for each test; both live on the session's event loop."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.browser.answerer import House, open_house
from tests.browser.visitor import Visitor

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of a Chromium; without one the tests are skipped, but never on CI."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        reason = f"no Chromium here: none of {', '.join(PROGRAMS)} is on the PATH"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(chromium_path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def house() -> AsyncIterator[House]:
    """A scripted house with the demonstration's panel."""
    async with open_house(demo=True) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(chromium: Browser, house: House) -> AsyncIterator[Visitor]:
    """Somebody with a phone's screen, at the page; nothing may complain and nothing may leave the house."""
    context = await chromium.new_context(viewport={"width": 390, "height": 844}, locale="da-DK")
    context.set_default_timeout(10_000)
    visitor = await Visitor.at(context, house.url)
    yield visitor
    await context.close()
    assert visitor.complaints == []
    assert visitor.elsewhere == []
