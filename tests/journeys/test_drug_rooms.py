"""Where one may use, and clean needles: told to who asks, and to nobody who is drunk or wants to stop."""

import pytest

from tests.journeys.citizen import Citizen

VEJLE, KOEBENHAVN = "Kirkens Korshær Vejle", "H17 på Halmtorvet"


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("fixerum vejle", VEJLE),
        ("hvor kan jeg fixe i vejle", VEJLE),
        ("rene kanyler vejle", VEJLE),
        ("hvor kan jeg tage mine stoffer i københavn", KOEBENHAVN),
        ("stofindtagelsesrum københavn", KOEBENHAVN),
        ("har i rene nåle i københavn", KOEBENHAVN),
    ],
)
async def test_rooms_are_told(citizen: Citizen, said: str, heard: str) -> None:
    """They use in a stairwell otherwise; who takes such care is not asked whether they took too much."""
    told = await citizen.says(said)

    assert told.startswith(heard)
    assert "taget for meget" not in told


async def test_room_waits_for_town(citizen: Citizen) -> None:
    """The room is still meant when the town is known."""
    await citizen.says("har i kanyler")

    assert KOEBENHAVN in (await citizen.says("københavn")).splitlines()[0]


@pytest.mark.parametrize(
    "said",
    [
        "jeg vil ud af stoffer vejle",
        "jeg vil holde op med at fikse københavn",
        "min cykel er i stykker, hvor kan jeg fikse den i vejle",
        "hvor kan jeg få nye kanyler til insulin københavn",
        "jeg har drukket lidt hvor kan jeg sove i vejle",
        "hjæ jgr har drkket lidt kna jeg sovve et stde i vejel",
    ],
)
async def test_others_hear_of_none(citizen: Citizen, said: str) -> None:
    """Who wants to stop, is drunk or means something else is not sent there first."""
    assert not (await citizen.says(said)).startswith((VEJLE, KOEBENHAVN, f"Jeg søger i Vejle. {VEJLE}"))
