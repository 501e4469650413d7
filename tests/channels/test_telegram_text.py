"""The screen of a Telegram message: text and pages, and the buttons under them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_text import Button, Screen, TelegramWords, chosen, screen
from bot.model import Choice, Message

WORDS = TelegramWords(share_position="Del min placering")


def test_pages_are_shown_at_once() -> None:
    """What SMS gives on MERE stands under the text."""
    assert (
        screen(Message("Et sted.", "da", pages=("Et til.", "Et tredje.")), WORDS).text
        == "Et sted.\n\nEt til.\n\nEt tredje."
    )


def test_long_pages_stay_out_whole() -> None:
    """A page that does not fit is left out, and nothing after it jumps the queue."""
    message = Message("a" * 4000, "da", pages=("b" * 90, "c" * 90, "d"))

    assert screen(message, WORDS).text == "a" * 4000 + "\n\n" + "b" * 90


def test_long_text_keeps_numbers_whole() -> None:
    """A text over the limit ends before a telephone number, not inside it."""
    assert screen(Message("a" * 4085 + " +45 20 00 00 01", "da"), WORDS).text == "a" * 4085


def test_short_labels_share_row() -> None:
    """Two short labels stand side by side, a long one has its own row, shortcuts come last."""
    message = Message(
        "Hvor?",
        "da",
        choices=(
            Choice("a", "Slagelse"),
            Choice("b", "Korsør"),
            Choice("c", "Et helt andet sted"),
            Choice("d", "Ved ikke"),
        ),
        question="town",
        shortcuts=(Choice("menneske", "Et menneske"), Choice("menu", "Menu")),
    )

    assert screen(message, WORDS).rows == (
        (Button("Slagelse", "town:a"), Button("Korsør", "town:b")),
        (Button("Et helt andet sted", "town:c"),),
        (Button("Ved ikke", "town:d"),),
        (Button("Et menneske", "word:menneske"), Button("Menu", "word:menu")),
    )


@pytest.mark.parametrize(
    ("key", "data"), [("k" * 58, "place:" + "k" * 58), ("k" * 59, "place:2"), ("æ" * 30, "place:2")]
)
def test_long_key_becomes_number(key: str, data: str) -> None:
    """A button's data has 64 bytes; a key that does not fit comes back as the number of its choice."""
    message = Message("Hvor?", "da", choices=(Choice("a", "A"), Choice(key, "B")), question="place")

    assert screen(message, WORDS).rows[0][1].data == data


def test_position_takes_keyboard() -> None:
    """A message that asks for the position has a key for it, and its choices as keys after it."""
    message = Message("Hvor er du?", "da", choices=(Choice("a", "Slagelse"),), question="town", asks_position=True)

    assert screen(message, WORDS) == Screen("Hvor er du?", position_key="Del min placering", keys=("Slagelse",))


def test_chosen_label_stays() -> None:
    """An answered question shows what was chosen, and still fits."""
    assert chosen("Hvor?", "Korsør") == "Hvor?\n\n» Korsør"
    assert len(chosen("a" * 4096, "Korsør")) <= 4096


@given(st.text(max_size=5000), st.lists(st.text(max_size=3000), max_size=3), st.text(min_size=1, max_size=60))
def test_screen_fits_telegram(text: str, pages: list[str], label: str) -> None:
    """Whatever a message holds, its text and its data are within Telegram's limits."""
    message = Message(text, "da", choices=(Choice(label, label),), question="town", pages=tuple(pages))

    shown = screen(message, WORDS)

    assert len(shown.text.encode("utf-16-le", "surrogatepass")) // 2 <= 4096
    assert all(len(button.data.encode("utf-8", "surrogatepass")) <= 64 for row in shown.rows for button in row)
