"""A danger that there may be is asked about in plain words, once, beside the answer to what was asked."""

from tests.journeys.citizen import Citizen

HARD = "jeg kan ikke mere"
QUESTION = "Tænker du på at tage dit liv?"


async def test_hard_words_are_asked_about(citizen: Citizen) -> None:
    """Words that may be a farewell lead to one warm question, and a yes to those who can help."""
    asked = await citizen.says(HARD)
    told = await citizen.chooses("Ja")

    assert QUESTION in asked
    assert "70 20 12 01" in told or "112" in told


async def test_no_is_believed(citizen: Citizen) -> None:
    """A no ends it: no number, no second question."""
    await citizen.says(HARD)

    told = await citizen.chooses("Nej")

    assert "Skriv igen" in told
    assert "112" not in told


async def test_asked_once_a_day(citizen: Citizen) -> None:
    """Whoever has answered is not asked the same again today."""
    await citizen.says(HARD)
    await citizen.chooses("Nej")

    again = await citizen.says("det hele er lige meget nu")

    assert QUESTION not in again


async def test_need_is_answered_too(citizen: Citizen) -> None:
    """A bed that is asked for beside it is found all the same."""
    told = await citizen.says("jeg kan ikke mere, hvor kan jeg sove i nat i slagelse")

    assert "Toften" in told or "Slagelse" in told
