"""What follows after an appointment, for who came and for who did not."""

import pytest

from bot.model import AppointmentState
from bot.store import appointments, cases
from tests.journeys.bookable import at, offer
from tests.journeys.citizen import Citizen
from tests.line.looking import rows
from tests.running import Running


@pytest.fixture
async def booked(house: Running, citizen: Citizen) -> Citizen:
    """Somebody with a time on Thursday at 10."""
    await offer(house)
    await citizen.says("tid hos sygeplejerske i slagelse på torsdag kl 10")
    await citizen.says("ja")
    return citizen


async def marked(house: Running, state: AppointmentState) -> None:
    """Staff say what came of it."""
    (code,) = rows(house.folder, "select code from appointments order by id desc limit 1")[0]
    found = await house.app.database.write(lambda db: appointments.by_code(db, code))
    assert found
    now = house.clock.now
    assert await house.app.database.write(lambda db: appointments.mark(db, found.id, state, now))


async def test_asked_once_whether_it_helped(house: Running, booked: Citizen) -> None:
    """An hour after it, once; a yes is counted without a name."""
    await at(house, 3, 10, 20)
    await booked.listens()
    await marked(house, AppointmentState.CAME)
    await at(house, 3, 10, 30)
    too_early = await booked.listens()
    await at(house, 3, 11, 30)
    asked = await booked.listens()
    thanked = await booked.chooses("Ja")
    await at(house, 3, 12)

    assert not too_early
    assert "Blev du hjulpet?" in asked
    assert "Tak" in thanked
    assert not await booked.listens()
    counted = rows(house.folder, "select about, municipality, number from tallies where what = 'helped'")
    assert counted == [("health", "Slagelse", 1)]


@pytest.mark.parametrize("words", ["vi nåede ikke det hele", "de lyttede ikke"])
async def test_no_help_makes_a_case(house: Running, booked: Citizen, words: str) -> None:
    """A no is counted, and becomes a case in the person's own words when they want."""
    await marked(house, AppointmentState.CAME)
    await at(house, 3, 12)
    await booked.listens()
    asked = await booked.chooses("Nej")
    await booked.says(words)

    found = await house.app.database.write(lambda db: cases.open_cases(db))
    assert "ked af" in asked
    assert [(case.municipality, case.text) for case in found] == [("Slagelse", words)]


async def test_missed_is_met_without_blame(house: Running, booked: Citizen) -> None:
    """One message, with new times to take; taking one books it."""
    await at(house, 3, 11)
    await booked.listens()
    await marked(house, AppointmentState.MISSED)
    await at(house, 3, 11, 1)
    said = await booked.listens()
    taken = await booked.chooses("i morgen kl. 9")
    await at(house, 3, 12)

    assert "helt i orden" in said
    assert taken.startswith("Du har en tid i morgen kl. 9.")
    assert "Din kode er " in taken
    assert not await booked.listens()


async def test_no_new_time_is_respected(house: Running, booked: Citizen) -> None:
    """A no ends it; the next time one is missed no new times are offered."""
    await at(house, 3, 11)
    await booked.listens()
    await marked(house, AppointmentState.MISSED)
    await at(house, 3, 11, 1)
    await booked.listens()
    fine = await booked.chooses("Nej tak")
    await booked.says("tid hos sygeplejerske i slagelse på fredag kl 9")
    await booked.says("ja")
    await at(house, 4, 9, 30)
    await booked.listens()
    await marked(house, AppointmentState.MISSED)
    await at(house, 4, 10)
    said = await booked.listens()

    assert "spørger ikke igen" in fine
    assert "helt i orden" in said
    assert "Nej tak" not in said
    assert "mandag" not in said


async def test_no_word_at_night(house: Running, booked: Citizen) -> None:
    """What is marked late in the evening is written about in the morning."""
    await at(house, 3, 21, 30)
    await booked.listens()
    await marked(house, AppointmentState.MISSED)
    await at(house, 3, 21, 31)
    at_night = await booked.listens()
    await at(house, 4, 8)

    assert not at_night
    assert "helt i orden" in await booked.listens()
