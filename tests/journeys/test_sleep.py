"""Somebody needs a bed tonight."""

import pytest

from tests.journeys.citizen import Citizen


async def test_bed_tonight_in_one_turn(citizen: Citizen) -> None:
    """With a known town one message is enough, and the greeting follows once."""
    first = await citizen.says("hvor kan jeg sove i nat i slagelse")
    answered = list(citizen.heard)
    again = await citizen.says("tandlæge i kolding")

    assert "Toften" in answered[0]
    assert "maskine" in answered[1]
    assert len(answered) == 2
    assert "58 57 36 00" in first
    assert "maskine" not in again


async def test_no_bed_in_reach_is_the_municipality_s(citizen: Citizen) -> None:
    """Nobody is sent over the sea to a shelter of which nobody knows whether it answers: the own municipality must
    help."""
    heard = await citizen.says("rønne ingen seng")

    assert "Kommunen skal også hjælpe, dag og nat." in heard
    assert "Toftlund" not in heard


async def test_nearest_open_bed_is_told_across_municipalities(citizen: Citizen) -> None:
    """The nearest that is open, with its kilometres and the duty of the own municipality; a promise that somebody
    answers only where that was confirmed."""
    await citizen.says("sove slagelse i nat")
    heard = await citizen.says("fuldt på toften")

    assert "82 km fra Slagelse: Mændenes Hjem" in heard
    assert "Kommunen skal også hjælpe: 58 57 36 00." in heard
    assert "telefonen nu" not in heard


@pytest.mark.parametrize("said", ["vaske tøj kolding", "bad kolding", "tandlæge i holstebro"])
async def test_far_shelter_is_only_for_a_bed(citizen: Citizen, said: str) -> None:
    """Whoever wants to wash is not told a shelter far away."""
    assert "Toftlund" not in await citizen.says(said)


@pytest.mark.parametrize("said", ["sove i lillerbyen", "jeg har ingen steder at sove"])
async def test_unknown_town_is_told_no_shelter(citizen: Citizen, said: str) -> None:
    """One shelter is not the whole country's switchboard: the town is asked for, and 112 said for the cold."""
    heard = await citizen.says(said)

    assert heard.startswith("Hvilken by er du i?")
    assert "Fryser du meget, så ring 112." in heard
    assert "Toftlund" not in heard
