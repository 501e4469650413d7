"""Somebody needs a bed tonight."""

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
