"""The weights of features, summed in the two views of a message: as the lexicon knows its words, and as it is spelt."""

from collections.abc import Iterable, Mapping, Sequence

from bot.understanding import features
from bot.understanding.evidence import Heard
from bot.understanding.pattern import Atoms
from bot.understanding.table import Sums, Table, added

SCALE = 40.0
"""Weights are kept in steps of 1/40: finer ones change nothing, coarser ones do."""

_MOST_REMEMBERED, _MOST_MEANT = 2000, 600


class Weights:
    """Sums of the weights of features, in steps of 1 / SCALE, label by label."""

    def __init__(self, table: Table) -> None:
        self._table = table
        # Remembered: people write the same few words, and the same few beside each other, again and again. Only what
        # examples or fields hold is, never a name or a number that somebody wrote.
        self._known_rows: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._meant: dict[Atoms, Mapping[str, int]] = {}

    def by_words(self, heard: Heard, whole: Iterable[str]) -> Sums:
        """What the known words and the features of the whole come to, each once however many words have it."""
        rows: dict[str, int] = {}
        for atoms, word in features.words_in(heard):
            rows.update(self._known_word(atoms, word))
        return self._table.total([*rows.values(), *self._rows(features.pairs(heard)), *self._rows(whole)])

    def by_spelling(self, words: Sequence[str]) -> Sums:
        """What the words come to as they are spelt, and beside each other."""
        pairs = self._table.total(self._rows(features.sequence(words)))
        return added(pairs, self._table.unpacked([self._spelt_word(word) for word in set(words)]))

    def is_taught(self, word: str) -> bool:
        """Whether examples or fields hold the very word, and not only its pieces."""
        return self._table.row(features.SPELT + word) != 0

    def _known_word(self, atoms: Atoms, word: str) -> Mapping[str, int]:
        """The rows of one word. Those of the words that came first are remembered: they are the everyday ones."""
        rows = self._meant.get(atoms)
        if rows is None:
            own = features.known_word(atoms, word)
            rows = {feature: row for feature in own for row in self._table.rows([feature])}
            if len(self._meant) < _MOST_MEANT and self.is_taught(word):
                self._meant[atoms] = rows
        return rows

    def _spelt_word(self, word: str) -> int:
        """What the pieces of one word come to, packed. Those of the words that came first are remembered."""
        sums = self._words.get(word)
        if sums is None:
            table = self._table
            sums = table.packed(table.total(table.rows(features.spelt_word(word[: features.LONGEST_WORD]))))
            if len(self._words) < _MOST_REMEMBERED and self.is_taught(word):
                self._words[word] = sums
        return sums

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
