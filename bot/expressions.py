"""The lists of expressions that the lexicon keeps for what a few words say: one file of each language, read together.

Each line is a regular expression over lower-case words, as `plain` leaves them.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

_LOCALES = Path(__file__).parents[1] / "locales"
_WORD = re.compile(r"\w+")


def files(name: str) -> list[Path]:
    """The lexicon's file of this name in every language."""
    return sorted(_LOCALES.glob(f"*/lexicon/{name}.toml"))


def lists(name: str, within: str = "") -> dict[str, list[str]]:
    """The lists of all languages together: those `within` a table of that name, else those of none."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in files(name):
        table = tomllib.loads(file.read_text("utf-8"))
        for key, lines in (table.get(within, {}) if within else table).items():
            if isinstance(lines, list):
                found[key] += lines
    return found


def filled(file: Path, slots: Mapping[str, str]) -> dict[str, str]:
    """Each list of one language's file as one expression, with the lists named in `slots` put where others name them in
    braces; the slot's value says how often they may stand there ("*", or "" for once)."""
    told = {name: any_of(lines) for name, lines in tomllib.loads(file.read_text("utf-8")).items()}
    for slot, often in slots.items():
        told = {name: said.replace(f"{{{slot}}}", f"{told[slot]}{often}") for name, said in told.items()}
    return told


def any_of(lines: Iterable[str]) -> str:
    """One expression that fits where any of these does."""
    return f"(?:{'|'.join(lines)})"


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.casefold())


def words_in(lines: Iterable[str]) -> frozenset[str]:
    """The words of lists that hold words and no expressions."""
    return frozenset(_WORD.findall(" ".join(lines)))


def plain(text: str) -> str:
    """Lower case, words alone, single spaces."""
    return " ".join(words(text))
