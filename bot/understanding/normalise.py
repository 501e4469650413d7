"""From raw text to plain lower-case tokens: no invisible characters, no accents, emoji and SMS shorthand spelt out."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

LONGEST = 2000
"""Characters that are read; what follows is not. Nobody's need comes later, and the time stays bounded."""

_QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."})
_KEPT_ACCENTS = {"å": "å", "ä": "æ", "ö": "ø", "é": "e", "è": "e", "ü": "u", "á": "a"}
_TOKEN = re.compile(
    r"\d+(?:[.:]\d+)*"  # numbers and clock times
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"  # words, "don't" in one piece
    r"|[.!?;\n]+|,"  # breaks
    r"|[^\w\s]",  # signs: emoji among them
)
_PLAIN = re.compile(r"[ !-_a-z{|}~æøå]*")  # nothing to tidy: what nearly everybody writes, without the backtick
_BREAKS = frozenset(".!?;\n")
_REPEATED = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1")
# As bot.store.codes makes them. Two letters may as well be "kl18".
_CODE = re.compile(r"(?<!\w)[^\W\d_]\d{2}(?!\w)")


@dataclass(frozen=True, slots=True)
class Token:
    """One word as it was written (lower case), and whether a sentence ended just before it."""

    text: str
    starts_sentence: bool = False
    start: int = 0


def tidy(text: str) -> str:
    """`text` in lower case without invisible characters, with the accents that Danish has and no others.

    >>> tidy("HJÆLP\\u200b mig nu…")
    'hjælp mig nu.'
    """
    plain = text[:LONGEST].lower()
    if _PLAIN.fullmatch(plain):
        return plain
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text[:LONGEST]).casefold()).translate(_QUOTES)
    if text.isascii():
        return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)
    return "".join(_plain(c) for c in text)


def without_codes(text: str) -> str:
    """`text` without the codes of appointments, which mean nothing: in "A40 kom" nobody took forty of anything."""
    return _CODE.sub(" ", text)


@lru_cache(maxsize=2048)
def _plain(char: str) -> str:
    """`char` as we know it: a letter of the Danish alphabet, a sign, a space, or nothing."""
    if char.isascii():
        return char if char.isprintable() or char in "\n\t" else " "
    category = unicodedata.category(char)
    if category in {"Cf", "Mn", "Me"}:
        return ""
    if category in {"Cc", "Zs", "Zl", "Zp"}:
        return " "
    if char in "æøå":
        return char
    return _KEPT_ACCENTS.get(char) or unicodedata.normalize("NFD", char)[0]


def tokens(text: str, *, shorthand: Mapping[str, str], emoji: Mapping[str, str]) -> list[Token]:
    """The words of a tidied text; shorthand ("ka ik") and emoji become the words that they stand for.

    Signs that are no words are left out, but a full stop, a question mark or a line's end opens a new sentence.
    """
    found: list[Token] = []
    opens = True
    for match in _TOKEN.finditer(text):
        piece = match.group()
        first = piece[0]
        if first.isalnum():
            for word in spelt_out(piece, shorthand):
                found.append(Token(word, opens, match.start()))
                opens = False
        elif first in _BREAKS:
            opens = True
        elif piece in emoji:
            found.extend(Token(word, False, match.start()) for word in emoji[piece].split())
    return found


def plain_words(text: str) -> set[str]:
    """The words of a tidied text as they stand there, whatever they are short for."""
    return {piece.replace("'", "") for piece in _TOKEN.findall(text) if piece[0].isalnum()}


def spelt_out(piece: str, shorthand: Mapping[str, str]) -> list[str]:
    """The words that one written piece stands for: "ka" is "kan", "hvorka" nothing but itself."""
    if piece in shorthand:
        return shorthand[piece].split()
    if "'" in piece:
        joined = piece.replace("'", "")
        return shorthand[joined].split() if joined in shorthand else [joined]
    shorter = _REPEATED.sub(r"\1", piece) if _REPEATED.search(piece) and not piece[0].isdigit() else piece
    return shorthand[shorter].split() if shorter != piece and shorter in shorthand else [piece]


def unstretched(word: str) -> tuple[str, ...]:
    """`word` with letters that were held down let go: "hjææælp" may be "hjælp" or "hjæælp", "viil" is "vil"."""
    if _REPEATED.search(word):
        return _REPEATED.sub(r"\1", word), _REPEATED.sub(r"\1\1", word)
    single = _DOUBLED.sub(r"\1", word)
    return (single,) if single != word else ()


@dataclass(frozen=True, slots=True)
class Manners:
    """Words around a message that say nothing of it: a hello before, a thanks after, and what opens a signature."""

    openers: frozenset[str] = frozenset()
    closers: frozenset[str] = frozenset()
    signatures: frozenset[str] = frozenset()

    def joined(self, table: Mapping[str, str]) -> "Manners":
        """These and those of another file's table."""
        own = {f.name: getattr(self, f.name) | frozenset(table.get(f.name, "").split()) for f in fields(self)}
        return Manners(**own)


_LONGEST_SIGNATURE = 4
SHORTEST_AFTER_HELLO = 3
"""A hello with fewer words after it is all that the message is: "godmorgen alle sammen"."""


def trimmed(tokens: Sequence[Token], manners: Manners) -> list[Token]:
    """`tokens` without hello, thanks and signature, as long as something is left."""
    kept = list(tokens)
    for i, token in enumerate(kept):
        if i > 1 and token.text in manners.signatures and len(kept) - i <= _LONGEST_SIGNATURE:
            kept = kept[:i]
            break
    while len(kept) > SHORTEST_AFTER_HELLO and kept[0].text in manners.openers:
        kept.pop(0)
    while len(kept) > 1 and kept[-1].text in manners.closers:
        kept.pop()
    return kept if any(token.text not in manners.closers for token in kept) else list(tokens)
