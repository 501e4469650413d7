"""Which place a citizen's message speaks of by name."""

import pytest

from bot.search.spoken import spoken_of, with_number
from bot.understanding.reader import Reader
from tests.starter import directory

READER = Reader.load()


@pytest.mark.parametrize(
    ("text", "places", "beside"),
    [
        ("er parasollen åben", {"cafe-parasollen"}, "er {it} åben"),
        ("er café parasollen åben", {"cafe-parasollen"}, "er {it} åben"),
        ("parasollens nummer", {"cafe-parasollen"}, "{it} nummer"),
        ("svenstrupgaard tlf", {"svenstrupgaard"}, "{it} tlf"),
        ("hvor ligger spor7", {"spor-7"}, "hvor ligger {it}"),
        ("giftlinien", {"giftlinjen"}, "{it}"),
        ("er reden åben", {"reden-aalborg", "reden-aarhus", "reden-odense"}, "er {it} åben"),
    ],
)
def test_names_are_known(text: str, places: set[str], beside: str) -> None:
    """Short, inflected, in one word or misspelt; of a kind before the name nothing is left."""
    spoken = spoken_of(text, directory(), READER.words.is_ordinary)

    assert spoken is not None
    assert {place.id for place in spoken.places} == places
    assert spoken.said == beside


@pytest.mark.parametrize(
    "text",
    [
        "har de en paraply",
        "er der plads",
        "mændene er her",
        "hvor er en regnbue",
        "jeg går ofte",
        "er stedet åbent",
        "grønlandsk mad",
    ],
)
def test_everyday_words_are_no_names(text: str) -> None:
    """However near they are to a name."""
    assert spoken_of(text, directory(), READER.words.is_ordinary) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [("1888", "lev-uden-vold-1888"), ("70 201 201", "livslinien"), ("ring 1888", "lev-uden-vold-1888")],
)
def test_number_alone_is_whose_it_is(text: str, place: str) -> None:
    """A short one or a whole one."""
    found = with_number(text, directory())

    assert found is not None
    assert found.id == place


@pytest.mark.parametrize("text", ["9000", "2", "kl 1030", "jeg er født i 1888 og bor i aalborg"])
def test_other_figures_are_no_number(text: str) -> None:
    """Postcodes, choices, clocks and years."""
    assert with_number(text, directory()) is None
