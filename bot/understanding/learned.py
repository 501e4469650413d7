"""What the examples teach: weights learnt beforehand by `make learn`, and kept as one small binary file.

The file is a line of JSON (questions with their labels, the size of the table, a mark of the examples), then the
table: a slot for each feature's hash, the row that belongs to each slot, and the rows, one small integer a label. It is
looked up in place, so loading costs next to nothing.
"""

import json
import math
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from struct import Struct

from bot.understanding import features
from bot.understanding.evidence import Heard

SCALE = 40.0
"""Weights are kept in steps of 1/40: finer ones change nothing, coarser ones do."""

HEAVIEST = 127
# No Danish word is longer; what is, is a stuck key, and its sums would not fit into sixteen bits.
_LONGEST_WORD = 40
_MOST_REMEMBERED = 2000
_ROOM = 1 << 23
"""Bytes that the unpacked table is given at once; what it does not need is handed back."""

Sums = Sequence[int]


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely each label is, from 0 to 1; together they make 1."""

    likely: Mapping[str, float]


class Learned:
    """The weights of all questions ("intent", "topic", "emergency"), looked up by feature."""

    def __init__(self, questions: Mapping[str, Sequence[str]], table: "Table") -> None:
        self._questions = {question: tuple(labels) for question, labels in questions.items()}
        self._table = table
        self._words: dict[str, array[int]] = {}

    @classmethod
    def load(cls, path: Path) -> "Learned":
        """The weights that the file holds."""
        with path.open("rb") as file:
            told = json.loads(file.readline())
            body = zlib.decompress(file.read(), bufsize=_ROOM)
        width = sum(len(labels) for labels in told["questions"].values())
        return cls(told["questions"], Table.of(body, told["slots"], width))

    def judge(self, heard: Heard, text: str, tidied: str) -> dict[str, Judgement]:
        """How likely each label of each question is: the mean of what the two views of the message find."""
        by_words = self._judged(self._table.sums(features.known(heard, text)))
        by_spelling = self._judged(self._spelt(features.words_of(tidied)))
        return {
            question: Judgement(
                {
                    label: (one + two) / 2
                    for label, one, two in zip(labels, by_words[question], by_spelling[question], strict=True)
                }
            )
            for question, labels in self._questions.items()
        }

    def reasons(self, heard: Heard, text: str, question: str, label: str) -> list[tuple[float, str]]:
        """The features that speak most for or against `label`, the strongest first."""
        spelt = features.words_of(text)
        pieces = {piece for word in spelt for piece in features.spelt_word(word)} | features.sequence(spelt)
        at = next(n for n, one in enumerate(self._labels()) if one == (question, label))
        weighed = [
            (row[at] / SCALE, feature)
            for feature in features.known(heard, text) | pieces
            if (row := self._table.row(feature)) is not None and row[at]
        ]
        return sorted(weighed, key=lambda one: (-abs(one[0]), one[1]))

    def _labels(self) -> Iterator[tuple[str, str]]:
        return ((question, label) for question, labels in self._questions.items() for label in labels)

    def _spelt(self, words: Sequence[str]) -> Sums:
        pairs = self._table.sums(features.sequence(words))
        return _added([pairs, *(self._spelt_word(word) for word in sorted(set(words)))])

    def _spelt_word(self, word: str) -> Sums:
        """What the pieces of one word come to. Remembered: people write the same few words again and again."""
        sums = self._words.get(word)
        if sums is None:
            sums = array("h", self._table.sums(features.spelt_word(word[:_LONGEST_WORD])))
            if len(self._words) < _MOST_REMEMBERED:
                self._words[word] = sums
        return sums

    def _judged(self, sums: Sums) -> dict[str, list[float]]:
        """Shares of every question's labels, in the labels' order."""
        weights = iter(sums)
        return {question: _shares(list(islice(weights, len(labels)))) for question, labels in self._questions.items()}


class Table:
    """Rows of small integers, found by the hash of a feature's name in a table with open addressing."""

    def __init__(self, hashes: memoryview, places: memoryview, rows: memoryview, width: int) -> None:
        self._hashes, self._places, self._rows = hashes, places, rows
        self._mask = len(hashes) - 1
        self._row = Struct(f"{width}b")
        self._nothing = (0,) * width

    @classmethod
    def of(cls, body: bytes, slots: int, width: int) -> "Table":
        """The table that `body` holds: hashes and places, four little-endian bytes each, then rows. Nothing is copied,
        but where the machine writes its bytes the other way round."""
        numbers = array("I", body[: 8 * slots]) if sys.byteorder == "big" else None
        if numbers:
            numbers.byteswap()
        both = memoryview(numbers) if numbers else memoryview(body)[: 8 * slots].cast("I")
        return cls(both[:slots], both[slots:], memoryview(body)[8 * slots :], width)

    def row(self, feature: str) -> tuple[int, ...] | None:
        """The weights of one feature; None when nothing was learnt of it."""
        wanted = hashed(feature)
        hashes, slot = self._hashes, wanted & self._mask
        while (there := hashes[slot]) != wanted:
            if not there:
                return None
            slot = (slot + 1) & self._mask
        return self._row.unpack_from(self._rows, self._places[slot] * self._row.size)

    def sums(self, found: Iterable[str]) -> Sums:
        """What the weights of these features come to, label by label."""
        hashes, places, mask = self._hashes, self._places, self._mask
        unpack, rows, size = self._row.unpack_from, self._rows, self._row.size
        own = [self._nothing]
        for feature in found:  # `row`, written out: this is most of the time that a message takes
            wanted = hashed(feature)
            slot = wanted & mask
            while (there := hashes[slot]) and there != wanted:
                slot = (slot + 1) & mask
            if there:
                own.append(unpack(rows, places[slot] * size))
        return _added(own)


def hashed(feature: str) -> int:
    """A feature's hash, never 0: that marks an empty slot."""
    return zlib.crc32(feature.encode()) or 1


def _added(rows: Sequence[Sums]) -> Sums:
    return list(map(sum, zip(*rows, strict=True)))


def _shares(sums: Sequence[int]) -> list[float]:
    most = max(sums)
    powers = [math.exp((one - most) / SCALE) for one in sums]
    whole = sum(powers)
    return [power / whole for power in powers]
