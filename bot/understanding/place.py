"""The towns, districts, municipalities and postcodes of Denmark, and what places.toml says of their names."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from bot.model import Position, Town
from bot.understanding.denial import Denials
from bot.understanding.normalise import tidy
from bot.understanding.spelling import Speller, foldings

_WORD = re.compile(r"[^\W_]+")
_EARTH_KM = 6371.0
_SHORTEST_MISSPELT_TWICE = 7


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

    def name_of(self, place: str) -> str:
        """The ordinary name of the town that a reading names by it or by a postcode."""
        town = self.find(place)
        return town.name if town else place

    def may_begin(self, word: str) -> bool:
        """Whether a name has this word, or its genitive; for most words that is all there is to ask."""
        return word in self.words or word.removesuffix("s") in self.words

    def nearest(self, position: Position) -> Town:
        """The town that lies nearest to `position`."""
        placed = (town for town in self.towns if town.position)
        return min(placed, key=lambda town: _kilometres(position, town.position or position))


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """The lists of places.toml: everyday words that are towns too, and words that place something."""

    ambiguous: frozenset[str] = frozenset()
    signatures: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    firm: frozenset[str] = frozenset()
    islands: frozenset[str] = frozenset()
    you_after: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    goes_on: frozenset[str] = frozenset()
    abroad: frozenset[str] = frozenset()
    no_towns: tuple[str, ...] = ()
    nicknames: dict[str, str] = field(default_factory=dict)
    districts: dict[str, str] = field(default_factory=dict)
    denials: Denials = field(default_factory=Denials)

    @classmethod
    def of(cls, table: dict[str, Any]) -> "PlaceRules":
        """The rules from the file's table."""

        def words(key: str) -> frozenset[str]:
            return frozenset(table.get(key, "").split())

        lists = ("ambiguous", "signatures", "prepositions", "origins", "measures")
        of_ambiguous = ("alone", "firm", "islands", "you_after", "small", "goes_on", "abroad")
        return cls(
            **{name: words(name) for name in (*lists, *of_ambiguous)},
            no_towns=tuple(words("no_towns")),
            nicknames=table.get("nicknames", {}),
            districts=table.get("districts", {}),
            denials=Denials.of(table.get("denied", {})),
        )


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
