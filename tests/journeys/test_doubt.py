"""A danger that there may be is asked about in plain words, once, beside the answer to what was asked."""

import pytest

from tests.journeys.citizen import Citizen, TelegramCitizen

HARD = "jeg kan ikke mere"
QUESTION = "Tænker du på at tage dit liv?"


async def test_hard_words_are_asked_about(citizen: Citizen) -> None:
    """Words that may be a farewell lead to one warm question, and a yes to those who can help."""
    asked = await citizen.says(HARD)
    told = await citizen.says("ja")

    assert QUESTION in asked
    assert "Ring til Livslinien nu: 70 201 201. Er du i fare, så ring 112." in told


async def test_question_names_whom_to_ring(citizen: Citizen) -> None:
    """Nobody needs a second message to learn the number: it stands with the question."""
    assert "Er du i fare nu? Så ring 112." in await citizen.says("min nabo råber af mig igen")


async def test_number_is_told_once(citizen: Citizen) -> None:
    """Where the answer tells who listens, the question does not say it again."""
    assert (await citizen.says(HARD)).count("70 201 201") == 1


async def test_hint_alone_is_no_goodbye(citizen: Citizen) -> None:
    """A hint that asks for nothing is not called all right: the question comes alone, and a no asks for the need."""
    asked = await citizen.says("ik flere dage for mig")
    told = await citizen.says("nej")

    assert asked.startswith(f"Det lyder hårdt. {QUESTION} Livslinien svarer nu: 70 201 201.")
    assert told == "Godt, du siger det. Skriv, hvad du mangler, så leder jeg efter det."


async def test_other_danger_is_asked_about_too(citizen: Citizen) -> None:
    """Each kind is asked about once a day: a no to one is no no to another."""
    await citizen.says(HARD)
    await citizen.says("nej")

    assert "Er du i fare nu?" in await citizen.says("min nabo råber af mig igen")


async def test_no_is_believed(citizen: Citizen) -> None:
    """A no ends it: no number, no second question."""
    await citizen.says(HARD)

    told = await citizen.says("nej")

    assert "Skriv igen" in told
    assert "112" not in told


async def test_asked_once_a_day(citizen: Citizen) -> None:
    """Whoever has answered is not asked the same again today."""
    await citizen.says(HARD)
    await citizen.says("nej")

    again = await citizen.says("det hele er lige meget nu")

    assert QUESTION not in again


async def test_need_is_answered_too(citizen: Citizen) -> None:
    """A bed that is asked for beside it is found all the same."""
    told = await citizen.says("jeg kan ikke mere, hvor kan jeg sove i nat i slagelse")

    assert told.startswith("Forsorgshjemmet Toften. Åben nu, hele døgnet.")


@pytest.mark.parametrize(
    "answer", ["ved ikke", "måske", "lidt", "hver dag", "det ved jeg sgu ikke", "hvorfor spørger du"]
)
async def test_neither_yes_nor_no_is_met(citizen: Citizen, answer: str) -> None:
    """What is neither a yes nor a no is no no: who can help is told."""
    await citizen.says(HARD)

    assert "Godt, du skriver" in await citizen.says(answer)


@pytest.mark.parametrize("answer", ["ok", "fredag kl 10", "ja tak den første", "vi ses"])
async def test_other_words_are_no_yes(citizen: Citizen, answer: str) -> None:
    """Words that agree to something else are no yes to that question."""
    await citizen.says(HARD)

    assert "Godt, du skriver" not in await citizen.says(answer)


async def test_numbers_stay_with_the_list(citizen: Citizen) -> None:
    """Beside a list the question has no numbers of its own: "1" is the list's."""
    asked = await citizen.says(HARD)

    told = await citizen.says("1")

    assert QUESTION in asked
    assert "1 Ja" not in asked
    assert "Godt, du skriver" not in told


async def test_question_has_buttons(citizen: Citizen) -> None:
    """Where there are buttons, a tap answers it."""
    await citizen.says(HARD)

    told = await (citizen.chooses("Ja") if isinstance(citizen, TelegramCitizen) else citizen.says("ja det gør jeg"))

    assert "70 201 201" in told


async def test_perhaps_after_a_search_is_another(citizen: Citizen) -> None:
    """After something else was looked for, "ved ikke" is about that."""
    await citizen.says(HARD)
    citizen.running.clock.later(seconds=5)
    await citizen.says("mad i aalborg")

    assert "Godt, du skriver" not in await citizen.says("ved ikke")
