"""Which places a message calls by a name of their own."""

import pytest

from bot.search.named import named_in
from tests.starter import directory


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("parasollen har lukket", {"cafe-parasollen"}),
        ("parasolen er lukket", {"cafe-parasollen"}),
        ("skuret har lukket", {"skuret-korsoer"}),
        ("spor7 er lukket", {"spor-7"}),
        ("vinterherberget er fyldt", {"aarhus-vinterherberg"}),
        ("mændenes sagde nej", {"maendenes-hjem"}),
        ("sundholm er fuld", {"sundholm", "natcafe-sundholm"}),
        ("der var ikke plads", set()),
        ("jeg har intet hjem", set()),
        ("jeg kan ikke klare det mere", set()),
        ("natvarmestuen er fuld", set()),
        ("stedet har lukket", set()),
        ("der er lukket i aalborg", set()),
    ],
)
def test_own_names_are_found(words: str, places: set[str]) -> None:
    """By the word that only they have, misspelt too; never by their kind, their town or an everyday word."""
    assert {place.id for place in named_in(words, directory().places)} == places
