"""Who looks for a dentist and is in pain talks of a tooth, and is asked nothing about death."""

import pytest

from tests.journeys.citizen import Citizen


@pytest.mark.parametrize(
    "said",
    ["det gør ondt", "det gør sindssygt ondt", "den dunker hele tiden", "jeg har så ondt i tanden"],
)
async def test_pain_is_the_tooth(citizen: Citizen, said: str) -> None:
    """The dentist again, and whom to ring when the pain is strong."""
    await citizen.says("tandlæge i københavn")
    heard = await citizen.says(said)

    assert heard.startswith("Det lyder slemt. Er smerterne stærke, så ring 1813. Københavns Socialtandpleje.")
    assert "dit liv" not in heard


async def test_pain_in_english(citizen: Citizen) -> None:
    """Said in English it is the tooth too, and answered in English."""
    await citizen.says("tandlæge i københavn")
    heard = await citizen.says("it hurts so much")

    assert heard.startswith("That sounds painful. If the pain is strong, call 1813. Københavns Socialtandpleje.")


async def test_pain_waits_for_town(citizen: Citizen) -> None:
    """What is said before the town changes nothing of what is looked for."""
    await citizen.says("jeg mangler en tandlæge")
    asked = await citizen.says("det gør sindssygt ondt")
    await citizen.says("jeg har ikke råd")
    heard = await citizen.says("kbh")

    assert "Livslinien" not in asked
    assert "Københavns Socialtandpleje" in heard


async def test_duty_doctor_for_pain(citizen: Citizen) -> None:
    """Out of hours it is the doctor on duty of the region."""
    citizen.running.clock.later(hours=9)
    await citizen.says("jeg skal bruge en tandlæge i kolding")

    assert "Er smerterne stærke, så ring 70 11 07 07." in await citizen.says("av det gør virkelig ondt")


@pytest.mark.parametrize(("said", "heard"), [("jeg har ondt i brystet", "Ring 112 nu"), ("jeg vil dø", "Livslinien")])
async def test_other_pain_is_another(citizen: Citizen, said: str, heard: str) -> None:
    """What hurts elsewhere, or a life, is heard for itself."""
    await citizen.says("tandlæge i københavn")

    assert heard in await citizen.says(said)


async def test_pain_alone_is_no_tooth(citizen: Citizen) -> None:
    """Where no dentist was asked for, pain may be anything."""
    await citizen.says("mad i københavn")

    assert "Socialtandpleje" not in await citizen.says("det gør ondt")
