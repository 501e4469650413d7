"""Too far: the kilometres, what is nearer, whom to ring who cannot get there; the bed stays what is talked about."""

import pytest

from tests.journeys.citizen import Citizen

FAR = "sove i nat esbjerg"
STUCK = (
    "det er for langt",
    "har ingen penge til tog",
    "jeg har ikke bil",
    "jeg kan ikke komme dertil",
    "jeg kan ikke komme til toftlund",
    "jeg kan ikke komme nogen steder",
    "der kører ingen busser",
    "jeg kan ikke gå så langt",
    "jeg har ikke råd til en togbillet",
    "det kan jeg ikke nå",
)


@pytest.mark.parametrize("said", STUCK)
async def test_stuck_is_no_dead_end(citizen: Citizen, said: str) -> None:
    """Who cannot get there hears whom to ring, that a human is there, and what to do in the cold."""
    await citizen.says(FAR)
    heard = await citizen.says(said)
    after = await citizen.says("er der plads")

    assert "Ring 25 16 55 88, og sig, at du ikke kan komme derhen." in heard
    assert "de kan hente dig ved toget" in heard
    assert "MENNESKE" in heard
    assert "112" in heard
    assert "Forsorgshjemmet Toftlund" in after


async def test_stuck_without_a_number(citizen: Citizen) -> None:
    """Where the place has none, somebody who answers now is named."""
    await citizen.says("sove i nat viborg")
    heard = await citizen.says("jeg har ingen penge til bus")

    assert "Åbent nu: Forsorgshjemmet Svenstrupgård, 98 38 25 55." in heard


async def test_nothing_nearer_is_said(citizen: Citizen) -> None:
    """Who has given the town is not asked for its postcode."""
    await citizen.says("jeg har ingen steder at sove, bor i fjerritslev")
    heard = await citizen.says("er der noget tættere på")

    assert heard.startswith("Jeg kender ikke noget nærmere Fjerritslev. Der er 37 km. Ring 98 38 25 55")


async def test_nearer_place_is_told(citizen: Citizen) -> None:
    """Where one that was not open is nearer, that is the answer."""
    await citizen.says("sovested randers")
    heard = await citizen.says("hvad er nærmest")

    assert heard.startswith("Det her er tættere på, 35 km fra Randers: Natvarmestuen på Kalkværksvej")


@pytest.mark.parametrize("said", ["hvor langt er der", "hvor mange km er der", "hvor langt er der til toftlund"])
async def test_distance_is_told(citizen: Citizen, said: str) -> None:
    """The kilometres that are known are said."""
    await citizen.says(FAR)

    assert "Fra Esbjerg til Forsorgshjemmet Toftlund er der cirka 50 km." in await citizen.says(said)


async def test_distance_to_a_named_place(citizen: Citizen) -> None:
    """It is told for the place that is named, also after another was told."""
    await citizen.says("sovested korsør")
    await citizen.says("toften er fuld")

    assert "til Forsorgshjemmet Toften er der cirka 16 km." in await citizen.says("hvor langt er der til toften")


async def test_distance_to_another_town(citizen: Citizen) -> None:
    """A town that is named with it is meant, also where the list did not name the place there."""
    await citizen.says("sove i nat odense")
    stuck = await citizen.says("jeg kan ikke komme til toftlund")
    far = await citizen.says("hvor langt er der til kolding")

    assert "Ring 25 16 55 88" in stuck
    assert "Fra Odense til Forsorgshjemmet Overmarksgården er der cirka 59 km." in far


async def test_stuck_after_violence_is_discreet(citizen: Citizen) -> None:
    """Who flees is told to delete the message here too."""
    await citizen.says("min mand slår mig, jeg er i aalborg")
    heard = await citizen.says("jeg kan ikke komme derhen")

    assert "Ring 98 19 06 66" in heard
    assert "Slet beskeden" in heard


async def test_distance_in_town_is_a_street(citizen: Citizen) -> None:
    """Within the town we know the street alone."""
    await citizen.says("sove i nat aalborg")
    heard = await citizen.says("hvor langt er der")

    assert "Søndergade 14, 9000 Aalborg" in heard
    assert "cirka" not in heard


async def test_bus_is_not_known(citizen: Citizen) -> None:
    """No listing knows the buses, and that is said with where it is."""
    await citizen.says(FAR)

    assert "Tider for bus og tog kender jeg ikke. " in await citizen.says("går der en bus")


async def test_other_need_is_still_answered(citizen: Citizen) -> None:
    """Who asks for something else in the same breath hears of that."""
    await citizen.says("sove i nat aalborg")

    assert "Café Parasollen" in await citizen.says("jeg har ingen penge til bus, hvor kan jeg få noget mad")
