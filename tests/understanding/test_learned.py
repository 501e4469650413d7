"""The learnt weights fit the examples that they were learnt from, and remember nothing of a person."""

import json

from bot.understanding.examples import examples, fingerprint
from bot.understanding.explaining import why
from bot.understanding.features import sequence, spelt_word
from bot.understanding.fields import fields
from bot.understanding.reader import LEARNED, Reader


def test_weights_fit_the_examples() -> None:
    """The mark in the first line is that of today's examples; where it is not, `make learn` is due."""
    head, _, _ = LEARNED.read_bytes().partition(b"\n")

    assert json.loads(head)["examples"] == fingerprint([*examples(), fields()]), "run `make learn`"


def test_judgement_is_shares(reader: Reader) -> None:
    """What is found likely makes one whole for every question."""
    assert reader.weights
    judged = reader.weights.judge(reader.hear("et sted at sove"), "et sted at sove", "et sted at sove")

    assert {question: round(sum(one.likely.values()), 6) for question, one in judged.items()} == {
        "intent": 1,
        "topic": 1,
        "emergency": 1,
        "leans": 1,
    }


def test_explanation_names_the_words(reader: Reader) -> None:
    """What a judgement hangs on is told by the words without which it would be another."""
    told = [line for line in why(reader, "hej har i noget mad") if "hangs on" in line]

    assert any(line.startswith("examples: topic food") and "'mad'" in line for line in told)


def test_pieces_know_the_edges() -> None:
    """A word's first and last pieces differ from those within: "so" begins "sove", and "ove" ends it."""
    assert {"c <s", "c <sov", "c ove>", "c so"} <= set(spelt_word("sove"))


def test_pairs_skip_one_word() -> None:
    """Neighbours are told from words with one between."""
    assert {"d sove nu", "r ^ nu", "u sove"} <= sequence(["sove", "nu"])


def test_what_nobody_taught_is_not_remembered() -> None:
    """Names and numbers that somebody writes are not kept for the speed of the next message."""
    reader = Reader.load()
    reader.read("jeg hedder Hvidløgsen og mit nummer er 20304050, hvor kan jeg sove")

    parts = [reader.words, *vars(reader.weights).values()]
    kept = "".join(repr(vars(part)) for part in parts if hasattr(part, "__dict__"))
    learnt = "".join(repr(vars(part)) for part in parts[1:] if hasattr(part, "__dict__"))

    assert "'sove'" in learnt
    assert "hvidløgsen" not in kept.lower()
    assert "20304050" not in kept
