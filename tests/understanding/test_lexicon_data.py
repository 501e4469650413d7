"""What people write and how it must be read: the files in tests/understanding/da, beside the lexicon's files."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.model import Reading
from bot.understanding.reader import Reader

FOLDER = Path(__file__).parent / "da"
SLIPS, FALSE_ALARMS = 0.03, 0.012
"""The shares that may be read otherwise and that may alarm for nothing: these are people's words, and two readers
differ on some too."""


def said(name: str) -> list[Any]:
    """The messages of one file, each named by its text."""
    table = tomllib.loads((FOLDER / name).read_text("utf-8"))
    return [pytest.param(one, id=one["text"][:60]) for one in table["said"]]


def misses(reader: Reader, name: str, is_right: Callable[[Reading, dict[str, Any]], bool]) -> tuple[list[str], int]:
    """The texts of one file that are not read right, and how many there are in all."""
    told = tomllib.loads((FOLDER / name).read_text("utf-8"))["said"]
    return [one["text"] for one in told if not is_right(reader.read(one["text"]), one)], len(told)


@pytest.mark.parametrize("name", ["topics.toml", "intents.toml", "emergencies.toml"])
def test_intent_and_topic_right(reader: Reader, name: str) -> None:
    """Intent and first topic are one of the readings that the file calls right, for nearly every message."""
    wrong, of = misses(reader, name, is_intent_and_topic)

    assert len(wrong) <= SLIPS * of, wrong


@pytest.mark.parametrize("name", ["topics.toml", "intents.toml", "emergencies.toml"])
def test_danger_and_only_danger(reader: Reader, name: str) -> None:
    """Every danger is heard, and hardly ever one where there is none."""
    passed_by, _ = misses(reader, name, lambda reading, one: reading.emergency is not None or "emergency" not in one)
    alarmed, of = misses(reader, name, lambda reading, one: reading.emergency is None or "emergency" in one)

    assert not passed_by
    assert len(alarmed) <= FALSE_ALARMS * of, alarmed


@pytest.mark.parametrize("name", ["topics.toml", "intents.toml"])
@pytest.mark.parametrize("field", ["place", "when"])
def test_place_and_time_right(reader: Reader, name: str, field: str) -> None:
    """Where and when are read from the same words."""
    wrong, of = misses(reader, name, lambda reading, one: getattr(reading, field) == one.get(field))

    assert len(wrong) <= SLIPS * of, wrong


@pytest.mark.parametrize("name", ["topics.toml", "intents.toml"])
def test_wishes_right(reader: Reader, name: str) -> None:
    """What the place must allow is read from the same words."""
    wrong, of = misses(reader, name, lambda reading, one: set(reading.wishes) == set(one.get("wishes", ())))

    assert len(wrong) <= SLIPS * of, wrong


def is_intent_and_topic(reading: Reading, one: dict[str, Any]) -> bool:
    """Whether the reading is among those that are right: "find_help dental", or an intent without a topic."""
    return " ".join([reading.intent, *reading.topics[:1]]) in one["right"] or reading.intent in one["right"]


@pytest.mark.parametrize("one", said("near_misses.toml"))
def test_near_misses_stay_calm(reader: Reader, one: dict[str, Any]) -> None:
    """Words of danger, of stopping or of a town mean nothing of the kind in these."""
    reading = reader.read(one["text"])

    assert reading.emergency is None
    assert reading.intent not in one.get("not", ())
    assert "place" not in one or reading.place == (one["place"] or None)


@pytest.mark.parametrize("one", said("still_danger.toml"))
def test_danger_in_other_words(reader: Reader, one: dict[str, Any]) -> None:
    """Danger is heard when it is told indirectly, shouted, misspelt or in English."""
    reading = reader.read(one["text"])

    assert reading.emergency == one["emergency"]
