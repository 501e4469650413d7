"""What may be told of counts: nothing under five, and nothing from which a number under five could be worked out.

Each count is put into one block, each block holds five or more, and every number that is told is a block or a sum of
blocks. So whatever is subtracted from whatever, no part of a block comes out.

- The small counts of one municipality stand together as OTHERS; while they are too few together, with its next
  smallest.
- A municipality with fewer than five of everything stands together with others like it, as the municipality OTHERS.
- What is then still too few is told nowhere, not even in a sum: four at most of each kind.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Fewer might be recognised by somebody who was there.
FEWEST = 5
OTHERS = "*"
"""Stands for the columns, or the municipalities, that are not told by themselves."""


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of one kind of count. `blocks` are by municipality and column."""

    blocks: Mapping[tuple[str, str], int]

    def columns(self, municipality: str | None = None) -> dict[str, int]:
        """By column, of one municipality or of all."""
        told: Counter[str] = Counter()
        for (where, column), number in self.blocks.items():
            if municipality in (None, where):
                told[column] += number
        return dict(told)

    def municipalities(self) -> dict[str, int]:
        """By municipality."""
        told: Counter[str] = Counter()
        for (where, _), number in self.blocks.items():
            told[where] += number
        return dict(told)

    def total(self, municipality: str | None = None) -> int:
        """Of one municipality, or of all."""
        return sum(self.columns(municipality).values())


def told(counts: Iterable[tuple[str, str, int]]) -> Told:
    """What may be told of counts by municipality and column."""
    rows: dict[str, Counter[str]] = {}
    for municipality, column, number in counts:
        rows.setdefault(municipality, Counter())[column] += number
    rows = {municipality: Counter({key: n for key, n in row.items() if n > 0}) for municipality, row in rows.items()}
    few = {municipality for municipality, row in rows.items() if row.total() < FEWEST}
    pooled = sum((rows[municipality] for municipality in few), Counter())
    large = {municipality: row for municipality, row in rows.items() if municipality not in few}
    if pooled.total() >= FEWEST:
        large[OTHERS] = pooled
    return Told({(where, key): n for where, row in large.items() for key, n in _together(row).items()})


def _together(row: Counter[str]) -> dict[str, int]:
    """The row with its small counts as one; with the next smallest until that one is large enough."""
    kept, others = dict(row), 0
    for column, number in sorted(row.items(), key=lambda one: (one[1], one[0])):
        if number >= FEWEST and not 0 < others < FEWEST:
            break
        others += kept.pop(column)
    return {**kept, OTHERS: others} if others else kept
