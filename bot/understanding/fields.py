"""Word fields: which words are of a kind, so that what examples teach of one helps with those that no example holds.

Only `make learn` reads them (`locales/*/fields/*.toml`, a list of words for each field). What a field weighs is added
to the weights of each of its words, so the bot looks up words and knows nothing of fields.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BadFile, Fault
from bot.understanding.features import KNOWN, SPELT
from bot.understanding.spelling import foldings

FIELDS = Path(__file__).parents[2] / "locales" / "da" / "fields"
_FIELD = "f "


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of each word, by its stem, and every word as it is written, also without æ, ø and å."""

    words: Sequence[str]
    stem: Callable[[str], str]
    by_stem: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, told: Mapping[str, Sequence[str]], stem: Callable[[str], str]) -> "Fields":
        """The fields that `told` lists the words of."""
        spelt = {name: {form for word in words for form in (word, *foldings(word))} for name, words in told.items()}
        by_stem: dict[str, set[str]] = {}
        for name, words in spelt.items():
            for word in words:
                by_stem.setdefault(stem(word), set()).add(_FIELD + name)
        found = {bare: tuple(sorted(names)) for bare, names in by_stem.items()}
        return cls(sorted(set().union(*spelt.values())), stem, found)

    def shown(self, found: Iterable[str]) -> Iterator[str]:
        """The fields of the words among these features, each as often as words of it are."""
        for feature in found:
            if feature.startswith(KNOWN):
                yield from self.by_stem.get(feature.removeprefix(KNOWN), ())
            elif feature.startswith(SPELT):
                yield from self.by_stem.get(self.stem(feature.removeprefix(SPELT)), ())

    def spread(self, rows: Mapping[str, Sequence[float]], words: Iterable[str]) -> dict[str, list[float]]:
        """The rows of all features but fields, where a word's row holds what its fields weigh. `words`: features of
        words that may have no row of their own yet."""
        spread = {feature: list(row) for feature, row in rows.items() if not feature.startswith(_FIELD)}
        nothing = [0.0] * len(next(iter(rows.values()), ()))
        for feature in sorted({*spread, *words}):
            for own in self.shown([feature]):
                if own in rows:
                    spread[feature] = list(map(sum, zip(spread.get(feature, nothing), rows[own], strict=True)))
        return spread

    def words_spelt(self, beginning: str) -> Iterator[str]:
        """The features of all words of the fields, whether examples hold them or not."""
        yield from (beginning + (word if beginning == SPELT else self.stem(word)) for word in self.words)


def fields(folder: Path = FIELDS) -> dict[str, list[str]]:
    """The words of every field, named by file and field ("things:pets_dog"). Raises BadFile with every fault."""
    told: dict[str, list[str]] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            table = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            faults.append(Fault(1, path.name, str(error)))
            continue
        for name, words in table.items():
            is_list = isinstance(words, list)
            amiss = [one for one in words if not isinstance(one, str) or one.split() != [one]] if is_list else [words]
            faults += [Fault(1, path.name, f"{name}: {one!r} is not one word in a list of words") for one in amiss]
            told[f"{path.stem}:{name}"] = words
    if faults:
        raise BadFile(faults)
    return told
