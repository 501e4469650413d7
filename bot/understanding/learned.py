"""What the examples teach: weights learnt beforehand by `make learn`, and kept as one small binary file.

The file is a line of JSON (questions with their labels, the size of the table, a mark of the examples), then the
table: a slot for each feature's hash, the row that belongs to each slot, and the rows, one small integer a label. It is
unpacked into a file without a name and looked up there, so that only what is looked up is held in memory.
"""

import json
import math
import mmap
import sys
import tempfile
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import add
from pathlib import Path
from struct import Struct
from typing import IO
from zlib import crc32

from bot.understanding import features
from bot.understanding.evidence import Heard
from bot.understanding.pattern import Atoms

SCALE = 40.0
"""Weights are kept in steps of 1/40: finer ones change nothing, coarser ones do."""

HEAVIEST, NO_WEIGHT = 127, 128
_MOST_AT_ONCE = 250
"""Rows that can be added before two bytes a label are full."""

# No Danish word is longer; what is, is a stuck key.
_LONGEST_WORD = 40
_MOST_REMEMBERED, _MOST_MEANT = 2000, 600
_RAISED = 1 << 20
"""Added to each sum that is packed, since those below nothing cannot be; a hundred words stay below four bytes."""
_UNPACKED_AT_ONCE = 1 << 16

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
        # Remembered: people write the same few words, and the same few beside each other, again and again. Only what
        # examples or fields hold is, never a name or a number that somebody wrote.
        self._known_rows: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._meant: dict[Atoms, Mapping[str, int]] = {}

    @classmethod
    def load(cls, path: Path, folder: Path | None = None) -> "Learned":
        """The weights that the file holds, unpacked in `folder` or where temporary files go."""
        with path.open("rb") as file:
            told = json.loads(file.readline())
            body = _unpacked(file, folder)
        width = sum(len(labels) for labels in told["questions"].values())
        return cls(told["questions"], Table.of(body, told["slots"], width))

    def judge(self, heard: Heard, text: str, tidied: str) -> dict[str, Judgement]:
        """How likely each label of each question is: the mean of what the two views of the message find."""
        by_words = self._judged(self._known(heard, text))
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
            if (row := self._table.total(self._table.rows([feature])))[at]
        ]
        return sorted(weighed, key=lambda one: (-abs(one[0]), one[1]))

    def _labels(self) -> Iterator[tuple[str, str]]:
        return ((question, label) for question, labels in self._questions.items() for label in labels)

    def _known(self, heard: Heard, text: str) -> Sums:
        """What the known words come to, each feature once however many words have it."""
        rows: dict[str, int] = {}
        for atoms, word in features.words_in(heard):
            rows.update(self._known_word(atoms, word))
        return self._table.total([*rows.values(), *self._rows(features.around(heard, text))])

    def _known_word(self, atoms: Atoms, word: str) -> Mapping[str, int]:
        """The rows of one word. Those of the words that came first are remembered: they are the everyday ones."""
        rows = self._meant.get(atoms)
        if rows is None:
            own = features.known_word(atoms, word)
            rows = {feature: row for feature in own for row in self._table.rows([feature])}
            if len(self._meant) < _MOST_MEANT and self._is_taught(word):
                self._meant[atoms] = rows
        return rows

    def _spelt(self, words: Sequence[str]) -> Sums:
        pairs = self._table.total(self._rows(features.sequence(words)))
        return _added(pairs, self._table.unpacked([self._spelt_word(word) for word in set(words)]))

    def _spelt_word(self, word: str) -> int:
        """What the pieces of one word come to, packed. Those of the words that came first are remembered."""
        sums = self._words.get(word)
        if sums is None:
            table = self._table
            sums = table.packed(table.total(table.rows(features.spelt_word(word[:_LONGEST_WORD]))))
            if len(self._words) < _MOST_REMEMBERED and self._is_taught(word):
                self._words[word] = sums
        return sums

    def _is_taught(self, word: str) -> bool:
        """Whether examples or fields hold the very word, and not only its pieces."""
        return self._table.row(features.SPELT + word) != 0

    def _rows(self, found: Iterable[str]) -> list[int]:
        """As the table's own, for features that come again."""
        known, look_up = self._known_rows, self._table.row
        rows = []
        for feature in found:
            row = known.get(feature) or look_up(feature)
            if row:
                rows.append(row)
                if len(known) < _MOST_REMEMBERED:
                    known[feature] = row
        return rows

    def _judged(self, sums: Sums) -> dict[str, list[float]]:
        """Shares of every question's labels, in the labels' order."""
        weights = iter(sums)
        return {question: _shares(list(islice(weights, len(labels)))) for question, labels in self._questions.items()}


class Table:
    """Rows of small integers, found by the hash of a feature's name in a table with open addressing.

    A row is one byte a label, 128 for nothing. It is handed out as one whole number with two bytes for each of them
    (first every other label, then those between), so that rows are summed as numbers: all labels at once.
    """

    def __init__(self, numbers: "memoryview[int]", body: bytes | mmap.mmap, width: int) -> None:
        slots = len(numbers) // 2
        self._hashes, self._places, self._rows, self._begins = numbers[:slots], numbers[slots:], body, 8 * slots
        self._mask, self._width = slots - 1, width
        half = width // 2 + 1
        self._half = 16 * half
        self._every_other = int.from_bytes(b"\xff\x00" * half, "little")
        self._lanes, self._wide = Struct(f"<{2 * half}H"), Struct(f"<{width}I")

    @classmethod
    def of(cls, body: bytes | mmap.mmap, slots: int, width: int) -> "Table":
        """The table that `body` holds: hashes and places, four little-endian bytes each, then rows. Nothing is copied,
        but where the machine writes its bytes the other way round."""
        numbers = array("I", bytes(memoryview(body)[: 8 * slots])) if sys.byteorder == "big" else None
        if numbers:
            numbers.byteswap()
        both = memoryview(numbers) if numbers else memoryview(body)[: 8 * slots].cast("I")
        return cls(both, body, width)

    def row(self, feature: str) -> int:
        """The row of a feature; 0 when nothing was learnt of it."""
        hashes, mask = self._hashes, self._mask
        wanted = crc32(feature.encode()) or 1  # as `hashed`, without a call
        slot = wanted & mask
        while (there := hashes[slot]) and there != wanted:
            slot = (slot + 1) & mask
        if not there:
            return 0
        at = self._begins + self._places[slot] * self._width
        row, every_other = int.from_bytes(self._rows[at : at + self._width], "little"), self._every_other
        return (row & every_other) | (row >> 8 & every_other) << self._half

    def rows(self, found: Iterable[str]) -> list[int]:
        """The rows of these features, without those of which nothing was learnt."""
        return [row for feature in found if (row := self.row(feature))]

    def total(self, rows: Sequence[int]) -> Sums:
        """What these rows come to, label by label."""
        if len(rows) > _MOST_AT_ONCE:
            return _added(self.total(rows[:_MOST_AT_ONCE]), self.total(rows[_MOST_AT_ONCE:]))
        lanes, nothing = self._lanes, NO_WEIGHT * len(rows)
        both = lanes.unpack(sum(rows).to_bytes(lanes.size, "little"))
        sums = [0] * len(both)
        sums[::2], sums[1::2] = both[: len(both) // 2], both[len(both) // 2 :]
        return [one - nothing for one in sums[: self._width]]

    def packed(self, sums: Sums) -> int:
        """Sums as one whole number, four bytes a label, so that they too are summed all at once."""
        return int.from_bytes(self._wide.pack(*(one + _RAISED for one in sums)), "little")

    def unpacked(self, several: Sequence[int]) -> Sums:
        """What several packed ones come to, label by label."""
        raised = _RAISED * len(several)
        return [one - raised for one in self._wide.unpack(sum(several).to_bytes(self._wide.size, "little"))]


def hashed(feature: str) -> int:
    """A feature's hash, never 0: that marks an empty slot."""
    return crc32(feature.encode()) or 1


def _unpacked(packed: IO[bytes], folder: Path | None) -> bytes | mmap.mmap:
    """What the rest of the file holds: in memory only where no temporary file can be made."""
    begins = packed.tell()
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            _unpack(packed, file)
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError:
        packed.seek(begins)
        return zlib.decompress(packed.read())


def _unpack(packed: IO[bytes], into: IO[bytes]) -> None:
    unzip = zlib.decompressobj()
    while part := packed.read(_UNPACKED_AT_ONCE):
        into.write(unzip.decompress(part))
    into.write(unzip.flush())
    into.flush()


def _added(one: Sums, other: Sums) -> Sums:
    return list(map(add, one, other))


def _shares(sums: Sequence[int]) -> list[float]:
    most = max(sums)
    powers = [math.exp((one - most) / SCALE) for one in sums]
    whole = sum(powers)
    return [power / whole for power in powers]
