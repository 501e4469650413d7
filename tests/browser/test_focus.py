"""Where the keyboard is, when what it was on goes away: who cannot see the page must never begin at the top again."""

import asyncio

import pytest
from playwright.async_api import Locator, expect

from bot.model import Choice, Message
from tests.browser.answerer import House
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def _button(visitor: Visitor, name: str) -> Locator:
    return visitor.page.get_by_role("button", name=name, exact=True)


async def _tabs_to(visitor: Visitor, name: str, *, key: str = "Tab") -> None:
    """By the keys alone, as somebody would."""
    for _ in range(20):
        await visitor.page.keyboard.press(key)
        if await _button(visitor, name).evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{name} is not reached")


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("name", ["Et sted at sove i nat", "Et varmt sted", "Tale med et menneske"])
async def test_welcome_goes_on_writing(visitor: Visitor, name: str, key: str) -> None:
    """After one of the first buttons, which go away with the press, the next key is the next message."""
    await _tabs_to(visitor, name)

    await visitor.page.keyboard.press(key)

    await expect(visitor.page.locator("#welcome")).to_be_hidden()
    await expect(visitor.page.locator("#text")).to_be_focused()


async def test_reader_goes_on_writing(visitor: Visitor) -> None:
    """A screen reader presses without a key that the page sees: the focus is kept all the same."""
    button = _button(visitor, "Noget at spise")
    await button.focus()

    await button.evaluate("one => one.click()")

    await expect(visitor.page.locator("#text")).to_be_focused()


async def test_finger_brings_up_no_keyboard(visitor: Visitor) -> None:
    """Who presses with a finger or a mouse is not put into the field, which would hide half the answer."""
    await _button(visitor, "Noget at spise").click()

    await visitor.hears("Det forstod jeg ikke")
    await expect(visitor.page.locator("#text")).not_to_be_focused()


async def test_trying_again_goes_on_writing(house: House, visitor: Visitor) -> None:
    """ "Prøv igen" goes away with the press; where it fails once more it is one step back."""
    visitor.expects_failures = True
    house.is_broken = True
    await visitor.says("er der mad?")
    await _tabs_to(visitor, "Prøv igen", key="Shift+Tab")
    house.is_broken = False

    await visitor.page.keyboard.press("Enter")

    await visitor.sees("er der mad?", "Det forstod jeg ikke")
    await expect(visitor.page.locator("#text")).to_be_focused()


async def test_line_that_comes_back_keeps_focus(visitor: Visitor) -> None:
    """While the line is looked for the focus stays on "Prøv igen"; once it is back it goes on writing."""
    visitor.expects_failures = True
    await visitor.context.set_offline(True)
    await visitor.says("er der mad?")
    await _tabs_to(visitor, "Prøv igen", key="Shift+Tab")
    await asyncio.sleep(2.5)
    await expect(_button(visitor, "Prøv igen")).to_be_focused()

    await visitor.context.set_offline(False)

    await visitor.hears("er der mad?")
    await expect(visitor.page.locator("#text")).to_be_focused()


async def test_new_question_keeps_focus(house: House, visitor: Visitor) -> None:
    """When a new question takes the choices of the last one away, who stood on one of them goes on writing."""
    await visitor.says("hvor kan jeg sove i nat i slagelse")
    await visitor.hears("Jeg er en maskine")
    await _tabs_to(visitor, "Toften", key="Shift+Tab")

    await house.say(
        house.heard[0].address, Message("Kommer du i morgen?", "da", choices=(Choice("1", "Ja"),), question="43")
    )

    await visitor.hears("Kommer du i morgen?")
    await expect(visitor.page.locator("#text")).to_be_focused()


async def test_message_takes_no_focus(house: House, visitor: Visitor) -> None:
    """What comes unasked and takes nothing away leaves the focus where it is."""
    await visitor.says("tak")
    await visitor.hears("Det forstod jeg ikke")
    await _tabs_to(visitor, "Ryd samtalen", key="Shift+Tab")

    await house.say(house.heard[0].address, Message("Husk din tid i morgen.", "da"))

    await visitor.hears("Husk din tid")
    await expect(_button(visitor, "Ryd samtalen")).to_be_focused()
