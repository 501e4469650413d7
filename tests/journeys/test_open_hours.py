"""A volunteer keeps the hours of a place true by one text, and citizens hear it within a second."""

import pytest

from bot.model import PlaceId
from tests.journeys.bookable import run_jobs
from tests.journeys.citizen import Citizen
from tests.journeys.team import volunteer_of
from tests.running import Running

STEDET = "stedet-slagelse"


@pytest.fixture
async def volunteer(citizen: Citizen) -> Citizen:
    """A volunteer of Stedet in Slagelse, on a Tuesday afternoon."""
    return await volunteer_of(citizen, STEDET)


async def test_post_is_live_at_once(house: Running, citizen: Citizen) -> None:
    """Read back in one line with weekday and dates, and what the next citizen hears."""
    volunteer = await volunteer_of(citizen, "vejle-natherberg")
    before = await citizen.says("sove i nat i vejle")
    said = await volunteer.says("ÅBNT I NAT 21-9")
    await run_jobs(house)
    after = await citizen.says("sove i nat i vejle")

    assert said == "Vejle Natherberg: åben i dag tirsdag 1/12 kl. 21-9. Forkert? Skriv FORTRYD."
    assert "22-8" in before
    assert "21-9" in after


async def test_undo_returns_the_state_before(house: Running, volunteer: Citizen) -> None:
    """FORTRYD and other words for it take the last post back."""
    await volunteer.says("vi holder lukket i morgen")
    said = await volunteer.says("glem det jeg lige skrev")
    await run_jobs(house)

    assert "som det var før" in said
    assert not house.app.atlas.directory.changes.get(PlaceId(STEDET))


async def test_unclear_is_asked_then_done(volunteer: Citizen) -> None:
    """A day without hours is asked for; the hours alone complete it."""
    asked = await volunteer.says("vi har åbent på lørdag")
    said = await volunteer.says("10-14")

    assert "Hvornår åbner og lukker I?" in asked
    assert "åben lørdag 5/12 kl. 10-14" in said
