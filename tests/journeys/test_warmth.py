"""Warmth at night, when day rooms are shut: what is open in the town itself, and how far the rest is."""

import pytest

from tests.journeys.citizen import Citizen


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("jeg fryser er i slagelse", "Forsorgshjemmet Toften"),
        ("varmestue slagelse", "Forsorgshjemmet Toften"),
        ("hvor kan jeg få varmen, slagelse", "Forsorgshjemmet Toften"),
        ("det er koldt udenfor, vejle", "Vejle Natherberg"),
        ("please help i am cold vejle", "Vejle Natherberg"),
        ("varmestue aarhus jeg er kvinde", "Reden Aarhus"),
        ("varmestue korsør", "Skuret på Solens Plads"),
    ],
)
async def test_open_in_town_goes_first(citizen: Citizen, said: str, heard: str) -> None:
    """At half past eleven a bed is warmth, and nobody walks 16 km past an open door."""
    citizen.running.clock.later(hours=9)

    assert (await citizen.says(said)).startswith(heard)


async def test_day_rooms_by_day(citizen: Citizen) -> None:
    """By day a warm room is a warm room; that it is in another town of the municipality is said in kilometres."""
    assert (await citizen.says("varmestue slagelse")).startswith("16 km fra Slagelse: Skuret på Solens Plads, Korsør.")


async def test_kilometres_of_the_open_one(citizen: Citizen) -> None:
    """What works now elsewhere is told with how far it is."""
    citizen.running.clock.later(hours=9)

    assert "Vejle Natherberg, 25 km væk" in await citizen.says("varmestue kolding")
