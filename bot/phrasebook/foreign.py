"""Cries for help and plain needs in languages that we do not write: "chcę umrzeć", "unde pot dormi".

Pure, over the text alone, without accents; the words are in foreign.toml of the Danish lexicon. What else is written in
such a language is told by its letters and its everyday words, in the understanding.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.model import Emergency, Topic
from bot.phrasebook.expressions import Expression, any_of, files

_HELP = "help"
_FOLDED = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "æ": "ae", "đ": "d", "ß": "ss", "'": "", "’": "", "\u200c": ""})
_WORD = re.compile(r"[^\W_]+\*?")
_MOST_AROUND = 3
"""Words of a message that is nothing but a cry for help."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """What was told, and the code of the language. A cry for help alone tells of no danger and no need."""

    language: str
    danger: Emergency | None = None
    topic: Topic | None = None


def foreign(text: str) -> Foreign | None:
    """The gravest that the words tell in one of these languages; None where none is known."""
    said = _folded(text)
    for danger in Emergency:
        if language := _told(danger, said):
            return Foreign(language, danger=danger)
    for topic in Topic:
        if language := _told(topic, said):
            return Foreign(language, topic=topic)
    is_cry = len(said.split()) <= _MOST_AROUND
    return Foreign(language) if is_cry and (language := _told(_HELP, said)) else None


def _told(list_: str, said: str) -> str | None:
    return next((code for code, words in _LANGUAGES.items() if list_ in words and words[list_].fits(said)), None)


def _folded(text: str) -> str:
    """Lower case without accents, words alone, single spaces."""
    plain = unicodedata.normalize("NFD", text.casefold().translate(_FOLDED))
    return " ".join(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


def _compiled(code: str, name: str, phrases: Iterable[str]) -> Expression:
    folded = (re.escape(_folded(phrase)).replace(r"\*", r"\w*") for phrase in phrases)
    pattern = re.compile(rf"(?<!\w){any_of(folded)}(?!\w)")
    return Expression("da/lexicon/foreign.toml", f"{code}.{name}", pattern, reads=_folded)


def _read() -> dict[str, Mapping[str, Expression]]:
    tables = [tomllib.loads(file.read_text("utf-8")) for file in files("foreign")]
    return {
        code: {name: _compiled(code, name, own) for name, own in lists.items()}
        for one in tables
        for code, lists in one.items()
    }


_LANGUAGES = _read()

HEARD = tuple(one for own in _LANGUAGES.values() for one in own.values())
"""All that may be heard, for whoever asks why."""
