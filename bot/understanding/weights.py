"""The weights of features, summed in the two views of a message: as the lexicon knows its words, and as it is spelt."""

from collections.abc import Iterable, Sequence

import numpy as np

from bot.understanding import features
from bot.understanding.evidence import Heard
from bot.understanding.table import Sums, Table

SCALE = 40.0
"""Weights are kept in steps of 1/40: finer ones change nothing, coarser ones do."""

_MOST_REMEMBERED = 2000


class Weights:
    """Sums of the weights of features, in steps of 1 / SCALE, label by label."""

    def __init__(self, table: Table) -> None:
        self._table = table
        # Remembered, for people write the same few words again and again; only what examples or fields hold is, and
        # never a number. Of other words, names among them, one in some 6,500 passes for one of these.
        self._words: dict[str, Sums] = {}

    def by_words(self, heard: Heard, whole: Iterable[str]) -> Sums:
        """What the known words and the features of the whole come to, each once however many words have it."""
        return self._table.total(features.known(heard, whole))

    def by_spelling(self, words: Sequence[str]) -> Sums:
        """What the words come to as they are spelt, and beside each other."""
        remembered = {word: sums for word in set(words) if (sums := self._remembered(word)) is not None}
        pieces = [piece for word in set(words) - remembered.keys() for piece in _pieces(word)]
        others = self._table.total([*features.sequence(words), *pieces])
        total: Sums = np.add.reduce([others, *remembered.values()], axis=0, dtype=np.int32)
        return total

    def is_taught(self, word: str) -> bool:
        """Whether examples or fields hold the very word, of letters alone, and not only its pieces."""
        return word.isalpha() and self._table.has(features.SPELT + word)

    def _remembered(self, word: str) -> Sums | None:
        """What the pieces of a word come to, of the words that came first: they are the everyday ones."""
        sums = self._words.get(word)
        if sums is None and len(self._words) < _MOST_REMEMBERED and self.is_taught(word):
            sums = self._words[word] = self._table.total(_pieces(word))
        return sums


def _pieces(word: str) -> list[str]:
    return features.spelt_word(word[: features.LONGEST_WORD])
