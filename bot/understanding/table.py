"""A table of features with a small integer for every label, looked up without being read into memory."""

import mmap
import sys
from array import array
from collections.abc import Iterable, Sequence
from operator import add
from struct import Struct
from zlib import crc32

NO_WEIGHT = 128
_MOST_AT_ONCE = 250
"""Rows that can be added before two bytes a label are full."""

_RAISED = 1 << 20
"""Added to each sum that is packed, since those below nothing cannot be; a hundred words stay below four bytes."""

Sums = Sequence[int]


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
            return added(self.total(rows[:_MOST_AT_ONCE]), self.total(rows[_MOST_AT_ONCE:]))
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


def added(one: Sums, other: Sums) -> Sums:
    """Two sums, label by label."""
    return list(map(add, one, other))
