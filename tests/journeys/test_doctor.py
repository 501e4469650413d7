"""A doctor or a nurse: whose own doctor has gone home hears of the one on duty, and nobody of a clinic for others."""

import pytest

from tests.journeys.citizen import Citizen

DUTY_DOCTOR = "Lægevagten Region Syddanmark"


@pytest.mark.parametrize(
    "said",
    [
        "læge kolding",
        "sygeplejerske kolding",
        "jeg har feber og bor i kolding",
        "i need a doctor in kolding",
        "læge vejle",
    ],
)
async def test_no_drug_clinic_leads(citizen: Citizen, said: str) -> None:
    """A clinic for heroin, or a room to take drugs in, is no answer to who is only ill."""
    heard = await citizen.says(said)

    assert not heard.startswith(("Heroinklinik", "Kirkens Korshær Vejle"))


@pytest.mark.parametrize("said", ["metadon læge kolding", "jeg bruger heroin og har brug for læge i kolding"])
async def test_drug_clinic_for_users(citizen: Citizen, said: str) -> None:
    """Who says that they use is told it."""
    assert (await citizen.says(said)).startswith("Heroinklinik Kolding")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("jeg har brug for læge i kolding", DUTY_DOCTOR),
        ("jeg har feber, odense", DUTY_DOCTOR),
        ("sygeplejerske aalborg", "Lægevagten Region Nordjylland"),
        ("læge københavn", "Akuttelefonen 1813"),
    ],
)
async def test_duty_doctor_leads_at_night(citizen: Citizen, said: str, heard: str) -> None:
    """Out of hours the doctor on duty is told first."""
    citizen.running.clock.later(hours=11)

    assert (await citizen.says(said)).startswith(heard)


async def test_ward_is_not_a_warm_room(citizen: Citizen) -> None:
    """Asked for a casualty ward, nothing else says yes: there one must ring first."""
    citizen.running.clock.later(hours=11)
    await citizen.says("læge kolding")
    heard = await citizen.says("hvad med skadestue")

    assert "Ja, her er" not in heard
    assert DUTY_DOCTOR in heard


async def test_ward_by_day(citizen: Citizen) -> None:
    """By day too, with the hour from which it answers."""
    assert (await citizen.says("skadestue kolding")).startswith(f"{DUTY_DOCTOR}. Lukket nu, åbner i dag kl. 16.")


async def test_card_closes_the_clinic(citizen: Citizen) -> None:
    """The clinic for those without the card is not told to who has it."""
    await citizen.says("læge odense")
    heard = await citizen.says("jeg har gult kort")

    assert "Røde Kors" not in heard
    assert DUTY_DOCTOR in heard


async def test_shelter_with_a_nurse_leads(citizen: Citizen) -> None:
    """Where no doctor on duty is known, the door that is open and has a nurse."""
    citizen.running.clock.later(hours=11)

    assert (await citizen.says("læge slagelse")).startswith("Forsorgshjemmet Toften")


@pytest.mark.parametrize(
    "text", ["kan han blive indlagt", "bliver han indlagt", "kan jeg blive indlagt", "min søn skal indlægges"]
)
async def test_admission_calls_nothing_off(citizen: Citizen, text: str) -> None:
    """Who asks whether somebody can be admitted hears who decides, whom to ring, and of 112."""
    said = await citizen.says(text)

    assert said.startswith("Det afgør en læge.")
    assert "112" in said
    assert "afbud" not in said


async def test_admission_is_told_of_the_town(citizen: Citizen) -> None:
    """At night the doctor on duty of the region, and whether the ward takes in whoever comes."""
    north = await citizen.says("kan jeg blive indlagt i aalborg")
    middle = await citizen.says("kan han blive indlagt i aarhus")

    assert "akutmodtagelse, dag og nat" in north
    assert "akutmodtagelse" not in middle


async def test_admission_asked_beside_a_danger(citizen: Citizen) -> None:
    """The question about a danger stays open."""
    await citizen.says("jeg kan ikke mere")
    said = await citizen.says("kan jeg blive indlagt")
    told = await citizen.says("ja")

    assert said.startswith("Det afgør lægerne.")
    assert "70 201 201" in told


@pytest.mark.parametrize(
    "said", ["lægevagt slagelse", "jeg har ondt i øret aarhus læge nu", "brug for læge i roskilde nu"]
)
async def test_unknown_duty_doctor_is_said(citizen: Citizen, said: str) -> None:
    """Where no doctor on duty is listed that is said, before what there is."""
    citizen.running.clock.later(hours=11)

    assert "Jeg kender ikke lægevagtens nummer i" in await citizen.says(said)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("har ikke råd til min medicin slagelse", "Spørg kommunen, om den kan betale: 58 57 36 00."),
        ("mine briller er gået i stykker københavn", "Spørg kommunen, om den kan betale."),
        ("apotek slagelse", "Jeg kender ingen apoteker."),
    ],
)
async def test_what_no_listing_holds(citizen: Citizen, said: str, heard: str) -> None:
    """Medicine, glasses and a chemist are in no listing: who may pay is named."""
    assert (await citizen.says(said)).startswith(heard)
