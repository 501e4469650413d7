"""In which language a message is written, and which one it asks for, as tables."""

from datetime import UTC, datetime

import pytest

from bot.model import Address, ChannelName, Inbound, Intent
from bot.tongue import WRITTEN, asked_for, tongue
from tests.starter import reader

READER = reader()
NOW = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)


def inbound(text: str) -> Inbound:
    """A text message."""
    return Inbound(Address(ChannelName.SMS, "+4520000001"), "1", text)


def written(text: str, before: str = "da") -> str:
    """The language of the text, after a message in another."""
    return tongue(READER, inbound(text), READER.read(text, NOW), {WRITTEN: before})


@pytest.mark.parametrize(
    "text",
    [
        "I sleeping outside kolding very cold please",
        "they say full",
        "open now?",
        "no understand",
        "you have bed",
        "i no have money",
        "how much cost",
        "hungry",
        "need doctor aarhus",
        "door open tonight",
        "what should i bring",
        "book nurse slagelse",
    ],
)
def test_broken_english_is_known(text: str) -> None:
    """Few words, in no order, are English where a Dane would write none of them."""
    assert written(text) == "en"


@pytest.mark.parametrize(
    "text",
    ["sove i nat", "mad aalborg", "jeg er cold", "i odense", "har i mad", "hospital", "no", "ok", "hotel i vejle"],
)
def test_danish_stays_danish(text: str) -> None:
    """One English word among Danish ones, a town, and words of both languages tell nothing."""
    assert written(text) == "da"


@pytest.mark.parametrize("text", ["open now?", "they say full", "no", "ok", "i odense", "no bed"])
def test_english_goes_on(text: str) -> None:
    """In the midst of English it stays English."""
    assert written(text, before="en") == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("i dont speak danish", "en"),
        ("sorry no danish", "en"),
        ("i dont understand danish", "en"),
        ("i have no danish", "en"),
        ("my danish is not good", "en"),
        ("jeg forstår ikke dansk", "en"),
        ("jeg taler ikke så godt dansk", "en"),
        ("mit dansk er dårligt", "en"),
        ("no understand", "en"),
        ("sorry i dont understand", "en"),
        ("jeg taler ikke engelsk", "da"),
        ("i dont speak english", "da"),
        ("jeg forstår ikke dansk, kun polsk", "pl"),
        ("i speak no danish and no english", None),
        ("dansk tak", "da"),
        ("english please", "en"),
        ("kan vi skrive på dansk", "da"),
    ],
)
def test_lacked_language_is_not_taken(text: str, code: str | None) -> None:
    """Who lacks a language wants the one that is named beside it, else the other of ours."""
    reading = asked_for(READER, inbound(text), READER.read(text, NOW))

    assert (reading.intent, reading.language_code) == (Intent.LANGUAGE, code)


@pytest.mark.parametrize("text", ["jeg forstår ikke hvad de mener", "nej", "no", "jeg forstår det ikke", "ikke i dag"])
def test_other_words_ask_for_no_language(text: str) -> None:
    """Not to understand something in Danish is no wish for English."""
    assert asked_for(READER, inbound(text), READER.read(text, NOW)).intent is not Intent.LANGUAGE


@pytest.mark.parametrize(
    "text",
    ["I want to die", "no reason to live", "i took too many pills", "my friend wont wake up", "he stopped breathing"],
)
def test_cry_in_english_is_known(text: str) -> None:
    """In danger one word that no Dane writes is enough."""
    assert written(text) == "en"


@pytest.mark.parametrize("text", ["jeg vil die", "min ven er unconscious", "selvmord", "overdosis", "hjælp han dør"])
def test_danish_cry_stays_danish(text: str) -> None:
    """One plainly Danish word, or a letter that only Danish has, and it is Danish."""
    assert written(text) == "da"


@pytest.mark.parametrize(("text", "code"), [("overdose", "und"), ("soo dhawoow saaxiib", "und"), ("selvmord", None)])
def test_what_cannot_be_told(text: str, code: str | None) -> None:
    """Words of every language, and words of none that we know, tell no language."""
    assert asked_for(READER, inbound(text), READER.read(text, NOW)).language_code == code
