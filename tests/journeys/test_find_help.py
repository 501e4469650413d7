"""Somebody asks for help, and asks on."""

import pytest

from tests.journeys.citizen import Citizen, SmsCitizen


async def test_follow_ups_keep_the_thread(citizen: Citizen) -> None:
    """One question, and then only what one would say to a person."""
    await citizen.says("hvor kan jeg spise i aalborg")
    assert "Café Parasollen" in citizen.heard[0]

    assert "98 10 92 66" in await citizen.says("hvad er nummeret?")
    assert "Boulevarden 19" in await citizen.says("hvor ligger det?")
    assert "man-ons 10-19" in await citizen.says("hvornår lukker de?")
    assert "Ja, her er bad." in await citizen.says("har de bad?")
    assert "Spørg, om hund må komme med." in await citizen.says("må jeg have min hund med?")
    assert "Café Parasollen" not in (await citizen.says("andre steder?")).splitlines()[0]
    assert "i morgen" in await citizen.says("hvad med i morgen?")


@pytest.mark.parametrize("asked", ["skal man vise id", "er de flinke", "kan jeg ryge der", "taler de polsk"])
async def test_asking_on_stays_with_the_place(citizen: Citizen, asked: str) -> None:
    """What no listing says is told in one line with whom to ask, and not as a new need or the whole listing again."""
    await citizen.says("sove i nat i slagelse")

    told = (await citizen.says(asked)).splitlines()[0]

    assert told == "Det ved jeg ikke om Forsorgshjemmet Toften. Slagelse Kommune kan sige mere: 58 57 36 00."


async def test_question_nobody_can_answer_changes_nothing(citizen: Citizen) -> None:
    """What is known of no place leaves the need as it was: the next words are about the nurse still."""
    await citizen.says("hvor er der en sygeplejerske i aarhus")
    await citizen.says("skal man have sygesikringsbevis")
    books = await citizen.says("kan jeg bestille en tid")

    assert "Røde Kors Sundhedsklinik" in books


@pytest.mark.parametrize("asked", ["hvad hvis de har lukket", "hvad nu hvis der er fuldt", "og hvis de siger nej?"])
async def test_what_if_tells_the_next(citizen: Citizen, asked: str) -> None:
    """Whoever asks what to do if a place is shut hears the next one, and nobody hears that the first is doubted."""
    await citizen.says("hej")
    named = await citizen.says("hvor kan jeg sove i aalborg")
    told = await citizen.says(asked)

    assert named.startswith("Forsorgshjemmet Svenstrupgård")
    assert told.startswith("Kirkens Korshærs Natvarmestue")
    assert await citizen.says("hvor kan jeg sove i aalborg") == named


async def test_dog_may_be_asked_in_any_words(citizen: Citizen) -> None:
    """Whether the dog may come along is not another need."""
    await citizen.says("hvor kan jeg spise i aalborg")

    assert "Spørg, om hund må komme med." in await citizen.says("ka man ha hund med")


async def test_town_is_asked_once(citizen: Citizen) -> None:
    """A word, a town, and from then on the town is known."""
    asked = await citizen.says("mad")
    found = await citizen.says("kolding")
    again = await citizen.says("gæld")

    assert asked.splitlines()[0] == "Hvilken by er du i?"
    assert "Kolding Madhjælp" in found
    assert "Kolding" in again


async def test_new_town_is_taken_back(citizen: Citizen) -> None:
    """Another town changes the answer, and FORTRYD changes it back."""
    await citizen.says("sove i slagelse")
    moved = await citizen.says("jeg er i vejle nu")
    back = await citizen.says("fortryd")

    assert moved.startswith("Nu søger jeg i Vejle. FORTRYD: tilbage til Slagelse. Vejle Natherberg")
    assert back.startswith("Så søger jeg igen i Slagelse. Forsorgshjemmet Toften")


async def test_choices_lead_on(citizen: Citizen) -> None:
    """From nothing to the door by choices alone."""
    asked = await citizen.says("jeg har brug for hjælp")
    assert "Hvad har du mest brug for?" in asked

    assert "Hvilken by er du i?" in await citizen.chooses("Et sted at sove")
    assert (await citizen.says("aalborg")).startswith("Forsorgshjemmet Svenstrupgård")
    assert "91 kr. i døgnet" in await citizen.chooses("Mere om stedet")
    assert "Lejrevej 10, 9230 Svenstrup" in await citizen.chooses("Vej")
    assert not (await citizen.chooses("Et andet sted")).startswith("Forsorgshjemmet Svenstrupgård")


async def test_more_reads_on(citizen: Citizen) -> None:
    """What did not fit is there on MERE by SMS, and at once on Telegram."""
    heard = await citizen.says("mad i aalborg")

    if isinstance(citizen, SmsCitizen):
        assert "MERE" in heard
        heard = await citizen.says("mere")
    assert "Søndergade 14" in heard


async def test_unknown_town_is_never_guessed(citizen: Citizen) -> None:
    """A kind second question, and the postcode helps."""
    await citizen.says("et sted at sove")
    kind = await citizen.says("xyzby")
    found = await citizen.says("4200")

    assert "Den by kender jeg ikke." in kind
    assert "Forsorgshjemmet Toften" in found


async def test_question_needs_no_answer(citizen: Citizen) -> None:
    """Whoever asks something else is not held to the question."""
    await citizen.says("mad")
    other = await citizen.says("tandlæge i københavn")

    assert "Socialtandpleje" in other


@pytest.mark.parametrize("asked", ["food in aalborg", "where can I eat in Aalborg tonight"])
async def test_english_is_answered_in_english(citizen: Citizen, asked: str) -> None:
    """All but names and notes."""
    heard = await citizen.says(asked)

    assert "Not confirmed, call first" in heard


async def test_position_is_enough(citizen: Citizen) -> None:
    """Where a position can be shared, the town need not be written."""
    await citizen.says("mad")
    if isinstance(citizen, SmsCitizen):
        return

    heard = await citizen.shares(57.0488, 9.9217)

    assert "Café Parasollen" in heard


@pytest.mark.parametrize("text", ["jeg skal sove ikke læge", "ikke mad, et sted at sove", "har fået mad, mangler seng"])
async def test_denied_need_does_not_win(citizen: Citizen, text: str) -> None:
    """Who says what they do not need is told of what they do."""
    await citizen.says("hej i vejle")
    said = await citizen.says(text)

    assert "Vejle Natherberg" in said
    assert "Her er også" not in said
