"""The thread of a talk: what was meant before still holds, and what was not meant does not follow."""

from tests.journeys.citizen import Citizen


async def test_child_is_sent_to_no_hostel(citizen: Citizen) -> None:
    """Who tells of a child hears 112 and the municipality, and no list of places."""
    heard = await citizen.says("min nabo slår sit barn i Slagelse")

    assert "112" in heard
    assert "58 57 36 00" in heard
    assert "116 111" not in heard
    assert len(citizen.heard) == 1


async def test_who_flees_stays_safe(citizen: Citizen) -> None:
    """After violence a bed is one with those who know about it, and "vej" does not lose that."""
    await citizen.says("min mand slår mig, jeg er i Slagelse")
    bed = await citizen.says("hvor kan jeg sove i nat")
    way = await citizen.says("vej")

    assert "Toften" not in bed
    assert "33 33 00 47" in bed
    assert "33 33 00 47" in way


async def test_move_keeps_what_is_needed(citizen: Citizen) -> None:
    """Another town alone asks for the same there; a part of the country asks which town."""
    await citizen.says("hvor kan jeg sove i nat i Slagelse")
    moved = await citizen.says("jeg er i Odense nu")
    area = await citizen.says("jeg er på sjælland")

    assert "natvarmestue Odense" in moved
    assert area.startswith("Hvor på Sjælland?")


async def test_unknown_town_is_no_trap(citizen: Citizen) -> None:
    """Who does not know the town is met kindly, and another question is not taken for a town."""
    await citizen.says("mad")
    other = await citizen.says("hvad koster det?")
    unsure = await citizen.says("ved ikke")
    town = await citizen.says("Slagelse")

    assert "kender jeg ikke" not in other
    assert unsure.startswith("Det gør ikke noget.")
    assert "Folkekøkken" in town


async def test_place_is_asked_about(citizen: Citizen) -> None:
    """The way, the price and the guests are those of the place that was told."""
    await citizen.says("mad i Slagelse")
    way = await citizen.says("adresse?")
    price = await citizen.says("hvad koster det")
    named = await citizen.says("adresse på Café Hjerterummet?")

    assert "Bredegade 10" in way
    assert "40 kr." in price
    assert "Østerbro 20" in named


async def test_first_town_is_nothing_to_undo(citizen: Citizen) -> None:
    """FORTRYD after a first question has nothing to take back, and says so."""
    await citizen.says("mad i Slagelse")

    assert "ikke noget, jeg kan tage tilbage" in await citizen.says("FORTRYD")


async def test_drinking_is_not_heroin(citizen: Citizen) -> None:
    """The kind of addiction decides which place comes first."""
    drink = await citizen.says("stoppe med at drikke i Kolding")
    metadone = await citizen.says("metadon i Odense")

    assert drink.startswith("Alkoholbehandlingen")
    assert "Reden" not in metadone.split(".")[0]


async def test_dog_stays_at_the_door(citizen: Citizen) -> None:
    """A dog that came along to a bed is not asked about at a telephone."""
    await citizen.says("sove i nat i København med hund")

    assert "hund" not in await citizen.says("nogen at snakke med")


async def test_language_is_of_the_message(citizen: Citizen) -> None:
    """Who wrote English once and then Danish is answered in Danish; a number goes on in the language before it."""
    english = await citizen.says("where can I get food in Slagelse")
    more = await citizen.chooses("More about the place")
    danish = await citizen.says("mad i Slagelse")

    assert "Hours unknown" in english
    assert "Spis med" not in english
    assert "unknown" in more or "do not know" in more
    assert "Åbningstid" in danish
