"""The page in a real browser, against a scripted house."""

import asyncio

import pytest
from playwright.async_api import expect

from bot.model import Message, Position
from tests.browser.answerer import House
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


TELEPHONES = {
    "Ring 112.": ["112"],
    "112 eller 1813": ["112", "1813"],
    "Ring til politiet på 114": ["114"],
    "Nygade 112, 4200 Slagelse": [],
    "Det koster 112 kr. fra 18.13": [],
    "Livslinien: 70 201 201 (11-05)": ["70 201 201"],
    "Lev Uden Vold 1888": ["1888"],
    "Ring +45 20 00 00 01 eller 20000002": ["+45 20 00 00 01", "20000002"],
    "Børnetelefonen 116 111": ["116 111"],
    "123456789 og 24-11-2026": [],
}


async def test_question_and_choice(house: House, visitor: Visitor) -> None:
    """A question is answered with buttons; the chosen one becomes the person's message and the buttons go."""
    await visitor.says("hvor kan jeg sove i nat i slagelse")
    await visitor.chooses("Natcafeen")

    await visitor.sees("hvor kan jeg sove", "Slagelse i nat", "Jeg er en maskine", "Natcafeen", "Toften har plads")
    await expect(visitor.page.get_by_role("button", name="Toften")).to_have_count(0)
    assert [(heard.text, heard.tapped) for heard in house.heard] == [
        ("hvor kan jeg sove i nat i slagelse", ""),
        ("", "41:2"),
    ]


async def test_reload_loses_nothing(house: House, visitor: Visitor) -> None:
    """After a reload the conversation stands there once, and buttons only where nothing was chosen."""
    await visitor.says("hvor kan jeg sove i nat i slagelse")
    await visitor.chooses("Toften")
    await visitor.hears("Toften har plads")

    await visitor.page.reload()

    await visitor.sees("hvor kan jeg sove", "Slagelse i nat", "Jeg er en maskine", "Toften", "Toften har plads")
    await expect(visitor.page.get_by_role("button", name="Natcafeen")).to_have_count(0)
    assert len(house.heard) == 2


async def test_keyboard_alone_suffices(house: House, visitor: Visitor) -> None:
    """Tab and Enter reach the text, the choices and the shortcut, and the focus is never lost."""
    keyboard = visitor.page.keyboard
    await visitor.page.focus("#text")
    await keyboard.type("hvor kan jeg sove")
    await keyboard.press("Shift+Enter")
    await keyboard.type("i nat i slagelse")
    await keyboard.press("Enter")
    await visitor.hears("Jeg er en maskine")

    await keyboard.press("Shift+Tab")
    await keyboard.press("Shift+Tab")
    await expect(visitor.page.get_by_role("button", name="Tal med et menneske")).to_be_focused()
    await keyboard.press("Shift+Tab")
    await keyboard.press("Shift+Tab")
    await keyboard.press("Enter")

    await visitor.hears("Toften har plads")
    await expect(visitor.page.locator("#text")).to_be_focused()
    assert [heard.text or heard.tapped for heard in house.heard] == ["hvor kan jeg sove\ni nat i slagelse", "41:2"]


async def test_shortcut_is_a_message(house: House, visitor: Visitor) -> None:
    """A shortcut sends its word as an ordinary message, and the open choices stay."""
    await visitor.says("hvor kan jeg sove i nat i slagelse")

    await visitor.chooses("Tal med et menneske")

    await visitor.hears("menneske")
    assert house.heard[-1].text == "menneske"
    await expect(visitor.page.get_by_role("button", name="Toften")).to_be_visible()


async def test_numbers_can_be_rung(visitor: Visitor) -> None:
    """Telephone numbers are links to ring, also in what is shown on Vis mere; a house number is not."""
    await visitor.says("hvor kan jeg sove i nat i slagelse")
    await visitor.page.get_by_text("Vis mere").click()

    links = visitor.page.locator("#log a")
    await expect(links).to_have_text(["20 00 00 11", "1888"])
    assert await links.first.get_attribute("href") == "tel:20000011"


async def test_what_counts_as_telephone(visitor: Visitor) -> None:
    """Eight digits, 1813 and 1888 are telephones; 112 to 114 only where the words before say so."""
    found = await visitor.page.evaluate(
        """async (texts) => {
            const { withNumbers } = await import("/phone/static/talk.js");
            const numbers = (text) => Array.from(withNumbers(text).querySelectorAll("a"), (link) => link.textContent);
            return texts.map((text) => [text, numbers(text)]);
        }""",
        list(TELEPHONES),
    )

    assert dict(found) == TELEPHONES


async def test_emergency_number_can_be_rung(visitor: Visitor) -> None:
    """The answer to an emergency begins with a number that one tap rings."""
    await visitor.says("min ven har taget en overdosis")

    await expect(visitor.page.locator("#log a[href='tel:112']")).to_be_visible()


async def test_only_telephones_become_links(visitor: Visitor) -> None:
    """HTML and web addresses in a text stay plain text."""
    await visitor.says("<img src=x onerror=alert(1)> http://example.org")

    await visitor.hears("<img src=x onerror=alert(1)> http://example.org")
    await expect(visitor.page.locator("#log a, #log img")).to_have_count(0)


async def test_failed_send_is_repeated_as_itself(house: House, visitor: Visitor) -> None:
    """A message that was not taken says so; trying again sends the same id."""
    visitor.expects_failures = True
    house.is_broken = True
    await visitor.says("er der mad?")
    await expect(visitor.page.get_by_text("Ikke sendt.")).to_be_visible()

    house.is_broken = False
    await visitor.chooses("Prøv igen")

    await visitor.sees("er der mad?", "Det forstod jeg ikke")
    await expect(visitor.page.get_by_text("Ikke sendt.")).to_have_count(0)
    assert len(house.posts) == 2
    assert len(set(house.posts)) == 1


async def test_offline_and_back(house: House, visitor: Visitor) -> None:
    """Offline the page says so; what was written goes out by itself, once and in order, and what came is shown."""
    visitor.expects_failures = True
    await visitor.says("tak")
    await visitor.hears("Det forstod jeg ikke")

    await visitor.context.set_offline(True)
    await expect(visitor.page.get_by_text("Ingen forbindelse")).to_be_visible()
    await visitor.says("er der mad?")
    await visitor.says("og et bad?")
    await expect(visitor.page.get_by_text("Ikke sendt.")).to_have_count(2)
    await visitor.context.set_offline(False)

    await expect(visitor.page.get_by_text("Ingen forbindelse")).to_be_hidden()
    await visitor.hears("og et bad?")
    await expect(visitor.page.get_by_text("Ikke sendt.")).to_have_count(0)
    assert [heard.text for heard in house.heard] == ["tak", "er der mad?", "og et bad?"]


async def test_unsent_survives_a_reload(house: House, visitor: Visitor) -> None:
    """What was not sent is still there after a reload, below the conversation, and goes out once."""
    visitor.expects_failures = True
    await visitor.says("tak")
    await visitor.hears("Det forstod jeg ikke")
    house.is_broken = True
    await visitor.says("er der mad?")
    await expect(visitor.page.get_by_text("Ikke sendt.")).to_be_visible()

    house.is_broken = False
    await visitor.page.reload()

    await visitor.sees("tak", "Det forstod jeg ikke", "er der mad?", "Det forstod jeg ikke")
    assert [heard.text for heard in house.heard] == ["tak", "er der mad?"]


async def test_message_comes_unasked(house: House, visitor: Visitor) -> None:
    """What the house starts itself appears without a touch."""
    await visitor.says("tak")
    await visitor.hears("Det forstod jeg ikke")

    await asyncio.sleep(0.3)
    await house.say(house.heard[0].address, Message("Husk din tid i morgen.", "da"))

    await visitor.hears("Husk din tid")


async def test_waiting_is_shown(house: House, visitor: Visitor) -> None:
    """Until the answer comes the page says that somebody writes."""
    house.is_silent = True
    await visitor.says("tak")
    await expect(visitor.page.get_by_text("Skriver...")).to_be_visible()

    await house.say(house.heard[0].address, Message("Det var så lidt.", "da"))

    await visitor.hears("Det var så lidt")
    await expect(visitor.page.get_by_text("Skriver...")).to_be_hidden()


async def test_real_position_is_shared(house: House, visitor: Visitor) -> None:
    """When the house asks where somebody is, one tap shares the phone's position."""
    await visitor.context.grant_permissions(["geolocation"])
    await visitor.context.set_geolocation({"latitude": 55.5, "longitude": 11.25})
    await visitor.says("hvor kan jeg sove")

    await visitor.chooses("Del min position")

    await visitor.hears("Det nærmeste")
    assert house.heard[-1].position == Position(55.5, 11.25)


async def test_refused_position_asks_for_town(visitor: Visitor) -> None:
    """Where the phone gives no position, the page asks for the town in words."""
    await visitor.context.clear_permissions()
    await visitor.says("hvor kan jeg sove")

    await visitor.chooses("Del min position")

    await expect(visitor.page.get_by_text("Skriv din by i stedet")).to_be_visible()


async def test_clearing_makes_somebody_new(house: House, visitor: Visitor) -> None:
    """Ryd empties the page, and the house knows the visitor no more."""
    await visitor.says("tak")
    await visitor.hears("Det forstod jeg ikke")

    await visitor.chooses("Ryd samtalen")
    await visitor.chooses("Ja, ryd")
    await expect(visitor.page.locator("#log .bubble")).to_have_count(0)
    await visitor.says("hej")
    await visitor.hears("hej")

    await visitor.sees("hej", "Det forstod jeg ikke")
    assert house.heard[0].address != house.heard[1].address


async def test_panel_plays_several_people(house: House, visitor: Visitor) -> None:
    """On a desk the panel switches between invented people, each with a conversation of their own."""
    await visitor.page.set_viewport_size({"width": 1280, "height": 800})
    await visitor.says("jeg er A")
    await visitor.hears("jeg er A")

    await visitor.page.get_by_label("Borger B").check()
    await visitor.says("jeg er B")
    await visitor.hears("jeg er B")
    await visitor.sees("jeg er B", "Det forstod jeg ikke")
    await visitor.page.get_by_label("Borger A").check()

    await visitor.sees("jeg er A", "Det forstod jeg ikke")
    assert house.heard[0].address != house.heard[1].address


async def test_panel_shares_invented_position(house: House, visitor: Visitor) -> None:
    """The panel lets an invented person stand in a town."""
    await visitor.page.set_viewport_size({"width": 1280, "height": 800})
    await visitor.page.select_option("#town", label="Odense")

    await visitor.chooses("Del position")

    await visitor.hears("Det nærmeste")
    assert house.heard[-1].position == Position(55.39594, 10.38831)


async def test_panel_begins_anew(house: House, visitor: Visitor) -> None:
    """The panel turns the invented person into a new one."""
    await visitor.page.set_viewport_size({"width": 1280, "height": 800})
    await visitor.says("tak")
    await visitor.hears("Det forstod jeg ikke")

    await visitor.chooses("Begynd forfra som en ny")

    await expect(visitor.page.get_by_text("Hvad har du brug")).to_be_visible()
    await visitor.says("hej")
    await visitor.hears("hej")
    assert house.heard[0].address != house.heard[1].address
