"""Nobody takes it: the next are asked, the citizen hears it honestly, and outside duty hours it comes back."""

import pytest

from bot.model import RoleName
from tests.journeys.bookable import at, run_jobs
from tests.journeys.citizen import Citizen
from tests.journeys.team import another, code_for, staff_of
from tests.line.looking import rows
from tests.running import Running

WISH = "jeg vil tale med et menneske i Slagelse om min bolig"


@pytest.fixture
async def lone(citizen: Citizen) -> Citizen:
    """Staff in Slagelse, on duty on weekdays 8-16 as all are."""
    return await staff_of(citizen, "Slagelse", name="Lone", number=60)


async def admin_of(citizen: Citizen) -> Citizen:
    """Somebody who looks after all."""
    one = another(citizen, 69)
    await one.says(f"KODE {await code_for(one.running, RoleName.ADMIN)}")
    return one


async def later(house: Running, minutes: int) -> None:
    """Time passes, and timed work runs."""
    house.clock.later(minutes=minutes)
    await run_jobs(house)


async def test_next_are_asked_then_it_is_told(house: Running, citizen: Citizen, lone: Citizen) -> None:
    """After 10 minutes all colleagues, after 20 the admins, after 30 the citizen hears that nobody has taken it."""
    karl, admin = await staff_of(citizen, "Slagelse", name="Karl", number=61), await admin_of(citizen)
    await lone.says("vagt i dag 8-16")
    await citizen.says(WISH)
    first = [await one.listens() for one in (lone, karl, admin)]
    await later(house, 10)
    second = [await one.listens() for one in (lone, karl, admin)]
    await later(house, 10)
    third = [await one.listens() for one in (lone, karl, admin)]
    await later(house, 10)
    told = await citizen.listens()
    await later(house, 10)

    assert [bool(heard) for heard in first] == [True, False, False]
    assert [bool(heard) for heard in second] == [False, True, False]
    assert [bool(heard) for heard in third] == [False, False, True]
    assert "Ingen har taget din besked endnu" in told
    assert "58 57 36 00" in told
    assert not await citizen.listens()
    await admin.chooses("Jeg tager den")
    assert "Slagelse Kommune" in await citizen.listens()


async def test_all_say_no(house: Running, citizen: Citizen, lone: Citizen) -> None:
    """When everybody who was asked has said no, the next are asked at once."""
    admin = await admin_of(citizen)
    await citizen.says(WISH)
    await lone.listens()
    await lone.chooses("Ikke nu")
    await run_jobs(house)

    assert "min bolig" in await admin.listens()


async def test_outside_duty_hours(house: Running, citizen: Citizen, lone: Citizen) -> None:
    """In the evening the citizen hears the hour; then those on duty are asked, and the citizen hears that they are."""
    await at(house, 1, 20)
    said = await citizen.says(WISH)
    at_once = await lone.listens()
    again = await citizen.says("menneske")
    await at(house, 2, 7, 59)
    early = await lone.listens()
    await at(house, 2, 8)

    assert "i morgen kl. 8" in said
    assert "i morgen kl. 8" in again
    assert not at_once
    assert not early
    assert "min bolig" in await lone.listens()
    assert "har din besked nu" in await citizen.listens()
    await lone.chooses("Jeg tager den")
    assert "Lone fra Slagelse" in await citizen.listens()


async def test_weekend_and_holidays_wait(house: Running, citizen: Citizen, lone: Citizen) -> None:
    """On Christmas Eve (a Thursday) in the evening, the next duty is on Monday: the 25th is a holiday."""
    await at(house, 24, 18)
    said = await citizen.says(WISH)
    await at(house, 27, 12)
    between = await lone.listens()
    await at(house, 28, 8)

    assert "mandag kl. 8" in said
    assert not between
    assert "min bolig" in await lone.listens()


async def test_night_duty_is_asked_at_night(house: Running, citizen: Citizen, lone: Citizen) -> None:
    """Who has duty at night hears it then; a colleague who sleeps is asked in the morning."""
    karl = await staff_of(citizen, "Slagelse", name="Karl", number=61)
    assert "22-6" in await lone.says("vagt i nat 22-6")
    await at(house, 1, 23)
    await citizen.says(WISH)
    asked = await lone.listens()
    await later(house, 15)
    woken = await karl.listens()
    await later(house, 15)
    told = await citizen.listens()
    await at(house, 2, 8)

    assert "min bolig" in asked
    assert not woken
    assert "Ingen har taget" in told
    assert "min bolig" in await karl.listens()


async def test_asked_again_at_next_duty(house: Running, citizen: Citizen, lone: Citizen) -> None:
    """What nobody took is asked again when duty begins, three times in all; the case stays open."""
    await citizen.says(WISH)
    heard = []
    for day in (1, 2, 3, 4, 7):
        await at(house, day, 15 if day == 1 else 8)
        heard.append("min bolig" in await lone.listens())
        await at(house, day, 15, 40)
        await lone.listens()

    assert heard == [True, True, True, False, False]
    assert (await citizen.listens()).count("Ingen har taget") <= 1
    assert rows(house.folder, "select state from cases") == [("open",)]


async def test_town_is_waited_for(house: Running, citizen: Citizen, lone: Citizen) -> None:
    """Without a town nobody is asked at once: it decides who. After three minutes the admins are."""
    admin = await admin_of(citizen)
    asked = await citizen.says("jeg vil tale med et menneske")
    nobody = await lone.listens() + await admin.listens()
    answered = await citizen.says("Slagelse")
    there = await lone.listens()
    other = another(citizen, 70)
    await other.says("jeg vil tale med et menneske om noget helt andet")
    await later(house, 3)

    assert "Hvilken by" in asked
    assert not nobody
    assert "har vagt" in answered
    assert "et menneske" in there
    assert "noget helt andet" in await admin.listens()
    assert not await lone.listens()


async def test_stopped_staff_are_not_asked(citizen: Citizen, lone: Citizen) -> None:
    """Who wrote STOP hears that no talk comes to them, and none does."""
    said = await lone.says("STOP")
    await citizen.says(WISH)

    assert "ikke tage en samtale" in said
    assert not await lone.listens()
    await lone.says("START")


async def test_wish_taken_back(citizen: Citizen, lone: Citizen) -> None:
    """FORTRYD while others are asked: they hear it, and their digit takes nothing."""
    await citizen.says(WISH)
    await lone.listens()
    await citizen.says("fortryd")
    heard = await lone.listens()
    await lone.says("1")

    assert "ikke tale med et menneske mere" in heard
    assert "Du har" not in "\n".join(lone.heard)
    assert not rows(citizen.running.folder, "select * from talks")


async def test_more_words_reach_the_taker(citizen: Citizen, lone: Citizen) -> None:
    """Who asks twice is asked for once; the new words are in the case."""
    await citizen.says(WISH)
    await lone.listens()
    again = await citizen.says("jeg vil tale med et menneske om mine penge")

    assert "har spurgt" in again
    assert not await lone.listens()
    assert "mine penge" in await lone.says("sag 1")


async def test_beats_do_nothing_twice(house: Running, citizen: Citizen, lone: Citizen) -> None:
    """What was told is told once, however often the clock beats."""
    await citizen.says(WISH)
    await lone.listens()
    await later(house, 30)
    await run_jobs(house)
    await run_jobs(house)

    assert (await citizen.listens()).count("Ingen har taget") == 1
