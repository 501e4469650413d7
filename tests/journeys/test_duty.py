"""Duty by text: said, read back, undone, and who has it."""

import pytest

from bot.model import RoleName
from tests.journeys.bookable import at
from tests.journeys.citizen import Citizen
from tests.journeys.team import code_for, staff_of
from tests.line.looking import rows
from tests.running import Running

WISH = "jeg vil tale med et menneske i Slagelse om min bolig"


@pytest.fixture
async def lone(citizen: Citizen) -> Citizen:
    """Staff in Slagelse."""
    return await staff_of(citizen, "Slagelse", name="Lone", number=60)


@pytest.fixture
async def karl(citizen: Citizen) -> Citizen:
    """A colleague."""
    return await staff_of(citizen, "Slagelse", name="Karl", number=61)


async def test_without_a_roster(lone: Citizen, karl: Citizen) -> None:
    """All are on duty on weekdays, and who asks is told so."""
    said = await lone.says("hvem har vagt?")

    assert "På vagt nu: Karl og Lone" in said
    assert "Ingen vagtplan" in said
    assert karl.heard


async def test_duty_is_read_back_and_undone(lone: Citizen) -> None:
    """With the day and the hours; FORTRYD takes it away."""
    today = await lone.says("vagt i dag 8-16")
    weekly = await lone.says("vagt man-fre 9-15")
    shown = await lone.says("hvem har vagt")
    undone = await lone.says("fortryd")

    assert "i dag 8-16" in today
    assert "hver man, tirs, ons, tors og fre 9-15" in weekly
    assert "Lone 9-15" in shown
    assert "igen" in undone
    assert len(rows(lone.running.folder, "select * from duties")) == 1


async def test_roster_decides_who_is_asked(citizen: Citizen, lone: Citizen, karl: Citizen) -> None:
    """Only those on the roster are asked at first."""
    await karl.says("vagt man-fre 8-16")
    await citizen.says(WISH)

    assert "min bolig" in await karl.listens()
    assert not await lone.listens()


async def test_day_off(house: Running, citizen: Citizen, lone: Citizen, karl: Citizen) -> None:
    """Off on one day: others are asked that day."""
    said = await lone.says("ikke vagt på fredag")
    await at(house, 4, 10)
    await citizen.says(WISH)

    assert "fredag" in said
    assert not await lone.listens()
    assert "min bolig" in await karl.listens()


async def test_colleague_is_put_on_duty(lone: Citizen, karl: Citizen) -> None:
    """Whoever is put on duty by another hears it."""
    await lone.says("vagt til Karl i morgen 8-16")

    assert "i morgen 8-16" in await karl.listens()
    assert "ingen kollega" in await lone.says("vagt til Yrsa i morgen 8-16")


async def test_unclear_duty_is_asked(lone: Citizen) -> None:
    """Hours or days that are missing are asked for, and what is over changes nothing."""
    assert "Hvornår på dagen" in await lone.says("vagt i morgen")
    assert "På hvilke dage" in await lone.says("vagt 8-16")
    assert "forbi" in await lone.says("vagt i dag 8-12")
    assert not rows(lone.running.folder, "select * from duties")


async def test_stopped_staff_hear_why(lone: Citizen) -> None:
    """Duty after STOP is kept, and they hear that nothing is asked of them."""
    await lone.says("STOP")

    assert "START ændrer det" in await lone.says("vagt i dag 8-16")


async def test_several_municipalities_are_chosen_from(house: Running, lone: Citizen) -> None:
    """Staff of two are asked for which."""
    code = await code_for(house, RoleName.STAFF, municipality="Kolding")
    await lone.says(f"KODE {code}")
    await lone.says("Lone")
    asked = await lone.says("vagt i dag 8-16")
    said = await lone.chooses("Kolding")

    assert "For hvilken kommune" in asked
    assert "Kolding Kommune" in said
    assert rows(house.folder, "select municipality from duties") == [("Kolding",)]


async def test_same_hours_are_said_once(lone: Citizen) -> None:
    """A day that is in the week already is not shown twice."""
    await lone.says("vagt i dag 8-16")
    await lone.says("vagt man-fre 8-16")
    shown = await lone.says("vagtplan")

    assert "i dag: Lone 8-16\n" in shown
