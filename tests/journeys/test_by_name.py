"""A place is asked about by its name."""

import pytest

from tests.journeys.citizen import Citizen


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("er parasollen åben i aalborg", "Café Parasollen, Boulevarden 19. Åben nu til kl. 19."),
        ("er parasolen åben", "Café Parasollen, Boulevarden 19, Aalborg. Åben nu til kl. 19."),
        ("parasollen", "Café Parasollen, Boulevarden 19, Aalborg."),
        ("toften nummer", "Jeg har ikke et nummer til Forsorgshjemmet Toften."),
        ("svenstrupgård telefon", "Forsorgshjemmet Svenstrupgård: ring 98 38 25 55."),
        ("mændenes hjem adresse", "Mændenes Hjem, Lille Istedgade, København."),
        ("er der plads på toften", "Jeg ved ikke, om der er plads. Forsorgshjemmet Toften, Slagelse."),
        ("har svenstrupgård plads", "Jeg ved ikke, om der er plads. Forsorgshjemmet Svenstrupgård"),
        ("hvornår åbner hjerterummet", "Café Hjerterummet: "),
        ("må jeg tage det hos parasollen", "Kom gerne påvirket, men drik ikke og tag ikke noget her."),
        ("kan jeg sove på toften med min hund", "Det ved jeg ikke. Spørg, om hund må komme med."),
        ("is parasollen open", "Café Parasollen, Boulevarden 19, Aalborg. "),
        ("1888", "Lev Uden Vold. Åben nu, hele døgnet."),
    ],
)
async def test_place_itself_is_answered(citizen: Citizen, said: str, heard: str) -> None:
    """Neither the town is asked for nor another place told."""
    assert (await citizen.says(said)).startswith(heard)


async def test_which_of_several_is_asked(citizen: Citizen) -> None:
    """Three are called Reden; the town says which."""
    asked = await citizen.says("er reden åben")
    told = await citizen.says("2")
    named = await citizen.says("reden i odense telefon")

    assert asked.startswith("Hvilket af dem mener du?")
    assert told.startswith("Reden Aarhus")
    assert "nummer til Reden Odense" in named


@pytest.mark.parametrize(
    "said",
    ["hvor kan jeg sove når toften er fuld", "jeg bor på toften", "er der andre steder end toften", "har i en paraply"],
)
async def test_not_every_name_is_a_question(citizen: Citizen, said: str) -> None:
    """What is told of a place, and what asks for another one, goes its own way."""
    await citizen.says("hej")

    assert "Toften" not in (await citizen.says(said)).splitlines()[0]


async def test_full_house_is_told_as_before(citizen: Citizen) -> None:
    """ "Toften er fuld" is a no at the door and no question."""
    await citizen.says("sove i nat i slagelse")

    assert "springer Forsorgshjemmet Toften over" in await citizen.says("toften er fuld")
