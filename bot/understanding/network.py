"""A small network that sees words in their order: a convolution of three words with max pooling.

A word's vector is the sum of its features' rows in a table. Each word is seen between its neighbours; what is strongest
anywhere in the message counts, beside the sum of all words and what the lexicon heard in the whole (Kim 2014,
"Convolutional Neural Networks for Sentence Classification"; the hashed table after Bojanowski et al. 2017, "Enriching
Word Vectors with Subword Information"). It is trained by `make learn`.
"""

import mmap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.understanding import features
from bot.understanding.evidence import Heard
from bot.understanding.pattern import Atoms

SLOTS = 1 << 17
"""Rows of the table, a power of two. A feature's row is found by its hash; those that share one bear each other."""

_MOST_REMEMBERED = 2000

Floats: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Layers:
    """The numbers of the network: `width` to a word, `hidden` to a window of three, one to a label of any question."""

    table: NDArray[np.int8]
    """(slots, width), in steps of `step`."""
    step: float
    windows: Floats
    """(3 * width, hidden)"""
    windows_bias: Floats
    labels: Floats
    """(hidden + 2 * width, labels)"""
    labels_bias: Floats

    @classmethod
    def of(cls, body: bytes | mmap.mmap, sizes: Mapping[str, float], labels: int) -> "Layers":
        """The layers that `body` holds one after another from `sizes["begins"]`; of the table nothing is copied."""
        width, hidden, begins = (int(sizes[name]) for name in ("width", "hidden", "begins"))
        table = np.frombuffer(body, np.int8, SLOTS * width, begins).reshape(SLOTS, width)
        shapes = ((3 * width, hidden), (hidden,), (hidden + 2 * width, labels), (labels,))
        at = begins + table.nbytes
        layers = []
        for shape in shapes:
            numbers = np.frombuffer(body, "<f4", int(np.prod(shape)), at)
            layers.append(numbers.astype(np.float32).reshape(shape))
            at += numbers.nbytes
        return cls(table, sizes["step"], *layers)

    def packed(self) -> bytes:
        """What `of` reads."""
        dense = (self.windows, self.windows_bias, self.labels, self.labels_bias)
        return self.table.tobytes() + b"".join(layer.astype("<f4").tobytes() for layer in dense)

    def sizes(self) -> dict[str, float]:
        """What `of` must be told, but where they begin."""
        return {"width": self.table.shape[1], "hidden": len(self.windows_bias), "step": self.step}

    def sums_of(self, several: Sequence[Iterable[str]]) -> Floats:
        """(several, width): for each of these collections of features, none of them empty, the sum of their rows;
        features that share a row count once."""
        last = SLOTS - 1
        # As `slot`, without a call.
        slots = [{crc32(feature.encode()) & last for feature in found} for found in several]
        begins = [0, *accumulate(map(len, slots[:-1]))]
        sums: Floats = np.add.reduceat(self.table[[*chain.from_iterable(slots)]], begins, axis=0, dtype=np.float32)
        sums *= self.step
        return sums

    def scores(self, words: Sequence[Floats], whole: Floats) -> Floats:
        """Every label's score (not yet a share) for the vectors of the words and that of the whole."""
        width = self.table.shape[1]
        edged = np.zeros((len(words) + 2, width), np.float32)
        edged[1:-1] = words
        windows = np.concatenate([edged[:-2], edged[1:-1], edged[2:]], axis=1)
        strongest = np.maximum((windows @ self.windows).max(axis=0) + self.windows_bias, 0)
        everything = edged.sum(axis=0) / np.sqrt(np.float32(len(words)))
        return np.concatenate([strongest, everything, whole]) @ self.labels + self.labels_bias


class Network:
    """Judges messages by their words in order. `is_taught`: whether an example holds the word, so it may be kept."""

    def __init__(self, layers: Layers, is_taught: Callable[[str], bool]) -> None:
        self._layers, self._is_taught = layers, is_taught
        self._words: dict[tuple[Atoms, str], Floats] = {}

    def scores(self, heard: Heard, whole: Iterable[str]) -> Floats:
        """Every label's score, in the labels' order, for the words and the features of the `whole`; there must
        be some of these."""
        words = list(features.in_order(heard))
        vectors = {one: self._words[one] for one in words if one in self._words}
        others = [one for one in dict.fromkeys(words) if one not in vectors]
        *sums, of_whole = self._layers.sums_of([*(features.of_word(*one) for one in others), whole])
        for one, vector in zip(others, np.tanh(sums), strict=True):
            vectors[one] = vector
            self._remember(one, vector)
        nothing = [np.zeros_like(of_whole)]
        return self._layers.scores([vectors[one] for one in words] or nothing, of_whole)

    def _remember(self, one: tuple[Atoms, str], vector: Floats) -> None:
        """Those of the words that came first are remembered: they are the everyday ones."""
        if len(self._words) < _MOST_REMEMBERED and self._is_taught(one[1]):
            self._words[one] = vector


def slot(feature: str) -> int:
    """The row of the table that belongs to a feature."""
    return crc32(feature.encode()) & (SLOTS - 1)
