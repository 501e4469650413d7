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
        known = {feature for atoms, word in features.words_in(heard) for feature in features.known_word(atoms, word)}
        return self._table.total({*known, *features.pairs(heard), *whole})

    def by_spelling(self, words: Sequence[str]) -> Sums:
        """What the words come to as they are spelt, and beside each other."""
        distinct = set(words)
        remembered = [self._words[word] for word in distinct if word in self._words]
        pieces = [piece for word in distinct if word not in self._words for piece in self._pieces(word)]
        others = self._table.total([*features.sequence(words), *pieces])
        total: Sums = np.add.reduce([others, *remembered], axis=0, dtype=np.int32)
        return total

    def is_taught(self, word: str) -> bool:
        """Whether examples or fields hold the very word, of letters alone, and not only its pieces."""
        return word.isalpha() and self._table.has(features.SPELT + word)

    def _pieces(self, word: str) -> list[str]:
        """The pieces of a word. What those of the words that came first come to is remembered: they are the everyday
        ones."""
        pieces = features.spelt_word(word[: features.LONGEST_WORD])
        if len(self._words) < _MOST_REMEMBERED and self.is_taught(word):
            self._words[word] = self._table.total(pieces)
        return pieces
