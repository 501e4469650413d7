"""What is not understood gets a good question, then other words, then a human."""

import pytest

from bot.model import Intent, Reading
from handlers.unclear import UNCLEAR, apologise, nothing_to_undo, slow_down, stale, wrong_number
from tests.handlers.conftest import Citizen


async def test_each_question_in_other_words(citizen: Citizen) -> None:
    """Three misunderstandings in a row get three different answers; the third offers a human and 112."""
    replies = [
        await citizen.meets(UNCLEAR.first, Reading(), text="bob bob bob", misunderstood=times) for times in range(3)
    ]

    assert len({reply.text for reply in replies}) == 3
    assert all(reply.lost for reply in replies)
    assert "MENNESKE" in replies[2].text
    assert "112" in replies[2].text


@pytest.mark.parametrize(
    ("text", "has_media", "answer"),
    [
        ("", True, "billeder"),
        ("", False, "kun ord"),
        ("🙏🙏", False, "kun ord"),
        ("......", False, "kun ord"),
        ("bla " * 500, False, "meget på en gang"),
        ("hvad hedder hovedstaden i peru", False, "forstod jeg ikke"),
    ],
)
async def test_wordless_messages_are_answered(citizen: Citizen, text: str, has_media: bool, answer: str) -> None:
    """A photo, nothing, an emoji and far too much each get a fitting answer."""
    reply = await citizen.meets(UNCLEAR.first, Reading(), text=text, has_media=has_media)

    assert answer in reply.text
    assert reply.shortcuts


async def test_yes_to_nothing_goes_on(citizen: Citizen) -> None:
    """A yes with no question open is no misunderstanding."""
    reply = await citizen.meets(UNCLEAR.first, Reading(intent=Intent.CONFIRM), text="ja")

    assert reply.text.startswith("Godt.")
    assert not reply.lost


async def test_no_is_a_no(citizen: Citizen) -> None:
    """A no gets no second try."""
    reply = await citizen.meets(UNCLEAR.first, Reading(intent=Intent.DECLINE), text="nej tak")

    assert reply.text == "Det er helt i orden. Skriv, når du vil."
    assert not reply.shortcuts


async def test_wrong_number_says_which(citizen: Citizen) -> None:
    """A number that is not on the list hears how far the list goes."""
    of_three = await citizen.meets(wrong_number, numbers=3)
    of_one = await citizen.meets(wrong_number, numbers=1)

    assert "1 til 3" in of_three.text
    assert of_one.text.startswith("Svar 1,")


async def test_old_button_is_polite(citizen: Citizen) -> None:
    """A button of an old question starts afresh."""
    reply = await citizen.meets(stale)

    assert "længe siden" in reply.text
    assert reply.shortcuts


async def test_nothing_to_take_back(citizen: Citizen) -> None:
    """FORTRYD with nothing to undo says so."""
    reply = await citizen.meets(nothing_to_undo)

    assert "MENNESKE" in reply.text


async def test_trouble_names_112(citizen: Citizen) -> None:
    """Whether they write too fast or we failed, 112 is named; after our failure also somebody who answers now."""
    slow = await citizen.meets(slow_down)
    sorry = await citizen.meets(apologise)

    assert "112" in slow.text
    assert "112" in sorry.text
    assert "svarer nu" in sorry.text
