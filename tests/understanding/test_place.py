"""Towns: found by name, nickname, postcode and slip of the finger, and not in everyday words."""

import pytest

from bot.model import Position
from bot.understanding.reader import Reader


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("varmestue i slaglse", "Slagelse"),
        ("mad i kolling", "Kolding"),
        ("mad i vejel", "Vejle"),
        ("tandlæge aarhus", "Aarhus"),
        ("tandlæge i århus", "Aarhus"),
        ("tandlæge i arhus", "Aarhus"),
        ("sove i kbh", "København"),
        ("mad på amager", "Amager"),
        ("Koldings herberg", "Kolding"),
        ("hjælp i jammerbugt kommune", "Jammerbugt"),
        ("suppe 4200", "4200"),
        ("sker der noget socialt i Give", "Give"),
        ("tandlæge i give", "Give"),
        ("jeg skylder 4200 kr", None),
        ("kan du give mig tøj", None),
        ("mange års druk", None),
        ("hvor er vejen hen", None),
        ("mad. Hilsen Lis", None),
    ],
)
def test_place_is_read(reader: Reader, text: str, place: str | None) -> None:
    """The place where help is wanted, and only a place."""
    assert reader.read(text).place == place


@pytest.mark.parametrize(
    ("name", "municipality"),
    [
        ("Brovst", "Jammerbugt"),
        ("4200", "Slagelse"),
        ("kolding kommune", "Kolding"),
        ("Gellerup", "Aarhus"),
        ("slaglse", "Slagelse"),
    ],
)
def test_name_is_found(reader: Reader, name: str, municipality: str) -> None:
    """A reading's place leads to its municipality."""
    town = reader.gazetteer.find(name)

    assert town is not None
    assert town.municipality == municipality


def test_unknown_name_is_none(reader: Reader) -> None:
    """A place that is nowhere is not made up."""
    assert reader.gazetteer.find("Atlantis") is None


def test_nearest_town(reader: Reader) -> None:
    """A position leads to the town around it."""
    assert reader.gazetteer.nearest(Position(55.403, 11.354)).name == "Slagelse"


def test_municipality_lies_somewhere(reader: Reader) -> None:
    """A municipality that no town is named after has the midst of its towns for a position."""
    town = reader.gazetteer.find("Jammerbugt")

    assert town is not None
    assert town.position is not None
