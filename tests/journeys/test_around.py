"""What stands around the search: danger, a human, stopping, forgetting, taking back, and not being understood."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.store import cases
from bot.store.schema import persons
from tests.journeys.citizen import Citizen
from tests.journeys.team import another
from tests.running import Running

AT_SIX_IN_THE_MORNING = datetime(2026, 12, 2, 5, tzinfo=UTC)


async def people_known(house: Running) -> int:
    """How many persons are stored."""
    async with house.app.database.read() as db:
        return int((await db.execute(select(func.count()).select_from(persons))).scalar_one())


async def test_danger_and_bed_in_one_breath(citizen: Citizen) -> None:
    """Violence first, calmly; then where to sleep, as the next message; no greeting between."""
    await citizen.says("min kæreste slår mig, hvor kan jeg sove i nat i slagelse")

    assert "112" in citizen.heard[0]
    assert "1888" in citizen.heard[0]
    assert len(citizen.heard) == 2
    assert all("maskine" not in text for text in citizen.heard)


async def test_livslinien_is_closed_at_six(citizen: Citizen) -> None:
    """At six in the morning 112 comes first, and the Livslinie with the hour when it opens."""
    citizen.running.clock.now = AT_SIX_IN_THE_MORNING

    await citizen.says("jeg vil ikke leve mere")

    assert citizen.heard[0].index("112") < citizen.heard[0].index("åbner kl. 9: 70 201 201")


async def test_question_survives_danger(citizen: Citizen) -> None:
    """An emergency in the middle of a question leaves the question open: its words still answer it."""
    await citizen.says("slet mig")
    danger = await citizen.says("han trækker ikke vejret")
    answer = await citizen.says("ja, slet alt")

    assert "Ring 112 nu" in danger
    assert "slettet her" in answer


async def test_human_is_honest(citizen: Citizen) -> None:
    """The wish is stored for staff with its municipality; who answers now is named, nobody is promised."""
    first = await citizen.says("jeg vil tale med et menneske")
    then = await citizen.says("kolding")

    assert "ved ikke, hvornår" in first
    assert "Hvilken by" in first
    assert "Kolding Kommune: 75 50 15 00" in then
    async with citizen.running.app.database.read() as db:
        [case] = await cases.open_cases(db, "Kolding")
    assert case.text == "jeg vil tale med et menneske"


async def test_stop_and_start(citizen: Citizen) -> None:
    """After STOP a question is still answered; START undoes it; the answer to STOP carries no greeting."""
    stopped = await citizen.says("STOP")
    greeting_came = len(citizen.heard) > 1
    asked = await citizen.says("sove i slagelse")
    started = await citizen.says("START")

    assert "af mig selv" in stopped
    assert not greeting_came
    assert "Toften" in asked
    assert "Nu må jeg skrive til dig igen" in started


async def test_forgotten_after_one_yes(citizen: Citizen) -> None:
    """SLET MIG asks once; after a yes nothing about the person is left, and the next hello is the first."""
    await citizen.says("sove i slagelse")

    asked = await citizen.says("slet mig")
    deleted = await citizen.says("ja")

    assert "Skal jeg slette alt" in asked
    assert "slettet her" in deleted
    assert await people_known(citizen.running) == 0
    assert "maskine" in await citizen.says("hej")


async def test_data_in_words(citizen: Citizen) -> None:
    """MINE DATA tells what is kept, for how long, and how to be rid of it."""
    await citizen.says("sove i slagelse")

    told = await citizen.says("MINE DATA")

    assert "Slagelse" in told
    assert "30 dage" in told
    assert "SLET MIG" in told


async def test_closed_door_is_doubted(citizen: Citizen) -> None:
    """ "Der var lukket" doubts the place for everybody; FORTRYD takes it back."""
    await citizen.says("sove i slagelse")

    sorry = await citizen.says("der var lukket")
    await citizen.running.app.atlas.refresh()
    after = await another(citizen, 2).says("sove i slagelse")
    back = await citizen.says("FORTRYD")

    assert "ked af" in sorry
    assert "Toften" in sorry
    assert "lukket" in after
    assert "slettet igen" in back


async def test_english_both_ways(citizen: Citizen) -> None:
    """English when asked for, and back by one word."""
    english = await citizen.says("english please")
    danish = await citizen.says("dansk")

    assert "English" in english
    assert "dansk" in danish


@pytest.mark.parametrize("number", ["010190-1234", "01-01-90-1234", "01/01 90 - 12 34", "1/1-90 1234"])
async def test_cpr_is_masked_and_said(citizen: Citizen, number: str) -> None:
    """A CPR number is never stored, the question beside it is answered, and the person is told."""
    await citizen.says(f"mit cpr er {number}, hvor kan jeg sove i slagelse")

    assert "Toften" in citizen.heard[0]
    assert "cpr" in citizen.heard[1]


async def test_date_and_time_are_no_cpr(citizen: Citizen) -> None:
    """A day and an hour with as many digits are answered, and nobody is told of a CPR number."""
    heard = await citizen.says("mad i slagelse den 24/12-26 1730")

    assert "cpr" not in heard
    assert "Vores Folkekøkken" in heard


async def test_three_misunderstandings_offer_human(citizen: Citizen) -> None:
    """Never the same words twice; the third time a human is offered."""
    heard = [await citizen.says(text) for text in ("bob bob bob", "blip blop", "dut dut dut")]

    assert len(set(heard)) == 3
    assert "MENNESKE" in heard[2]


async def test_subject_ends_by_word(citizen: Citizen) -> None:
    """Who asked to hear about food hears how to end it, and AFMELD does."""
    wanted = await citizen.says("skriv til mig når der er mad i vejle")
    ended = await citizen.says("AFMELD")
    again = await citizen.says("AFMELD")

    assert "mad i Vejle" in wanted
    assert "ikke mere om mad" in ended
    assert "ingen nyheder" in again


async def test_photo_is_answered(citizen: Citizen) -> None:
    """A photo without words gets an answer that says so."""
    await citizen.sends_photo()

    assert "billeder" in citizen.heard[0]


async def test_town_without_a_number(citizen: Citizen) -> None:
    """Who is asked for their town hears what came of it, and not the same number again without a word."""
    await citizen.says("jeg vil tale med et menneske")

    assert (await citizen.says("aarhus")).startswith("Jeg kender ikke kommunens nummer i Aarhus.")


async def test_shut_door_keeps_the_need(citizen: Citizen) -> None:
    """Whoever was not let in hears of another bed, whatever else the words may be about."""
    await citizen.says("hvor kan jeg sove i nat i Slagelse")
    heard = await citizen.says("de ville ikke lukke mig ind")

    assert "springer Forsorgshjemmet Toften over nu" in heard
    assert "82 km fra Slagelse: Mændenes Hjem" in heard
    assert "Kommunen skal også hjælpe: 58 57 36 00." in heard
