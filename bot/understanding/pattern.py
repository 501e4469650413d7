"""Patterns: how the lexicon says which words, in which order, mean something. The grammar is in the lexicon's README.

ondt i tand          these words, inflected or not, in this order, at most two others between each
ondt + i + tand      nothing between
ondt .. tand         up to eight others between
tand & ondt          in any order, within twelve words
tand/kæbe            either;   {body} one of a word group;   tand* and *tand  begins, ends with
!give                exactly this form, no other
^hej$                ^ the message begins here, $ it ends here
-{past}              only if no such word is in the message
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

NEAR, WIDE, WINDOW = 2, 8, 12
SIGNS = frozenset({"+", "..", "&"})
NEGATION = "{neg}"

Atoms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase. `gaps[i]` is how many words may stand before element i (-1: any order)."""

    source: str
    elements: tuple[Atoms, ...]
    gaps: tuple[int, ...]
    absent: tuple[Atoms, ...]
    begins: bool
    ends: bool
    negates: bool

    @property
    def shape(self) -> tuple[object, ...]:
        """What two phrases that say the same have in common."""
        return self.elements, self.gaps, self.absent, self.begins, self.ends

    @property
    def is_loose(self) -> bool:
        return -1 in self.gaps


@dataclass(frozen=True, slots=True)
class Sequenced:
    """The words of one message as patterns see them: their atoms, and where sentences begin."""

    atoms: Sequence[Atoms]
    opens: Sequence[bool]
    everything: frozenset[str]


def parse(source: str, atoms: Callable[[str], Atoms]) -> Pattern:
    """The pattern that `source` says. `atoms` turns one word into what tokens carry. Raises ValueError."""
    elements: list[Atoms] = []
    gaps: list[int] = []
    absent: list[Atoms] = []
    text = source.strip()
    begins, ends = text.startswith("^"), text.endswith("$")
    gap = NEAR
    for piece in text.removeprefix("^").removesuffix("$").split():
        if piece in SIGNS:
            gap = {"+": 0, "..": WIDE, "&": -1}[piece]
        elif piece.startswith("-") and len(piece) > 1:
            absent.append(_element(piece[1:], atoms))
        else:
            near_you = gap == NEAR and piece == "i"
            elements.append(_element(piece, atoms))
            gaps.append(0 if near_you or (begins and ends) else gap)
            gap = NEAR
    if not elements:
        raise ValueError("a phrase without words")
    negates = any(NEGATION in element or "ikke" in element for element in elements)
    return Pattern(source, tuple(elements), tuple(gaps), tuple(absent), begins, ends, negates)


def _element(piece: str, atoms: Callable[[str], Atoms]) -> Atoms:
    alternatives = piece.split("/")
    if not all(alternatives):
        raise ValueError(f"an empty alternative in {piece!r}")
    if len(alternatives) == 1:
        return atoms(piece)
    return frozenset().union(*(atoms(alternative) for alternative in alternatives))


def match(pattern: Pattern, words: Sequenced, at: int, anchor: int) -> tuple[int, ...] | None:
    """The positions of `pattern`'s words when its element number `anchor` stands at `at`; None when it does not fit."""
    elements = pattern.elements
    everything = words.everything
    for element in elements:
        if element.isdisjoint(everything):
            return None
    for element in pattern.absent:
        if not element.isdisjoint(everything):
            return None
    if len(elements) == 1:
        found = [at]
    else:
        spots = _loose(pattern, words, at, anchor) if pattern.is_loose else _in_order(pattern, words, at, anchor)
        if spots is None:
            return None
        found = spots
    if pattern.begins and found[0] != 0:
        return None
    if pattern.ends and found[-1] != len(words.atoms) - 1:
        return None
    return tuple(found)


def _in_order(pattern: Pattern, words: Sequenced, at: int, anchor: int) -> list[int] | None:
    found = [at]
    for k in range(anchor + 1, len(pattern.elements)):
        spot = _next(pattern, words, found[-1], k)
        if spot is None:
            return None
        found.append(spot)
    for k in range(anchor - 1, -1, -1):
        spot = _previous(pattern, words, found[0], k)
        if spot is None:
            return None
        found.insert(0, spot)
    return found


def _next(pattern: Pattern, words: Sequenced, after: int, k: int) -> int | None:
    element, atoms = pattern.elements[k], words.atoms
    for j in range(after + 1, min(after + 2 + pattern.gaps[k], len(atoms))):
        if words.opens[j]:
            return None
        if not element.isdisjoint(atoms[j]):
            return j
        if NEGATION in atoms[j] and not pattern.negates:
            return None
    return None


def _previous(pattern: Pattern, words: Sequenced, before: int, k: int) -> int | None:
    element, atoms = pattern.elements[k], words.atoms
    for j in range(before - 1, max(before - 2 - pattern.gaps[k + 1], -1), -1):
        if words.opens[j + 1]:
            return None
        if not element.isdisjoint(atoms[j]):
            return j
        if NEGATION in atoms[j] and not pattern.negates:
            return None
    return None


def _loose(pattern: Pattern, words: Sequenced, at: int, anchor: int) -> list[int] | None:
    found = {at}
    for k, element in enumerate(pattern.elements):
        if k == anchor:
            continue
        near = range(max(0, at - WINDOW), min(len(words.atoms), at + WINDOW + 1))
        spots = [j for j in near if j not in found and not element.isdisjoint(words.atoms[j])]
        if not spots:
            return None
        found.add(min(spots, key=lambda j: abs(j - at)))
    return sorted(found)
