"""The text of an SMS: the alphabet, the boundaries of its parts, mending, and rendering within two."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms_text import (
    ALPHABET,
    BASIC,
    EXTENSION,
    Encoding,
    Hints,
    can_spell,
    is_gsm7,
    mend,
    render,
    segments,
)
from bot.model import Choice, Message

HINTS = Hints(more="Svar MERE for mere")
GSM = "".join(sorted(ALPHABET))


def test_alphabet_is_whole() -> None:
    """The default alphabet has 127 characters besides the escape, its extension ten, and none is in both."""
    assert (len(BASIC), len(EXTENSION), len(ALPHABET)) == (127, 10, 137)


@pytest.mark.parametrize(
    ("text", "count", "encoding", "units"),
    [
        ("", 0, Encoding.GSM7, 0),
        ("æ" * 160, 1, Encoding.GSM7, 160),
        ("æ" * 161, 2, Encoding.GSM7, 161),
        ("a" * 306, 2, Encoding.GSM7, 306),
        ("a" * 307, 3, Encoding.GSM7, 307),
        ("a" * 459, 3, Encoding.GSM7, 459),
        ("€" * 80, 1, Encoding.GSM7, 160),
        ("€" * 80 + "a", 2, Encoding.GSM7, 161),
        ("a" * 151 + "€" + "a" * 153, 2, Encoding.GSM7, 306),
        # The pair at 153 and 154 moves to the second part, so that 153 more no longer fit beside it.
        ("a" * 152 + "€" + "a" * 151, 2, Encoding.GSM7, 305),
        ("a" * 152 + "€" + "a" * 152, 3, Encoding.GSM7, 306),
        ("€" * 152, 2, Encoding.GSM7, 304),
        ("€" * 153, 3, Encoding.GSM7, 306),
        ("ł" * 70, 1, Encoding.UCS2, 70),
        ("ł" * 71, 2, Encoding.UCS2, 71),
        ("ł" * 134, 2, Encoding.UCS2, 134),
        ("ł" * 135, 3, Encoding.UCS2, 135),
        ("😊" * 35, 1, Encoding.UCS2, 70),
        ("😊" * 36, 2, Encoding.UCS2, 72),
        ("😊" * 66, 2, Encoding.UCS2, 132),
        ("😊" * 67, 3, Encoding.UCS2, 134),
        ("ł" * 66 + "😊" + "ł" * 65, 2, Encoding.UCS2, 133),
        ("ł" * 66 + "😊" + "ł" * 66, 3, Encoding.UCS2, 134),
    ],
)
def test_parts_are_counted_exactly(text: str, count: int, encoding: Encoding, units: int) -> None:
    """Parts hold 160, or 153 of several; in UCS-2 70, or 67; and no pair is split over two."""
    counted = segments(text)

    assert (counted.count, counted.encoding, counted.units) == (count, encoding, units)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Kom, spis og få varmen: æøåÆØÅé", "Kom, spis og få varmen: æøåÆØÅé"),
        ("“Hej”, ‘du’ – ring… nu", "\"Hej\", 'du' - ring... nu"),
        ("kl.\u00a09\u202f–\u202f15", "kl. 9 - 15"),
        ("a\u030a i decomposed", "å i decomposed"),
        ("Łukasz, Şerife, Čeněk, Đorđe, Niño, façade", "Lukasz, Serife, Cenek, Dorde, Niño, facade"),
        ("½ pris, m², № 5, ﬁn", "1/2 pris, m2, No 5, fin"),
        ("Velkommen 🎉 ind ❤\ufe0f 🙂", "Velkommen ind <3 :)"),
        ("• kaffe\r\n• bad\rtøj\ttak", "- kaffe\n- bad\ntøj tak"),
        ("tal\u200bord\x00\x1b[0m", "talord[0m"),
        ("مرحبا", ""),
        ("50 € {x} [y] ~ \\ | ^", "50 € {x} [y] ~ \\ | ^"),
    ],
)
def test_text_is_mended(text: str, mended: str) -> None:
    """What GSM-7 lacks becomes what looks or sounds nearest, and what nothing is near to goes."""
    assert mend(text) == mended


@given(st.text())
def test_mended_text_is_gsm7(text: str) -> None:
    """Any text at all is mended into GSM-7, once and for all, and with no question mark that was not there."""
    mended = mend(text)

    assert is_gsm7(mended)
    assert mend(mended) == mended
    assert mended.count("?") <= len(re.findall(r"[?;⁇⁈⁉？︖﹖‽]", text)) * 2


@given(st.text(alphabet=GSM), st.text(alphabet=GSM))
def test_joined_texts_count_together(one: str, other: str) -> None:
    """Two texts joined take no fewer parts than either, and at most one more than both."""
    both, first, second = segments(one + other), segments(one), segments(other)

    assert both.units == first.units + second.units
    assert max(first.count, second.count) <= both.count <= first.count + second.count + 1


@pytest.mark.parametrize(("text", "spelt"), [("Zażółć gęślą jaźń", True), ("Mănânc și dorm", True), ("سلام", False)])
def test_spelling_knows_scripts(text: str, spelt: bool) -> None:
    """Polish and Romanian can be spelt without their accents, Arabic cannot."""
    assert can_spell(text) is spelt


def choices(*labels: str) -> tuple[Choice, ...]:
    """Choices with these labels."""
    return tuple(Choice(key=f"c{number}", label=label) for number, label in enumerate(labels, 1))


def test_choices_are_numbered() -> None:
    """The text comes first, then a numbered line for each choice, then how to get more."""
    message = Message("Hvilken by?", "da", choices=choices("Slagelse", "Korsør"), pages=("Mere",))

    assert render(message, HINTS) == "Hvilken by?\n1 Slagelse\n2 Korsør\nSvar MERE for mere"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Læs mere: https://www.kk.dk/hjem?x=1 eller ring", "Læs mere: eller ring"),
        ("Se www.herberg.no her", "Se her"),
        ("Se herberg.dk. Ring 20 00 00 01.", "Se. Ring 20 00 00 01."),
        ("Skriv til hjem@slagelse.dk.", "Skriv til hjem@slagelse.dk."),
        ("Åben kl. 9.30. Kom ind.", "Åben kl. 9.30. Kom ind."),
    ],
)
def test_links_never_leave(text: str, said: str) -> None:
    """Web addresses go, since the operators filter them; e-mail addresses and clock times stay."""
    assert render(Message(text, "da"), HINTS) == said


def test_other_script_is_kept() -> None:
    """A message in a language that GSM-7 cannot spell goes out as it is; Danish is always mended."""
    arabic = "يوجد مكان للنوم"

    assert render(Message(arabic, "ar"), HINTS) == arabic
    assert render(Message("Vågn op سلام", "da"), HINTS) == "Vågn op"


LONG = choices(*(f"Kirkens Korshærs Varmestue nummer {number} i Slagelse" for number in range(1, 6)))


def test_lowest_choices_go_whole() -> None:
    """When the choices don't fit, the last ones go and the hint stays; no label is ever cut."""
    message = Message("Her er fem steder, der er åbne nu. Hvilket vil du høre mere om?", "da", LONG, pages=("Mere",))

    first, *lines, last = render(message, HINTS).split("\n")

    assert (first, last) == (message.text, HINTS.more)
    assert lines == [f"{number} {LONG[number - 1].label}" for number in range(1, 5)]


def test_hint_goes_before_choices() -> None:
    """When only the hint is too much, it goes and every choice keeps its line."""
    yes_or_no = choices("Ja", "Nej")
    message = Message("a" * 290, "da", yes_or_no, pages=("Mere",))

    assert render(message, HINTS).split("\n")[1:] == ["1 Ja", "2 Nej"]


def test_no_choice_costs_a_number() -> None:
    """A text that fills two parts is told whole, without any choice."""
    message = Message("a" * 280 + " ring 20 00 00 01.", "da", LONG)

    assert render(message, HINTS) == message.text


def test_number_is_never_cut() -> None:
    """A text that is too long ends before a telephone number, not inside it."""
    for blanks in range(280, 306):
        body = render(Message("a" * blanks + " ring +45 20 00 00 01 nu", "da"), HINTS)

        assert segments(body).count <= 2
        assert body.endswith(("a", "ring", "+45 20 00 00 01", "nu"))


@given(
    st.text(max_size=700),
    st.lists(st.text(max_size=60), max_size=5),
    st.booleans(),
    st.sampled_from(["da", "en", "ar", "pl"]),
)
def test_render_fits_two_parts(text: str, labels: list[str], more: bool, language: str) -> None:
    """Whatever a message holds, its SMS has two parts at most, and in Danish is GSM-7."""
    message = Message(text, language, choices(*labels), pages=("Mere",) if more else ())

    body = render(message, HINTS)

    assert segments(body).count <= 2
    assert is_gsm7(body) or language not in ("da", "en")
