"""What a volunteer writes some minutes after a post puts it right, or is told that nothing was changed."""

import pytest

from tests.journeys.bookable import at, run_jobs
from tests.journeys.citizen import Citizen
from tests.journeys.team import volunteer_of
from tests.running import Running

CAFE, SHELTER = "cafe-parasollen", "toften"
EARLY = "vi lukker kl 17 i dag"
USUAL = "Café Parasollen: åben i dag tirsdag 1/12 kl. 10-19."


@pytest.fixture
async def volunteer(citizen: Citizen) -> Citizen:
    """A volunteer of Café Parasollen in Aalborg, on a Tuesday afternoon."""
    return await volunteer_of(citizen, CAFE)


@pytest.mark.parametrize(
    "text",
    [
        "nej vi lukker alligevel ikke før",
        "vi lukker alligevel ikke tidligere",
        "vi lukker ikke tidligere alligevel",
        "vi holder åbent som normalt alligevel",
        "hov, vi har normal åbningstid i dag",
    ],
)
async def test_early_closing_is_taken_back(house: Running, citizen: Citizen, volunteer: Citizen, text: str) -> None:
    """The ordinary hours hold again and are read back; the place is never closed by it."""
    await volunteer.says(EARLY)
    said = await volunteer.says(text)
    await run_jobs(house)
    heard = await citizen.says("mad i aalborg")

    assert said.startswith(USUAL)
    assert "Café Parasollen, Boulevarden 19. Åben nu til kl. 19." in heard


async def test_closed_day_is_open_after_all(house: Running, volunteer: Citizen) -> None:
    """The day that was closed last is meant where none is named, also an hour later; FORTRYD closes it again."""
    await volunteer.says("lukket i morgen")
    await at(house, 1, 17)
    opened = await volunteer.says("vi har alligevel ikke lukket")
    await volunteer.says("fortryd")
    after = await volunteer.says("vi har ikke lukket i morgen som vi skrev")

    assert opened == "Café Parasollen: åben i morgen onsdag 2/12 kl. 10-19. Forkert? Skriv FORTRYD."
    assert "åben i morgen onsdag 2/12 kl. 10-19" in after


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hov, torsdag er åben alligevel", "åben torsdag 3/12 kl. 10-16"),
        ("undtagen torsdag kl 12-15", "åben torsdag 3/12 kl. 12-15"),
        ("undtagen torsdag", "lukket tirs, ons, fre-søn fra tirsdag 1/12 til søndag 6/12"),
        ("nej ikke torsdag", "lukket tirs, ons, fre-søn fra tirsdag 1/12 til søndag 6/12"),
        ("på nær torsdag", "lukket tirs, ons, fre-søn fra tirsdag 1/12 til søndag 6/12"),
    ],
)
async def test_one_day_is_taken_out(volunteer: Citizen, text: str, said: str) -> None:
    """Its own hours, or those that it has anyway."""
    await volunteer.says("vi holder lukket resten af ugen pga sygdom")

    assert said in await volunteer.says(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("de er væk nu", "Forsorgshjemmet Toften: fuldt nu."),
        ("begge senge er taget", "Forsorgshjemmet Toften: fuldt nu."),
        ("så er de desværre solgt", "Forsorgshjemmet Toften: fuldt nu."),
        ("hov den ene er gået", "Forsorgshjemmet Toften: 1 ledig plads nu."),
        ("1 er optaget nu", "Forsorgshjemmet Toften: 1 ledig plads nu."),
        ("nu er der kun 1", "Forsorgshjemmet Toften: 1 ledig plads nu."),
        ("så er der ikke flere", "Forsorgshjemmet Toften: fuldt nu."),
    ],
)
async def test_free_beds_are_gone(house: Running, citizen: Citizen, text: str, said: str) -> None:
    """Also hours later, as long as they are told; what is left is read back."""
    volunteer = await volunteer_of(citizen, SHELTER)
    await volunteer.says("vi har 2 senge")
    await at(house, 1, 20)
    await run_jobs(house)

    assert said in await volunteer.says(text)


@pytest.mark.parametrize(
    "text",
    ["nej", "nej tak", "ups det var ikke det jeg mente", "nej det er altså noget andet", "jeg mente fredag og lørdag"],
)
async def test_what_is_unclear_changes_nothing(volunteer: Citizen, text: str) -> None:
    """The volunteer hears what still stands, and never that it is all right."""
    await volunteer.says(EARLY)
    said = await volunteer.says(text)
    mended = await volunteer.says("18")

    assert said.startswith("Jeg har ikke ændret noget. Der står stadig: åben i dag tirsdag 1/12 kl. 10-17.")
    assert "kl. 10-18" in mended


@pytest.mark.parametrize("text", ["hvor kan jeg sove i aalborg", "nej jeg mangler selv en seng i aalborg", "tak"])
async def test_other_matters_are_answered_as_ever(volunteer: Citizen, text: str) -> None:
    """Who needs help a minute after a post gets it."""
    await volunteer.says(EARLY)

    assert "Der står stadig" not in await volunteer.says(text)


async def test_what_was_posted_is_told_as_told(house: Running, citizen: Citizen, volunteer: Citizen) -> None:
    """No "not confirmed" stands beside hours of today, and who posted Christmas Eve goes first then."""
    await volunteer.says(EARLY)
    await volunteer.says("juleaften åbent 16-21")
    await run_jobs(house)
    today = await citizen.says("mad i aalborg")
    eve = await citizen.says("hvor kan jeg få mad juleaften i aalborg")
    week = await citizen.says("mad i aalborg i overmorgen")

    assert "Åben nu til kl. 17." in today
    assert "Oplyst i dag. Ring 98 10 92 66." in today
    assert eve.startswith("Café Parasollen, Boulevarden 19. Åben torsdag 24. december kl. 16-21.")
    assert "Ikke bekræftet" in week


async def test_free_beds_and_dogs_are_both_told(house: Running, citizen: Citizen) -> None:
    """What the place tells today is said, also where its own note is long."""
    volunteer = await volunteer_of(citizen, SHELTER)
    said = await volunteer.says("vi har 2 senge og hunde er ok i nat")
    await run_jobs(house)
    heard = await citizen.says("sove i nat slagelse")

    assert 'Og jeg siger "hunde er ok i nat"' in said
    assert "2 ledige senge, oplyst lige nu." in heard
    assert "Nyt i dag: hunde er ok i nat." in heard


async def test_news_called_off_is_taken_back(house: Running, volunteer: Citizen) -> None:
    """The note goes, and the hours beside it stay."""
    await volunteer.says("åbent til 20 i dag og suppe kl 18")
    said = await volunteer.says("det blev desværre aflyst")
    await run_jobs(house)

    assert "som det var før din besked" in said
    assert not house.app.atlas.directory.notes
    assert house.app.atlas.directory.changes
