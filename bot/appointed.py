"""What is said of an appointment: what is asked about one that is offered, and second thoughts about one
that was taken.

Pure, over the text alone. The words are in appointed.toml of each language's lexicon.
"""

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.said import plain

_FILES = sorted((Path(__file__).parents[1] / "locales").glob("*/lexicon/appointed.toml"))
LONGEST_QUESTION, LONGEST_THOUGHT = 12, 14


class Asked(StrEnum):
    """What is asked about an appointment; of two, the first."""

    DOG = "dog"
    ALONG = "along"
    BRING = "bring"
    WHAT = "what"
    LONG = "long"


class Second(StrEnum):
    """A second thought about an appointment, or a wish for another; of two, the first."""

    ANEW = "anew"
    MISSED = "missed"
    LATE = "late"
    LOST = "lost"
    REGRET = "regret"


def _lists(within: str, name: str) -> list[str]:
    tables: list[dict[str, Any]] = [tomllib.loads(file.read_text("utf-8")) for file in _FILES]
    return [line for table in tables for line in (table[within] if within else table)[name]]


def _any(lines: Sequence[str]) -> str:
    return f"(?:{'|'.join(lines)})"


_ASKED = [(one, re.compile(_any(_lists("asked", one)))) for one in Asked]
_SECOND = [(one, re.compile(_any(_lists("second", one)))) for one in Second]
_BEGINS = re.compile(rf"(?:{_any(_lists('', 'small'))} )*{_any(_lists('', 'begins'))}\b")


_OF_THEM = re.compile(rf"(?:{_any(_lists('', 'small'))} )*\w+ {_any(_lists('', 'of_them'))}\b")
_OTHER_TIMES = re.compile(_any(_lists("", "other_times")))


def asks(text: str) -> bool:
    """Whether a short message is a question, and none for other times."""
    said = plain(text)
    return (
        bool(said)
        and not wants_other_times(text)
        and len(said.split()) <= LONGEST_QUESTION
        and ("?" in text or _BEGINS.match(said) is not None)
    )


def wants_other_times(text: str) -> bool:
    """Whether a short message asks for other times than those that are offered."""
    said = plain(text)
    return len(said.split()) <= LONGEST_QUESTION and _OTHER_TIMES.search(said) is not None


def is_of_them(text: str) -> bool:
    """Whether a question is about who one has the appointment with: "kan hun give mig medicin"."""
    return asks(text) and _OF_THEM.match(plain(text)) is not None


def asked_of_appointment(text: str) -> Asked | None:
    """What it asks about an appointment, in words that name no kind of help."""
    said = plain(text)
    return next((one for one, words in _ASKED if words.search(said)), None) if asks(text) else None


def second_thought(text: str) -> Second | None:
    """That they come late, came late, cannot find it, or want it no more; no question is one."""
    said = plain(text)
    if "?" in text or len(said.split()) > LONGEST_THOUGHT:
        return None
    return next((one for one, words in _SECOND if words.search(said)), None)
