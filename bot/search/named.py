"""Places that a message calls by their name, misspelt names too for those who act for places."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.model import Place
from bot.said import plain
from bot.wording.labels import called

# One letter wrong in a short name, two or three in a long one.
ALIKE = 86
FEWEST_WORDS = 2
"""Fewer than so many words may be a kind of help: "varmestue"."""
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


def _telling(place: Place, town: str | None) -> set[str]:
    names = called(place) if town is not None and place.town == town else {plain(place.name)}
    return {name for name in names if len(name.split()) >= FEWEST_WORDS}
