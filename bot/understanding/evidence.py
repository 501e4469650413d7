"""What the words of a message vote for: every phrase of the lexicon that fits, and how the votes are counted."""

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, pairwise

from bot.understanding.lexicon import Lexicon
from bot.understanding.normalise import Token
from bot.understanding.pattern import SIGNS, Atoms, Pattern, Sequenced, match, parse
from bot.understanding.phrases import Entry, Phrases
from bot.understanding.words import Words

MOST_WORDS = 400
_MARKS = re.compile(r"[-^$+&]|\.\.")
_SHARED = 20
"""How many words' phrases one word group stands for: what is filed under it is tried for each of them."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One phrase that fits: what it speaks for, how much, and which words of the message it stands on."""

    group: str
    weight: float
    spots: tuple[int, ...]
    phrase: str
    file: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as the rules see it: its words as known ones, and all votes by group."""

    words: tuple[str, ...]
    sequence: Sequenced
    votes: dict[str, list[Vote]] = field(default_factory=dict)
    is_english: bool = False

    def has(self, group: str) -> bool:
        return group in self.votes

    def score(self, group: str) -> float:
        """The sum of the group's votes, where a vote on words that a heavier one already stands on counts nothing."""
        votes = self.votes.get(group)
        return counted(votes) if votes else 0.0


def counted(votes: Sequence[Vote]) -> float:
    """What `votes` come to. A phrase counts by the share of its words that no heavier one stands on already, so that
    ten ways to say one thing are not ten reasons; objections always count."""
    if len(votes) == 1:
        return votes[0].weight
    total = 0.0
    covered: set[int] = set()
    for vote in sorted(votes, key=lambda v: (-v.weight, -len(v.spots), v.spots, v.phrase)):
        if vote.weight < 0:
            total += vote.weight
        else:
            total += vote.weight * sum(spot not in covered for spot in vote.spots) / len(vote.spots)
            covered.update(vote.spots)
    return total


class Listener:
    """All patterns, compiled once, each filed under its rarest word."""

    def __init__(self, lexicon: Lexicon, words: Words) -> None:
        self._words = words
        self.english_words, self.danish_words = lexicon.told_apart()
        self._false_friends = frozenset(lexicon.false_friends)
        labelled = (
            Entry("{" + label + "}", phrase, 0.0, "classes.toml")
            for label, phrases in lexicon.classes.items()
            for phrase in phrases
            if " " in phrase.strip()
        )
        self._said = lexicon.entries
        self._classes = _Index(Phrases(labelled), words)
        self._phrases = _Index(lexicon.entries, words)

    def hear(self, tokens: Sequence[Token], *, english: bool = False) -> Heard:
        """Everything that the lexicon knows about the words of one message."""
        written = [token.text for token in tokens[:MOST_WORDS]]
        analysed = [self._read_word(word, english) for word in written]
        opens = [token.starts_sentence for token in tokens[:MOST_WORDS]]
        names, atoms, opens = self._joined([a[0] for a in analysed], [a[1] for a in analysed], opens)
        atoms = self._grouped(atoms, opens)
        sequence = Sequenced(atoms, opens, frozenset().union(*atoms))
        heard = Heard(tuple(names), sequence, {}, english)
        for entry, spots in self._phrases.matches(sequence):
            vote = Vote(entry.group, entry.weight, spots, entry.phrase, entry.file)
            heard.votes.setdefault(entry.group, []).append(vote)
        return heard

    def is_english(self, tidied: str) -> bool:
        """Whether a text has more everyday words of English than of Danish."""
        words = [word.strip(".,!?") for word in tidied.replace("'", "").split()]
        english = sum(word in self.english_words for word in words)
        return english > sum(word in self.danish_words for word in words)

    def _read_word(self, word: str, english: bool) -> tuple[str, Atoms]:
        if english and word in self._false_friends:
            return word, self._words.with_classes({self._words.atom("en_" + word), "=en_" + word})
        return self._words.analysed(word)

    def _joined(
        self, names: list[str], atoms: list[Atoms], opens: list[bool]
    ) -> tuple[list[str], list[Atoms], list[bool]]:
        """The words with split compounds put together: "tand læge", "gade syge plejerske"."""
        out: tuple[list[str], list[Atoms], list[bool]] = ([], [], [])
        i = 0
        while i < len(names):
            taken, name, atom = 1, names[i], atoms[i]
            for size in (3, 2):
                whole = "".join(names[i : i + size])
                if (
                    i + size <= len(names)
                    and len(whole) >= 6
                    and self._words.is_word(whole)
                    and not self._are_said_apart(names[i : i + size])
                    and not any(opens[i + 1 : i + size])
                ):
                    taken, name, atom = size, whole, self._words.analysed(whole)[1]
                    break
            out[0].append(name)
            out[1].append(atom)
            out[2].append(opens[i])
            i += taken
        return out

    def _are_said_apart(self, names: Sequence[str]) -> bool:
        """Whether the lexicon has these words side by side: "træt af livet" is not about a pet that was put down."""
        # All of them are looked through, but seldom: only when two words could be one.
        return any(self._said.say(f"{one} {other}") for one, other in pairwise(names))

    def _grouped(self, atoms: list[Atoms], opens: Sequence[bool]) -> list[Atoms]:
        """`atoms` where the first and last word of a group's phrase ("sidste år") carry the group too."""
        sequence = Sequenced(atoms, opens, frozenset().union(*atoms))
        grouped = list(atoms)
        for entry, spots in self._classes.matches(sequence):
            for spot in (spots[0], spots[-1]):
                grouped[spot] = self._words.with_classes({*grouped[spot], entry.group})
        return grouped


@dataclass(frozen=True, slots=True)
class _Filed:
    """A phrase in the index, compiled."""

    entry: Entry
    anchor: int
    pattern: Pattern
    means: int
    """The same number for all that say the same of the same."""
    needs: Atoms | None
    """The longest word that it needs besides the one that it is filed under; None when that is all."""
    is_one_word: bool
    """It asks for nothing but that word."""


class _Index:
    """Phrases, each filed under the atoms of its rarest piece, and compiled when a message first has one of these."""

    def __init__(self, phrases: Phrases, words: Words) -> None:
        self._phrases, self._words = phrases, words
        self._means: dict[object, int] = {}
        self._compiled: dict[int, _Filed] = {}
        self._anchors = bytearray()
        often = Counter(chain.from_iterable(_pieces(phrase) for phrase in phrases.texts()))
        for piece in often:
            often[piece] *= _SHARED if "{" in piece else 1
        atoms_of = cache(self._atoms_of)
        numbers: dict[str, array[int]] = {}
        for number, (phrase, weight) in enumerate(zip(phrases.texts(), phrases.weights(), strict=True)):
            own = _pieces(phrase)
            times = [often[piece] for piece in own]
            anchor = times.index(min(times))
            self._anchors.append(anchor)
            for atom in atoms_of(own[anchor], weight >= 0):
                numbers.setdefault(atom, array("I")).append(number)
        self._filed: dict[str, bytes | list[_Filed]] = {atom: own.tobytes() for atom, own in numbers.items()}
        """Under an atom, the numbers of its phrases, or once a message has had it the phrases themselves."""

    def matches(self, sequence: Sequenced) -> Iterator[tuple[Entry, tuple[int, ...]]]:
        """Every pattern that fits, once each, at its first place in the message; one of several that say the same."""
        seen: set[int] = set()
        found: dict[int, tuple[Entry, tuple[int, ...]]] = {}
        everything, under = sequence.everything, self._filed.get
        for at, atoms in enumerate(sequence.atoms):
            for atom in atoms:
                own = under(atom, ())
                for filed in self._opened(atom, own) if isinstance(own, bytes) else own:
                    # Most lack another of their words: that is seen here, at once.
                    if (filed.needs is not None and filed.needs.isdisjoint(everything)) or id(filed) in seen:
                        continue
                    spots = (at,) if filed.is_one_word else match(filed.pattern, sequence, at, filed.anchor)
                    if spots is None:
                        continue
                    seen.add(id(filed))
                    entry, means = filed.entry, filed.means
                    if means not in found or entry.phrase < found[means][0].phrase:
                        found[means] = entry, spots
        return iter(found.values())

    def _opened(self, atom: str, packed: bytes) -> list[_Filed]:
        numbers = array("I", packed)
        entries = zip(numbers, self._phrases.of(numbers), strict=True)
        filed = [self._compiled.get(number) or self._compile(number, entry) for number, entry in entries]
        self._filed[atom] = filed
        return filed

    def _compile(self, number: int, entry: Entry) -> _Filed:
        atoms = self._words.alternatives if entry.weight >= 0 else self._words.exactly
        pattern = parse(entry.phrase, lambda word: self._words.shared(atoms(word)))
        means = self._means.setdefault((entry.group, entry.weight, pattern.shape), len(self._means))
        anchor = self._anchors[number]
        others = (*pattern.elements[:anchor], *pattern.elements[anchor + 1 :])
        # Long words are the rarer ones.
        needs = max(others, key=lambda atoms: max(map(len, atoms)), default=None)
        is_one_word = len(pattern.elements) == 1 and not (pattern.absent or pattern.begins or pattern.ends)
        filed = self._compiled[number] = _Filed(entry, anchor, pattern, means, needs, is_one_word)
        return filed

    def _atoms_of(self, piece: str, speaks_for: bool) -> tuple[str, ...]:
        atoms = self._words.alternatives if speaks_for else self._words.exactly
        return tuple({atom for word in piece.split("/") for atom in atoms(word)})


def _pieces(phrase: str) -> list[str]:
    """The pieces of a phrase that must be in the message, in their order."""
    pieces = phrase.split()
    if not _MARKS.search(phrase):
        return pieces
    pieces = phrase.strip().removeprefix("^").removesuffix("$").split()
    return [piece for piece in pieces if piece not in SIGNS and not (piece[0] == "-" and len(piece) > 1)]
