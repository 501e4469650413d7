"""Fire, an armed stranger, a burn, a sudden stop: what to do first, and the right number."""

import pytest

from tests.journeys.citizen import Citizen


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("der er ild i opgangen", "Gå ud, hvis du kan."),
        ("det brænder i opgangen hvor jeg sover", "Gå ud, hvis du kan."),
        ("min kæreste har sat ild til sengen", "Gå ud, hvis du kan."),
        ("der er indbrud hos mig nu", "Gå væk, eller lås døren."),
        ("en mand går rundt med en økse på banegården", "Gå væk, eller lås døren."),
        ("nogen ligger på skinnerne", "Gå ikke selv ud på skinnerne."),
        ("er stoppet med at drikke i går ryster og ser ting kolding", "Det er farligt at ryste og se ting"),
    ],
)
async def test_what_to_do_first(citizen: Citizen, said: str, first: str) -> None:
    """112 without an if, and neither the line for those who are beaten nor the Livslinie."""
    heard = await citizen.says(said)

    assert first in heard
    assert "Ring 112 nu." in heard
    assert "1888" not in heard
    assert "70 201 201" not in heard
    assert "Hvilken by" not in heard


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("brændt mig på gaskomfuret hele armen", "lunkent vand i 20 minutter"),
        ("bidt af en hund det bløder", "Skyl såret"),
        ("vanvittig tandpine hævet i hele ansigtet og kan ikke synke", "Kan du ikke synke eller få luft, så ring 112"),
        ("har ikke fået mine stesolider i 4 dage og har det ad helvede til", "Et brat stop kan være farligt."),
        ("mangler min metadon har glemt at hente den i går", "Et brat stop kan være farligt."),
    ],
)
async def test_doctor_stands_beside_112(citizen: Citizen, said: str, first: str) -> None:
    """112 with an if; with the town, the number of the doctor on duty."""
    citizen.running.clock.later(hours=11)
    heard = await citizen.says(said)
    town = await citizen.says("aalborg")

    assert first in heard
    assert "112" in heard
    assert "70 15 03 00" in town


async def test_doctor_of_the_named_town(citizen: Citizen) -> None:
    """Where the town is named, the number comes at once."""
    citizen.running.clock.later(hours=11)

    assert "Ring ellers til en læge nu: 70 11 07 07." in await citizen.says("mangler min metadon kolding")


@pytest.mark.parametrize("said", ["min mand truer mig med en kniv", "min eks står ved døren med en økse"])
async def test_partner_keeps_the_other_line(citizen: Citizen, said: str) -> None:
    """From a partner or the family, the line that helps for longer than tonight."""
    assert "1888" in await citizen.says(said)
