"""Which known word a misspelt one is: folded letters (saar, sar, for "sår"), held-down letters, one slip of the finger.

A slip leaves the first letter, or swaps it with the second, and hardly changes the length: only the few known words of
that beginning and length are compared. Words that are known are never mended, and short ones never guessed at.
"""

from collections.abc import Iterable, Iterator
from itertools import product

from rapidfuzz.distance import OSA

SHORTEST_MENDED = 5
SHORTEST_MENDED_TWICE = 9
_FOLDS = {"å": ("aa", "a"), "ø": ("oe", "o"), "æ": ("ae", "a", "e")}


class Speller:
    """Knows how the words of the lexicon may be misspelt. `targets` may be guessed at; `known` are left alone."""

    def __init__(
        self, targets: Iterable[str], known: Iterable[str], *, twice_from: int = SHORTEST_MENDED_TWICE
    ) -> None:
        self._twice_from = twice_from
        guessed = sorted({word for word in targets if word.isalpha()})
        # Whether a known word may be guessed at. As many words in sets would take three times as much memory.
        self.known = {**dict.fromkeys(known, False), **dict.fromkeys(guessed, True)}
        self._folded: dict[str, str] = {}
        for word in [*guessed, *sorted(self.known)]:
            if not word.isascii():
                for key in foldings(word):
                    self._folded.setdefault(key, word)
        self._shelves: dict[tuple[str, int], list[str]] = {}
        for word in guessed:
            if len(word) >= SHORTEST_MENDED:
                self._shelves.setdefault((word[0], len(word)), []).append(word)

    def is_target(self, word: str) -> bool:
        """Whether the word may be guessed at."""
        return self.known.get(word, False)

    def unfolded(self, word: str) -> str | None:
        """The known word that `word` is without æ, ø and å: "tandlaege", "sar", "stotte"."""
        return self._folded.get(word)

    def mended(self, word: str) -> str | None:
        """The known word that is one slip away, two for a long one; None when none is near or `word` is too short."""
        length = len(word)
        if length < SHORTEST_MENDED or not word.isalpha():
            return None
        limit = 2 if length >= self._twice_from else 1
        letters = sorted(word)
        best: tuple[int, bool, int, str] | None = None
        for target in self._near(word, limit):
            distance = OSA.distance(word, target, score_cutoff=limit)
            if distance <= limit:
                # Fingers swap two letters ("vejel") more easily than they hit a wrong one.
                rank = (distance, sorted(target) != letters, abs(len(target) - length), target)
                if best is None or rank < best:
                    best = rank
        return best[3] if best else None

    def _near(self, word: str, limit: int) -> Iterator[str]:
        """The known words that begin as `word` does, or with its first two letters swapped, and are about as long."""
        for length in range(len(word) - limit, len(word) + limit + 1):
            yield from self._shelves.get((word[0], length), ())
            yield from (one for one in self._shelves.get((word[1], length), ()) if one[:2] == word[1::-1])


def foldings(word: str) -> set[str]:
    """Every way to write `word` on a keyboard without æ, ø and å; each letter is folded alike all through the word.

    >>> sorted(foldings("sår"))
    ['saar', 'sar']
    """
    present = [letter for letter in _FOLDS if letter in word]
    keys = set()
    for choice in product(*(_FOLDS[letter] for letter in present)):
        key = word
        for letter, plain in zip(present, choice, strict=True):
            key = key.replace(letter, plain)
        keys.add(key)
    return keys - {word}
