"""Somebody writes about somebody else: a brother on the street, a son who is away, one whom they hit."""

import pytest

from tests.journeys.citizen import Citizen

WOMENS = ("Danner", "Krisecenter", "Kvindehjemmet", "kun for kvinder")


def tells_of_no_home(heard: str) -> bool:
    """Whether no home for women is named."""
    return not any(name in heard for name in WOMENS)


@pytest.mark.parametrize(
    "said",
    [
        "min bror bor på gaden i kolding kan i hjælpe ham",
        "min søster er hjemløs i kolding og jeg er bekymret",
        "min ven sover i telt ved kolding",
    ],
)
async def test_brother_on_the_street(citizen: Citizen, said: str) -> None:
    """Who goes out to people is named, and a line for relatives; nobody is asked about their own danger."""
    heard = await citizen.says(said)

    assert "Kolding Kommune" in heard
    assert "pårørende" in heard
    assert "Er du i fare" not in heard
    assert tells_of_no_home(heard)


async def test_town_of_a_brother_is_asked_for(citizen: Citizen) -> None:
    """Once; where he is gives the number."""
    assert "Hvilken by er det i?" in await citizen.says("min bror er hjemløs kan i hjælpe ham")

    assert "Slagelse Kommune" in await citizen.says("han er i slagelse")


async def test_he_is_no_violence(citizen: Citizen) -> None:
    """What is said on about him is about him."""
    await citizen.says("min bror er hjemløs i vejle kan i hjælpe ham")

    for said in ("han har ikke telefon", "han hedder Ole", "kan nogen opsøge ham", "kan i finde ham"):
        heard = await citizen.says(said)
        assert "1888" not in heard, said
        assert "Det forstod jeg ikke" not in heard
        assert tells_of_no_home(heard), said


async def test_he_wants_no_help(citizen: Citizen) -> None:
    """Nobody is forced, and the relative is not left alone."""
    await citizen.says("min søn sover ude i kolding")

    heard = await citizen.says("han vil ikke tale med mig. hvad kan jeg gøre")

    assert "bestemme over andre" in heard
    assert tells_of_no_home(heard)


@pytest.mark.parametrize(
    "said", ["har ikke hørt fra min bror i 3 dage han plejer at sove i kolding", "min far er forsvundet kolding"]
)
async def test_police_look_for_who_is_away(citizen: Citizen, said: str) -> None:
    """114, and 112 where there is danger."""
    heard = await citizen.says(said)

    assert "114" in heard
    assert "112" in heard
    assert tells_of_no_home(heard)
    assert "Ja, ring 114" in await citizen.says("skal jeg ringe til politiet")


async def test_child_who_is_away_is_in_danger(citizen: Citizen) -> None:
    """For a child it is an alarm."""
    assert "barn i fare" in await citizen.says("min søn på 8 er forsvundet")


@pytest.mark.parametrize(
    "said", ["hun svarer ikke på mine beskeder", "min søn skriver ikke mere til mig", "min kæreste har blokeret mig"]
)
async def test_silence_stops_nothing(citizen: Citizen, said: str) -> None:
    """That somebody does not answer is a sorrow, and no STOP; nobody is asked whether they want to die."""
    heard = await citizen.says(said)

    assert "når en ikke svarer" in heard
    assert "ikke mere af mig selv" not in heard
    assert "tage dit liv" not in heard
    assert "Livslinien nu" not in heard


@pytest.mark.parametrize("said", ["jeg har slået min kæreste odense", "jeg er kommet til at slå min kone"])
async def test_who_hits_is_sent_to_no_home(citizen: Citizen, said: str) -> None:
    """1888 talks with both; the home is for the other."""
    heard = await citizen.says(said)

    assert "1888 taler med alle" in heard
    assert "112" in heard
    assert tells_of_no_home(heard)


async def test_debt_is_no_home_for_women(citizen: Citizen) -> None:
    """Who is threatened over money hears 112, and no home for women."""
    heard = await citizen.says("jeg skylder penge og de siger de smadrer mine ben vejle")

    assert "112" in heard
    assert tells_of_no_home(heard)


async def test_beaten_wife_is_still_helped(citizen: Citizen) -> None:
    """A near miss: there is a word of violence in it."""
    heard = await citizen.says("han slår mig, vejle")

    assert "1888" in heard
    assert "Vejle Krisecenter" in heard


async def test_father_is_helped_today(citizen: Citizen) -> None:
    """A father with children hears the municipality's duty first, then a bed."""
    heard = await citizen.says("far med to drenge sat ud af lejligheden i dag i slagelse")

    assert heard.startswith("Med børn skal kommunen skaffe jer et sted i dag: Slagelse Kommune, 58 57 36 00.")
    assert "Toften" in heard
    assert tells_of_no_home(heard)
    assert "flytte" not in await citizen.says("må vi blive sammen")


@pytest.mark.parametrize(
    "said", ["er lige blevet løsladt i dag har ingen bolig, vejle", "kommet ud af fængslet uden noget vejle"]
)
async def test_released_today_needs_a_bed(citizen: Citizen, said: str) -> None:
    """The bed for tonight goes first, and then the municipality."""
    heard = await citizen.says(said)
    chosen = await citizen.chooses("Hjælp fra kommunen")

    assert heard.startswith("Vejle Natherberg")
    assert "ommune" in chosen
