"""Danger and plain needs in English and in languages that we do not write: 112 is told in words that are understood."""

import pytest

from tests.journeys.citizen import Citizen


@pytest.mark.parametrize(
    "said",
    [
        "i want to kill myself",
        "I want to die",
        "no reason to live",
        "I cant go on anymore",
        "i took too many pills",
        "I have chest pain",
        "I was raped last night",
        "i cant feel my feet so cold",
        "my friend wont wake up",
        "there is a man with an axe at the station",
    ],
)
async def test_english_danger_is_answered_in_english(citizen: Citizen, said: str) -> None:
    """Also as the first message, where no word of it is Danish."""
    heard = await citizen.says(said)

    assert "It is good that you wrote." in heard
    assert "112" in heard or "1888" in heard
    assert "Godt, du skriver" not in heard


@pytest.mark.parametrize("said", ["selvmord", "hjerteanfald", "jeg vil dø", "min ven er bevidstløs"])
async def test_danish_danger_stays_danish(citizen: Citizen, said: str) -> None:
    """One Danish word is enough, and 112 in English is then no more than noise."""
    heard = await citizen.says(said)

    assert heard.startswith("Godt, du skriver.")
    assert "Call 112" not in heard


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("chcę umrzeć", "70 201 201"),
        ("vreau sa mor", "70 201 201"),
        ("ayuda no respira", "Ring 112 nu."),
        ("waan rabaa inaan dhinto", "70 201 201"),
        ("أريد أن أموت", "70 201 201"),
        ("mein freund atmet nicht", "Ring 112 nu."),
        ("він не дихає", "Ring 112 nu."),
        ("mąż mnie bije", "1888"),
        ("overdose", "82 12 12 12"),
    ],
)
async def test_foreign_cry_is_told_in_both(citizen: Citizen, said: str, heard: str) -> None:
    """112 in English before all else, and the Danish answer after it, for who shows the phone to somebody."""
    answer = await citizen.says(said)

    assert answer.startswith("Call 112 now. It is free")
    assert heard in answer


@pytest.mark.parametrize("said", ["pomocy", "gdzie mogę spać", "soo dhawoow saaxiib", "hilfe bitte"])
async def test_what_is_not_understood_names_112(citizen: Citizen, said: str) -> None:
    """Nobody who writes in a language that we cannot read is left without the number."""
    assert "Danger? Call 112, it is free." in await citizen.says(said)


async def test_not_understood_danish_is_short(citizen: Citizen) -> None:
    """Danish that we do not understand is asked about as ever."""
    assert "Danger?" not in await citizen.says("det med hatten og den blå elefant")


async def test_foreign_need_in_a_known_town(citizen: Citizen) -> None:
    """Where the town is known, a plain need is answered, in English."""
    bed = await citizen.says("waan u baahanahay meel aan seexdo aalborg")
    food = await citizen.says("unde pot manca")

    assert "Svenstrupgård" in bed
    assert "Open now" in bed
    assert "Parasollen" in food or "VæXt" in food


@pytest.mark.parametrize(
    "said", ["i am 16 and on the street in aarhus", "im 15 and got kicked out of home", "my mum threw me out i am 14"]
)
async def test_minor_in_english(citizen: Citizen, said: str) -> None:
    """Who is under 18 hears of the children's line, as in Danish."""
    assert "116 111" in await citizen.says(said)


@pytest.mark.parametrize(
    "said", ["i am 26 and on the street in aarhus", "i am 6 months pregnant and homeless in odense"]
)
async def test_grown_up_in_english(citizen: Citizen, said: str) -> None:
    """Other numbers are no age below 18."""
    assert "116 111" not in await citizen.says(said)


async def test_sleep_leads_in_english(citizen: Citizen) -> None:
    """Who has lost their work and has nowhere to sleep hears of a bed first."""
    heard = await citizen.says("i am from poland lost my job no money sleep odense")

    assert heard.startswith("Kirkens Korshærs natvarmestue Odense")
