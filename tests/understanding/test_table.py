"""The table finds the rows of what was put into it, and nothing else."""

import numpy as np
import pytest

from bot.understanding.table import Table, hashed, packed, table_size

ROWS = {"w sove": [1, -2], "w mad": [127, 0], "?": [-127, 5]}
LABELS = 2


@pytest.fixture
def table() -> Table:
    """A table of the rows above, as it lies in a file with something behind it."""
    body = packed({hashed(feature): np.array(row, np.int8) for feature, row in ROWS.items()})
    return Table.of(body + b"behind it", len(ROWS), LABELS)


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ([], [0, 0]),
        (["w sove"], [1, -2]),
        (["w sove", "?"], [-126, 3]),
        (["w mad", "w mad"], [254, 0]),
        (["w sove", "nobody taught this"], [1, -2]),
        ([str(number) for number in range(1000)], [0, 0]),
    ],
)
def test_rows_are_summed(table: Table, asked: list[str], total: list[int]) -> None:
    """Each as often as it comes; what was never taught is nothing, also beyond the last hash."""
    assert table.total(asked).tolist() == total


def test_what_was_taught_is_known(table: Table) -> None:
    """The table knows its own features and no others."""
    assert [feature for feature in (*ROWS, "w sov", "") if table.has(feature)] == list(ROWS)


def test_size_is_that_of_the_bytes() -> None:
    """What lies behind the table is found by its size; an empty one is none."""
    assert table_size(1, LABELS) == len(packed({7: np.array([1, 2], np.int8)}))

    with pytest.raises(ValueError, match="empty"):
        table_size(0, LABELS)
