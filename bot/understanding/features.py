"""What the weights and the network are about, seen in ways that err on different messages.

`known`: what the lexicon makes of the words: lemmas, groups, pairs of them, and its votes. `spelt_word` and
`sequence`: only how it is written, in pieces of words and pairs of word beginnings; these know nothing of the lexicon,
bear misspelling, and are not misled by a phrase that fits too much.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise

from bot.understanding.evidence import Heard, counted
from bot.understanding.pattern import Atoms

KNOWN, SPELT = "w ", "u "
"""What begins the feature of a word: as the lexicon knows it, and as it is spelt."""

LONGEST_PREFIX = 5
_STEPS = (1.0, 2.5, 4.0, 6.0, 9.0)
_SHORTEST_PIECE, _LONGEST_PIECE = 2, 5
_BEGINNING = 4
_LENGTHS, _LONGEST = 3, 24
LONGEST_WORD = 40
"""No Danish word is longer; what is, is a stuck key."""

MOST_WORDS = 120
"""Words that are weighed by their spelling; a longer message says the same again."""

_WORD = re.compile(r"[^\W_]+|[?!]")


def known(heard: Heard, whole: Iterable[str]) -> set[str]:
    """The words' lemmas and groups, pairs of them, word beginnings, and the features of the `whole`."""
    own = {feature for atoms, word in words_in(heard) for feature in known_word(atoms, word)}
    return own.union(pairs(heard), whole)


def words_in(heard: Heard) -> Iterator[tuple[Atoms, str]]:
    """The words of a message, each with what it may mean."""
    return zip(heard.sequence.atoms, heard.words, strict=True)


def known_word(atoms: Atoms, word: str) -> list[str]:
    """The features of one word, whatever stands beside it."""
    own = [KNOWN + atom for atom in atoms if not atom.startswith("=")]
    return [*own, f"b {word[:LONGEST_PREFIX]}"] if len(word) > LONGEST_PREFIX else own


def pairs(heard: Heard) -> set[str]:
    """Lemmas side by side, and with one word between."""
    lemmas = [lemma(atoms, word) for atoms, word in words_in(heard)]
    return {
        *(f"p {first} {second}" for first, second in pairwise(["^", *lemmas, "$"])),
        *(f"s {first} {second}" for first, second in zip(lemmas, lemmas[2:], strict=False)),
    }


def in_order(heard: Heard) -> Iterator[tuple[Atoms, str]]:
    """As `words_in`, of a long message its beginning, and what is said over and over once."""
    return islice((word for word, _ in groupby(words_in(heard))), MOST_WORDS)


def of_word(atoms: Atoms, word: str) -> set[str]:
    """Everything that tells of one word: what it may mean, itself and its pieces."""
    word = word[:LONGEST_WORD]
    return {*known_word(atoms, word), SPELT + word, *spelt_word(word)}


def of_whole(heard: Heard, text: str) -> set[str]:
    """What the whole message tells: the lexicon's votes, how long it is, whether it asks."""
    return set(_of_whole(heard, text))


def words_of(tidied: str) -> list[str]:
    """The words of a tidied text as they are spelt, and its question and exclamation marks."""
    return _WORD.findall(tidied)[:MOST_WORDS]


def spelt_word(word: str) -> list[str]:
    """The pieces of one word, its edges among them: "<so", "sov", "ove>"."""
    edged = f"<{word}>"
    return [
        f"c {edged[at : at + size]}"
        for size in range(_SHORTEST_PIECE, _LONGEST_PIECE + 1)
        for at in range(len(edged) - size + 1)
    ]


def sequence(words: Sequence[str]) -> set[str]:
    """Pairs of words, and of word beginnings, side by side and with one word between."""
    edged = ["^", *words, "$"]
    short = [word[:_BEGINNING] for word in edged]
    return {
        *(SPELT + word for word in words),
        *(f"d {a} {b}" for a, b in pairwise(edged)),
        *(f"q {a} {b}" for a, b in pairwise(short)),
        *(f"r {a} {b}" for a, b in zip(short, short[2:], strict=False)),
    }


def _of_whole(heard: Heard, text: str) -> Iterator[str]:
    yield "always"
    for group, votes in heard.votes.items():
        score = counted(votes)
        yield from (f"v {group} {step:g}" for step in _STEPS if score >= step)
        if score < 0:
            yield f"v {group} -"
    yield f"n {min(len(heard.words), _LONGEST) // _LENGTHS}"
    if "?" in text:
        yield "?"
    if heard.is_english:
        yield "en"


def lemma(atoms: Atoms, word: str) -> str:
    """The word's plainest form among what it may mean, else as it is written."""
    return min((atom for atom in atoms if atom[0] not in "={"), default=word)
