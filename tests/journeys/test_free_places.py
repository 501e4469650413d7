"""A shelter's volunteers tell how many places are free: asked once at dusk, told with its age, over after 12 hours."""

import pytest

from tests.journeys.bookable import at, run_jobs
from tests.journeys.citizen import Citizen
from tests.journeys.team import another, volunteer_of
from tests.line.looking import rows
from tests.running import Running

SHELTER = "vejle-natherberg"
ASKS = "sove i nat i vejle"


@pytest.fixture
async def volunteer(citizen: Citizen) -> Citizen:
    """A volunteer of a night shelter."""
    return await volunteer_of(citizen, SHELTER)


async def test_told_with_its_age(house: Running, citizen: Citizen, volunteer: Citizen) -> None:
    """Two hours old is said so; twelve hours later it is not told any more."""
    said = await volunteer.says("3 senge")
    await at(house, 1, 16, 40)
    fresh = await citizen.says(ASKS)
    await at(house, 2, 3)
    stale = await citizen.says(ASKS)

    assert said == "Vejle Natherberg: 3 ledige pladser nu. Det siger jeg i 12 timer. Forkert? Skriv FORTRYD."
    assert "3 ledige senge, oplyst for 2 timer siden." in fresh
    assert "oplyst" not in stale


async def test_women_are_named(house: Running, citizen: Citizen, volunteer: Citizen) -> None:
    """Places for women only are told as such; FORTRYD brings the number before it."""
    await volunteer.says("4 pladser")
    await volunteer.says("2 pladser til kvinder")
    await run_jobs(house)
    women = await citizen.says(ASKS)
    await volunteer.says("FORTRYD")
    await run_jobs(house)

    assert "2 ledige senge til kvinder, oplyst lige nu." in women
    assert "4 ledige senge, oplyst lige nu." in await citizen.says(ASKS)


async def test_asked_once_at_dusk(house: Running, citizen: Citizen, volunteer: Citizen) -> None:
    """Everybody who acts for the shelter is asked once; one answer settles it for all."""
    other = await volunteer_of(citizen, SHELTER, number=51)
    await at(house, 1, 18, 59)
    early = await volunteer.listens()
    await at(house, 1, 19)
    asked, asked_too = await volunteer.listens(), await other.listens()
    said = await volunteer.says("otte")
    await at(house, 1, 19, 30)

    assert "hvor mange senge" not in early.casefold()
    assert "Vejle Natherberg: Hvor mange senge er fri i nat? Svar med et tal." in asked
    assert "Hvor mange senge" in asked_too
    assert "8 ledige pladser nu" in said
    assert not await other.listens()
    assert rows(house.folder, "select count(*) from place_questions where about = 'free_places'") == [(2,)]
    assert not rows(house.folder, "select * from place_questions where about = 'free_places' and settled_at is null")


async def test_not_asked_when_told_or_shut(house: Running, volunteer: Citizen) -> None:
    """Who has told it in the afternoon is not asked, nor who does not open tonight."""
    await at(house, 1, 16)
    await volunteer.says("fuldt")
    await at(house, 1, 19)
    told = await volunteer.listens()
    await at(house, 2, 10)
    await volunteer.says("vi holder lukket i nat")
    await at(house, 2, 19)

    assert "Hvor mange senge" not in told
    assert "Hvor mange senge" not in await volunteer.listens()


async def test_question_lets_them_be_a_citizen(house: Running, volunteer: Citizen) -> None:
    """While the question stands, a volunteer who asks for a meal gets a meal."""
    await at(house, 1, 19)
    await volunteer.listens()

    heard = await volunteer.says("hvor kan jeg få mad i vejle")

    assert "ledige" not in heard
    assert "Horsensvej 35" in heard


async def test_vague_is_asked(volunteer: Citizen) -> None:
    """ "Et par senge" is no number."""
    asked = await volunteer.says("et par senge")
    said = await volunteer.says("3")

    assert "Hvor mange er ledige nu? Svar med et tal." in asked
    assert "3 ledige pladser nu" in said


async def test_stranger_tells_nothing(citizen: Citizen) -> None:
    """A citizen who writes the same words changes nothing."""
    heard = await another(citizen, 90).says("3 senge")

    assert "ledige pladser nu" not in heard
