"""Rights are used by who means them: nothing is stopped, deleted or told because of a word inside a sentence."""

import pytest

from tests.journeys.citizen import Citizen
from tests.journeys.team import volunteer_of


@pytest.mark.parametrize("text", ["slet min gæld", "kan I slette min gæld", "slet mig fra RKI", "fjern min gæld"])
async def test_debt_is_no_wish_to_be_deleted(citizen: Citizen, text: str) -> None:
    """Who wants to be rid of a debt is told of help with it, and a yes afterwards deletes nothing."""
    await citizen.says("hvor kan jeg sove i slagelse")

    heard = await citizen.says(text)

    assert "gæld" in heard
    assert "Skal jeg slette" not in heard
    assert "slettet" not in await citizen.says("ja")


STOPPED = {"da": "ikke mere af mig selv", "en": "nothing more of my own accord"}


@pytest.mark.parametrize("text", ["stop tyven", "stop bilen", "stop the thief"])
async def test_cry_for_a_thief_stops_nothing(citizen: Citizen, text: str) -> None:
    """What we write of our own accord goes on."""
    cried = await citizen.says(text)
    stopped = await citizen.says("stop")

    assert not any(words in cried for words in STOPPED.values())
    assert any(words in stopped for words in STOPPED.values())


@pytest.mark.parametrize("text", ["vis mig vej", "vis mig adressen", "vis vej tak"])
async def test_way_is_no_question_about_data(citizen: Citizen, text: str) -> None:
    """After a place was told these ask where it lies."""
    await citizen.says("varmestue i aalborg")

    heard = await citizen.says(text)

    assert "Jeg gemmer" not in heard
    assert "Boulevarden 19" in heard


async def test_theft_of_data_tells_none(citizen: Citizen) -> None:
    """Who was robbed of their data is not read aloud what we keep."""
    assert "Jeg gemmer" not in await citizen.says("mine data er blevet hacket")


@pytest.mark.parametrize("text", ["slet min besked", "fjern opslaget", "slet mit opslag"])
async def test_volunteer_takes_back_a_post(citizen: Citizen, text: str) -> None:
    """Of a volunteer "slet min besked" is about what they posted; with nothing posted there is nothing to undo."""
    volunteer = await volunteer_of(citizen, "cafe-parasollen")

    assert "Skal jeg slette alt" not in await volunteer.says(text)
    await volunteer.says("åbent 17-22 i dag")
    assert "igen, som det var" in await volunteer.says(text)
