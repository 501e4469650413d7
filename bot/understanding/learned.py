"""What the examples teach: weights of words for each label, learnt beforehand and kept as a readable file.

The lexicon's votes are among the features, so the weights also say how far each vote is to be trusted. The file is
made by `make learn` from locales/<language>/examples; reading it is all that happens here.
"""

import math
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.understanding.evidence import Heard, counted

SCALE = 20.0
"""Weights are kept in steps of 1/20: finer ones change nothing, coarser ones do."""

LONGEST_PREFIX = 5
_STEPS = (1.0, 2.5, 4.0, 6.0, 9.0)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely each label is, from 0 to 1; together they make 1."""

    likely: Mapping[str, float]

    @property
    def best(self) -> str:
        """The likeliest label."""
        return max(self.likely, key=lambda label: self.likely[label])


class Learned:
    """The weights of one question ("intent", "topic", "emergency"): feature -> label -> weight."""

    def __init__(self, labels: Sequence[str], rows: Mapping[str, "array[int]"]) -> None:
        self._labels = tuple(labels)
        self._rows = rows

    def judge(self, features: Iterable[str]) -> Judgement:
        """How likely each label is for a message with these features."""
        sums = [0] * len(self._labels)
        rows = self._rows
        for feature in features:
            row = rows.get(feature)
            if row is not None:
                pairs = iter(row)
                for at, weight in zip(pairs, pairs, strict=True):
                    sums[at] += weight
        most = max(sums)
        powers = [math.exp((one - most) / SCALE) for one in sums]
        whole = sum(powers)
        return Judgement({label: power / whole for label, power in zip(self._labels, powers, strict=True)})

    def reasons(self, features: Iterable[str], label: str) -> list[tuple[float, str]]:
        """The features that speak most for or against `label`, the strongest first."""
        number = self._labels.index(label)
        found = []
        for feature in features:
            row = self._rows.get(feature, array("h"))
            found += [(row[k + 1] / SCALE, feature) for k in range(0, len(row), 2) if row[k] == number]
        return sorted(found, key=lambda one: (-abs(one[0]), one[1]))


def load(path: Path) -> dict[str, Learned]:
    """The weights of every question in the file: lines of question, feature, then label=weight pairs, by tabs."""
    labels: dict[str, tuple[str, ...]] = {}
    rows: dict[str, dict[str, array[int]]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            question, feature, *pairs = line.rstrip("\n").split("\t")
            if feature == "":
                labels[question], rows[question] = tuple(pairs), {}
                number = {label: at for at, label in enumerate(pairs)}
                continue
            row = array("h")
            for pair in pairs:
                label, _, weight = pair.partition("=")
                row.append(number[label])
                row.append(int(weight))
            # The same feature stands under several questions: kept once.
            rows[question][sys.intern(feature)] = row
    return {question: Learned(labels[question], rows[question]) for question in labels}


def features(heard: Heard, text: str) -> list[str]:
    """What the weights are about: the words' lemmas and groups, pairs of them, word beginnings, the lexicon's votes."""
    return sorted(set(_features(heard, text)))


def _features(heard: Heard, text: str) -> Iterator[str]:
    yield "always"
    lemmas = [_lemma(atoms, word) for atoms, word in zip(heard.sequence.atoms, heard.words, strict=True)]
    for atoms, word in zip(heard.sequence.atoms, heard.words, strict=True):
        yield from (f"w {atom}" for atom in atoms if not atom.startswith("="))
        if len(word) > LONGEST_PREFIX:
            yield f"b {word[:LONGEST_PREFIX]}"
    for first, second in zip(["^", *lemmas], [*lemmas, "$"], strict=True):
        yield f"p {first} {second}"
    for first, second in zip(lemmas, lemmas[2:], strict=False):
        yield f"s {first} {second}"
    for group, votes in heard.votes.items():
        score = counted(votes)
        yield from (f"v {group} {step:g}" for step in _STEPS if score >= step)
        if score < 0:
            yield f"v {group} -"
    yield f"n {min(len(lemmas), 24) // 3}"
    if "?" in text:
        yield "?"
    if heard.is_english:
        yield "en"


def _lemma(atoms: frozenset[str], word: str) -> str:
    return min((atom for atom in atoms if atom[0] not in "={"), default=word)
