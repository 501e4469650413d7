"""Danish and English, and an honest word about the others."""

from bot.model import Intent, Reading
from handlers.language import LANGUAGE
from tests.handlers.conftest import Citizen


async def test_english_from_now_on(citizen: Citizen) -> None:
    """The answer is in the language that was asked for, and it is remembered."""
    reply = await citizen.meets(LANGUAGE.first, Reading(intent=Intent.LANGUAGE, language_code="en"))

    assert "English" in reply.text
    assert "dansk" not in reply.text
    assert citizen.person.language == "en"


async def test_undo_goes_back(citizen: Citizen) -> None:
    """FORTRYD brings back the language of before."""
    reply = await citizen.meets(LANGUAGE.first, Reading(intent=Intent.LANGUAGE, language_code="en"))
    assert reply.undo

    await citizen.meets(LANGUAGE.steps[reply.undo[0]], kept=reply.undo[1])

    assert citizen.person.language == "da"


async def test_other_language_is_honest(citizen: Citizen) -> None:
    """A language that we lack is answered in the two that we have."""
    reply = await citizen.meets(LANGUAGE.first, Reading(intent=Intent.LANGUAGE, language_code="pl"))

    assert "Danish and English" in reply.text
    assert "dansk og engelsk" in reply.text
    assert citizen.person.language == "da"


async def test_choice_of_language(citizen: Citizen) -> None:
    """One of the two is taken by its button."""
    asked = await citizen.meets(LANGUAGE.first, Reading(intent=Intent.LANGUAGE, language_code="so"))

    await citizen.meets(LANGUAGE.steps[asked.then], choice="en")

    assert citizen.person.language == "en"
