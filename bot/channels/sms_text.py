"""A message as the text of an SMS: the GSM-7 alphabet, mending into it, counting parts, rendering within two.

Pure. It knows no language: the hints that a rendered message carries come from outside.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.model import Message

# 3GPP TS 23.038 section 6.2.1, the default alphabet in the order of its codes (0x1B, the escape, left out).
# Lower-case ç is not in it, capital Ç is; æ, ø, å and é are.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅå"
    "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./"
    "0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNO"
    "PQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmno"
    "pqrstuvwxyzäöñüà"
)
# Section 6.2.1.1, the extension table: each of these is the escape and a second septet, and so counts as two.
EXTENSION = frozenset("\f^{}\\[~]|€")
ALPHABET = BASIC | EXTENSION
# The same to look for: much faster than to ask for each character.
_GSM7 = re.compile(f"[{re.escape(''.join(sorted(ALPHABET)))}]*")
_EXTENDED = re.compile(f"[{re.escape(''.join(sorted(EXTENSION)))}]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

# What looks like a GSM-7 character, or is written with some. Decomposition (NFKD) finds á, č, ş, nbsp, ½, ﬁ and …
STAND_INS = str.maketrans(
    dict.fromkeys("“”„‟″«»〝〞", '"')
    | dict.fromkeys("‘’‚‛′‹›´`ʼʻ", "'")
    | dict.fromkeys("‐‑‒–—―−⁃", "-")
    | dict.fromkeys("•·‣▪●◦", "-")
    | dict.fromkeys("\t\v\f\u2028\u2029", " ")
    | {"…": "...", "⁄": "/", "→": "->", "←": "<-", "×": "x", "÷": "/", "≤": "<=", "≥": ">=", "≠": "<>"}
    | {"©": "(c)", "®": "(r)", "℅": "c/o", "❤": "<3", "♥": "<3"}
    | dict.fromkeys("🙂😊😀😃😄😁☺", ":)")
    | dict.fromkeys("🙁☹😢😞😔", ":(")
    | {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ĸ": "q"}
    | {"œ": "oe", "Œ": "OE", "ħ": "h", "Ħ": "H", "ŋ": "ng", "Ŋ": "Ng", "ŧ": "t", "Ŧ": "T", "ẞ": "SS", "ə": "e"}
    | {"Ə": "E", "ɛ": "e", "Ɛ": "E", "ɔ": "o", "Ɔ": "O", "ǿ": "ø", "Ǿ": "Ø", "ǽ": "æ", "Ǽ": "Æ", "ǻ": "å", "Ǻ": "Å"}
)

# Danish operators filter links. A bare domain is a link to them too; an e-mail address is not.
LINK = re.compile(
    r" *(?:(?:https?://|www\.)\S+|(?<![@\w.-])(?:[\w-]+\.)+(?:dk|com|org|net|eu|info)\b(?:/\S*)?)", re.IGNORECASE
)
# One of these is in every link; to look for them is much faster than to look for links.
_IN_LINKS = ("http", "www.", *(f".{ending}" for ending in ("dk", "com", "org", "net", "eu", "info")))
_BLANKS, _BLANKS_AT_ENDS = re.compile(" {2,}"), re.compile(r" *\n *")
# What must stay whole when a text is cut: a telephone number with its blanks ("+45 20 00 00 01"), or a word.
WHOLE = re.compile(r"\+?\d[\d ]*\d|\S+")

MOST_PARTS = 2
MENDED_LANGUAGES = frozenset({"da", "en"})


class Encoding(StrEnum):
    """How the parts of an SMS are written."""

    GSM7 = "gsm7"
    UCS2 = "ucs2"


# Units that one lone part holds, and each of several, whose header takes the rest.
ROOM = {Encoding.GSM7: (160, 153), Encoding.UCS2: (70, 67)}


@dataclass(frozen=True, slots=True)
class Segments:
    """How many parts a text takes, and in how many units: septets in GSM-7, 16-bit units in UCS-2."""

    count: int
    encoding: Encoding
    units: int


@dataclass(frozen=True, slots=True)
class Hints:
    """The words that rendering adds, in the language of the message. `more`: how to get the next page."""

    more: str


def is_gsm7(text: str) -> bool:
    """Whether every character is in the GSM-7 alphabet or its extension."""
    return _GSM7.fullmatch(text) is not None


def segments(text: str) -> Segments:
    """The parts that `text` is sent in. Neither an escape pair nor a surrogate pair is ever split over two parts."""
    encoding = Encoding.GSM7 if is_gsm7(text) else Encoding.UCS2
    lone, each = ROOM[encoding]
    wide = (_EXTENDED if encoding is Encoding.GSM7 else _ASTRAL).findall(text)
    units = len(text) + len(wide)
    if units <= lone:
        return Segments(1 if text else 0, encoding, units)
    if not wide:
        return Segments(-(-units // each), encoding, units)
    double = set(wide)
    return Segments(_parts([2 if char in double else 1 for char in text], each), encoding, units)


def _parts(widths: Sequence[int], each: int) -> int:
    count, used = 1, 0
    for width in widths:
        if used + width > each:
            count, used = count + 1, 0
        used += width
    return count


def mend(text: str) -> str:
    """`text` in GSM-7: look-alikes for what it lacks, the nearest letter for an exotic one, nothing for the rest."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    return _tidy(lines if is_gsm7(lines) else "".join(_spelt(lines)))


def can_spell(text: str) -> bool:
    """Whether mending keeps every letter, though perhaps without its accent: true of Polish, not of Arabic."""
    return all(mend(char) for char in set(text) if char.isalpha())


def render(message: Message, hints: Hints) -> str:
    """The body of the SMS: the text, numbered choices, and how to get more where there are pages.

    Two parts at most. What does not fit goes whole, half a name being none: the hint, then the lowest choice, and with
    it the hint may stay; last the end of the text. A choice that is not shown can still be taken by its number.
    """
    plain = _plain(message)
    text = plain(message.text)
    more = [plain(hints.more)] if message.pages else []
    lines = [f"{number} {plain(choice.label)}" for number, choice in enumerate(message.choices, 1)]
    for body in _from_full_to_bare(text, lines, more):
        if segments(body).count <= MOST_PARTS:
            return body
    return _cut(text)


def up_to(text: str, length: int) -> str:
    """The beginning of `text`, at most `length` long, that ends between two words and in no telephone number."""
    ends = [found.end() for found in WHOLE.finditer(text) if found.end() <= length]
    return text[: ends[-1]] if ends else text[:length]


def _spelt(text: str) -> Iterator[str]:
    for char in text:
        if char in ALPHABET:
            yield char
        else:
            nearest = unicodedata.normalize("NFKD", char.translate(STAND_INS)).translate(STAND_INS)
            yield from (part for part in nearest if part in ALPHABET)


def _tidy(text: str) -> str:
    """Without the blanks that something dropped leaves behind."""
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return (_BLANKS_AT_ENDS.sub("\n", text) if "\n" in text else text).strip()


def _plain(message: Message) -> Callable[[str], str]:
    """How this message's words are written: in GSM-7, unless its language cannot be."""
    said = (message.text, *(choice.label for choice in message.choices))
    if message.language in MENDED_LANGUAGES or all(map(can_spell, said)):
        return lambda text: mend(_unlinked(text))
    return lambda text: _tidy(_unlinked(text))


def _unlinked(text: str) -> str:
    seen = text.casefold()
    return LINK.sub("", text) if any(part in seen for part in _IN_LINKS) else text


def _from_full_to_bare(text: str, lines: list[str], more: list[str]) -> Iterator[str]:
    for kept in range(len(lines), -1, -1):
        if more:
            yield "\n".join([text, *lines[:kept], *more]).strip()
        yield "\n".join([text, *lines[:kept]]).strip()


def _cut(text: str) -> str:
    """The longest beginning of `text` that fits, and ends between two words."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if segments(text[:middle]).count <= MOST_PARTS:
            low = middle
        else:
            high = middle - 1
    return up_to(text, low)
