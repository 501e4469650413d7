"""What holds for every conversation: each intent has one, questions lead somewhere, and manners are never lost."""

import ast
from collections import Counter
from pathlib import Path

from bot.danger.ring import NUMBERS, QUESTIONS
from bot.model import Command, Emergency, Intent
from handlers import CONVERSATIONS, MANNERS
from handlers.emergency import EMERGENCY
from tests.house.catalogue import ROOT, trees

# FORTRYD is answered by what is to be taken back, or by the manners.
BEGINNING = set(Command) - {Command.UNDO}


def strings(file: Path) -> list[str]:
    """Every string constant in a file."""
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def asked_steps(file: Path) -> set[str]:
    """The steps that the replies of a handler file lead to by `then`."""
    nodes = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.keyword)]
    values = [value for node in nodes if node.arg == "then" for value in ast.walk(node.value)]
    return {value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)} - {""}


def test_intents_begin_one_conversation() -> None:
    """Every intent begins exactly one; so does every command."""
    intents = Counter(intent for one in CONVERSATIONS for intent in one.begins_with)
    commands = Counter(command for one in CONVERSATIONS for command in one.begins_on)

    assert intents == Counter(Intent)
    assert commands == Counter(BEGINNING)


def test_safety_comes_first() -> None:
    """The emergency stands first, and nothing but danger begins it."""
    assert CONVERSATIONS[0] is EMERGENCY
    assert MANNERS.emergency is EMERGENCY.first
    assert not EMERGENCY.begins_with
    assert not EMERGENCY.begins_on


def test_names_are_the_files() -> None:
    """A conversation has the name of its file, and no two share one."""
    names = [one.name for one in CONVERSATIONS]

    assert len(set(names)) == len(names)
    assert all((ROOT / "handlers" / f"{name}.py").exists() for name in names)
    assert {file.stem for file in (ROOT / "handlers").glob("*.py")} - {"__init__"} == set(names)


def test_questions_lead_to_steps() -> None:
    """Every step that a question names is there, and every step is named outside the table at the foot too."""
    named = Counter(text for file, _ in trees() for text in strings(file))
    for conversation in CONVERSATIONS:
        file = ROOT / "handlers" / f"{conversation.name}.py"

        assert asked_steps(file) <= set(conversation.steps), conversation.name
        assert all(named[step] > 1 for step in conversation.steps), conversation.name


def test_every_emergency_has_numbers() -> None:
    """Each kind of danger says whom to ring, and can be asked about."""
    assert set(NUMBERS) == set(QUESTIONS) == set(Emergency)
