"""Staff import new hours for a place whose volunteers posted weekly ones: the newer word holds, and they hear so."""

from pathlib import Path

import pytest

from bot.commands.directory import bring_in, write_out
from tests.journeys.bookable import run_jobs
from tests.journeys.citizen import Citizen
from tests.journeys.team import volunteer_of
from tests.line.looking import rows
from tests.running import Running, settings_for

OLD = "Mo-We 10:00-19:00; Th 10:00-16:00; Fr 10:00-14:00; week 1-53/2 Su 10:00-14:00; PH 10:00-14:00"
NEW = "Mo-Fr 13:00-18:30; PH off"
ASKS = "varmestue i aalborg"


@pytest.fixture
async def volunteer(citizen: Citizen) -> Citizen:
    """A volunteer who has posted hours for every week."""
    one = await volunteer_of(citizen, "cafe-parasollen")
    assert "hver man-fre" in await one.says("fremover åben man-fre 9-15")
    await run_jobs(one.running)
    return one


async def imported(house: Running, before: str, after: str) -> None:
    """Staff write the directory out, mend it and read it in."""
    settings = settings_for(house.folder, house.url, house.twilio, house.telegram)
    file = house.folder / "places.yaml"
    await write_out(settings, file)
    mend(file, before, after)
    await bring_in(settings, file, yes=True, prune=False, now=house.clock())
    await run_jobs(house)
    house.app.deliver.wake()


def mend(file: Path, before: str, after: str) -> None:
    """As by hand."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


async def test_newer_hours_hold(
    house: Running, citizen: Citizen, volunteer: Citizen, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said before what ends; the volunteer hears of it, once; people hear the new hours."""
    await volunteer.says("fremover åben man-fre 9-16")
    await run_jobs(house)
    assert "til kl. 16" in await citizen.says(ASKS)

    await imported(house, OLD, NEW)

    assert "! cafe-parasollen: the weekly hours posted on 2026-12-01 end" in capsys.readouterr().out
    assert (await volunteer.listens()).count("nye åbningstider: man-fre 13-18.30") == 1
    assert "til kl. 18.30" in await citizen.says(ASKS)
    assert ("import", "cafe-parasollen") in rows(house.folder, "select act, place from audit")


async def test_volunteer_may_post_again(house: Running, citizen: Citizen, volunteer: Citizen) -> None:
    """What they hear tells how; then theirs is the newer word."""
    await imported(house, OLD, NEW)
    await volunteer.listens()

    await volunteer.says("fremover åben man-fre 9-15")
    await run_jobs(house)

    assert "til kl. 15" in await citizen.says(ASKS)


async def test_import_of_other_things_ends_nothing(house: Running, citizen: Citizen, volunteer: Citizen) -> None:
    """An import that leaves the hours as they were leaves the volunteer's word, and nobody hears of it."""
    await imported(house, "name: Café Parasollen", "name: Café Parasollen ved havnen")

    assert "nye åbningstider" not in await volunteer.listens()
    assert "til kl. 15" in await citizen.says(ASKS)
