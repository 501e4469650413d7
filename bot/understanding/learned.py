"""What the examples teach: weights and a small network, learnt beforehand by `make learn` and kept as one binary file.

The file is a line of JSON (questions with their labels, sizes, a mark of the examples), then, packed: a slot for each
feature's hash, the row that belongs to each slot, the rows, and the network. It is unpacked into a file without a name
and looked up there, so that only what is looked up is held in memory.
"""

import json
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bot.errors import BadFile, Fault
from bot.understanding import features
from bot.understanding.evidence import Heard
from bot.understanding.network import Layers, Network
from bot.understanding.table import Table
from bot.understanding.unpacking import unpacked
from bot.understanding.weights import SCALE, Weights

_NETWORK = 0.5
"""The network's share of a judgement: of 0.3, 0.5 and 0.7 the best on writers whom nothing was learnt from."""

_SURE = {"intent": 0.9, "topic": 0.7, "emergency": 0.97, "leans": 0.9}
"""So likely the likeliest label of each question must be for the weights to be sure. On tests/understanding/choosing
they are of a quarter of the messages, and nothing is read worse for it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely each label is, from 0 to 1; together they make 1."""

    likely: Mapping[str, float]


class Learned:
    """Judges messages on every question ("intent", "topic", "emergency", "leans")."""

    def __init__(self, questions: Mapping[str, Sequence[str]], weights: Weights, network: Network) -> None:
        self._questions = {question: tuple(labels) for question, labels in questions.items()}
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
            weights = Weights(Table.of(body, told["slots"], labels))
            layers = Layers.of(body, told["network"], labels)
        except (ValueError, KeyError, TypeError, zlib.error) as error:
            raise BadFile(
                [Fault(1, path.name, f"these are no weights that can be used ({error}); 'make learn'")]
            ) from error
        return cls(told["questions"], weights, Network(layers, weights.is_taught))

    def judge(self, heard: Heard, text: str, tidied: str) -> dict[str, Judgement]:
        """How likely each label of each question is: the mean of what the weights and the network find.

        Where the weights are sure of everything the network is not asked: it changes none of these readings.
        """
        whole = features.of_whole(heard, text)
        by_words = self._shares(self._weights.by_words(heard, whole), SCALE)
        by_spelling = self._shares(self._weights.by_spelling(features.words_of(tidied)), SCALE)
        found = {question: _mixed(by_words[question], by_spelling[question], 0.5) for question in self._questions}
        if any(max(found[question]) < sure for question, sure in _SURE.items()):
            in_order = self._shares(self._network.scores(heard, whole))
            found = {question: _mixed(found[question], in_order[question], _NETWORK) for question in found}
        return {
            question: Judgement(dict(zip(labels, found[question], strict=True)))
            for question, labels in self._questions.items()
        }

    def _shares(self, scores: Sequence[float], scale: float = 1.0) -> dict[str, list[float]]:
        """Shares of every question's labels, in the labels' order."""
        rest = iter(scores)
        return {
            question: _shares(list(islice(rest, len(labels))), scale) for question, labels in self._questions.items()
        }


def _mixed(one: Sequence[float], other: Sequence[float], share: float) -> list[float]:
    """The shares of `one` and, with this weight, of the `other`."""
    return [first + (second - first) * share for first, second in zip(one, other, strict=True)]


def _shares(scores: Sequence[float], scale: float) -> list[float]:
    most = max(scores)
    powers = [math.exp((one - most) / scale) for one in scores]
    whole = sum(powers)
    return [power / whole for power in powers]
