"""What one written word may mean: its atoms, which patterns are made of.

A word's atoms are its lemma or stem, itself as written ("=give"), the word groups it belongs to ("{body}"), known
beginnings and endings ("tand*"), and for a compound nobody listed the atoms of its parts.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

from bot.understanding.lexicon import NUMBER, Lexicon, words_of
from bot.understanding.normalise import unstretched
from bot.understanding.pattern import Atoms
from bot.understanding.spelling import Speller
from bot.understanding.stems import stem

SHORTEST_PART, SHORTEST_HEAD, SHORTEST_COMPOUND = 4, 6, 8
_MOST_REMEMBERED = 20_000
_LINKS = ("", "s", "e", "er")


class Words:
    """Turns written words into known ones and known ones into atoms. Both are remembered, for they depend on no
    context: of known words, never of a name or a number that somebody wrote."""

    def __init__(self, lexicon: Lexicon, names: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._stems: dict[str, str] = {}
        self._stems_known: dict[str, bool] = {}
        self._beginnings: dict[str, str] = {}
        self._endings: dict[str, str] = {}
        self._classes: dict[str, set[str]] = {}
        targets = self._vocabulary()
        ordinary = set(lexicon.ordinary) | set(lexicon.false_friends)
        self._names = frozenset(names)
        self.speller = Speller(targets, ordinary | self._names)
        # Whether a stem is one of the lexicon's own words.
        self._stems_known = {self.stem(word): False for word in ordinary} | {self.stem(word): True for word in targets}
        self._analysed: dict[str, tuple[str, Atoms]] = {}
        self._sets: dict[Atoms, Atoms] = {}

    def _vocabulary(self) -> set[str]:
        """Every plain word that the lexicon uses; beginnings, endings and group members are noted on the way."""
        lexicon = self._lexicon
        words = set(lexicon.lemmas) | set(lexicon.numbers)
        for label, members in lexicon.classes.items():
            for member in members:
                if " " not in member.strip():
                    for one in member.split("/"):
                        self._classes.setdefault(self.atom(one), set()).add("{" + label + "}")
        # Thousands of phrases are made of the same few words.
        phrases = chain(lexicon.entries.texts(), *lexicon.classes.values())
        for piece in {piece for phrase in phrases for piece in phrase.split()}:
            for word in words_of(piece):
                self.atom(word)
                if word.isalpha():
                    words.add(word)
        return words

    def atom(self, word: str) -> str:
        """The atom that `word` of a phrase stands for."""
        if word.startswith("{"):
            return word
        if word.startswith("!"):
            return "=" + word[1:]
        if word.endswith("*"):
            self._beginnings[word[:-1]] = word
            return word
        if word.startswith("*"):
            self._endings[word[1:]] = word
            return word
        return self.stem(word)

    def alternatives(self, word: str) -> tuple[str, ...]:
        """The atoms that `word` of a phrase may stand for: shorthand is also what it is short for."""
        full = self._lexicon.shorthand.get(word, word)
        return (self.atom(word),) if full == word else (self.atom(word), self.atom(full))

    def exactly(self, word: str) -> tuple[str, ...]:
        """The atoms of `word` in a phrase that speaks against something: this very form, else it silences too much."""
        return ("=" + self._lexicon.shorthand.get(word, word),) if word.isalpha() else self.alternatives(word)

    def shared(self, atoms: Iterable[str]) -> Atoms:
        """The one set of these atoms: phrases say the same few thousand words again and again."""
        made = frozenset(atoms)
        return self._sets.setdefault(made, made)

    def stem(self, word: str) -> str:
        """The lemma of an irregular word, else the word without its Danish ending."""
        known = self._stems.get(word)
        if known is None:
            known = self._lexicon.lemmas.get(word) or stem(word)
            # As long as there are none yet, the words are the lexicon's own.
            is_ours = not self._stems_known or known in self._stems_known
            if is_ours and len(self._stems) < _MOST_REMEMBERED:
                self._stems[word] = known
        return known

    def analysed(self, word: str) -> tuple[str, Atoms]:
        """The known word that `word` is, or itself, and its atoms."""
        known = self._analysed.get(word)
        if known is None:
            known = self._analyse(word)
            if len(self._analysed) < _MOST_REMEMBERED and self.is_known(word):
                self._analysed[word] = known
        return known

    def is_word(self, word: str) -> bool:
        """Whether the lexicon itself uses the word: what split words are joined to."""
        return len(word) >= SHORTEST_PART and self.speller.is_target(word)

    def is_known(self, word: str) -> bool:
        """Whether the word, in some inflection, needs no mending."""
        if word in self.speller.known or word in self._names:
            return True
        bare = self.stem(word)
        return len(bare) > 2 and bare in self._stems_known

    def is_ordinary(self, word: str) -> bool:
        """Whether the word is known, and not only as the name of a town."""
        known = self._canonical(word)
        if known in self._names and not self.speller.is_target(known):
            return False
        return known is not None or (len(word) >= SHORTEST_COMPOUND and bool(self._parts(word)))

    def _analyse(self, written: str) -> tuple[str, Atoms]:
        word = self._canonical(written)
        if word is not None:
            return word, self._atoms(word)
        if any(len(b) >= SHORTEST_PART and written.startswith(b) for b in self._beginnings):
            return written, self._atoms(written)
        mended = self._mended(written)
        if mended is not None and len(written) < SHORTEST_COMPOUND:
            return mended, self._atoms(mended)
        parts = self._parts(written)
        if parts and mended is None:
            return written, self._atoms(written).union(*(self._atoms(part) for part in parts))
        if mended is not None:
            return mended, self._atoms(mended)
        return written, self._atoms(written)

    def _canonical(self, written: str) -> str | None:
        """`written` itself if it is known, or with its held-down letters let go and its æ, ø and å restored."""
        for word in (written, *unstretched(written)):
            if self.is_known(word):
                return word
            unfolded = self.speller.unfolded(word)
            if unfolded is not None:
                return unfolded
            spelt = word.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")
            if spelt != word and self.is_known(spelt):
                return spelt
        return None

    def _mended(self, written: str) -> str | None:
        mended = self.speller.mended(written)
        if mended is None:
            spelt = written.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")
            mended = self.speller.mended(spelt) if spelt != written else None
        return mended

    def _parts(self, word: str) -> tuple[str, ...]:
        """The known words that a compound is made of, the longest head first; empty when it is none."""
        if len(word) < SHORTEST_COMPOUND:
            return ()
        for cut in range(3, len(word) - SHORTEST_PART + 1):
            head = word[cut:]
            if not self._is_content(head):
                continue
            first = self._first_part(word[:cut])
            if first is not None:
                return (first, head)
            if len(head) >= SHORTEST_HEAD:
                return (head,)
        return ()

    def _first_part(self, part: str) -> str | None:
        for link in _LINKS:
            if part.endswith(link):
                bare = part.removesuffix(link)
                if len(bare) >= 3 and self.is_known(bare):
                    return bare
        return None

    def _is_content(self, word: str) -> bool:
        bare = self.stem(word)
        return self.is_word(word) or (len(bare) >= SHORTEST_PART and self._stems_known.get(bare, False))

    def _atoms(self, word: str) -> Atoms:
        atoms = {self.stem(word), "=" + word}
        for cut in range(2, len(word) + 1):
            if word[:cut] in self._beginnings:
                atoms.add(self._beginnings[word[:cut]])
            if word[-cut:] in self._endings:
                atoms.add(self._endings[word[-cut:]])
        if word[0].isdigit() or word in self._lexicon.numbers:
            atoms.add(NUMBER)
        return self.with_classes(atoms)

    def with_classes(self, atoms: set[str]) -> Atoms:
        """`atoms` with every word group that one of them belongs to, and the groups of those groups."""
        waiting: Sequence[str] = list(atoms)
        while waiting:
            found = {label for atom in waiting for label in self._classes.get(atom, ())} - atoms
            atoms |= found
            waiting = list(found)
        return frozenset(atoms)
