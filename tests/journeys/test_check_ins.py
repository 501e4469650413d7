"""Somebody wants to be asked once a week how it goes."""

import pytest

from bot.store import cases
from bot.store.cases import Case
from tests.journeys.bookable import at, run_jobs
from tests.journeys.citizen import Citizen
from tests.line.looking import rows
from tests.running import Running


@pytest.fixture
async def asked(house: Running, citizen: Citizen) -> Citizen:
    """Somebody who asked for it a week ago, and has the question now."""
    await citizen.says("mad i slagelse")
    assert "hver uge" in await citizen.says("skriv til mig hver uge")
    await at(house, 8, 9, 59)
    assert not await citizen.listens()
    await at(house, 8, 10)
    assert "Hvordan går det?" in await citizen.listens()
    return citizen


async def open_cases(house: Running) -> list[Case]:
    """What somebody must look at."""
    return list(await house.app.database.write(lambda db: cases.open_cases(db)))


async def test_asked_once_a_week(house: Running, asked: Citizen) -> None:
    """A good answer is heard, and the next question comes a week later."""
    said = await asked.chooses("Godt")
    await at(house, 14, 12)
    between = await asked.listens()
    await at(house, 15, 10)

    assert "godt at høre" in said
    assert not between
    assert "Hvordan går det?" in await asked.listens()
    assert rows(house.folder, "select about, number from tallies where what = 'mood'") == [("4", 1)]
    assert not await open_cases(house)


@pytest.mark.parametrize("answer", ["1", "skidt", "det går dårligt", "jeg er faldet i igen", "jeg er så ensom"])
async def test_bad_answers_make_a_case(house: Running, asked: Citizen, answer: str) -> None:
    """A low number or hard words: somebody where they live hears of it."""
    said = await asked.says(answer)

    (case,) = await open_cases(house)
    assert "skrevet det ned" in said
    assert "MENNESKE" in said
    assert (case.kind, case.municipality) == ("check_in", "Slagelse")


async def test_other_words_are_asked_about(house: Running, asked: Citizen) -> None:
    """Words that sound neither way are read by somebody only when the person wants it."""
    question = await asked.says("dagene er ens")
    await asked.chooses("Ja")

    (case,) = await open_cases(house)
    assert "Skal et menneske læse det?" in question
    assert case.text == "dagene er ens"


@pytest.mark.parametrize("word", ["nej tak", "afmeld", "stop"])
async def test_no_ends_it(house: Running, asked: Citizen, word: str) -> None:
    """NEJ TAK, AFMELD and STOP end it for good."""
    await asked.says(word)
    await at(house, 15, 10)
    await at(house, 22, 10)

    assert not await asked.listens()
    assert not rows(house.folder, "select * from check_ins")


async def test_never_at_night(house: Running, asked: Citizen) -> None:
    """What is late waits for the morning, and three missed weeks are one question."""
    house.clock.later(days=21, hours=12)
    await run_jobs(house)
    at_night = await asked.listens()
    await at(house, 30, 8)
    said = await asked.listens()
    await at(house, 30, 10)

    assert not at_night
    assert said.count("Hvordan går det?") == 1
    assert not await asked.listens()
