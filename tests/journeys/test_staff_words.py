"""Words of staff that are neither sent to the wrong one nor answered as a citizen's."""

import pytest

from tests.journeys.citizen import Citizen
from tests.journeys.team import another, staff_of


@pytest.fixture
async def lone(citizen: Citizen) -> Citizen:
    """Staff of Aalborg."""
    return await staff_of(citizen, "Aalborg")


async def wants_beds(citizen: Citizen) -> None:
    """Somebody is subscribed in Aalborg."""
    await another(citizen, 41).says("skriv når der er nyt om sengepladser i aalborg")


async def takes_talk(citizen: Citizen, lone: Citizen) -> None:
    """Lone holds the talk of the citizen."""
    await citizen.says("jeg vil tale med et menneske i aalborg")
    await lone.listens()
    await lone.says("1")
    await citizen.listens()


@pytest.mark.parametrize("word", ["maskine", "Maskine.", "bot"])
async def test_machine_is_not_passed_on(citizen: Citizen, lone: Citizen, word: str) -> None:
    """Staff hear the word that ends a talk; what they write next goes over."""
    await takes_talk(citizen, lone)
    said = await lone.says(word)
    heard = await citizen.listens()
    await lone.says("er du der")

    assert said.startswith("Det har jeg ikke sendt. Skriv SLUT ")
    assert not heard
    assert await citizen.listens() == "Lone: er du der"


@pytest.mark.parametrize("words", ["er du der", "hej igen", "hallo?"])
async def test_words_after_the_end_are_told_unsent(citizen: Citizen, lone: Citizen, words: str) -> None:
    """Staff hear how to reach the citizen, and no greeting for citizens."""
    await takes_talk(citizen, lone)
    await citizen.says("MASKINE")
    await lone.listens()
    said = await lone.says(words)

    assert "er slut. Det har jeg ikke sendt. Skriv SVAR 1" in said
    assert not await citizen.listens()


async def test_yes_to_a_preview_sends_nothing(citizen: Citizen, lone: Citizen) -> None:
    """The code does, and it is said; a no leaves it unsent."""
    await wants_beds(citizen)
    await lone.says("send til alle i aalborg: 3 ekstra pladser i nat")
    yes = await lone.says("ja")
    sent = await lone.says("SEND 1")
    await lone.says("send til alle i aalborg: 4 ekstra pladser i nat")
    no = await lone.says("nej")

    assert yes == "Den er ikke sendt endnu. Skriv SEND 1, så går den ud."
    assert "går ud nu til 1" in sent
    assert no == "I orden. 2 bliver ikke sendt."


@pytest.mark.parametrize(
    "order", ["haster: gaslækage ved Nytorv", "HASTER! gaslækage ved Nytorv", "akut: gaslækage ved Nytorv"]
)
async def test_urgent_before_the_text_counts(citizen: Citizen, lone: Citizen, order: str) -> None:
    """The word makes it urgent and is no part of what people read."""
    await wants_beds(citizen)
    seen = "\n".join([await lone.says(f"send til alle i aalborg: {order}"), *lone.heard])

    assert "Vigtigt fra Aalborg: gaslækage ved Nytorv" in seen
    assert "Den haster" in seen


async def test_urgent_in_a_sentence_is_a_word(citizen: Citizen, lone: Citizen) -> None:
    """Without its colon it belongs to the text."""
    await wants_beds(citizen)
    seen = "\n".join([await lone.says("send til alle i aalborg: haster det, så ring til os"), *lone.heard])

    assert "Nyt fra Aalborg: haster det, så ring til os" in seen


async def test_who_got_it_is_told(citizen: Citizen, lone: Citizen) -> None:
    """In everyday words too."""
    await wants_beds(citizen)
    await lone.says("send til alle i aalborg: 3 ekstra pladser i nat")
    await lone.says("SEND 1")

    assert (await lone.says("hvor mange fik den")).startswith("1 det hele i Aalborg: ")
