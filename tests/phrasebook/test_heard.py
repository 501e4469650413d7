"""What the phrase book hears is told with the list and the file that it stands in."""

from types import ModuleType

import pytest

from bot.phrasebook import aftermath, appointed, at_doors, foreign, hazards, lacking, oneself, perils, said
from bot.phrasebook.expressions import Expression
from bot.phrasebook.heard import heard


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("de svarer ikke", "refused.unreached (lexicon/said.toml) heard in 'de svarer ikke'"),
        ("de svarer ikke", "unreached (da/lexicon/aftermath.toml) heard in 'de svarer'"),
        ("hvad koster det", "things.price (lexicon/said.toml) heard in 'koster'"),
        ("Jeg er 17!", "age_before (lexicon/said.toml) heard in 'jeg er 17'"),
        ("hvad skal jeg have med", "asked.bring (lexicon/appointed.toml) heard in 'skal jeg have med'"),
        ("jeg er en kvinde og skal bruge et bad", "woman (da/lexicon/oneself.toml) heard in 'jeg er en kvinde'"),
    ],
)
def test_list_and_file_are_named(text: str, line: str) -> None:
    """Whoever tends the lists sees which one spoke, and where it stands."""
    assert f"phrase book: {line}" in heard(text)


@pytest.mark.parametrize("text", ["", "?", "hvad koster det hvis man kommer fra en helt anden by og bare vil sove"])
def test_unheard_list_is_not_named(text: str) -> None:
    """A list says nothing in a message longer than it is meant for, nor without words."""
    assert not any("things.price" in line for line in heard(text))


@pytest.mark.parametrize(
    "module",
    [said, at_doors, aftermath, appointed, oneself, perils, foreign, hazards, lacking],
    ids=lambda one: one.__name__,
)
def test_no_list_is_forgotten(module: ModuleType) -> None:
    """Whatever a module listens for by itself is told."""
    alone = [one for one in vars(module).values() if isinstance(one, Expression)]
    tables = [one for own in vars(module).values() if isinstance(own, dict) for one in own.values()]
    kept = [*alone, *(one for one in tables if isinstance(one, Expression))]

    assert module.HEARD
    assert set(kept) <= set(module.HEARD)
