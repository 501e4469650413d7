"""Whoever has a role is answered as that: what stands of their place, what they can write, who can open."""

import pytest

from tests.journeys.bookable import run_jobs
from tests.journeys.citizen import Citizen
from tests.journeys.team import staff_of, volunteer_of
from tests.running import Running


@pytest.fixture
async def volunteer(citizen: Citizen) -> Citizen:
    """A volunteer of Café Parasollen in Aalborg, on a Tuesday afternoon."""
    return await volunteer_of(citizen, "cafe-parasollen")


async def test_what_is_told_of_a_place(volunteer: Citizen) -> None:
    """The ordinary week, one day of it, and a day that was posted."""
    week = await volunteer.says("hvad står der om os")
    eve = await volunteer.says("er vi åbne juleaften")
    usual = await volunteer.says("har vi åbent 23 december?")
    await volunteer.says("lukket den 24/12")
    posted = await volunteer.says("har vi åbent 24 december")

    assert week.startswith("Café Parasollen: man-ons 10-19, tors 10-16, fre, søn 10-14.")
    assert "Folk hører, at mange har lukket den dag." in eve
    assert "åben onsdag 23/12 kl. 10-19. Sådan er det i en almindelig uge." in usual
    assert "Café Parasollen: lukket torsdag 24/12. Det har I selv skrevet." in posted


async def test_nobody_can_open_is_asked(house: Running, volunteer: Citizen) -> None:
    """A yes closes the day, a no changes nothing."""
    asked = await volunteer.says("jeg er syg i dag så der er ingen til at åbne i morgen")
    no = await volunteer.says("nej")
    await run_jobs(house)
    before = dict(house.app.atlas.directory.changes)
    await volunteer.says("der er ingen der kan åbne i morgen")
    yes = await volunteer.says("ja")

    assert asked.startswith("Café Parasollen: lukket i morgen onsdag 2/12. Skal jeg sige det sådan?")
    assert "ændrer jeg ikke noget" in no
    assert not before
    assert yes == "Café Parasollen: lukket i morgen onsdag 2/12. Forkert? Skriv FORTRYD."


async def test_shift_is_written_down(volunteer: Citizen) -> None:
    """It is no appointment that is called off."""
    said = await volunteer.says("jeg kan ikke komme fredag kan nogen tage min vagt")

    assert "Jeg har skrevet ned til Åben Dørs folk" in said
    assert "Jeg ved ikke, hvornår de læser det." in said


async def test_who_cannot_come_has_no_appointment(volunteer: Citizen) -> None:
    """A volunteer hears what closes the place and who takes a shift."""
    said = await volunteer.says("jeg kan ikke komme i morgen")
    shift = await volunteer.says("MIN VAGT i morgen")

    assert "skriv LUKKET og dagen. Er det din vagt, så skriv MIN VAGT og dagen." in said
    assert "Jeg har skrevet ned" in shift


@pytest.mark.parametrize("text", ["hvad kan jeg", "hjælp", "blip blop"])
async def test_volunteer_hears_their_words(volunteer: Citizen, text: str) -> None:
    """And how to ask for themselves."""
    said = await volunteer.says(text)

    assert "ÅBEN 17-22, LUKKET I MORGEN, 3 SENGE eller SUPPE KL 18" in said
    assert "mad i Aarhus" not in said


async def test_staff_hear_theirs(citizen: Citizen) -> None:
    """Also that figures do not come by text."""
    staff = await staff_of(citizen, "Aalborg")

    assert "SAGER, VAGT I DAG 8-16" in await staff.says("hvad kan jeg")
    assert "Jeg sender ikke tal på sms." in await staff.says("statistik")


@pytest.mark.parametrize(
    "text",
    ["Ole er her igen og er stiv, han må ikke komme ind", "vi har givet Ole karantæne til mandag, luk ham ikke ind"],
)
async def test_ban_of_a_guest_is_no_emergency(volunteer: Citizen, text: str) -> None:
    """Nothing is kept of guests; 112 is named for danger."""
    said = await volunteer.says(text)

    assert said.startswith("Jeg gemmer ikke navne på gæster")
    assert said.endswith("Er nogen i fare, så ring 112.")


async def test_volunteer_finds_food_as_ever(volunteer: Citizen) -> None:
    """A volunteer is a citizen too."""
    assert "Café Parasollen" in await volunteer.says("mad i aalborg")


async def test_sick_volunteer_finds_a_doctor(volunteer: Citizen) -> None:
    """An illness without a shift or a door is the volunteer's own."""
    assert "Skal jeg sige" not in await volunteer.says("jeg er syg og har brug for en læge i aalborg")
