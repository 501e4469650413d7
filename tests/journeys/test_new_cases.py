"""New cases: whoever is on duty hears that there are some, once a day at most, by day, and nobody sees about what."""

import pytest

from tests.journeys.bookable import at, run_jobs
from tests.journeys.citizen import Citizen
from tests.journeys.team import another, staff_of
from tests.running import Running

OFFER = "jeg vil gerne hjælpe som frivillig i Slagelse"
ONE = "Der er 1 ny sag. Skriv SAGER for at se den."
TWO = "Der er 2 nye sager. Skriv SAGER for at se dem."


@pytest.fixture
async def lone(citizen: Citizen) -> Citizen:
    """Staff in Slagelse, on duty on weekdays from 8 to 16."""
    return await staff_of(citizen, "Slagelse", name="Lone", number=60)


async def test_told_once_a_day(house: Running, citizen: Citizen, lone: Citizen) -> None:
    """The first of the day is told soon; what comes later is told the next day, together."""
    await citizen.says(OFFER)
    await run_jobs(house)
    assert await lone.listens() == ONE

    await another(citizen, 2).says("der var lukket på varmestuen i slagelse")
    await another(citizen, 3).says(OFFER)
    await at(house, 1, 15, 45)
    assert not await lone.listens()

    await at(house, 2, 8, 1)
    assert await lone.listens() == TWO
    await at(house, 3, 8, 1)
    assert not await lone.listens()


async def test_only_on_duty(house: Running, citizen: Citizen, lone: Citizen) -> None:
    """At night and outside duty nobody hears of it; neither does another municipality."""
    elsewhere = await staff_of(citizen, "Vejle", name="Bo", number=61)
    await at(house, 1, 20)
    await citizen.says(OFFER)

    await run_jobs(house)
    await at(house, 2, 2)
    assert not await lone.listens()
    await lone.says("vagt i nat 20-8")
    await at(house, 2, 23)
    assert not await lone.listens()

    await at(house, 3, 8, 1)
    assert await lone.listens() == ONE
    assert not await elsewhere.listens()


async def test_seen_is_not_told(house: Running, citizen: Citizen, lone: Citizen) -> None:
    """What SAGER has shown is known; what came after it is told."""
    await citizen.says(OFFER)
    assert "1 et tilbud" in await lone.says("sager")

    await run_jobs(house)
    assert not await lone.listens()
    await another(citizen, 2).says(OFFER)
    await run_jobs(house)
    assert await lone.listens() == ONE


async def test_wish_for_a_human_is_asked_about_itself(house: Running, citizen: Citizen, lone: Citizen) -> None:
    """Those on duty were asked to take it: it is not told again as a case; nor is one that was taken back."""
    await citizen.says("jeg vil tale med et menneske i Slagelse om min bolig")
    await lone.says("1")
    other = another(citizen, 2)
    await other.says(OFFER)
    await other.says("fortryd")

    await run_jobs(house)

    assert "ny sag" not in await lone.listens()
