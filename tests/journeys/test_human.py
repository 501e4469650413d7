"""A human takes over: asked for, taken by one, words both ways, given on, ended, and nobody is left between two."""

import pytest

from tests.journeys.citizen import Citizen
from tests.journeys.team import another, staff_of
from tests.line.looking import rows
from tests.running import Running

WISH = "jeg vil tale med et menneske i Slagelse om min bolig"


@pytest.fixture
async def lone(citizen: Citizen) -> Citizen:
    """Somebody on duty in Slagelse."""
    return await staff_of(citizen, "Slagelse", name="Lone", number=60)


@pytest.fixture
async def bo(citizen: Citizen, lone: Citizen) -> Citizen:
    """A colleague of hers."""
    return await staff_of(citizen, "Slagelse", name="Bo", number=61)


@pytest.fixture
async def who(citizen: Citizen, lone: Citizen) -> str:
    """The pseudonym of a citizen who has just asked for a human."""
    await citizen.says(WISH)
    await lone.listens()
    return str(
        rows(citizen.running.folder, "select pseudonym from persons where in_talk is false order by id desc")[0][0]
    )


async def test_talk_goes_both_ways(house: Running, citizen: Citizen, lone: Citizen, bo: Citizen) -> None:
    """Asked, taken with one digit, written both ways, ended; the bot is silent meanwhile and back after it."""
    asked = await citizen.says(WISH)
    heard = await lone.listens()
    assert "har vagt" in asked
    assert "min bolig" in heard
    assert "200000" not in heard

    taken = await lone.chooses("Jeg tager den")
    greeted = await citizen.listens()
    settled = await bo.listens()
    assert "Du har" in taken
    assert "Lone fra Slagelse Kommune" in greeted
    assert "Lone har taget" in settled

    await lone.says("hej, hvad er der sket")
    assert await citizen.listens() == "Lone: hej, hvad er der sket"
    silence = await citizen.says("hvor kan jeg sove i nat")
    assert silence == ""
    assert (await lone.listens()).endswith(": hvor kan jeg sove i nat")

    ended = await lone.says("slut")
    back = await citizen.listens()
    assert "LUK 1" in ended
    assert "Lone er gået nu" in back
    assert "Lone:" not in await citizen.says("hvor kan jeg sove i nat i slagelse")
    assert citizen.heard
    assert not await lone.listens()
