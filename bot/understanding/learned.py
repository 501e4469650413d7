"""What the examples teach: weights and a small network, learnt beforehand by `make learn` and kept as one binary file.

The file is a line of JSON (questions with their labels, sizes, a mark of the examples), then, packed: the hashes of all
features, the row of each, and the network. It is unpacked into a file without a name and looked up there, so that only
what is looked up is held in memory.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.errors import BadFile, Fault
from bot.understanding import features
from bot.understanding.evidence import Heard
from bot.understanding.network import Layers, Network
from bot.understanding.table import Table, table_size
from bot.understanding.unpacking import unpacked
from bot.understanding.weights import SCALE, Weights

_NETWORK, _SPELLING = 0.45, 0.5
"""The network's share of a judgement, and that of the spelling in what the weights say: of 0.3 to 0.85 the best on
examples that were left out."""

_SURE = {"intent": 0.9, "topic": 0.7, "emergency": 0.97, "leans": 0.9}
"""So likely the likeliest label of each question must be for the weights to be sure. On tests/understanding/choosing
they are of a third of the messages; of these 511, two have another first topic without the network, which is right on
both, and none another intent or danger."""

Scores: TypeAlias = NDArray[np.int32] | NDArray[np.float32] | NDArray[np.float64]
"""A number for every label of every question, in their order."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely each label is, from 0 to 1; together they make 1."""

    likely: Mapping[str, float]


class Learned:
    """Judges messages on every question ("intent", "topic", "emergency", "leans")."""

    def __init__(self, questions: Mapping[str, Sequence[str]], weights: Weights, network: Network) -> None:
        self._questions = {question: tuple(labels) for question, labels in questions.items()}
        ends = accumulate(map(len, self._questions.values()), initial=0)
        self._spans = {question: slice(*span) for question, span in zip(self._questions, pairwise(ends), strict=True)}
        self._weights, self._network = weights, network

    @classmethod
    def load(cls, path: Path, folder: Path | None = None) -> "Learned":
        """What the file holds, unpacked in `folder` or where temporary files go. Raises BadFile where it is no such
        file, is of another version or was cut short."""
        try:
            with path.open("rb") as file:
                told = json.loads(file.readline())
                body = unpacked(file, folder)
            labels = sum(map(len, told["questions"].values()))
            if told["network"]["begins"] != table_size(told["features"], labels):
                raise ValueError("its sizes do not fit together")
            weights = Weights(Table.of(body, told["features"], labels))
            layers = Layers.of(body, told["network"], labels)
        except (ValueError, KeyError, TypeError, AttributeError, zlib.error) as error:
            raise BadFile(
                [Fault(1, path.name, f"these are no weights that can be used ({error}); 'make learn'")]
            ) from error
        return cls(told["questions"], weights, Network(layers, weights.is_taught))

    def judge(self, heard: Heard, text: str, tidied: str) -> dict[str, Judgement]:
        """How likely each label of each question is, by the scores of the weights and the network together.

        Where the weights are sure of everything the network is not asked: it would hardly change these readings. That
        scores are averaged, and not shares, makes a label that either finds very unlikely stay so (a logarithmic pool:
        Genest and Zidek 1986, "Combining Probability Distributions").
        """
        whole = features.of_whole(heard, text)
        by_words = self._weights.by_words(heard, whole)
        by_spelling = self._weights.by_spelling(features.words_of(tidied))
        scores = _pooled(by_words, by_spelling, _SPELLING) / SCALE
        found = self._shares(scores)
        if any(max(found[question]) < sure for question, sure in _SURE.items()):
            found = self._shares(_pooled(scores, self._network.scores(heard, whole), _NETWORK))
        return {
            question: Judgement(dict(zip(labels, found[question], strict=True)))
            for question, labels in self._questions.items()
        }

    def _shares(self, scores: Scores) -> dict[str, list[float]]:
        """Shares of every question's labels, in the labels' order."""
        return {question: _shares(scores[own]) for question, own in self._spans.items()}


def _pooled(one: Scores, other: Scores, share: float) -> Scores:
    """The scores of `one` and the `other`, which has this share of the whole."""
    return one * (1.0 - share) + other * share


def _shares(scores: Scores) -> list[float]:
    powers = np.exp(scores - scores.max())
    shares: list[float] = (powers / powers.sum()).tolist()
    return shares
