"""What citizens read is whole in each language, fits an SMS, and is easy to read."""

import re

import pytest

from bot.channels.sms_text import LINK, MOST_PARTS, is_gsm7, segments
from tests.house.catalogue import catalogue, constants, placeholders, said, sentences
from tests.house.lix import lix

LANGUAGES = ("da", "en")
# The longest real value of each placeholder that has a natural one; others are filled with twelve letters.
LONGEST = {
    "town": "Tommerup Stationsby",
    "place": "Rådgivnings- og Behandlingscentret Rødovre",
    "name": "Rådgivnings- og Behandlingscentret Rødovre",
    "phone": "70 201 201",
    "alarm": "112",
    "time": "21.30",
    "day": "onsdag 30. september",
    "when": "onsdag 30. september kl. 21.30",
    "subject": "hjælp med alkohol og stoffer i Faaborg-Midtfyn",
    "things": "dit nummer, dit sprog, din by (Tommerup Stationsby), 999 beskeder, 99 noter og hvad du vil høre nyt om",
    "number": "999",
    "most": "5",
    "text": "Skriv, hvad du mangler.",
}
HARDEST, HARD_ON_THE_WHOLE = 30, 25
# Shorter than this a text has no LIX worth the name: one long word decides it.
FEWEST_WORDS = 9


def filled(text: str) -> str:
    """The sentence with the longest values in it."""
    return text.format(**{name: LONGEST.get(name, "x" * 12) for name in placeholders(text)})


def test_every_sentence_is_catalogued() -> None:
    """What the code asks for stands in each catalogue."""
    missing = {(language, msgid) for language in LANGUAGES for msgid in said() if msgid not in sentences(language)}

    assert not missing


def test_no_sentence_is_unused() -> None:
    """A sentence that no code knows is taken out."""
    unused = {msgid for language in LANGUAGES for msgid in sentences(language)} - constants()

    assert not unused


def test_languages_are_complete() -> None:
    """Both have the same sentences, none empty, none fuzzy."""
    assert sentences("da").keys() == sentences("en").keys()
    assert not [message.id for language in LANGUAGES for message in catalogue(language) if message.fuzzy]
    assert not [msgid for language in LANGUAGES for msgid, text in sentences(language).items() if not text.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_the_same(language: str) -> None:
    """A translation fills in what the msgid does, no more, no less."""
    wrong = {msgid for msgid, text in sentences(language).items() if placeholders(msgid) != placeholders(text)}

    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_fit_an_sms(language: str) -> None:
    """GSM-7, no link, and two parts with the longest real values."""
    for text in map(filled, sentences(language).values()):
        assert is_gsm7(text), text
        assert not LINK.search(text), text
        assert segments(text).count <= MOST_PARTS, text


def test_danish_is_easy_to_read() -> None:
    """LIX at most 30 for each sentence of some length, and at most 25 for all of them together."""
    whole = [text for text in sentences("da").values() if text[-1] in ".?!" and len(text.split()) >= FEWEST_WORDS]

    hard = {text: lix(text) for text in whole if lix(text) > HARDEST}

    assert not hard
    assert lix("\n".join(whole)) <= HARD_ON_THE_WHOLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_carriers_words_are_no_commands(language: str) -> None:
    """CANCEL, END, QUIT, YES, HELP, STOPALL and UNSUBSCRIBE are taken by the carrier, so we never ask for them."""
    taken = re.compile(r"\b(?:CANCEL|END|QUIT|YES|HELP|STOPALL|UNSUBSCRIBE)\b")

    assert not [text for text in sentences(language).values() if taken.search(text)]


def test_danish_names_nobody_by_their_trouble() -> None:
    """People have trouble; they are not it. And no text speaks like a letter from an office."""
    unkind = re.compile(
        r"misbrug|narkoman|alkoholiker|junkie|subsistens|klient|visiter|henvendelse|jf\.", re.IGNORECASE
    )

    assert not [text for text in sentences("da").values() if unkind.search(text)]
