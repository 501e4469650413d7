"""Whether a volunteer takes back what was just posted: "fortryd", "annuller", "glem det jeg lige skrev". Pure."""

import re

from bot.understanding.orders.canonical import vocabulary

_MOST_WORDS = 8
_WORD = re.compile(r"[^\W\d_]+")


def takes_back(said: str) -> bool:
    """Whether the whole canonical message does so; not where it is about an appointment or says what is true."""
    words = _WORD.findall(said)
    known = vocabulary()
    if not words or len(words) > _MOST_WORDS or set(words) & known.lists["undo.not"] or re.search(r"\d", said):
        return False
    if " ".join(words) in known.lists["undo.whole"] or set(words) & known.lists["undo.words"]:
        return True
    return known.phrases["undo.phrases"].search(said) is not None
