"""Cries for help and plain needs in languages that we do not write, as tables."""

import pytest

from bot.model import Emergency, Topic
from bot.phrasebook.foreign import foreign


@pytest.mark.parametrize(
    ("text", "language", "danger"),
    [
        ("chcę umrzeć", "pl", Emergency.SUICIDE),
        ("CHCE UMRZEC", "pl", Emergency.SUICIDE),
        ("kolega nie oddycha", "pl", Emergency.MEDICAL),
        ("mąż mnie bije", "pl", Emergency.VIOLENCE),
        ("vreau sa mor", "ro", Emergency.SUICIDE),
        ("ayuda no respira", "es", Emergency.MEDICAL),
        ("waan rabaa inaan dhinto", "so", Emergency.SUICIDE),
        ("أريد أن أموت", "ar", Emergency.SUICIDE),
        ("هو لا يتنفس", "ar", Emergency.MEDICAL),
        ("er atmet nicht", "de", Emergency.MEDICAL),
        ("ich will sterben", "de", Emergency.SUICIDE),
        ("він не дихає", "uk", Emergency.MEDICAL),
        ("хочу умереть", "ru", Emergency.SUICIDE),
        ("передозировка", "ru", Emergency.OVERDOSE),
    ],
)
def test_cries_are_known(text: str, language: str, danger: Emergency) -> None:
    """With or without accents, in small letters or large."""
    told = foreign(text)

    assert told is not None
    assert (told.language, told.danger) == (language, danger)


@pytest.mark.parametrize(
    ("text", "topic"),
    [("unde pot manca", Topic.FOOD), ("meel aan seexdo", Topic.SHELTER), ("gdzie spac", Topic.SHELTER)],
)
def test_needs_are_known(text: str, topic: Topic) -> None:
    """A bed, food, a doctor."""
    told = foreign(text)

    assert told is not None
    assert told.topic is topic


@pytest.mark.parametrize("text", ["pomocy", "hilfe bitte", "допоможіть"])
def test_help_alone_is_a_language(text: str) -> None:
    """A cry for help and nothing else tells of no danger of its own."""
    told = foreign(text)

    assert told is not None
    assert told.danger is None
    assert told.topic is None


@pytest.mark.parametrize(
    "text",
    [
        "hjælp",
        "jeg vil gerne have hjælp",
        "vi er dus",
        "hvor kan jeg sove",
        "min mand slår mig",
        "i want to die",
        "duschen er lukket",
        "jeg bor ved siden af en som hedder pomocy og hun er sød",
    ],
)
def test_danish_and_english_are_not(text: str) -> None:
    """What is Danish or English is read elsewhere."""
    assert foreign(text) is None
