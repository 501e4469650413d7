"""Which language a message asks for, or is written in when it is none of ours."""

import re
from collections.abc import Collection, Mapping, Sequence

_SCRIPTS = (
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("uk", re.compile(r"[іїєґ]", re.IGNORECASE)),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ti", re.compile(r"[\u1200-\u137f]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
_ENOUGH_MARKERS = 2
OURS = ("da", "en")
UNTOLD = "und"
"""The code of a language that nobody can tell: so few words, or such as all languages have."""


def written_script(text: str) -> str | None:
    """The language whose letters the text is written with; None for ours. Farsi before Arabic: it has four more."""
    return next((code for code, letters in _SCRIPTS if letters.search(text)), None)


def named_language(words: Sequence[str], names: Mapping[str, Sequence[str]]) -> str | None:
    """The language that is called by its name, in its own tongue or in ours."""
    return next((code for word in words for code, called in names.items() if word in called), None)


def foreign_tongue(words: Sequence[str], markers: Mapping[str, Collection[str]]) -> str | None:
    """The language whose everyday words the message is full of; None when there are too few of any."""
    counts = {code: sum(word in common for word in words) for code, common in markers.items()}
    own = max(counts.pop(code, 0) for code in OURS)
    best = max(counts, key=lambda code: counts[code], default=None)
    is_theirs = best is not None and counts[best] >= max(_ENOUGH_MARKERS, own + 1) and counts[best] * 3 >= len(words)
    return best if is_theirs else None


def is_foreign(code: str | None) -> bool:
    """Whether it is the code of a language that we do not write, or of one that cannot be told."""
    return code is not None and code not in OURS
