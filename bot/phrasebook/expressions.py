"""The lists of expressions that the lexicon keeps for what a few words say: one file of each language, read together.

Each line is a regular expression over lower-case words, as `plain` leaves them. What is made of a list knows the file
and the name of that list, so that it can be told what was heard and where it is written.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

_LOCALES = Path(__file__).parents[2] / "locales"
_WORD = re.compile(r"\w+")
_Named = TypeVar("_Named")


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.casefold())


def plain(text: str) -> str:
    """Lower case, words alone, single spaces."""
    return " ".join(words(text))


@dataclass(frozen=True, slots=True)
class Expression:
    """One list of a file as one expression. `is_whole`: it says something only of a whole message.

    `longest`: in a message of more words it says nothing. `reads`: what is made of a text before it is looked through.
    """

    file: str
    name: str
    pattern: re.Pattern[str]
    is_whole: bool = False
    longest: int | None = None
    reads: Callable[[str], str] = plain

    def heard(self, text: str) -> re.Match[str] | None:
        """Where the text says it."""
        return self.fits(self.reads(text))

    def fits(self, said: str) -> re.Match[str] | None:
        """The same of what `reads` made of a text."""
        if self.longest is not None and said.count(" ") >= self.longest:
            return None
        return self.pattern.fullmatch(said) if self.is_whole else self.pattern.search(said)


def first(among: Mapping[_Named, Expression], text: str) -> _Named | None:
    """What the first of `among` that is heard stands for."""
    said = plain(text)
    return next((one for one, expression in among.items() if expression.fits(said)), None)


class Lists:
    """The lists of one file, or of one table in it, each as one expression."""

    def __init__(self, file: str, said: Mapping[str, str], table: str = "") -> None:
        self._file, self._said, self._table = file, said, table

    @classmethod
    def of(cls, name: str, table: str = "") -> "Lists":
        """Those of this file in all languages together."""
        return cls(f"lexicon/{name}.toml", {key: any_of(lines) for key, lines in lists(name, table).items()}, table)

    @classmethod
    def filled(cls, file: Path, slots: Mapping[str, str]) -> "Lists":
        """Those of one language's file, with the lists named in `slots` put where others name them in braces; the
        slot's value says how often they may stand there ("*", or "" for once)."""
        said = {name: any_of(lines) for name, lines in tomllib.loads(file.read_text("utf-8")).items()}
        for slot, often in slots.items():
            said = {name: one.replace(f"{{{slot}}}", f"{said[slot]}{often}") for name, one in said.items()}
        return cls(f"{file.relative_to(_LOCALES)}", said)

    def __getitem__(self, name: str) -> str:
        return self._said[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def whole(self, name: str, pattern: str = "") -> Expression:
        """What the whole message must say: `pattern`, which holds the list of that name, or the list itself."""
        return Expression(self._file, self._called(name), re.compile(pattern or self[name]), is_whole=True)

    def within(
        self, name: str, pattern: str = "", *, longest: int | None = None, reads: Callable[[str], str] = plain
    ) -> Expression:
        """What may be said anywhere in a message."""
        compiled = re.compile(pattern or self[name])
        return Expression(self._file, self._called(name), compiled, longest=longest, reads=reads)

    def _called(self, name: str) -> str:
        return f"{self._table}.{name}" if self._table else name


def files(name: str) -> list[Path]:
    """The lexicon's file of this name in every language."""
    return sorted(_LOCALES.glob(f"*/lexicon/{name}.toml"))


def lists(name: str, table: str = "") -> dict[str, list[str]]:
    """The lines of each list of all languages together: of those in that table, else of those in none."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in files(name):
        whole = tomllib.loads(file.read_text("utf-8"))
        for key, lines in (whole.get(table, {}) if table else whole).items():
            if isinstance(lines, list):
                found[key] += lines
    return found


def any_of(lines: Iterable[str]) -> str:
    """One expression that fits where any of these does."""
    return f"(?:{'|'.join(lines)})"


def words_in(lines: Iterable[str]) -> frozenset[str]:
    """The words of lists that hold words and no expressions."""
    return frozenset(_WORD.findall(" ".join(lines)))
