"""Axe finds nothing to mend, in light and dark, on small and large screens, in every state."""

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Browser, expect

from tests.browser.answerer import House
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SIZES = {"small": (320, 568), "phone": (390, 844), "desk": (1440, 900)}


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        ("small", "light"),
        ("phone", "dark"),
        ("desk", "light"),
        # Colours do not depend on the size.
        pytest.param("small", "dark", marks=pytest.mark.long),
        pytest.param("phone", "light", marks=pytest.mark.long),
        pytest.param("desk", "dark", marks=pytest.mark.long),
    ],
)
async def test_page_has_no_barriers(chromium: Browser, house: House, size: str, scheme: str) -> None:
    """No violation in the empty page, with choices, with a failed message, or with the question to clear."""
    width, height = SIZES[size]
    context = await chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    visitor = await Visitor.at(context, house.url)
    found = [await barriers(visitor)]

    await visitor.says("hvor kan jeg sove i nat i slagelse")
    await visitor.hears("Jeg er en maskine")
    await visitor.page.get_by_text("Vis mere").click()
    found.append(await barriers(visitor))

    house.is_broken = True
    await visitor.says("er der mad?")
    await expect(visitor.page.get_by_text("Ikke sendt.")).to_be_visible()
    await visitor.chooses("Ryd samtalen")
    found.append(await barriers(visitor))
    await context.close()

    assert found == ["", "", ""]


async def test_targets_are_large_enough(visitor: Visitor) -> None:
    """Every button and the field to write in measure at least 44 by 44 pixels."""
    await visitor.says("hvor kan jeg sove i nat i slagelse")
    await visitor.hears("Jeg er en maskine")

    small = []
    for target in await visitor.page.locator("button:visible, textarea, summary, a.bar-button").all():
        box = await target.bounding_box()
        if box is None or box["width"] < 44 or box["height"] < 44:
            small.append(await target.inner_text())

    assert small == []


async def barriers(visitor: Visitor) -> str:
    """What axe finds, as a report; empty when nothing."""
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    results = await Axe().run(visitor.page, options=options)
    return str(results.generate_report()) if results.violations_count else ""
