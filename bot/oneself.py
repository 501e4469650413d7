"""What somebody says of themselves in the middle of a message: a woman, a man, without the yellow card, without a bed.

Pure, over the text alone. The words are in oneself.toml of each language's lexicon; bot.said knows the messages that
say no more than that.
"""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass

from bot.expressions import files, plain

_FILES = files("oneself")
_SLOTS = {"kind": "*", "hello": "*", "card": ""}
"""The lists that stand inside the others, and how often each may."""


def _compiled() -> dict[str, list[re.Pattern[str]]]:
    """Each list of all languages together; a slot is filled from its own language."""
    found: dict[str, list[re.Pattern[str]]] = defaultdict(list)
    for file in _FILES:
        table = tomllib.loads(file.read_text("utf-8"))
        for name, lines in table.items():
            if name in _SLOTS or name == "small":
                continue
            said = "|".join(lines)
            for slot, often in _SLOTS.items():
                said = said.replace(f"{{{slot}}}", f"(?:{'|'.join(table[slot])}){often}")
            found[name].append(re.compile(said))
    return found


def _small() -> frozenset[str]:
    tables = [tomllib.loads(file.read_text("utf-8")) for file in _FILES]
    return frozenset(word for table in tables for line in table["small"] for word in line.split())


_TOLD, _SMALL = _compiled(), _small()


@dataclass(frozen=True, slots=True)
class Oneself:
    """Who writes, as far as the words tell. `card`: whether they have a Danish health card; None is not told.

    `is_all`: the message says no more than that.
    """

    is_woman: bool = False
    is_man: bool = False
    card: bool | None = None
    is_all: bool = False


def told_of_oneself(text: str) -> Oneself:
    """Who somebody says they are, anywhere in the message."""
    said, told = plain(text), {name for name in ("woman", "man", "no_card", "has_card") if _has(name, plain(text))}
    rest = said
    for name in told:
        for words in _TOLD[name]:
            rest = words.sub(" ", rest)
    card = False if "no_card" in told else True if "has_card" in told else None
    is_all = bool(told) and set(rest.split()) <= _SMALL
    return Oneself("woman" in told, "man" in told and "woman" not in told, card, is_all)


def has_no_bed(text: str) -> bool:
    """Whether somebody tells that they have nowhere to sleep now, whatever else they need."""
    said = plain(text)
    return _has("no_bed", said) and not _has("not_now", said)


def _has(name: str, said: str) -> bool:
    return any(words.search(said) for words in _TOLD[name])
