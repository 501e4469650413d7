"""Hello, who are you, thank you, tell me more."""

import pytest

from bot.channels.sms_text import segments
from bot.model import Command, Intent, Reading
from handlers.menu import MENU
from handlers.more import MORE
from handlers.thanks import THANKS
from handlers.welcome import WELCOME, introduce
from tests.handlers.conftest import Citizen


async def test_greeting_leads_to_question(citizen: Citizen) -> None:
    """A hello is answered in one part, with buttons that are questions in themselves."""
    reply = await citizen.meets(WELCOME.first, Reading(intent=Intent.GREETING))

    assert reply.text.startswith("Hej.")
    assert segments(reply.text).count == 1
    assert [button.key for button in reply.shortcuts] == ["sove", "mad", "varme", "tandlæge", "menneske"]


async def test_known_town_is_said(citizen: Citizen) -> None:
    """Whoever has a town need not say it again."""
    citizen.person = type(citizen.person)(citizen.person.id, "AA0001", "da", town="Vejle")

    reply = await citizen.meets(WELCOME.first, Reading(intent=Intent.GREETING))

    assert "Vejle" in reply.text


@pytest.mark.parametrize("language", ["da", "en"])
async def test_introduction_is_one_part(citizen: Citizen, language: str) -> None:
    """A machine, what it keeps and for how long, and the three words, in one SMS part."""
    citizen.person = type(citizen.person)(citizen.person.id, "AA0001", language)

    reply = await citizen.meets(introduce)

    assert segments(reply.text).count == 1
    for word in ("30", "SLET MIG", "STOP", "MENNESKE"):
        assert word in reply.text


async def test_menu_names_the_words(citizen: Citizen) -> None:
    """The menu says what it is, and each word is explained on the next page."""
    reply = await citizen.meets(MENU.first, Reading(intent=Intent.MENU))

    assert "maskine" in reply.text
    assert reply.pages
    for word in ("MENNESKE", "MINE DATA", "SLET MIG", "STOP", "AFMELD", "FORTRYD"):
        assert word in reply.text
        assert f"{word}:" in reply.pages[0]


async def test_thanks_ask_nothing(citizen: Citizen) -> None:
    """A thank-you gets a short word back and no question."""
    reply = await citizen.meets(THANKS.first, Reading(intent=Intent.THANKS))

    assert reply.text == "Selv tak. Skriv, når du vil."
    assert not reply.then
    assert reply.otherwise


async def test_more_turns_the_page(citizen: Citizen) -> None:
    """MERE says the next page and keeps the rest."""
    reply = await citizen.meets(MORE.first, Reading(command=Command.MORE), pages=("side to", "side tre"))

    assert reply.text == "side to"
    assert reply.pages == ("side tre",)


async def test_more_of_nothing(citizen: Citizen) -> None:
    """MERE with nothing left asks what is needed."""
    reply = await citizen.meets(MORE.first, Reading(command=Command.MORE))

    assert "ikke mere" in reply.text
    assert reply.shortcuts
