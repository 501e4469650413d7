"""Which towns a message names only to say that they are not the one: "ikke i Aarhus", "jeg kan ikke komme til Vejle".

Such a town is never the one where help is wanted. The words are in places.toml; between a no and the name only words of
going and being may stand, so that "ikke et sted at sove i Aarhus" stays a search in Aarhus.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

DENIED = "·"
"""Stands in a clause for a town that was denied in it: "ikke i Aarhus eller Vejle"."""

_NEVER = re.compile(r"(?!)")


class Said(Enum):
    """How a town is meant that a message names."""

    HERE = "here"
    ONCE = "once"
    """They were there: where they are now counts more, when that is said too."""
    LEFT = "left"
    """They are not there, or not any more."""
    SHUNNED = "shunned"
    """They can not or will not go there."""


@dataclass(frozen=True, slots=True)
class Denials:
    """The patterns of [denied] in places.toml, over the words of a clause before a name, or of those after it."""

    asks: re.Pattern[str] = _NEVER
    once: re.Pattern[str] = _NEVER
    left: re.Pattern[str] = _NEVER
    shunned: re.Pattern[str] = _NEVER
    left_after: re.Pattern[str] = _NEVER
    shunned_after: re.Pattern[str] = _NEVER
    not_yet: re.Pattern[str] = _NEVER

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Denials":
        """The rules from the file's table; `{no}`, `{going}`, `{small}` in a line stand for those lists, `{end}` for
        where the clause ends."""
        if not table:
            return cls()
        words = {name: f"(?:{'|'.join(table[name].split())})" for name in ("no", "going", "small")}
        words["end"] = f"(?:$| (?:{'|'.join(table['ends'].split())})\\b)"
        words["going"] = f"(?:{words['going']}|{DENIED} (?:{'|'.join(table['joins'].split())}))"

        def lines(name: str) -> re.Pattern[str]:
            filled = list(table[name])
            for word, pattern in words.items():
                filled = [line.replace("{" + word + "}", pattern) for line in filled]
            return re.compile(f"(?:{'|'.join(filled)})")

        names = ("asks", "once", "left", "shunned", "left_after", "shunned_after", "not_yet")
        return cls(**{name: lines(name) for name in names})

    def said(self, before: Sequence[str], after: Iterable[str]) -> Said:
        """How a town is meant, by the words of its clause `before` it and those `after` it."""
        clause, rest = " ".join(before), " ".join(after)
        if self.left_after.match(rest):
            return Said.LEFT
        if self.shunned_after.match(rest):
            return Said.SHUNNED
        if self.asks.search(clause) or self.not_yet.match(rest):
            return Said.HERE
        if self.left.search(clause):
            return Said.LEFT
        if self.shunned.search(clause):
            return Said.SHUNNED
        return Said.ONCE if self.once.search(clause) else Said.HERE
