"""Numbers as people write them."""

import pytest

from bot.phone_numbers import danish_number


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("del med 20 00 00 11", "+4520000011"),
        ("20000011", "+4520000011"),
        ("+45 20 00 00 11 tak", "+4520000011"),
        ("0045 20000011", "+4520000011"),
        ("2000 0011 er min søsters", "+4520000011"),
        ("tlf. 20-00-00-11", "+4520000011"),
        ("min kode er 4711", None),
        ("del med min bror", None),
        ("+46 70 000 00 00", None),
    ],
)
def test_number_is_found(said: str, number: str | None) -> None:
    """Pairs, one block, with and without the country; no short codes and no other countries."""
    assert danish_number(said) == number
