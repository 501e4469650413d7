"""The place says by a code who came, and what was agreed; nobody can say it for another's place."""

import pytest

from tests.journeys.bookable import at, offer
from tests.journeys.citizen import Citizen
from tests.journeys.team import another, staff_of
from tests.line.looking import rows
from tests.running import Running


@pytest.fixture
async def code(house: Running, citizen: Citizen) -> str:
    """The code of somebody's time on Thursday at 10 in Slagelse."""
    await offer(house)
    await citizen.says("tid hos sygeplejerske i slagelse på torsdag kl 10")
    await citizen.says("ja")
    return str(rows(house.folder, "select code from appointments order by id desc limit 1")[0][0])


async def test_who_did_not_come_is_written_to(house: Running, citizen: Citizen, code: str) -> None:
    """ "B47 kom ikke" after the hour: one kind message follows, with new times."""
    staff = await staff_of(citizen, "Slagelse")
    early = await staff.says(f"{code} kom ikke")
    await at(house, 3, 10, 45)

    said = await staff.says(f"{code.lower()} kom ikke")
    await at(house, 3, 11, 30)

    assert "intet ændret" in early
    assert f"{code} kom ikke" in said
    assert await citizen.listens()


async def test_mistake_is_mended(house: Running, citizen: Citizen, code: str) -> None:
    """The last word holds, and only it is counted."""
    staff = await staff_of(citizen, "Slagelse")
    await at(house, 3, 10, 45)

    await staff.says(f"{code} mødte ikke op")
    await staff.says(f"{code} kom")

    assert rows(house.folder, "select state from appointments order by id desc limit 1") == [("came",)]
    counted = dict(
        rows(house.folder, "select what, sum(number) from tallies where what in ('came', 'missed') group by 1")
    )
    assert (counted.get("came", 0), counted.get("missed", 0)) == (1, 0)


async def test_agreed_is_asked_for(house: Running, citizen: Citizen, code: str) -> None:
    """What was agreed is kept by text and read by the person alone; a CPR number is taken out."""
    staff = await staff_of(citizen, "Slagelse")
    await at(house, 3, 11, 0)

    await staff.says(f"aftalt {code}: ring til kommunen på mandag, cpr 010190-1234")

    assert "ring til kommunen på mandag" in await citizen.says("hvad aftalte vi")
    assert "010190" not in "".join(citizen.heard)


async def test_others_know_nothing(citizen: Citizen, code: str) -> None:
    """Staff of another municipality and citizens change nothing and learn nothing."""
    stranger = await staff_of(citizen, "Aalborg")

    assert "kender ingen aftale" in await stranger.says(f"{code} kom")
    assert "Noteret" not in await citizen.says(f"{code} kom")


async def test_early_comer_keeps_the_seat(house: Running, citizen: Citizen, code: str) -> None:
    """Whoever comes before the hour sits there: nobody else is offered the time, and a day before nobody has come."""
    staff = await staff_of(citizen, "Slagelse")
    assert "intet ændret" in await staff.says(f"{code} kom")
    await at(house, 3, 9, 30)

    assert f"{code} kom" in await staff.says(f"{code} kom")
    other = another(citizen, 2)
    await other.says("tid hos sygeplejerske i slagelse i dag kl 10")

    assert "ingen ledig tid i dag kl. 10." in "".join(other.heard)
