"""A volunteer keeps the hours of a place true by one text, and citizens hear it within a second."""

import json

import pytest

from bot.model import PlaceId
from tests.journeys.bookable import at, run_jobs
from tests.journeys.citizen import Citizen
from tests.journeys.team import staff_of, volunteer_of
from tests.line.looking import rows
from tests.running import Running

STEDET = "stedet-slagelse"
SHELTER = "vejle-natherberg"
ASKS = "sove i nat i vejle"


@pytest.fixture
async def volunteer(citizen: Citizen) -> Citizen:
    """A volunteer of Stedet in Slagelse, on a Tuesday afternoon."""
    return await volunteer_of(citizen, STEDET)


async def test_post_is_live_at_once(house: Running, citizen: Citizen) -> None:
    """Read back in one line with weekday and dates, and what the next citizen hears."""
    volunteer = await volunteer_of(citizen, SHELTER)
    before = await citizen.says(ASKS)
    said = await volunteer.says("ÅBNT I NAT 21-9")
    await run_jobs(house)
    after = await citizen.says(ASKS)

    assert said == "Vejle Natherberg: åben i dag tirsdag 1/12 kl. 21-9. Forkert? Skriv FORTRYD."
    assert "22-8" in before
    assert "21-9" in after


async def test_ends_by_itself(house: Running, citizen: Citizen) -> None:
    """The day after, the ordinary week holds again."""
    volunteer = await volunteer_of(citizen, SHELTER)
    await volunteer.says("lukket i nat")
    await run_jobs(house)
    closed = await citizen.says(ASKS)
    await at(house, 2, 15)
    opened = await citizen.says(ASKS)

    assert "åben i nat" not in closed.casefold()
    assert "22-8" in opened


async def test_today_is_not_every_week(house: Running, citizen: Citizen) -> None:
    """Shorter hours today are told as today's beside those of every week, and the volunteer confirms the week alone."""
    volunteer = await volunteer_of(citizen, "cafe-parasollen")
    await volunteer.says("vi lukker kl 15 i dag")
    await run_jobs(house)
    asked = await volunteer.listens()
    await citizen.says("mad aalborg")
    week = await citizen.says("hvad tid lukker de")

    assert "Man-ons 10-19, tors 10-16" in asked
    assert "I dag" not in asked
    assert "man-ons 10-19, tors 10-16, fre, søn 10-14. I dag dog 10-15." in week


async def test_pattern_goes_on(house: Running, citizen: Citizen) -> None:
    """What holds every week from a day on replaces those weekdays, week after week, and no others."""
    volunteer = await volunteer_of(citizen, SHELTER)
    said = await volunteer.says("fremover åben hver tirsdag 20-9")
    await at(house, 22, 15)
    tuesday = await citizen.says(ASKS)
    await at(house, 23, 15)
    wednesday = await citizen.says(ASKS)

    assert "åben hver tirs fra i dag tirsdag 1/12 kl. 20-9" in said
    assert "20-9" in tuesday
    assert "22-8" in wednesday


@pytest.mark.parametrize("word", ["FORTRYD", "glem det jeg lige skrev", "annuller"])
async def test_undo_returns_the_state_before(house: Running, volunteer: Citizen, word: str) -> None:
    """The post before the last one holds again."""
    await volunteer.says("åben i morgen 9-12")
    await volunteer.says("vi holder lukket i morgen")
    said = await volunteer.says(word)
    await run_jobs(house)

    (change,) = house.app.atlas.directory.changes[PlaceId(STEDET)]
    assert "som det var før" in said
    assert change.opens


async def test_unclear_is_asked_then_done(volunteer: Citizen) -> None:
    """A day without hours is asked for; the hours alone complete it."""
    asked = await volunteer.says("vi har åbent på lørdag")
    said = await volunteer.says("10-14")

    assert "Hvornår åbner og lukker I?" in asked
    assert "åben lørdag 5/12 kl. 10-14" in said


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("åben 8-10", "Den tid er forbi."),
        ("åben fra 30 til 35", "Den tid forstår jeg ikke."),
        ("åben på et tidspunkt i weekenden", "Hvornår åbner og lukker I?"),
        ("lukket den 31/2", "Den dag kender jeg ikke."),
        ("lukket indtil videre", "Til og med hvilken dag?"),
        ("vi åbner kl 17 i morgen", "Hvornår lukker I den dag?"),
        ("åben på lørdag til 15", "Hvornår åbner I den dag?"),
    ],
)
async def test_nothing_is_guessed(house: Running, volunteer: Citizen, text: str, question: str) -> None:
    """What is not certain is asked with an example, and changes nothing."""
    asked = await volunteer.says(text)
    await run_jobs(house)

    assert question in asked
    assert "Skriv for eksempel" in asked
    assert not house.app.atlas.directory.changes


async def test_doubt_is_settled_by_one_digit(volunteer: Citizen) -> None:
    """A question mark or a "måske" is read back as a question first."""
    asked = await volunteer.says("måske åben 17-22")
    said = await volunteer.chooses("Ja")

    assert "åben i dag tirsdag 1/12 kl. 17-22. Skal jeg sige det sådan?" in asked
    assert said.endswith("kl. 17-22. Forkert? Skriv FORTRYD.")


@pytest.mark.usefixtures("volunteer")
async def test_several_places_are_asked_about(citizen: Citizen) -> None:
    """Who acts for two is asked which, unless the text names it."""
    both = await volunteer_of(citizen, SHELTER, number=50)
    asked = await both.says("lukket i morgen")
    chosen = await both.chooses("Vejle Natherberg")
    named = await both.says("stedet lukket i morgen")

    assert "Hvilket sted gælder det?" in asked
    assert chosen.startswith("Vejle Natherberg: lukket i morgen onsdag 2/12.")
    assert named.startswith("Stedet, Menighedsplejens kaffestue: lukket i morgen")


async def test_anothers_place_is_refused(house: Running, volunteer: Citizen) -> None:
    """A volunteer cannot close the place of others."""
    said = await volunteer.says("Vejle Natherberg lukket i morgen")
    await run_jobs(house)

    assert said.startswith("Du er ikke frivillig for Vejle Natherberg.")
    assert not house.app.atlas.directory.changes


async def test_last_word_wins(house: Running, citizen: Citizen, volunteer: Citizen) -> None:
    """Of two volunteers who write otherwise the last is believed, and both are told."""
    other = await volunteer_of(citizen, STEDET, number=51)
    await volunteer.says("lukket i morgen")
    said = await other.says("åben i morgen 10-14")
    told = await volunteer.listens()
    await run_jobs(house)

    (change,) = house.app.atlas.directory.changes[PlaceId(STEDET)]
    assert "En anden havde skrevet noget andet." in said
    assert "En anden har lige skrevet: åben i morgen onsdag 2/12 kl. 10-14." in told
    assert change.opens


async def test_staff_name_the_place(citizen: Citizen) -> None:
    """Staff post for the places of their municipality by naming them, and for no others."""
    staff = await staff_of(citizen, "Vejle")
    asked = await staff.says("lukket i morgen")
    said = await staff.says("vejle naterberg: lukket i morgen")
    refused = await staff.says("Forsorgshjemmet Toften: lukket i morgen")

    assert "Hvilket sted er det?" in asked
    assert said.startswith("Vejle Natherberg: lukket i morgen onsdag 2/12.")
    assert refused.startswith("Du er ikke frivillig for Forsorgshjemmet Toften.")


async def test_every_post_is_in_the_audit_log(house: Running, citizen: Citizen) -> None:
    """What held before and what holds after, without a number or a text."""
    volunteer = await volunteer_of(citizen, SHELTER)
    await volunteer.says("lukket i morgen")
    await volunteer.says("suppe kl 18")

    closed, note = rows(
        house.folder, "select before, after, act from audit where act in ('closed', 'note') order by id"
    )
    assert [json.loads(side) for side in closed[:2]] == [{"2026-12-02": "22:00-08:00"}, {"2026-12-02": "closed"}]
    assert "suppe" not in "".join(note)


async def test_note_of_the_day(house: Running, citizen: Citizen) -> None:
    """News is told to whoever asks about the place, until the day that it names is over."""
    volunteer = await volunteer_of(citizen, SHELTER)
    said = await volunteer.says("suppe kl 23")
    await run_jobs(house)
    today = await citizen.says(ASKS)
    await at(house, 2, 15)

    assert 'Vejle Natherberg: Jeg siger "suppe kl 23"' in said
    assert "Nyt i dag: suppe kl 23." in today
    assert "suppe" not in await citizen.says(ASKS)


@pytest.mark.parametrize("text", ["hvor kan jeg sove i nat i vejle", "er der åbent i aften?", "jeg har fri i morgen"])
async def test_volunteer_is_a_citizen_too(house: Running, volunteer: Citizen, text: str) -> None:
    """Who asks for themselves posts nothing."""
    said = await volunteer.says(text)
    await run_jobs(house)

    assert "Forkert? Skriv FORTRYD" not in said
    assert not house.app.atlas.directory.changes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lukket jul og nytår", "lukket torsdag 24/12 til fredag 1/1"),
        ("lukket nytår", "lukket torsdag 31/12 og fredag 1/1"),
        ("lukket mellem jul og nytår", "lukket søndag 27/12 til onsdag 30/12"),
        ("note: der er suppe i dag", '"der er suppe i dag"'),
        ("ledige pladser: 2 mænd og 1 kvinde", "3 ledige"),
    ],
)
async def test_read_back_is_what_was_meant(volunteer: Citizen, text: str, said: str) -> None:
    """Feasts that span the year, a note that is called one, and places that are counted by whom they are for."""
    assert said in await volunteer.says(text)


async def test_danger_stops_no_post(volunteer: Citizen) -> None:
    """Danger in a post is answered first, and the post is done all the same."""
    said = await volunteer.says("lukket i dag, en mand er faldet om og trækker ikke vejret")

    assert volunteer.heard[0].startswith("Godt, du skriver. Ring 112 nu.")
    assert "lukket i dag tirsdag 1/12" in said


@pytest.mark.parametrize("text", ["åben lør-søn 10-14", "fremover åben man-fre 9-15", "åben i dag til 20"])
async def test_bare_hours_are_no_danger(volunteer: Citizen, text: str) -> None:
    """A post of days and times alone is read back, and nothing else is heard in it."""
    await volunteer.says(text)

    assert len(volunteer.heard) == 1
    assert "FORTRYD" in volunteer.heard[0]


@pytest.mark.parametrize(
    ("text", "hours", "note"),
    [
        ("åbent til 21 i dag og suppe kl 18", "åben i dag tirsdag 1/12 kl. 10-21", "suppe kl 18"),
        ("lukket i morgen, suppe kl 18 i aften", "lukket i morgen onsdag 2/12", "suppe kl 18 i aften"),
        ("vi har åbent i dag, suppe kl 18", "åben i dag tirsdag 1/12 kl. 10-19", "suppe kl 18"),
        ("3 senge og fællesspisning kl 18", "3 ledige pladser nu", "fællesspisning kl 18"),
        ("åbent i morgen 10-14 og brunch kl 11", "onsdag 2/12 kl. 10-14", "i morgen onsdag 2/12: brunch kl 11"),
    ],
)
async def test_two_things_in_one_text(house: Running, citizen: Citizen, text: str, hours: str, note: str) -> None:
    """Both are read back and told; FORTRYD takes both back."""
    volunteer = await volunteer_of(citizen, "cafe-parasollen")
    said = await volunteer.says(text)
    await run_jobs(house)
    noted = house.app.atlas.directory.notes[PlaceId("cafe-parasollen")]
    await volunteer.says("fortryd")
    await run_jobs(house)

    assert hours in said
    assert f'Og jeg siger "{note}" til og med' in said
    assert [one.body for one in noted] == [note]
    assert not house.app.atlas.directory.notes
    assert not house.app.atlas.directory.changes


@pytest.mark.parametrize("text", ["nej 20", "nej, til 20", "20 mente jeg", "forkert, det er 20", "ikke 21 men 20"])
async def test_read_back_is_put_right(house: Running, citizen: Citizen, text: str) -> None:
    """A no with the right time mends the post, its note stays, and FORTRYD takes both back."""
    volunteer = await volunteer_of(citizen, "cafe-parasollen")
    await volunteer.says("åbent til 21 i dag og suppe kl 18")
    said = await volunteer.says(text)
    await run_jobs(house)
    noted = house.app.atlas.directory.notes
    undone = await volunteer.says("fortryd")
    await run_jobs(house)

    assert said == "Café Parasollen: åben i dag tirsdag 1/12 kl. 10-20. Forkert? Skriv FORTRYD."
    assert noted
    assert "som det var før" in undone
    assert not house.app.atlas.directory.changes
    assert not house.app.atlas.directory.notes


async def test_no_after_a_post_tells_what_holds(citizen: Citizen) -> None:
    """It may mean that nothing is wrong, so it is told how to put it right, and a time alone then does."""
    volunteer = await volunteer_of(citizen, "cafe-parasollen")
    await volunteer.says("åbent i morgen 10-14")
    asked = await volunteer.says("nej")
    mended = await volunteer.says("12-15")
    moved = await volunteer.says("nej på fredag")
    whole = await volunteer.says("lukket på lørdag")

    assert "Der står stadig: åben i morgen onsdag 2/12 kl. 10-14. Skriv det rigtige" in asked
    assert "åben i morgen onsdag 2/12 kl. 12-15" in mended
    assert "åben fredag 4/12 kl. 12-15" in moved
    assert "lukket lørdag 5/12" in whole


async def test_note_and_number_are_put_right(house: Running, citizen: Citizen) -> None:
    """The time of a note, a note in other words, and how many are free."""
    volunteer = await volunteer_of(citizen, "cafe-parasollen")
    await volunteer.says("suppe kl 18")
    later = await volunteer.says("nej kl 18.30")
    other = await volunteer.says("nej, lasagne kl 17")
    await run_jobs(house)
    notes = [one.body for one in house.app.atlas.directory.notes[PlaceId("cafe-parasollen")]]
    house.clock.later(minutes=1)
    await volunteer.says("3 senge")
    free = await volunteer.says("nej 4")

    assert '"suppe kl 18.30"' in later
    assert '"lasagne kl 17"' in other
    assert notes == ["lasagne kl 17"]
    assert "4 ledige pladser nu" in free


async def test_no_to_another_question_mends_nothing(volunteer: Citizen) -> None:
    """What was asked since is answered, and a citizen's words stay a citizen's."""
    await volunteer.says("åbent i morgen 10-14")
    await volunteer.says("hvor kan jeg sove i nat")
    said = await volunteer.says("nej 20")

    assert "Forkert? Skriv FORTRYD." not in said


async def test_posted_day_is_told_as_told(house: Running, citizen: Citizen) -> None:
    """What a place told of the day itself is not "not confirmed" in the same breath; of another day it still is."""
    volunteer = await volunteer_of(citizen, "cafe-parasollen")
    await volunteer.says("vi lukker kl 17 i dag")
    await run_jobs(house)

    assert "Oplyst i dag. Ring 98 10 92 66." in await citizen.says("mad i aalborg")
    assert "Ikke bekræftet" in await citizen.says("er parasollen åben i morgen")


async def test_told_of_christmas_goes_first(house: Running, citizen: Citizen) -> None:
    """On a day on which many close, who posted for it goes before ordinary hours; who is shut does not."""
    await at(house, 22, 15)
    volunteer = await volunteer_of(citizen, "cafe-parasollen")
    await volunteer.says("juleaften åbent 16-21")
    await run_jobs(house)
    told = await citizen.says("hvor kan jeg få mad juleaften i aalborg")
    await volunteer.says("lukket juleaften")
    await run_jobs(house)
    shut = await citizen.says("hvor kan jeg få mad juleaften i aalborg")

    assert told.startswith("Café Parasollen, Boulevarden 19. Åben torsdag kl. 16-21.")
    assert "Oplyst i dag." in told
    assert not shut.startswith("Café Parasollen")
