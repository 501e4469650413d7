"""An appointment is reminded of, and the reminder is answered."""

import pytest

from tests.databases import Kind
from tests.journeys.bookable import at, offer
from tests.journeys.citizen import Citizen, SmsCitizen
from tests.line.looking import rows
from tests.running import Running

# There tests/scheduler and test_booking stay for them in every run.
pytestmark = pytest.mark.long(Kind.POSTGRESQL)


@pytest.fixture
async def booked(house: Running, citizen: Citizen) -> Citizen:
    """Somebody with a time on Thursday at 10, who booked it on Tuesday."""
    await offer(house)
    await citizen.says("tid hos sygeplejerske i slagelse på torsdag kl 10")
    assert "torsdag 3. december kl. 10" in await citizen.says("ja")
    return citizen


async def test_reminded_the_evening_before(house: Running, booked: Citizen) -> None:
    """At 17 the day before: time, street, first step, what to bring; nothing that tells; and only once."""
    await at(house, 2, 16, 59)
    too_early = await booked.listens()
    await at(house, 2, 17)
    said = await booked.listens()
    await at(house, 2, 18)
    again = await booked.listens()

    assert not too_early
    assert "aftale i morgen kl. 10" in said
    assert "Herrestræde 26" in said
    assert "Gå ind ad porten i gården." in said
    assert "Tag din medicin med." in said
    assert "Stedet" not in said
    assert "ygeplejerske" not in said
    assert not again


async def test_coming_shortens_the_second(house: Running, booked: Citizen) -> None:
    """A "kommer" is kept; two hours before comes a shorter one without a question."""
    await at(house, 2, 17)
    await booked.listens()
    answer = await booked.chooses("Jeg kommer")
    await at(house, 3, 8)
    said = await booked.listens()

    assert "du kommer i morgen kl. 10" in answer
    assert "aftale i dag kl. 10" in said
    assert "AFBUD" in said
    assert "medicin" not in said
    assert "Jeg kommer" not in said


async def test_reminder_moves_the_time(house: Running, booked: Citizen) -> None:
    """A "2" leads to other times; the new one is reminded of, the old one is not."""
    await at(house, 2, 17)
    await booked.listens()
    await booked.chooses("Flyt")
    moved = await booked.chooses("fredag kl. 9")
    await at(house, 3, 8)
    old = await booked.listens()
    await at(house, 3, 17)
    new = await booked.listens()

    assert "flyttet" in moved
    assert "fredag 4. december kl. 9" in moved
    assert not old
    assert "i morgen kl. 9" in new


async def test_reminder_calls_off(house: Running, booked: Citizen) -> None:
    """A "3" frees the time at once; nothing more is heard of it."""
    await at(house, 2, 17)
    await booked.listens()
    said = await booked.chooses("Afbud")
    await at(house, 3, 8)

    assert "helt i orden" in said
    assert not await booked.listens()
    assert rows(house.folder, "select state from appointments") == [("cancelled",)]


async def test_answered_twice_and_changed(house: Running, booked: Citizen) -> None:
    """Saying it twice is fine, changing one's mind too, and changing it back while the time is free."""
    await at(house, 2, 17)
    await booked.listens()
    first = await booked.chooses("Jeg kommer")
    again = await booked.says("jeg kommer")
    off = await booked.says("afbud")
    back = await booked.says("jeg kommer")

    assert "Jeg har skrevet ned" in first
    assert "det står her" in again
    assert "helt i orden" in off
    assert "Du har din tid igen" in back


async def test_answered_three_days_late(house: Running, booked: Citizen) -> None:
    """A late answer hears kindly that it is over."""
    await at(house, 2, 17)
    await booked.listens()
    house.clock.later(days=2, hours=20)
    late = await booked.says("jeg kommer")
    house.clock.later(days=1)
    later = await booked.says("2")

    assert "forbi" in late
    assert "helt i orden" in late
    assert "for længe siden" in later


async def test_down_until_the_night(house: Running, booked: Citizen) -> None:
    """Nobody is woken: an evening reminder that is late waits; at 8 the soon one says it all, once."""
    await at(house, 2, 22)
    at_night = await booked.listens()
    await at(house, 3, 8)
    said = await booked.listens()
    await at(house, 3, 9)

    assert not at_night
    assert "i dag kl. 10" in said
    assert not await booked.listens()


async def test_down_for_an_hour(house: Running, booked: Citizen) -> None:
    """What is late but useful is sent once."""
    await at(house, 3, 9, 30)
    said = await booked.listens()
    await at(house, 3, 9, 31)

    assert said.count("kl. 10") == 1
    assert not await booked.listens()


async def test_down_for_a_week(house: Running, booked: Citizen) -> None:
    """What helps nobody any more is dropped, and counted."""
    await at(house, 9, 12)

    assert not await booked.listens()
    assert (await house.app.jobs.run("reminders")) == {}
    assert rows(house.folder, "select evening_at, soon_at from appointments") == [(None, None)]


async def test_stop_asks_about_reminders(house: Running, booked: Citizen) -> None:
    """STOP ends reminders unless the person wants this one."""
    asked = await booked.says("stop")
    kept = await booked.chooses("Ja")
    await at(house, 2, 17)

    assert "torsdag kl. 10" in asked
    assert "minder dig" in kept
    assert "i morgen kl. 10" in await booked.listens()


async def test_stop_ends_reminders(house: Running, booked: Citizen) -> None:
    """After a no, nothing comes."""
    await booked.says("stop")
    await booked.chooses("Nej")
    await at(house, 2, 17)
    await at(house, 3, 8)

    assert not await booked.listens()


async def test_called_off_at_the_last_moment(house: Running, booked: Citizen) -> None:
    """A reminder that waits for its moment is withdrawn with the appointment."""
    await at(house, 2, 16, 59)
    await booked.says("afbud")
    await at(house, 2, 17)

    assert not await booked.listens()
    assert rows(house.folder, "select state, code from outbox where priority = '2-reminder'") == [
        ("expired", "withdrawn")
    ]


async def test_stop_at_the_last_moment(house: Running, booked: Citizen) -> None:
    """STOP silences what waits; a yes to being reminded brings it back."""
    await at(house, 2, 16, 58)
    await booked.says("stop")
    await booked.chooses("Ja")
    await at(house, 2, 17)

    assert (await booked.listens()).count("i morgen kl. 10") == 1


async def test_prepared_and_then_down(house: Running, booked: Citizen) -> None:
    """What could not leave by day does not leave at night; in the morning the soon one says it all."""
    await at(house, 2, 16, 59)
    await at(house, 2, 22)
    at_night = await booked.listens()
    await at(house, 3, 8)

    assert not at_night
    assert (await booked.listens()).count("kl. 10") == 1


async def test_companion_is_reminded(house: Running, booked: Citizen) -> None:
    """Who said yes to coming along hears when and where, and not what it is for."""
    friend = SmsCitizen(house, number="+4520000041")
    await booked.says("del med 20 00 00 41")
    await booked.says("Bo")
    await friend.listens()
    await friend.says("ja")
    await at(house, 2, 17)
    said = await friend.listens()

    assert "i morgen kl. 10" in said
    assert "Herrestræde 26" in said
    assert "medicin" not in said
    assert "ygeplejerske" not in said
