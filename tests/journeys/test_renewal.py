"""Old, unconfirmed and doubted listings are renewed by one digit of the place's own volunteers."""

import pytest

from bot.model import PlaceId, Trust
from bot.store import cases
from tests.journeys.bookable import at, run_jobs
from tests.journeys.citizen import Citizen
from tests.journeys.team import volunteer_of
from tests.line.looking import rows
from tests.running import Running

PLACE = "hjerterummet"


@pytest.fixture
async def volunteer(citizen: Citizen) -> Citizen:
    """A volunteer of Café Hjerterummet, which nobody has confirmed."""
    return await volunteer_of(citizen, PLACE)


def trust(house: Running) -> Trust:
    """How true the place is known to be."""
    return house.app.atlas.directory.trust[PlaceId(PLACE)]


async def test_confirmed_by_one_digit(house: Running, volunteer: Citizen) -> None:
    """Asked by day; a yes confirms it for 90 days, and then it is asked again."""
    await at(house, 2, 8, 30)
    early = await volunteer.listens()
    await at(house, 2, 10)
    asked = await volunteer.listens()
    said = await volunteer.chooses("Ja")
    await run_jobs(house)
    confirmed = trust(house)
    await at(house, 20, 11, month=2, year=2027)
    soon = await volunteer.listens()
    await at(house, 3, 11, month=3, year=2027)

    assert "stadig rigtigt" not in early
    assert asked.startswith("Café Hjerterummet")
    assert "Er det stadig rigtigt?" in asked
    assert said == "Tak. Nu er Café Hjerterummet bekræftet."
    assert (confirmed.confirmed_by, confirmed.doubted_at) == ("volunteer", None)
    assert "stadig rigtigt" not in soon
    assert "Er det stadig rigtigt?" in await volunteer.listens()
    assert ("confirm",) in rows(house.folder, "select act from audit")


async def test_no_makes_a_case(house: Running, volunteer: Citizen) -> None:
    """What is wrong is told in their own words, goes to those who mend it, and citizens hear the doubt."""
    await at(house, 2, 10)
    await volunteer.listens()
    asked = await volunteer.chooses("Nej")
    said = await volunteer.says("vi er flyttet til nummer 12")
    await run_jobs(house)

    (case,) = await house.app.database.write(lambda db: cases.open_cases(db))
    assert "Hvad er forkert?" in asked
    assert "skrevet det ned" in said
    assert (case.place, case.text) == (PLACE, "vi er flyttet til nummer 12")
    assert trust(house).doubted_at


async def test_wrong_hours_are_changed_at_once(house: Running, volunteer: Citizen) -> None:
    """A no that tells other hours posts them too."""
    await at(house, 2, 10)
    await volunteer.listens()
    await volunteer.chooses("Nej")

    said = await volunteer.says("fremover åben man-fre 9-15")

    assert said.startswith("Café Hjerterummet: åben hver man-fre fra i dag onsdag 2/12 kl. 9-15.")


async def test_doubt_is_asked_at_once(house: Running, citizen: Citizen, volunteer: Citizen) -> None:
    """A citizen stood before a closed door: the volunteers hear it within a minute, but not at night."""
    await citizen.says("hjerterummet aalborg")
    await citizen.says("varmestue i aalborg")
    await citizen.says("hjerterummet")
    await house.app.database.write(lambda db: _doubted(db, house))
    await run_jobs(house)
    asked = await volunteer.listens()
    said = await volunteer.says("1")
    await run_jobs(house)

    assert "lukket dør" in asked
    assert "bekræftet" in said
    assert trust(house).doubted_at is None


async def test_never_twice_in_a_week(house: Running, volunteer: Citizen) -> None:
    """No answer is asked for again after a week, and not sooner."""
    await at(house, 2, 10)
    await volunteer.listens()
    await at(house, 8, 10)
    between = await volunteer.listens()
    await at(house, 9, 10, 1)

    assert "stadig rigtigt" not in between
    assert "Er det stadig rigtigt?" in await volunteer.listens()


async def _doubted(db: object, house: Running) -> None:
    from bot.store import places

    await places.doubt(db, PlaceId(PLACE), house.clock())  # type: ignore[arg-type]


async def test_order_is_no_yes(house: Running, volunteer: Citizen) -> None:
    """Whoever answers with other hours has not said that the old ones are right."""
    await at(house, 2, 10)
    asked = await volunteer.listens()
    said = await volunteer.says("vi åbner alligevel kl 16")

    assert "stadig rigtigt" in asked
    assert "åben i dag onsdag 2/12 kl. 16-21" in said
    assert "er bekræftet" not in said
