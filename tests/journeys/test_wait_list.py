"""Somebody waits for a time, and hears when one is free."""

from dataclasses import replace

import pytest

from tests.journeys.bookable import NURSE, at, offer, run_jobs
from tests.journeys.citizen import Citizen, SmsCitizen
from tests.line.looking import rows
from tests.running import Running

# One time a week, on Thursdays at 10.
RARE = replace(NURSE, hours="Th 10:00-10:30; PH off", horizon_days=7)


@pytest.fixture
async def owner(house: Running) -> SmsCitizen:
    """Somebody who has the only time there is."""
    await offer(house, RARE)
    had = SmsCitizen(house, number="+4520000031")
    await had.says("tid hos sygeplejerske i slagelse på torsdag kl 10")
    assert "torsdag 3. december kl. 10" in await had.says("ja")
    return had


@pytest.fixture
async def waiting(owner: SmsCitizen, citizen: Citizen) -> Citizen:  # noqa: ARG001 - they have the time
    """Somebody who came too late, and waits."""
    assert "ledige tider" in await citizen.says("tid hos sygeplejerske i slagelse")
    assert "listen" in await citizen.chooses("Ja")
    return citizen


async def next_one(house: Running, number: str) -> SmsCitizen:
    """One more who waits."""
    person = SmsCitizen(house, number=number)
    await person.says("tid hos sygeplejerske i slagelse")
    await person.chooses("Ja")
    return person


async def test_freed_time_is_offered(house: Running, owner: SmsCitizen, waiting: Citizen) -> None:
    """A time that is called off goes to who waits; a yes is a booking."""
    await run_jobs(house)
    before = await waiting.listens()
    await owner.says("afbud")
    await run_jobs(house)
    said = await waiting.listens()
    booked = await waiting.chooses("Ja")

    assert not before
    assert "torsdag kl. 10" in said
    assert "Stedet" not in said
    assert booked.startswith("Du har en tid torsdag 3. december kl. 10.")
    assert "Din kode er " in booked
    assert rows(house.folder, "select state from appointments order by id") == [("cancelled",), ("booked",)]
    assert not rows(house.folder, "select * from waits")


async def test_one_is_asked_at_a_time(house: Running, owner: SmsCitizen, waiting: Citizen) -> None:
    """The second hears of it when the first had two hours and gave no answer."""
    second = await next_one(house, "+4520000032")
    await owner.says("afbud")
    await run_jobs(house)
    first_asked, second_waits = await waiting.listens(), await second.listens()
    house.clock.later(hours=5, minutes=31)
    await run_jobs(house)
    second_asked = await second.listens()
    await run_jobs(house)

    assert "Jeg holder den for dig til kl. 20." in first_asked
    assert not second_waits
    assert "torsdag kl. 10" in second_asked
    assert not await waiting.listens()


async def test_late_yes_still_counts(house: Running, owner: SmsCitizen, waiting: Citizen) -> None:
    """Nobody else has it: then a late yes is a yes."""
    await owner.says("afbud")
    await run_jobs(house)
    await waiting.listens()
    await at(house, 1, 20, 30)

    assert "torsdag 3. december kl. 10" in await waiting.chooses("Ja")


async def test_no_keeps_the_place(house: Running, owner: SmsCitizen, waiting: Citizen) -> None:
    """A no lets the time go on, and the place in the list stays if they wish; the same time is not offered again."""
    second = await next_one(house, "+4520000032")
    await owner.says("afbud")
    await run_jobs(house)
    await waiting.listens()
    asked = await waiting.chooses("Nej")
    kept = await waiting.chooses("Ja")
    await run_jobs(house)
    goes_on = await second.listens()
    await second.chooses("Nej")
    await second.chooses("Nej")
    await run_jobs(house)

    assert "plads" in asked
    assert "stadig din plads" in kept
    assert "torsdag kl. 10" in goes_on
    assert not await waiting.listens()
    assert len(rows(house.folder, "select * from waits")) == 1


async def test_nobody_is_asked_at_night(house: Running, owner: SmsCitizen, waiting: Citizen) -> None:
    """A time that comes free at night is offered at eight."""
    house.clock.later(hours=8)
    await owner.says("afbud")
    await run_jobs(house)
    at_night = await waiting.listens()
    await at(house, 2, 8)

    assert not at_night
    assert "i morgen kl. 10" in await waiting.listens()


async def test_stop_ends_the_waiting(house: Running, owner: SmsCitizen, waiting: Citizen) -> None:
    """Who wrote STOP is not asked, and blocks nobody."""
    await waiting.says("stop")
    second = await next_one(house, "+4520000032")
    await owner.says("afbud")
    await run_jobs(house)

    assert not await waiting.listens()
    assert "torsdag kl. 10" in await second.listens()


@pytest.mark.parametrize(
    "text",
    [
        "jeg vil ikke stå på venteliste mere",
        "slet mig fra ventelisten",
        "I behøver ikke skrive om tiden",
        "jeg har fundet en anden sygeplejerske",
        "fjern mig fra listen",
        "jeg har fået en tid hos en anden",
    ],
)
async def test_list_is_left_in_own_words(house: Running, waiting: Citizen, text: str) -> None:
    """It is confirmed, nobody writes about a time any more, and FORTRYD gives the place back."""
    before = rows(house.folder, "select schedule, since from waits")
    said = await waiting.says(text)
    left = rows(house.folder, "select * from waits")
    undone = await waiting.says("fortryd")

    assert said.startswith("Du er slettet fra listen.")
    assert not left
    assert "din plads på listen igen" in undone
    assert rows(house.folder, "select schedule, since from waits") == before


async def test_held_time_goes_on_when_the_list_is_left(house: Running, owner: SmsCitizen, waiting: Citizen) -> None:
    """Who leaves while a time is held for them gives it to the next."""
    second = await next_one(house, "+4520000032")
    await owner.says("afbud")
    await run_jobs(house)
    await waiting.listens()
    await waiting.says("slet mig fra ventelisten")
    await run_jobs(house)

    assert "torsdag kl. 10" in await second.listens()


async def test_who_does_not_wait_is_told_so(waiting: Citizen) -> None:
    """Whether one is on the list is answered, and another help that was found is no word about it."""
    stands = await waiting.says("står jeg på venteliste")
    other = await waiting.says("jeg har fundet en anden tandlæge")
    await waiting.says("slet mig fra ventelisten")
    gone = await waiting.says("står jeg på venteliste")
    again = await waiting.says("fjern mig fra ventelisten")

    assert stands.startswith("Ja, du står på listen.")
    assert "slettet fra listen" not in other
    assert gone.startswith("Du står ikke på nogen liste.")
    assert again.startswith("Du står ikke på nogen liste")
