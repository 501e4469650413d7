"""Turned away: who stood at a door in vain hears the next one at once, and is not sent back there tonight."""

import pytest

from bot.store import cases
from tests.journeys.citizen import Citizen
from tests.journeys.team import another

BEDS = "hvor kan jeg sove i nat i aalborg"


@pytest.mark.parametrize("said", ["jeg blev afvist", "de sagde nej", "der var fuldt", "jeg har ringet de svarer ikke"])
async def test_next_place_comes_at_once(citizen: Citizen, said: str) -> None:
    """Nothing is asked: the next place is there, and the one before it no more, tonight."""
    first = await citizen.says(BEDS)
    following = await citizen.says(said)
    again = await citizen.says(BEDS)

    assert first.startswith("Kirkens Korshærs Natvarmestue Aalborg")
    assert following.startswith("Det er jeg ked af. Jeg siger det videre og springer Natvarmestue over nu.")
    assert "98 38 25 55" in following
    assert "112" not in following
    assert again.startswith("Forsorgshjemmet Svenstrupgård")
    assert "Natvarmestue" not in again


async def test_third_door_is_told_too(citizen: Citizen) -> None:
    """Each no leads on; where no door is left near by, a human is offered."""
    await citizen.says(BEDS)
    await citizen.says("de sagde nej")
    third = await citizen.says("også afvist")
    none = await citizen.says("igen nej")

    assert "98 13 18 54" in third
    assert "Jeg kender ikke flere nær Aalborg." in none
    assert "MENNESKE" in none


async def test_refusal_ends_with_the_night(citizen: Citizen) -> None:
    """The next day the place is told again; others hear of it all the time."""
    await citizen.says(BEDS)
    await citizen.says("der var fuldt")
    theirs = await another(citizen, 2).says(BEDS)
    citizen.running.clock.later(hours=13)

    assert theirs.startswith("Kirkens Korshærs Natvarmestue Aalborg")
    assert (await citizen.says(BEDS)).startswith("Kirkens Korshærs Natvarmestue Aalborg")


async def test_named_door_is_the_one(citizen: Citizen) -> None:
    """Who says which place it was is believed, and staff read it at that place."""
    await citizen.says(BEDS)
    heard = await citizen.says("svenstrupgård sagde nej")
    async with citizen.running.app.database.read() as db:
        [case] = await cases.open_cases(db)

    assert "springer Svenstrupgård over nu. Kirkens Korshærs Natvarmestue Aalborg" in heard
    assert (case.place, case.text) == ("svenstrupgaard", "svenstrupgård sagde nej")


async def test_refusal_is_taken_back(citizen: Citizen) -> None:
    """FORTRYD: the place is told again, and no case is left."""
    await citizen.says(BEDS)
    await citizen.says("der var fuldt")
    back = await citizen.says("FORTRYD")
    async with citizen.running.app.database.read() as db:
        noted = await cases.open_cases(db)

    assert "slettet igen" in back
    assert not noted
    assert (await citizen.says(BEDS)).startswith("Kirkens Korshærs Natvarmestue Aalborg")


async def test_supposing_is_no_refusal(citizen: Citizen) -> None:
    """ "Hvad hvis der er fuldt" and "er der fuldt?" leave nothing out."""
    await citizen.says(BEDS)
    await citizen.says("hvad hvis der er fuldt")
    await citizen.says("er der fuldt?")

    assert "Natvarmestue" in await citizen.says(BEDS)


async def test_real_danger_is_heard(citizen: Citizen) -> None:
    """A no that ends in danger is danger."""
    await citizen.says(BEDS)

    assert "112" in await citizen.says("de sagde nej og nu har jeg taget en masse piller")


async def test_refusal_in_english(citizen: Citizen) -> None:
    """The same in English."""
    await citizen.says("where can I sleep tonight in aalborg")
    heard = await citizen.says("they said no")

    assert "leave out Natvarmestue" in heard
    assert "98 38 25 55" in heard


async def test_nobody_is_talked_into_it(citizen: Citizen) -> None:
    """Who dares not go there hears the next one, without a word to staff; FORTRYD brings it back."""
    await citizen.says("hvor er der varmt i odense")
    heard = await citizen.says("der tør jeg ikke gå hen")
    async with citizen.running.app.database.read() as db:
        noted = await cases.open_cases(db)
    back = await citizen.says("FORTRYD")

    assert heard.startswith("Det er helt i orden. Jeg springer Varmestue i Bolbro over nu.")
    assert not noted
    assert back == "Godt. Det er slettet igen."
    assert "Bolbro" in await citizen.says("hvor er der varmt i odense")


async def test_too_far_asks_where(citizen: Citizen) -> None:
    """ "Det er for langt" is no goodbye."""
    await citizen.says(BEDS)

    assert "postnummer" in await citizen.says("det er for langt")
