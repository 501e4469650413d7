"""Words that may be danger and may not: doubted, never told as danger, and not where something else is asked."""

import pytest

from bot.model import Emergency
from bot.understanding.reader import Reader


@pytest.mark.parametrize(
    "text", ["jeg kan ikke mere", "Det hele er lige meget nu.", "jeg orker ikke mere", "i give up"]
)
def test_hard_words_are_doubted(reader: Reader, text: str) -> None:
    """What is said on a bad day, and for the last time, is asked about."""
    reading = reader.read(text)

    assert reading.emergency is None
    assert reading.doubt is Emergency.SUICIDE


@pytest.mark.parametrize("text", ["jeg er i vejle nu", "bob bob bob", "bad i Aarhus", "farvel", "hvor stopper bussen"])
def test_plain_words_are_not(reader: Reader, text: str) -> None:
    """Where somebody is, nonsense, a need and a goodbye are no reason to ask."""
    reading = reader.read(text)

    assert reading.emergency is None
    assert reading.doubt is None
