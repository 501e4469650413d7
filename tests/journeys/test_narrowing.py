"""After a list: who somebody is narrows it, who has found something is left in peace, and English keeps the thread."""

import pytest

from tests.journeys.citizen import Citizen


@pytest.mark.parametrize(
    ("asked", "said", "heard"),
    [
        ("hvor kan jeg sove i nat i københavn", "jeg har en hund", "Herberget Hillerødgade"),
        ("hvor kan jeg sove i nat i københavn", "jeg er kvinde", "Café Klare"),
        ("hvor kan jeg sove i nat i aarhus", "jeg er 19 år", "UngNat"),
        ("hvor kan jeg sove i nat i aalborg", "jeg har drukket", "Du må gerne være påvirket."),
        ("mad i aalborg", "men jeg er fuld", "Café Parasollen"),
        ("hvor kan jeg sove i nat i odense", "vi er et par", "Spørg, om I kan komme som par."),
        ("where can I sleep tonight in copenhagen", "i have a dog", "Herberget Hillerødgade"),
    ],
)
async def test_words_of_oneself_narrow(citizen: Citizen, asked: str, said: str, heard: str) -> None:
    """The same help in the same town, as the rules of the house let this person in."""
    await citizen.says(asked)
    narrowed = await citizen.says(said)

    assert narrowed.startswith(("Godt, du siger det.", "Thank you for telling me."))
    assert heard in narrowed
    assert "Ring 112 nu" not in narrowed


async def test_seventeen_is_no_grown_up(citizen: Citizen) -> None:
    """No shelter for grown-ups: the municipality must help, and there is a line for children."""
    await citizen.says("hvor kan jeg sove i nat i aalborg")
    heard = await citizen.says("jeg er 17")

    assert "Svenstrupgård" not in heard
    assert "116 111" in heard
    assert "Kommunen skal også hjælpe" in heard
    assert await citizen.says("tak") == "Selv tak. Skriv, når du vil."


async def test_dog_waits_for_the_town(citizen: Citizen) -> None:
    """What is said before the town still holds when it is known."""
    await citizen.says("sove")
    await citizen.says("jeg har en hund")

    assert "Spørg, om hund må komme med." in await citizen.says("aalborg")


@pytest.mark.parametrize("said", ["tak jeg har fundet noget", "jeg har fundet et sted", "jeg sover hos en ven i nat"])
async def test_found_is_no_offer(citizen: Citizen, said: str) -> None:
    """Who has found a bed is wished well, asked nothing and offered nothing."""
    await citizen.says("hvor kan jeg sove i nat i aalborg")
    heard = await citizen.says(said)

    assert heard == "Godt at høre, at du har fundet noget. Skriv, når du vil."


async def test_bare_number_is_masked_only(citizen: Citizen) -> None:
    """A CPR number alone is no wish for one's data: it was not kept, and none is needed."""
    await citizen.says("hej")
    heard = await citizen.says("mit cpr er 010190-1234")

    assert heard == "Du skrev et cpr-nummer. Det har jeg ikke gemt. Jeg skal aldrig bruge det, så skriv det ikke her."


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("something closer?", "postcode"),
        ("closer", "postcode"),
        ("what about tomorrow", "Open tomorrow 21:00-7:00"),
        ("do they have food", "Yes, they have food."),
        ("can I bring my dog", "Ask whether your dog may come."),
        ("is it far", "Søndergade 14, 9000 Aalborg"),
        ("something else", "Svenstrupgård"),
        ("i found a place thanks", "I am glad that you found something."),
    ],
)
async def test_english_keeps_the_thread(citizen: Citizen, said: str, heard: str) -> None:
    """What Danes may ask on, others may."""
    await citizen.says("where can I sleep tonight in aalborg")

    assert heard in await citizen.says(said)
