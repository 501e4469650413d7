"""Which Danish town, district, municipality or postcode a message names, and what we know about it.

A town that is also an everyday word (Give, Vejen, Ry) needs evidence: a capital letter, or "i" before it at the end of
a sentence. A misspelt one is mended when nothing else in the lexicon is as near.
"""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from bot.model import Position, Town
from bot.understanding.normalise import tidy
from bot.understanding.spelling import Speller, foldings

_WORD = re.compile(r"[^\W_]+")
_ENDS, _BREAKS = frozenset(".!?\n"), frozenset(".!?\n,;")
_EARTH_KM = 6371.0
_MOST_NAME_WORDS = 3
_MOST_KEYWORDS = 3
"""A message this short is a list of keywords, and its last word the place: "regntøj ry"."""
_SHORTEST_MISSPELT, _SHORTEST_MISSPELT_TWICE = 5, 7

IsKnown = Callable[[str], bool]
"""Whether a word is an ordinary one, so that it is no misspelt town."""


class Gazetteer:
    """Every town that we know, by name, other name, municipality and postcode."""

    def __init__(self, towns: Iterable[Town], other_names: dict[str, str], districts: dict[str, str]) -> None:
        self.towns = tuple(towns)
        self._by_name: dict[str, Town] = {}
        self.postcodes = {code: town for town in self.towns for code in town.postcodes}
        for town in self.towns:
            self._by_name.setdefault(_key(town.name), town)
        for town in self._municipalities():
            self._by_name.setdefault(_key(town.name), town)
        for name, within in districts.items():
            whole = self._by_name.get(_key(within)) or Town(within, None)
            self._by_name[_key(name)] = Town(name, whole.municipality, (), whole.position)
        for other, name in other_names.items():
            self._by_name.setdefault(_key(other), self._by_name.get(_key(name)) or Town(name, None))
        for key in list(self._by_name):
            for folded in foldings(key):
                if len(folded) > 4:
                    self._by_name.setdefault(folded, self._by_name[key])
        self.words = frozenset(word for key in self._by_name for word in key.split())
        self._speller = Speller((k for k in self._by_name if " " not in k), (), twice_from=_SHORTEST_MISSPELT_TWICE)

    @classmethod
    def load(cls, path: Path, rules: "PlaceRules") -> "Gazetteer":
        """The gazetteer from the towns file and what `rules` know besides: nicknames and districts."""
        rows = csv.DictReader((r for r in path.read_text("utf-8").splitlines() if not r.startswith("#")), delimiter=";")
        towns: list[Town] = []
        others: dict[str, str] = {}
        for row in rows:
            position = Position(float(row["lat"]), float(row["lon"])) if row["lat"] else None
            postcodes = tuple(filter(None, row["postcodes"].split("|")))
            towns.append(Town(row["name"], row["municipality"] or None, postcodes, position))
            for other in filter(None, row["alternatives"].split("|")):
                others.setdefault(other, row["name"])
        return cls(towns, {**others, **rules.nicknames}, rules.districts)

    def _municipalities(self) -> list[Town]:
        """One town for each municipality that no town is named after; it lies in the midst of its towns."""
        members: dict[str, list[Town]] = {}
        for town in self.towns:
            if town.municipality:
                members.setdefault(town.municipality, []).append(town)
        return [
            Town(name, name, (), _midst(towns)) for name, towns in members.items() if _key(name) not in self._by_name
        ]

    def find(self, name: str) -> Town | None:
        """The town of this name or postcode, however it is inflected, spelt or misspelt; None when there is none.

        Of two towns with one name it is the larger.
        """
        key = _key(name).removesuffix(" kommune")
        if not key:
            return None
        exact = self.postcodes.get(key) or self.named(key)
        if exact:
            return exact
        mended = self._speller.mended(key)
        return self._by_name[mended] if mended else None

    def named(self, key: str) -> Town | None:
        """The town whose tidied name is `key` or its genitive; nothing is guessed."""
        return self._by_name.get(key) or (self._by_name.get(key.removesuffix("s")) if len(key) > 4 else None)

    def may_begin(self, word: str) -> bool:
        """Whether a name has this word, or its genitive; for most words that is all there is to ask."""
        return word in self.words or word.removesuffix("s") in self.words

    def nearest(self, position: Position) -> Town:
        """The town that lies nearest to `position`."""
        placed = (town for town in self.towns if town.position)
        return min(placed, key=lambda town: _kilometres(position, town.position or position))


@dataclass(frozen=True, slots=True)
class Spelt:
    """One word of a message for the gazetteer: tidied, whether it has a capital, whether it ends its sentence."""

    text: str
    capital: bool
    last: bool


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """The lists of places.toml: everyday words that are towns too, and words that place something."""

    ambiguous: frozenset[str] = frozenset()
    signatures: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    nicknames: dict[str, str] = field(default_factory=dict)
    districts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, table: dict[str, Any]) -> "PlaceRules":
        """The rules from the file's table."""

        def words(key: str) -> frozenset[str]:
            return frozenset(table.get(key, "").split())

        return cls(
            ambiguous=words("ambiguous"),
            signatures=words("signatures"),
            prepositions=words("prepositions"),
            origins=words("origins"),
            measures=words("measures"),
            nicknames=table.get("nicknames", {}),
            districts=table.get("districts", {}),
        )


def spelt_words(text: str) -> list[Spelt]:
    """The words of the raw text, with what their writing tells; capitals tell nothing in a message of capitals."""
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    shouted = sum(w.isupper() for w, _, _ in words) > len(words) / 2
    out = []
    between = ".", *(text[end:start] for (_, _, end), (_, start, _) in pairwise(words)), "."
    for (word, _, _), before, after in zip(words, between, between[1:], strict=False):
        capital = word[0].isupper() and not shouted and _ENDS.isdisjoint(before)
        out.append(Spelt(tidy(word), capital, not _BREAKS.isdisjoint(after)))
    return out


def named_place(text: str, gazetteer: Gazetteer, rules: PlaceRules, is_known: IsKnown) -> str | None:
    """The place that the text names, as its ordinary name or a postcode; None when it names none."""
    words = spelt_words(text)
    signed = next((i for i, word in enumerate(words) if i > 1 and word.text in rules.signatures), len(words))
    words = words[:signed]
    found: list[tuple[int, int, str]] = []
    taken = -1
    for i in range(len(words)):
        if i > taken:
            hit = _place_at(words, i, gazetteer, rules, is_known)
            if hit:
                taken = i + hit[1] - 1
                found.append((hit[0], i, hit[2]))
    return min(found)[2] if found else None


def _place_at(
    words: Sequence[Spelt], i: int, gazetteer: Gazetteer, rules: PlaceRules, is_known: IsKnown
) -> tuple[int, int, str] | None:
    """How doubtful, how many words and which place begins at word `i`; None when none does."""
    before = words[i - 1].text if i else ""
    placed = before in rules.prepositions
    rank = 0 if placed else 2 if before in rules.origins else 1
    longest = min(_MOST_NAME_WORDS, len(words) - i) if gazetteer.may_begin(words[i].text) else 0
    for size in range(longest, 0, -1):
        key = " ".join(word.text for word in words[i : i + size])
        town = gazetteer.named(key)
        if town is None or (size == 1 and len(key) < 2):
            continue
        last = words[i + size - 1]
        follows = words[i + size].text if i + size < len(words) else ""
        sure = follows == "kommune" or (words[i].capital and (placed or len(key) > 3))
        is_keyword = len(words) <= _MOST_KEYWORDS and 0 < i == len(words) - size
        if key in rules.ambiguous and not sure and not is_keyword and not (placed and last.last):
            continue
        return rank, size, town.name
    word = words[i]
    if word.text.isdigit():
        return _postcode(words, i, gazetteer, rules)
    if (
        len(word.text) >= _SHORTEST_MISSPELT
        and (placed or len(word.text) > _SHORTEST_MISSPELT)
        and not is_known(word.text)
    ):
        town = gazetteer.find(word.text)
        if town and (placed or word.capital or len(word.text) > _SHORTEST_MISSPELT + 1):
            return rank + 3, 1, town.name
    return None


def _postcode(words: Sequence[Spelt], i: int, gazetteer: Gazetteer, rules: PlaceRules) -> tuple[int, int, str] | None:
    code = words[i].text
    follows = words[i + 1].text if i + 1 < len(words) else ""
    before = words[i - 1].text if i else ""
    if len(code) != 4 or code not in gazetteer.postcodes or {follows, before} & rules.measures:
        return None
    is_year = 1900 <= int(code) <= 2040
    stands_alone = not follows or before in rules.prepositions or len(words) <= _MOST_KEYWORDS + 1
    is_code = before.startswith("post") or (stands_alone and not is_year)
    return (4, 1, code) if is_code else None


def _key(name: str) -> str:
    return " ".join(_WORD.findall(tidy(name)))


def _midst(towns: Sequence[Town]) -> Position | None:
    positions = [town.position for town in towns if town.position]
    if not positions:
        return None
    return Position(sum(p.lat for p in positions) / len(positions), sum(p.lon for p in positions) / len(positions))


def _kilometres(a: Position, b: Position) -> float:
    """The great-circle distance (haversine)."""
    half = sin(radians(b.lat - a.lat) / 2) ** 2
    half += cos(radians(a.lat)) * cos(radians(b.lat)) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
