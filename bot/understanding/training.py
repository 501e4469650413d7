"""Trains the network: cross-entropy, Adam, dropout. Nothing here runs in the bot, which has no scipy.

Written out by hand, gradients and all, because the network is small: what would do it for us weighs gigabytes. The same
lessons give the same network on the same machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.understanding.network import SLOTS, Floats, Layers, slot

Numbers: TypeAlias = NDArray[np.int64]

_AT_ONCE = 64
_RATE = 2e-3
_WARMING = 0.05
"""The share of all steps in which the rate grows; after it the rate falls to nothing."""
_DECAY = 1e-4
_WORD_LEFT_OUT, _WORD_DIMMED, _POOLED_DIMMED, _WHOLE_LEFT_OUT = 0.05, 0.2, 0.4, 0.4
"""Shares that dropout takes: of words, of a word's numbers, of what was made of the message, and of the lexicon's
votes: its phrases know the examples better than they will know what is written tomorrow."""

_BEGINS = 0.05
_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8
"""Adam's two means and what keeps it from dividing by nothing, as its authors advise."""

_LARGEST = 127
"""The largest number of a table's byte."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One message: the features of each word and of the whole, how right each label is, how much each label counts."""

    words: Sequence[frozenset[str]]
    whole: frozenset[str]
    right: Floats
    counts: Floats


@dataclass(frozen=True, slots=True)
class Shape:
    """How big the network is, and how often it sees every lesson."""

    width: int = 64
    hidden: int = 160
    rounds: int = 7
    seed: int = 1


def trained(lessons: Sequence[Shown], questions: Sequence[int], shape: Shape | None = None) -> Layers:
    """The network that has seen the lessons; `questions`: how many labels each question has, in the labels' order."""
    shape = shape or Shape()
    shelf = _Shelf.of(lessons)
    network = _Network.new(shape, questions)
    rounds = np.random.default_rng(shape.seed)
    steps = len(lessons) // _AT_ONCE * shape.rounds
    batches = (batch for _ in range(shape.rounds) for batch in _batches(shelf, rounds.permutation(len(lessons))))
    for at, batch in enumerate(batches):
        network.learn(batch, _rate(at / steps))
    return network.layers(shelf)


def _rate(done: float) -> float:
    return _RATE * min(1.0, (done + _WARMING**2) / _WARMING) * (1.0 - done)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The lessons in numbers: each distinct set of features is a row, and a message names the rows of its words."""

    rows: csr_matrix
    words: Sequence[Numbers]
    wholes: Numbers
    right: Floats
    counts: Floats

    @classmethod
    def of(cls, lessons: Sequence[Shown]) -> "_Shelf":
        numbers: dict[frozenset[str], int] = {}
        nothing = frozenset[str]()
        words = [[numbers.setdefault(one, len(numbers)) for one in two.words or [nothing]] for two in lessons]
        wholes = [numbers.setdefault(one.whole, len(numbers)) for one in lessons]
        slots = [sorted({slot(feature) for feature in found}) for found in numbers]
        ends = np.cumsum([0, *map(len, slots)])
        columns = np.fromiter((one for own in slots for one in own), np.int64, int(ends[-1]))
        rows = csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(slots), SLOTS))
        right, counts = np.stack([one.right for one in lessons]), np.stack([one.counts for one in lessons])
        return cls(rows, [np.array(own) for own in words], np.array(wholes), right, counts)


@dataclass(frozen=True, slots=True)
class _Sums:
    """Rows of features to be summed, and the slots of the table that they use."""

    rows: csr_matrix
    slots: Numbers

    @classmethod
    def of(cls, rows: csr_matrix) -> "_Sums":
        slots, columns = np.unique(rows.indices, return_inverse=True)
        return cls(csr_matrix((rows.data, columns, rows.indptr), shape=(rows.shape[0], len(slots))), slots)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some messages, their words one after another: `place` is each word's row, `message` whose word it is."""

    distinct: _Sums
    place: Numbers
    message: Numbers
    first: Numbers
    last: Numbers
    roots: Floats
    whole: _Sums
    right: Floats
    counts: Floats


def _batches(shelf: _Shelf, order: Numbers) -> Iterator[_Batch]:
    for begin in range(0, len(order) - _AT_ONCE + 1, _AT_ONCE):
        chosen = order[begin : begin + _AT_ONCE]
        lengths = np.array([len(shelf.words[one]) for one in chosen])
        distinct, place = np.unique(np.concatenate([shelf.words[one] for one in chosen]), return_inverse=True)
        last = np.cumsum(lengths) - 1
        yield _Batch(
            _Sums.of(shelf.rows[distinct]),
            place,
            np.repeat(np.arange(len(chosen)), lengths),
            last - lengths + 1,
            last,
            np.sqrt(lengths, dtype=np.float32)[:, None],
            _Sums.of(shelf.rows[shelf.wholes[chosen]]),
            shelf.right[chosen],
            shelf.counts[chosen],
        )


@dataclass(slots=True)
class _Weights:
    """Numbers that are learnt, with Adam's running means of their gradients (Kingma and Ba 2015)."""

    now: Floats
    decay: float = 0.0
    mean: Floats = field(init=False)
    square: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.mean, self.square = np.zeros_like(self.now), np.zeros_like(self.now)

    def step(self, gradient: Floats, rate: float, times: int, rows: "Numbers | slice" = slice(None)) -> None:
        """Go against the gradient; of a table only in the rows that were used."""
        self.mean[rows] = mean = self.mean[rows] * _FIRST + (1 - _FIRST) * gradient
        self.square[rows] = square = self.square[rows] * _SECOND + (1 - _SECOND) * gradient * gradient
        towards = mean / (1 - _FIRST**times) / (np.sqrt(square / (1 - _SECOND**times)) + _TINY)
        self.now[rows] -= rate * (towards + self.decay * self.now[rows])


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the network made of a batch on its way, which the way back needs."""

    vectors: Floats
    dimmed: Floats
    windows: Floats
    strengths: Floats
    strongest: Floats
    pooled_dimmed: Floats
    pooled: Floats
    scores: Floats


@dataclass(slots=True)
class _Network:
    """The layers while they are learnt; what they are is told in `network.Layers`."""

    table: _Weights
    windows: _Weights
    windows_bias: _Weights
    labels: _Weights
    labels_bias: _Weights
    questions: Sequence[slice]
    chance: np.random.Generator
    times: int = 0

    @classmethod
    def new(cls, shape: Shape, questions: Sequence[int]) -> "_Network":
        chance = np.random.default_rng(shape.seed)
        width, hidden, count = shape.width, shape.hidden, sum(questions)

        def drawn(*shape: int, spread: float) -> Floats:
            return (chance.standard_normal(shape) * spread).astype(np.float32)

        ends = np.cumsum([0, *questions])
        return cls(
            _Weights(drawn(SLOTS, width, spread=_BEGINS)),
            _Weights(drawn(3 * width, hidden, spread=(3 * width) ** -0.5), _DECAY),
            _Weights(np.zeros(hidden, np.float32)),
            _Weights(drawn(hidden + 2 * width, count, spread=0.5 * (hidden + 2 * width) ** -0.5), _DECAY),
            _Weights(np.zeros(count, np.float32)),
            [slice(begin, end) for begin, end in pairwise(ends)],
            chance,
        )

    def learn(self, batch: _Batch, rate: float) -> None:
        """One step."""
        self.times += 1
        seen = self._forward(batch)
        error: Floats = (self._shares(seen.scores) - batch.right) * batch.counts / np.float32(len(batch.right))
        self._backward(batch, seen, error, rate)

    def layers(self, shelf: _Shelf) -> Layers:
        """What was learnt, the table in small integers; a row that no lesson used is nothing."""
        table = np.zeros_like(self.table.now)
        used = np.unique(shelf.rows.indices)
        table[used] = self.table.now[used]
        step = float(np.abs(table).max()) / _LARGEST
        dense = (self.windows.now, self.windows_bias.now, self.labels.now, self.labels_bias.now)
        return Layers(np.round(table / step).astype(np.int8), step, *dense)

    def _forward(self, batch: _Batch) -> _Seen:
        vectors = np.tanh(batch.distinct.rows @ self.table.now[batch.distinct.slots])
        is_left = self.chance.random((len(batch.place), 1)) > _WORD_LEFT_OUT
        dimmed = self._dimming((len(batch.place), vectors.shape[1]), _WORD_DIMMED) * is_left
        words = vectors[batch.place] * dimmed
        windows = _beside(words, batch)
        strengths = np.maximum(windows @ self.windows.now + self.windows_bias.now, 0)
        strongest = np.maximum.reduceat(strengths, batch.first, axis=0)
        everything = np.add.reduceat(words, batch.first, axis=0) / batch.roots
        whole = batch.whole.rows @ self.table.now[batch.whole.slots]
        pooled = np.concatenate([strongest, everything, whole], axis=1)
        pooled_dimmed = self._dimming(pooled.shape, _POOLED_DIMMED)
        pooled_dimmed[:, -whole.shape[1] :] *= self.chance.random((len(whole), 1)) > _WHOLE_LEFT_OUT
        pooled *= pooled_dimmed
        scores = pooled @ self.labels.now + self.labels_bias.now
        return _Seen(vectors, dimmed, windows, strengths, strongest, pooled_dimmed, pooled, scores)

    def _backward(self, batch: _Batch, seen: _Seen, error: Floats, rate: float) -> None:
        pooled = error @ self.labels.now.T * seen.pooled_dimmed
        hidden, width = seen.strongest.shape[1], seen.vectors.shape[1]
        strongest, everything, whole = np.split(pooled, [hidden, hidden + width], axis=1)
        is_strongest = (seen.strengths == seen.strongest[batch.message]) & (seen.strengths > 0)
        strengths = strongest[batch.message] * is_strongest
        words = _back_beside(strengths @ self.windows.now.T, batch)
        words += (everything / batch.roots)[batch.message]
        words *= seen.dimmed
        gathered = csr_matrix((np.ones(len(batch.place), np.float32), batch.place, np.arange(len(batch.place) + 1)))
        vectors = (gathered.T @ words) * (1 - seen.vectors**2)
        self.labels.step(seen.pooled.T @ error, rate, self.times)
        self.labels_bias.step(error.sum(axis=0), rate, self.times)
        self.windows.step(seen.windows.T @ strengths, rate, self.times)
        self.windows_bias.step(strengths.sum(axis=0), rate, self.times)
        self.table.step(batch.distinct.rows.T @ vectors, rate, self.times, batch.distinct.slots)
        self.table.step(batch.whole.rows.T @ whole, rate, self.times, batch.whole.slots)

    def _shares(self, scores: Floats) -> Floats:
        powers = [np.exp(scores[:, part] - scores[:, part].max(axis=1, keepdims=True)) for part in self.questions]
        return np.concatenate([power / power.sum(axis=1, keepdims=True) for power in powers], axis=1)

    def _dimming(self, shape: tuple[int, ...], share: float) -> Floats:
        """What is left of each number: nothing of a share of them, a little more of the others."""
        return (self.chance.random(shape) > share).astype(np.float32) / np.float32(1 - share)


def _beside(words: Floats, batch: _Batch) -> Floats:
    """Each word between its neighbours; at a message's edges there is nothing."""
    before, after = np.roll(words, 1, axis=0), np.roll(words, -1, axis=0)
    before[batch.first] = 0
    after[batch.last] = 0
    return np.concatenate([before, words, after], axis=1)


def _back_beside(windows: Floats, batch: _Batch) -> Floats:
    """The gradient of the words, each of which stands in three windows."""
    before, own, after = np.split(windows, 3, axis=1)
    before[batch.first] = 0
    after[batch.last] = 0
    words: Floats = own + np.roll(before, -1, axis=0) + np.roll(after, 1, axis=0)
    return words
