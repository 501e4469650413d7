"""The reader whatever is written: it never fails, never remembers, and bears how people spell."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Command, Emergency, Intent, Reading, Topic, Wish
from bot.understanding.explaining import why
from bot.understanding.reader import Reader
from bot.understanding.reading import as_json
from tests import starter

READER = starter.reader()
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
SAID = st.sampled_from(
    [
        "hvor kan jeg sove i nat i slagelse",
        "har tandpine og ingen råd til tandlæge",
        "jeg vil gerne flytte min tid til torsdag kl 14",
        "er der varm mad i nærheden",
        "han trækker ikke vejret",
        "må jeg have min hund med på varmestuen i kolding",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_reads(text: str) -> None:
    """Whatever comes in is read as something, and fits the labels."""
    reading = READER.read(text, NOW)

    assert isinstance(reading, Reading)
    assert set(as_json(reading)) - {"language_code"} == {"emergency", "intent", "topics", "place", "when", "wishes"}


@settings(max_examples=60, deadline=None)
@given(SAID, st.sampled_from([str.upper, str.title, lambda s: f"  {s}\n", lambda s: s.replace(" ", "   ")]))
def test_case_and_space_do_not_matter(text: str, change: object) -> None:
    """Shouting and stray spaces change nothing."""
    assert callable(change)

    assert READER.read(change(text)) == READER.read(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tandlaege i aarhus", "tandlæge i århus"),
        ("varmestue i koebenhavn", "varmestue i københavn"),
        ("jeg har brug for stotte til sar pa benet", "jeg har brug for støtte til sår på benet"),
        ("sove sted i nat", "sovested i nat"),
        ("gade sygeplejerske", "gadesygeplejerske"),
        ("hvor ka ja fåå mad", "hvor kan jeg få mad"),
        ("tanlæge", "tandlæge"),
        ("sovestedddd", "sovested"),
        ("ma\u200bd", "mad"),
        ("\u202emad\u202c", "mad"),
    ],
)
def test_spelling_does_not_matter(reader: Reader, written: str, meant: str) -> None:
    """Folded letters, split compounds, held-down keys, slips and invisible characters are read through."""
    mended, right = reader.read(written), reader.read(meant)

    assert (mended.intent, mended.topics[:1], mended.place) == (right.intent, right.topics[:1], right.place)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "😀😀", "\x00\x01", "' OR 1=1; --", "<script>alert(1)</script>", "¿¡§"]
)
def test_nothing_said_is_unknown(reader: Reader, text: str) -> None:
    """Empty and meaningless input is unknown, and no danger."""
    reading = reader.read(text)

    assert reading.intent is Intent.UNKNOWN
    assert reading.emergency is None


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("START", Command.START),
        ("mere", Command.MORE),
        ("Flere", Command.MORE),
        ("more", Command.MORE),
        ("Fortryd", Command.UNDO),
        ("undo", Command.UNDO),
        ("jeg vil have mere mad", None),
        ("hvordan kommer jeg i gang, hvor skal jeg starte", None),
    ],
)
def test_commands_are_whole_messages(reader: Reader, text: str, command: Command | None) -> None:
    """Our own words count only when they are all that was written."""
    assert reader.read(text).command is command


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("STOP", Intent.STOP),
        ("stop.", Intent.STOP),
        ("AFMELD ALT", Intent.STOP),
        ("SLET MIG", Intent.DELETE_ME),
        ("MINE DATA", Intent.MY_DATA),
        ("MENU", Intent.MENU),
        ("hvor stopper bussen", Intent.UNKNOWN),
    ],
)
def test_layers_of_stopping_are_heard(reader: Reader, text: str, intent: Intent) -> None:
    """The words that end things are heard, and not inside an unrelated sentence."""
    assert reader.read(text).intent is intent


@pytest.mark.parametrize("text", ["er der noget tættere på", "varmestuer i nærheden", "mad her omkring"])
def test_nearness_is_heard(reader: Reader, text: str) -> None:
    """Somebody who asks for what is near is heard to ask for it."""
    assert reader.read(text).near


@pytest.mark.parametrize(
    "text",
    [
        "hvad med i morgen?",
        "har de mad?",
        "må jeg have min hund med?",
        "noget tættere på?",
        "er det gratis?",
        "hvornår lukker de?",
    ],
)
def test_follow_ups_are_heard(reader: Reader, text: str) -> None:
    """A question that leans on the last answer says so."""
    assert reader.read(text).follows_up


def test_reading_order_does_not_matter(reader: Reader) -> None:
    """What was read before changes nothing."""
    fresh = reader.read("sovested i odense")

    for text in ("jeg vil dø", "tandlæge", "xyzzy sovvested odnse"):
        reader.read(text)

    assert reader.read("sovested i odense") == fresh


def test_long_text_is_cut(reader: Reader) -> None:
    """What is said within the first 2,000 characters counts, however long the rest."""
    reading = reader.read("jeg mangler et sted at sove i nat. " + "bla bla " * 5000)

    assert reading.topics[:1] == (Topic.SHELTER,)


def test_emergency_keeps_the_need(reader: Reader) -> None:
    """A danger never costs the rest of the answer."""
    reading = reader.read("min mand slår mig, jeg skal bruge et sted at sove i nat i vejle")

    assert reading.emergency is Emergency.VIOLENCE
    assert reading.intent is Intent.FIND_HELP
    assert Topic.SHELTER in reading.topics
    assert reading.place == "Vejle"


def test_explanation_names_the_phrase(reader: Reader) -> None:
    """Whoever tends the lexicon sees which phrase of which file spoke."""
    lines = why(reader, "har tandpine")

    assert any("tandpine" in line and "dental.toml" in line for line in lines)


def test_explanation_names_the_phrase_book(reader: Reader) -> None:
    """What is heard beside the votes is explained too, and stays out of the reading itself."""
    lines = why(reader, "de svarer ikke")

    assert any("said.toml" in line for line in lines)
    assert any("aftermath.toml" in line for line in lines)


def test_dog_to_be_helped_is_no_wish(reader: Reader) -> None:
    """A sick dog needs a vet; that is no wish for a place where dogs may come."""
    assert Wish.DOG not in reader.read("min hund er syg, hvor er der en dyrlæge").wishes
    assert Wish.DOG in reader.read("må jeg sove på herberget med min hund").wishes


def test_children_are_no_young_people(reader: Reader) -> None:
    """ "Unger" are somebody's children; "for unge" is a place's house rule."""
    assert Wish.YOUTH not in reader.read("mine unger er sultne").wishes
    assert Wish.YOUTH in reader.read("er der et herberg for unge").wishes


@pytest.mark.parametrize("code", ["A40", "K99", "u22", "M13"])
def test_codes_mean_no_danger(reader: Reader, code: str) -> None:
    """The code of an appointment is no number of pills."""
    assert reader.read(f"{code} kom").emergency is None
    assert reader.read(f"{code} kom").doubt is None
    assert reader.read(f"aflys {code}").intent is Intent.CANCEL_APPOINTMENT
    assert reader.read(code) == Reading()
