"""Places that a message calls by their name, misspelt names too for those who act for places."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.model import Place
from bot.phrasebook.at_doors import EVERYDAY_NAMES, KINDS, WHOSE
from bot.phrasebook.expressions import plain
from bot.wording.labels import called

# One letter wrong in a short name, two or three in a long one.
ALIKE = 86
FEWEST_WORDS = 2
"""Fewer than so many words may be a kind of help: "varmestue"."""
SHORTEST, SHORTEST_MISSPELT, LONG_FIRST_WORD = 3, 6, 7
"""Letters: of a name, of one that may be misspelt, and of a first word by which people call the whole."""
MOST_KEPT = 2000
_CHUNKS = re.compile(r",| - | (?:på|i|for|til|ved|hos) ")
_ENDINGS = re.compile(r"(?:ens|ets|en|et|s|e)$")
_SMALL = frozenset(["til", "for", "på", "fra", "i", "af", "en", "et", "den", "det", "de", "hos", "ved", "og"])


def places_called(words: str, places: Iterable[Place]) -> list[Place]:
    """Those whose name is in `words`; else those whose name is most like them; none when nothing is near."""
    known = list(places)
    said = f" {plain(words)} "
    exact = [place for place in known if any(f" {name} " in said for name in called(place))]
    if exact:
        return exact
    names = {name: place for place in known for name in called(place)}
    telling = " ".join(word for word in said.split() if word not in _SMALL)
    found = process.extract(telling, list(names), scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=4)
    return list(dict.fromkeys(names[name] for name, *_ in found))


def the_one_called(words: str, places: Iterable[Place], town: str | None) -> Place | None:
    """The one place that a citizen's message calls by its name; without the town only where that is in mind."""
    said = f" {plain(words)} "
    found = [place for place in places if any(f" {name} " in said for name in _telling(place, town))]
    return found[0] if len(found) == 1 else None


def own_names(place: Place) -> frozenset[str]:
    """What only this place is called: its name without its kind, its town and whose it is; "sundholm", "parasollen"."""
    return _all_own_names(place.name, _towns(place)) - EVERYDAY_NAMES


def named_in(words: str, places: Sequence[Place]) -> list[Place]:
    """Those that the words call by a name of their own, whole or all but a letter; the longest name counts."""
    said = plain(words).split()
    lengths = {place.id: length for place in places if (length := _longest(said, own_names(place)))}
    return [place for place in places if lengths.get(place.id) == max(lengths.values(), default=0)] if lengths else []


def kinds_in(words: str) -> frozenset[str]:
    """The kinds of place that the words name, without their endings: "herberget"."""
    return frozenset(_bare(word) for word in plain(words).split() if word in KINDS)


def is_of_kind(place: Place, kinds: frozenset[str]) -> bool:
    """Whether the place is called by one of these kinds."""
    return not kinds.isdisjoint(kinds_in(place.name))


def has_everyday_name(place: Place, words: str) -> bool:
    """Whether the words hold the place's name, which may mean any place: "stedet har lukket"."""
    return bool(EVERYDAY_NAMES & _all_own_names(place.name, _towns(place)) & set(plain(words).split()))


@lru_cache(MOST_KEPT)
def _all_own_names(name: str, towns: frozenset[str]) -> frozenset[str]:
    """Also those that are everyday words."""
    return frozenset(_each_own_name(name, KINDS | WHOSE | towns | {f"{town}s" for town in towns}))


def _each_own_name(name: str, general: frozenset[str]) -> Iterator[str]:
    for chunk in _CHUNKS.split(name):
        words = plain(chunk).split()
        while words and words[0] in general:
            words.pop(0)
        while words and words[-1] in general:
            words.pop()
        if len(own := " ".join(words)) >= SHORTEST:
            yield own
            if len(words) > 1 and len(words[0]) >= LONG_FIRST_WORD:
                yield words[0]


def _towns(place: Place) -> frozenset[str]:
    return frozenset(plain(name) for name in (place.town, place.municipality) if name)


def _longest(said: Sequence[str], names: Iterable[str]) -> int:
    return max((len(name) for name in names if _holds(said, name)), default=0)


def _holds(said: Sequence[str], name: str) -> bool:
    size = name.count(" ") + 1
    windows = said if size == 1 else [" ".join(said[at : at + size]) for at in range(len(said) - size + 1)]
    if name in windows or (size > 1 and name.replace(" ", "") in said):
        return True
    if len(name) < SHORTEST_MISSPELT:
        return False
    return process.extractOne(name, windows, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None


def _bare(word: str) -> str:
    return _ENDINGS.sub("", word)


def _telling(place: Place, town: str | None) -> set[str]:
    names = called(place) if town is not None and place.town == town else {plain(place.name)}
    return {name for name in names if len(name.split()) >= FEWEST_WORDS}
