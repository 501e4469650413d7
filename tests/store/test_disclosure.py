"""What may be told of counts: no number under five can be read off, added up or subtracted from what is told."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.store.disclosure import FEWEST, OTHERS, Told, told

COUNTS = st.lists(
    st.tuples(st.sampled_from(["Slagelse", "Vejle", "Kolding", ""]), st.sampled_from("abcd"), st.integers(1, 12)),
    max_size=20,
)


def numbers(what: Told) -> list[tuple[frozenset[tuple[str, str]], int]]:
    """Every number that some output could tell, with the blocks it is made of."""
    columns = {column for _, column in what.blocks}
    wheres = {where for where, _ in what.blocks}
    of_columns = [(frozenset(k for k in what.blocks if k[1] == column), what.columns()[column]) for column in columns]
    of_rows = [(frozenset(k for k in what.blocks if k[0] == where), what.total(where)) for where in wheres]
    return [
        (frozenset(what.blocks), what.total()),
        *of_columns,
        *of_rows,
        *((frozenset({one}), number) for one, number in what.blocks.items()),
    ]


@given(COUNTS)
def test_no_small_number_is_told(counts: list[tuple[str, str, int]]) -> None:
    """Each number is five or more, and so is what is left when one that lies inside it is taken away."""
    seen = numbers(told(counts))

    assert all(number == 0 or number >= FEWEST for _, number in seen)
    for (outer, whole), (inner, part) in product(seen, seen):
        if inner < outer:
            assert whole - part >= FEWEST


@given(COUNTS)
def test_all_but_a_handful_is_told(counts: list[tuple[str, str, int]]) -> None:
    """Sums are right: at most four counts of a kind stand nowhere, and a municipality's own sum is whole."""
    what = told(counts)
    real = {where: sum(n for w, _, n in counts if w == where) for where, _, _ in counts}

    assert sum(real.values()) - what.total() in range(FEWEST)
    for where, number in what.municipalities().items():
        assert where == OTHERS or number == real[where]


@given(COUNTS, COUNTS)
def test_two_tables_give_no_more(counts: list[tuple[str, str, int]], weeks: list[tuple[str, str, int]]) -> None:
    """The same counts by another column leave the same municipalities and the same sums."""
    other = [(where, f"week {column}", number) for (where, _, number), column in zip(counts, "abab" * 5, strict=False)]

    assert told(other).municipalities() == told(counts).municipalities()
    assert told(weeks).blocks == told(list(reversed(weeks))).blocks


def test_next_smallest_hides_the_one() -> None:
    """One small count alone would come out of the sum: the next smallest stands with it."""
    what = told([("Slagelse", "food", 40), ("Slagelse", "pets", 2), ("Slagelse", "bath", 7)])

    assert what.columns("Slagelse") == {"food": 40, OTHERS: 9}


def test_stray_town_comes_out_nowhere() -> None:
    """Three from another town are in no number: all towns together are the one town."""
    what = told([("Slagelse", "food", 40), ("Vejle", "food", 3)])

    assert what.total() == what.total("Slagelse") == 40


def test_few_of_many_towns_stand_together() -> None:
    """Three from each of two other towns are told as six of others."""
    what = told([("Slagelse", "food", 40), ("Vejle", "food", 3), ("Kolding", "food", 3)])

    assert what.municipalities() == {"Slagelse": 40, OTHERS: 6}
