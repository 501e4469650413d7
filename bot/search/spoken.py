"""Which place a citizen's message speaks of by name, whole, short or misspelt, and what is said beside the name. Pure.

Words of everyday are never taken for a misspelt name: "har de en paraply" is not about the café Paraplyen.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.model import Place
from bot.phrasebook.at_doors import KINDS
from bot.phrasebook.expressions import plain
from bot.search.kept import Kept
from bot.search.named import ALIKE, SHORTEST_MISSPELT, own_names
from bot.store.directory import Directory

IT = "{it}"
"""Stands for the name in what is said beside it."""
_MOST_WORDS_OF_A_NAME = 5
_FIGURES = re.compile(r"(?:\w+ ){0,2}?((?:\d[ .-]?){3,8})")
_names = Kept[Mapping[str, tuple[Place, ...]]]()
_numbers = Kept[Mapping[str, Place]]()


@dataclass(frozen=True, slots=True)
class Spoken:
    """The places that may be meant, and the message with `IT` for the name."""

    places: tuple[Place, ...]
    said: str


def spoken_of(text: str, directory: Directory, is_ordinary: Callable[[str], bool]) -> Spoken | None:
    """The places with the longest name that the words hold; written right before misspelt. None without one."""
    words, names = plain(text).split(), _by_names(directory)
    spans = sorted(_spans(words), key=lambda span: span[0] - span[1])
    for start, end in spans:
        if found := _written_right(" ".join(words[start:end]), names):
            return Spoken(found, _beside(words, start, end))
    for start, end in spans:
        if not any(map(is_ordinary, words[start:end])) and (found := _misspelt(" ".join(words[start:end]), names)):
            return Spoken(found, _beside(words, start, end))
    return None


def with_number(text: str, directory: Directory) -> Place | None:
    """The place or line with the telephone number that the whole message is: "1888"."""
    found = _FIGURES.fullmatch(plain(text))
    return _by_numbers(directory).get("".join(filter(str.isdigit, found[1]))) if found else None


def _spans(words: list[str]) -> Iterator[tuple[int, int]]:
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _MOST_WORDS_OF_A_NAME) + 1):
            yield start, end


def _written_right(said: str, names: Mapping[str, tuple[Place, ...]]) -> tuple[Place, ...]:
    return names.get(said) or names.get(said.removesuffix("s")) or ()


def _misspelt(said: str, names: Mapping[str, tuple[Place, ...]]) -> tuple[Place, ...]:
    if len(said) < SHORTEST_MISSPELT:
        return ()
    near = process.extractOne(said, [*names], scorer=fuzz.ratio, score_cutoff=ALIKE)
    return names[near[0]] if near and len(near[0]) >= SHORTEST_MISSPELT else ()


def _beside(words: list[str], start: int, end: int) -> str:
    while start and words[start - 1] in KINDS:
        start -= 1  # "herberget toften"
    return " ".join([*words[:start], IT, *words[end:]])


def _by_names(directory: Directory) -> Mapping[str, tuple[Place, ...]]:
    """The places by each name that only they have, also written in one word, and by their name in full."""

    def gathered() -> Mapping[str, tuple[Place, ...]]:
        found: dict[str, tuple[Place, ...]] = {}
        for place in directory.places:
            own = own_names(place)
            for name in {*own, *(one.replace(" ", "") for one in own), plain(place.name)}:
                found[name] = (*found.get(name, ()), place)
        return found

    return _names.of(directory, None, gathered)


def _by_numbers(directory: Directory) -> Mapping[str, Place]:
    """The places by the figures of their telephone numbers; of two alike the first."""

    def gathered() -> Mapping[str, Place]:
        known = reversed([(place.phone, place) for place in directory.places if place.phone])
        return {"".join(filter(str.isdigit, phone)): place for phone, place in known}

    return _numbers.of(directory, None, gathered)
