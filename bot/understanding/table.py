"""A table of features with a small integer for every label, looked up without being read into memory."""

import mmap
from collections.abc import Iterable, Mapping
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Sums: TypeAlias = NDArray[np.int32]
"""A whole number for every label."""

_HASH = np.dtype("<u4")


class Table:
    """Rows of small integers, found by the hash of a feature's name. Features that share a hash share a row; what was
    never learnt has none, save one in some 6,500 that has the hash of another."""

    def __init__(self, hashes: NDArray[np.uint32], rows: NDArray[np.int8]) -> None:
        """`hashes`: (features,), ascending and at least one; `rows`: (features, labels), in the same order."""
        self._hashes, self._rows = hashes, rows

    @classmethod
    def of(cls, body: bytes | mmap.mmap, features: int, labels: int) -> "Table":
        """The table that `body` begins with: so many hashes, four little-endian bytes each, then as many rows."""
        hashes = np.frombuffer(body, _HASH, features)
        return cls(hashes, np.frombuffer(body, np.int8, features * labels, hashes.nbytes).reshape(features, labels))

    def total(self, found: Iterable[str]) -> Sums:
        """What the rows of these features come to, label by label; of a feature that comes twice, twice."""
        wanted = np.array([crc32(feature.encode()) for feature in found], _HASH)  # as `hashed`, without a call
        places = np.minimum(self._hashes.searchsorted(wanted), len(self._hashes) - 1)
        total: Sums = np.add.reduce(self._rows[places[self._hashes[places] == wanted]], axis=0, dtype=np.int32)
        return total

    def has(self, feature: str) -> bool:
        """Whether something was learnt of the feature."""
        wanted = np.uint32(hashed(feature))
        place = int(self._hashes.searchsorted(wanted))
        return place < len(self._hashes) and bool(self._hashes[place] == wanted)


def table_size(features: int, labels: int) -> int:
    """How many bytes a table of this size takes. Raises ValueError where it would hold nothing."""
    if features < 1 or labels < 1:
        raise ValueError("an empty table")
    return features * (_HASH.itemsize + labels)


def packed(rows: Mapping[int, NDArray[np.int8]]) -> bytes:
    """What `Table.of` reads, of the rows by their features' hashes."""
    hashes = sorted(rows)
    return np.array(hashes, _HASH).tobytes() + b"".join(rows[one].tobytes() for one in hashes)


def hashed(feature: str) -> int:
    """The hash that a feature's row lies under."""
    return crc32(feature.encode())
