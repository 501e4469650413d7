"""Which town is meant: never one that was denied or left, nor an everyday word; and one that nobody knows is said."""

import pytest

from tests.journeys.citizen import Citizen


@pytest.mark.parametrize(
    "said",
    [
        "sove i nat, ikke i aarhus men i aalborg",
        "jeg er ikke i aarhus mere, jeg er i aalborg, hvor kan jeg sove i nat",
        "jeg var i aarhus i går, men nu er jeg i aalborg og mangler en seng i nat",
    ],
)
async def test_named_town_is_not_the_denied(citizen: Citizen, said: str) -> None:
    """Of two towns it is the one without a no."""
    heard = await citizen.says(said)

    assert "Natvarmestue Aalborg" in heard
    assert "Kalkværksvej" not in heard


@pytest.mark.parametrize(
    "said",
    [
        "jeg vil ikke til toftlund",
        "ikke toftlund",
        "alt andet end toftlund",
        "vi gider ikke til toftlund",
    ],
)
async def test_refused_town_is_left_out(citizen: Citizen, said: str) -> None:
    """What was looked for goes on in the same town, without the one that was refused."""
    assert "Åbent nu: Forsorgshjemmet Toftlund" in await citizen.says("sovested kolding")
    heard = await citizen.says(said)

    assert heard.startswith("Det er helt i orden. Jeg springer Toftlund over nu. Forsorgshjemmet Overmarksgården")
    assert "Forsorgshjemmet Toftlund" not in heard


@pytest.mark.parametrize(
    "said", ["jeg kan ikke komme til toftlund", "toftlund er for langt væk", "jeg har ikke råd til bussen til toftlund"]
)
async def test_too_far_moves_nobody(citizen: Citizen, said: str) -> None:
    """Who cannot get to a town is helped where they are, and not moved there."""
    await citizen.says("sovested kolding")

    assert "Nu søger jeg i Toftlund" not in await citizen.says(said)


async def test_named_again_is_told_again(citizen: Citizen) -> None:
    """Who goes there after all hears of it."""
    await citizen.says("sovested kolding")
    await citizen.says("jeg vil ikke til toftlund")

    assert "Forsorgshjemmet Toftlund" in await citizen.says("ok jeg er i toftlund nu")


async def test_left_town_is_forgotten(citizen: Citizen) -> None:
    """Who has left the town is asked for the new one, also by what is looked for next."""
    await citizen.says("sovested odense")

    assert "Hvilken by er du i?" in await citizen.says("jeg er rejst fra odense")
    assert "Hvilken by er du i?" in await citizen.says("mad")
    assert "Vejle Natherberg" in await citizen.says("hvor kan jeg sove i vejle i nat")


async def test_other_no_is_no_refusal(citizen: Citizen) -> None:
    """A no to something else in the town is still about that town."""
    assert "Natvarmestue Aalborg" in await citizen.says("jeg har ikke et sted at sove i aalborg i nat")


@pytest.mark.parametrize(
    "said", ["skal jeg ringe", "må jeg ringe", "skal jeg ringe i forvejen", "kan man ringe dertil", "skal jeg ringe nu"]
)
async def test_to_ring_is_no_town(citizen: Citizen, said: str) -> None:
    """Whether to ring the place that was just told is answered with its number, and nobody is moved to Ringe."""
    await citizen.says("sove i nat aalborg")
    heard = await citizen.says(said)

    assert heard.startswith("Ja, ring først til Kirkens Korshærs Natvarmestue Aalborg: 98 13 20 11.")
    assert "Natvarmestue Aalborg: ring 98 13 20 11." in await citizen.says("hvem skal jeg ringe til")


async def test_to_ring_in_danger_is_112(citizen: Citizen) -> None:
    """In danger the number is the one of the danger."""
    await citizen.says("min ven har taget en overdosis")

    assert "112" in await citizen.says("skal jeg ringe")


async def test_town_that_is_a_word_is_found(citizen: Citizen) -> None:
    """Asked for the town, its name alone is enough, and nobody is called for it."""
    await citizen.says("hvor kan jeg sove i nat")

    assert "Ringe" in await citizen.says("ringe")
    assert "har vagt" not in await citizen.says("jeg er i ringe")


@pytest.mark.parametrize(
    "said", ["mad i Nuuk", "mad i malmø", "hvor kan jeg sove i Hamborg i nat", "tandlæge i Xanthia"]
)
async def test_unknown_town_is_said(citizen: Citizen, said: str) -> None:
    """A town that nobody knows is no other town, also where one is remembered."""
    await citizen.says("mad i slagelse")

    assert "Den by kender jeg ikke." in await citizen.says(said)


@pytest.mark.parametrize("said", ["jeg står i Netto, hvor er der mad", "hvor er der mad i Nørregade"])
async def test_shop_or_street_is_no_town(citizen: Citizen, said: str) -> None:
    """Not every name after "i" is a town."""
    await citizen.says("mad i slagelse")

    assert "Den by kender jeg ikke" not in await citizen.says(said)


async def test_nearest_is_said_of_the_nearest(citizen: Citizen) -> None:
    """Where a nearer place has hours that nobody knows, the one that is told is not called the nearest."""
    assert "58 km fra Randers: Forsorgshjemmet Svenstrupgård" in await citizen.says("sovested randers")
    assert "37 km fra Nyborg: Forsorgshjemmet Toften" in await citizen.says("sovested nyborg")
    assert "Det nærmeste er 26 km fra Horsens: Vejle Natherberg" in await citizen.says("sovested horsens")


@pytest.mark.parametrize(
    ("said", "town"),
    [
        ("sove koldig", "Overmarksgården"),
        ("sov henne i aaalborg", "Svenstrupgård"),
        ("hvr sver man i ålborg", "Svenstrupgård"),
        ("sove aarhuus", "Kalkværksvej"),
    ],
)
async def test_misspelt_towns(citizen: Citizen, said: str, town: str) -> None:
    """Letters held down or left out name the town all the same."""
    assert town in await citizen.says(said)


async def test_greenlandic_house_leads(citizen: Citizen) -> None:
    """Asked for by its people, it is told first, also while it is shut."""
    citizen.running.clock.later(hours=5)

    assert (await citizen.says("er der et sted for grønlændere i aalborg")).startswith("Det Grønlandske Hus")
