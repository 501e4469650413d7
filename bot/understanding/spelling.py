"""Which known word a misspelt one is: folded letters (saar, sar, for "sår"), held-down letters, one slip of the finger.

A deletion index (the idea of SymSpell) finds every known word one edit away with a handful of look-ups. Words that are
known are never mended, and short ones never guessed at.
"""

from collections.abc import Iterable
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
        self.targets = frozenset(word for word in targets if word.isalpha())
        self.known = self.targets | frozenset(known)
        self._folded: dict[str, str] = {}
        for word in [*sorted(self.targets), *sorted(self.known)]:
            for key in foldings(word):
                self._folded.setdefault(key, word)
        # Most keys lead to one word: kept as that word, since a hundred thousand lists of one take 7 MB.
        self._deletions: dict[str, str | tuple[str, ...]] = {}
        for word in sorted(self.targets):
            if len(word) >= SHORTEST_MENDED:
                for key in {word, *_deletions(word)}:
                    others = self._near(key)
                    self._deletions[key] = (*others, word) if others else word

    def unfolded(self, word: str) -> str | None:
        """The known word that `word` is without æ, ø and å: "tandlaege", "sar", "stotte"."""
        return self._folded.get(word)

    def mended(self, word: str) -> str | None:
        """The known word that is one slip away, two for a long one; None when none is near or `word` is too short."""
        length = len(word)
        if length < SHORTEST_MENDED or not word.isalpha():
            return None
        limit = 2 if length >= self._twice_from else 1
        near = set(self._near(word))
        for key in _deletions(word):
            near.update(self._near(key))
        best: tuple[int, int, str] | None = None
        for target in near:
            if target[0] != word[0] and target[:2] != word[1::-1]:
                continue
            distance = OSA.distance(word, target, score_cutoff=limit)
            if distance <= limit:
                rank = (distance, abs(len(target) - length), target)
                if best is None or rank < best:
                    best = rank
        return best[2] if best else None

    def _near(self, key: str) -> tuple[str, ...]:
        found = self._deletions.get(key, ())
        return (found,) if isinstance(found, str) else found


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


def _deletions(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]
