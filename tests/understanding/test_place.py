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
        ("skal jeg ringe", None),
        ("må man ringe", None),
        ("kan i ringe", None),
        ("jeg har brug for at ringe", None),
        ("jeg står ved vejen", None),
        ("vil du give", None),
        ("sovested ringe", "Ringe"),
        ("ringe", "Ringe"),
        ("jeg bor i ringe og skal have mad", "Ringe"),
        ("jeg er fra ringe", "Ringe"),
        ("jeg sidder på mors", "Mors"),
    ],
)
def test_place_is_read(reader: Reader, text: str, place: str | None) -> None:
    """The place where help is wanted, and only a place."""
    assert reader.read(text).place == place


@pytest.mark.parametrize(
    ("text", "where", "left", "shunned"),
    [
        ("sove i nat, ikke i aarhus men i aalborg", "Aalborg", (), ("Aarhus",)),
        ("jeg er ikke i odense mere, jeg er i kolding, sove", "Kolding", ("Odense",), ()),
        ("jeg kan ikke tage til kolding", None, (), ("Kolding",)),
        ("jeg vil ikke til aalborg", None, (), ("Aalborg",)),
        ("nej ikke aalborg men aarhus", "Aarhus", (), ("Aalborg",)),
        ("ikke i aarhus eller vejle, men horsens", "Horsens", (), ("Aarhus", "Vejle")),
        ("jeg tør ikke sove i aalborg", None, (), ("Aalborg",)),
        ("kolding kan jeg ikke komme til", None, (), ("Kolding",)),
        ("aalborg er for langt væk", None, (), ("Aalborg",)),
        ("har ikke penge til toget til aarhus", None, (), ("Aarhus",)),
        ("alle steder undtagen vejle", None, (), ("Vejle",)),
        ("jeg bor ikke i vejle mere", None, ("Vejle",), ()),
        ("jeg er rejst fra odense til kolding", "Kolding", ("Odense",), ()),
        ("i am not in odense anymore, i am in kolding", "Kolding", ("Odense",), ()),
        ("i can't go to kolding", None, (), ("Kolding",)),
        ("jeg var i odense i går, nu er jeg i kolding", "Kolding", (), ()),
        ("jeg kom fra vejle i går og er ikke i vejle længere", None, ("Vejle",), ()),
    ],
)
def test_denied_town_is_not_searched(
    reader: Reader, text: str, where: str | None, left: tuple[str, ...], shunned: tuple[str, ...]
) -> None:
    """A town that is named with a no is where the person is not, or does not go."""
    reading = reader.read(text)

    assert (reading.place, reading.left, reading.shunned) == (where, left, shunned)


@pytest.mark.parametrize(
    "text",
    [
        "jeg har ikke et sted at sove i aarhus",
        "jeg ved ikke hvor jeg kan sove i aarhus",
        "jeg kan ikke få mad i aarhus",
        "jeg kan ikke bo hos min mor i aarhus mere",
        "kan jeg ikke komme til aarhus",
        "hvorfor ikke aarhus",
        "er der ikke et herberg i aarhus",
        "jeg er ikke i aarhus endnu",
        "jeg er i aarhus, ikke?",
        "i aarhus kan jeg ikke finde et sted at sove",
        "kender ikke nogen i aarhus",
    ],
)
def test_other_no_keeps_the_town(reader: Reader, text: str) -> None:
    """A no to something else, a question and what is not known deny no town."""
    reading = reader.read(text)

    assert reading.place == "Aarhus"
    assert not (reading.left or reading.shunned)


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
