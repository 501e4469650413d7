"""The minutes after a cry for help: the danger stands, each word is met calmly, and the number is said again."""

import pytest

from tests.journeys.citizen import Citizen

CRY = "min ven er bevidstløs"


async def test_danger_stands_for_a_while(citizen: Citizen) -> None:
    """What follows names no other danger and shows no menu; the number is said again, with one sentence for it."""
    await citizen.says(CRY)
    awake = await citizen.says("han er vågen nu")
    asks = await citizen.says("hvad gør jeg")
    rung = await citizen.says("jeg har ringet")

    assert awake.startswith("Det er godt. Bliv der")
    assert "Ring 112 nu, hvis ingen har gjort det." in awake
    assert "1888" not in awake
    assert "De siger, hvad du skal gøre." in asks
    assert rung.startswith("Det var rigtigt at ringe. Bliv, hvor du er")
    assert all("Hvad har du mest brug for?" not in said for said in (awake, asks, rung))


async def test_town_is_for_the_danger(citizen: Citizen) -> None:
    """A town that is told in it is one for 112, and the way to a doctor there is open."""
    await citizen.says(CRY)
    town = await citizen.says("ja i aalborg")
    doctor = await citizen.says("læge")

    assert "Sig til 112, at det er i Aalborg" in town
    assert "LÆGE" in town
    assert "Aalborg" in doctor


async def test_help_that_came_ends_it(citizen: Citizen) -> None:
    """Help is there: that is met kindly, and guessed at again by nothing that follows."""
    await citizen.says(CRY)
    over = await citizen.says("der er kommet en ambulance")
    sleeps = await citizen.says("han sover nu")
    food = await citizen.says("mad i Slagelse")

    assert over.startswith("Det er jeg glad for at høre. Bliver det værre, så ring 112 igen.")
    assert "1888" not in sleeps
    assert "Folkekøkken" in food


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("han har taget noget heroin", "82 12 12 12"),
        ("han har en kniv", "1888"),
        ("hvor kan jeg sove i nat i Slagelse", "Toften"),
        ("jeg vil tale med et menneske", "svarer nu"),
        ("stop", "Jeg skriver ikke mere af mig selv"),
    ],
)
async def test_other_needs_go_their_way(citizen: Citizen, said: str, heard: str) -> None:
    """Another danger, another need, a human and STOP are answered as ever."""
    await citizen.says(CRY)

    assert heard in await citizen.says(said)


async def test_not_so_ends_nothing(citizen: Citizen) -> None:
    """Who is not well, and who is asked about, is no reason to be glad."""
    await citizen.says(CRY)

    assert "112" in await citizen.says("han er ikke ok")
    assert "glad for at høre" not in "\n".join(citizen.heard)
    assert "glad for at høre" not in await citizen.says("er han ok nu?")


async def test_machine_can_ring_nobody(citizen: Citizen) -> None:
    """Whoever asks us to send help, or cannot ring, hears that we cannot, and who can."""
    await citizen.says(CRY)
    sends = await citizen.says("send en ambulance")
    address = await citizen.says("vi er i Søndergade 14")

    assert "kan ikke ringe for dig" in sends
    assert "112" in sends
    assert "Sig adressen, når du ringer." in address


async def test_life_is_asked_after(citizen: Citizen) -> None:
    """Who does not want to live is met in each answer, and with others to ring when a line is busy."""
    await citizen.says("jeg vil ikke leve mere")
    busy = await citizen.says("de svarer ikke")
    tired = await citizen.says("jeg er bare så træt")
    better = await citizen.says("jeg har det bedre nu")

    assert "Prøv igen" in busy
    assert "39 25 25 25" in busy
    assert "70 201 201" in tired
    assert better.startswith("Det er jeg glad for at høre. Bliver det svært igen")


async def test_flight_keeps_its_numbers(citizen: Citizen) -> None:
    """Who is beaten finds a place in the town, and the danger still stands beside the list."""
    await citizen.says("min mand slår mig")
    asks = await citizen.says("hvad gør jeg")
    town = await citizen.says("ja i aalborg")
    left = await citizen.says("han er gået nu")

    assert asks.startswith("Gå hen, hvor der er andre mennesker")
    assert "98 19 06 66" in town
    assert left.startswith("Det er godt. Lås døren, hvis du kan.")
    assert "1888" in left


async def test_child_is_told_of_grown_ups(citizen: Citizen) -> None:
    """A child goes on hearing its own line."""
    await citizen.says("min mor slår mig jeg er 14")
    asks = await citizen.says("hvad gør jeg")

    assert "en voksen, du stoler på" in asks
    assert "116 111" in asks


async def test_danger_does_not_stand_for_ever(citizen: Citizen) -> None:
    """After a quarter of an hour words mean what they say again; a heard "ok" is no yes to anything."""
    await citizen.says(CRY)
    heard = await citizen.says("ok")
    citizen.running.clock.later(minutes=16)

    assert heard.startswith("Godt. Jeg er her. Ring 112 nu")
    assert "Hvad har du mest brug for?" in await citizen.says("hvad gør jeg")


async def test_nobody_is_held_in_danger(citizen: Citizen) -> None:
    """Where we heard danger and there is none, what leans on the list beside it is answered from the list."""
    await citizen.says("Jeg er en mand på 78 år og jeg har ikke fået varm mad i tre dage. Jeg bor i Kolding.")
    hours = await citizen.says("hvornår har de åbent?")

    assert "Madhjælp" in hours
    assert "barn" not in hours


async def test_patience_has_an_end(citizen: Citizen) -> None:
    """Words that say nothing of a danger are met with it twice, and then as what they are."""
    await citizen.says(CRY)
    said = [await citizen.says(words) for words in ("hvem er der", "det regner", "den er blå")]

    assert all("112" in one for one in said[:2])
    assert "112" not in said[2]


async def test_young_age_makes_it_a_childs(citizen: Citizen) -> None:
    """A bare "14" within it says whose danger it is."""
    await citizen.says("de slår mig derhjemme")

    assert "116 111" in await citizen.says("14")


async def test_young_age_answers_the_question(citizen: Citizen) -> None:
    """A child that has run away and is asked whether somebody hurts it may say no more than how old it is."""
    await citizen.says("jeg er stukket af hjemmefra")

    assert "116 111" in await citizen.says("14")


async def test_rung_once_is_enough(citizen: Citizen) -> None:
    """Who has rung is not told to ring anew, and "den er her" is the ambulance."""
    await citizen.says(CRY)
    await citizen.says("de siger en ambulance kommer")
    breathes = await citizen.says("hun trækker vejret")
    here = await citizen.says("okay den er her")

    assert breathes.endswith("Bliver det værre, så ring 112 igen.")
    assert here.startswith("Det er jeg glad for at høre.")


async def test_own_lost_sleep_is_a_need(citizen: Citizen) -> None:
    """Who has not slept is not somebody else who sleeps: it is heard for itself."""
    await citizen.says(CRY)
    await citizen.says("ambulancen er her")
    awake = await citizen.says("jeg har ikke sovet i tre dage")

    assert "glad for" not in awake


async def test_fear_ends_nothing(citizen: Citizen) -> None:
    """In danger only plain words stop us or ask about deleting."""
    await citizen.says("min kæreste låser mig inde")
    forbidden = await citizen.says("jeg må ikke skrive til jer")
    asked = await citizen.says("slet mig")

    assert "1888" in forbidden
    assert "slette alt" in asked


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("han har taget en overdosis hvad skal jeg gøre", "82 12 12 12"),
        ("jeg er bange han har en kniv", "1888"),
        ("jeg vil ikke leve mere hvad gør jeg", "70 201 201"),
        ("han er vågen og har taget en overdosis", "82 12 12 12"),
    ],
)
async def test_new_danger_goes_first(citizen: Citizen, said: str, heard: str) -> None:
    """A danger that is plainly told of is answered whole, whatever else the words say."""
    await citizen.says(CRY)

    assert heard in await citizen.says(said)


@pytest.mark.parametrize("asked", ["kan han blive indlagt", "bliver han indlagt", "er han ok"])
async def test_question_ends_no_danger(citizen: Citizen, asked: str) -> None:
    """Whether he can be admitted, or is well, is asked and not told: the danger stands."""
    await citizen.says(CRY)

    told = await citizen.says(asked)

    assert "Ring 112 nu" in told
    assert "glad for at høre" not in told


async def test_ward_is_told(citizen: Citizen) -> None:
    """Who wants to die and asks to be admitted hears that they may go there, day and night."""
    await citizen.says("jeg vil tage mit liv")

    told = await citizen.says("kan jeg blive indlagt")

    assert "psykiatrisk akutmodtagelse" in told
    assert "70 201 201" in told
