"""What a few words say of the places or times that were told: "den anden", "den første igen", "og så bagefter".

Pure, over the text alone. The words are in named.toml of each language's lexicon.
"""

import re

from bot.phrasebook.expressions import any_of, lists, plain

_WHICH, _THEN = lists("named", "which"), lists("named", "then")
_ORDINALS = [
    (
        at,
        re.compile(rf"(?:{any_of(_WHICH['before'])} )*{any_of(_WHICH[name])}(?: {any_of(_WHICH['after'])})*"),
    )
    for at, name in enumerate(("first", "second", "third", "fourth", "last"), 1)
]
_ASKS_THEN = re.compile(rf"(?:{any_of(_THEN['before'])} )*{any_of(_THEN['asks'])}")
_LAST = len(_ORDINALS)


def which_of(text: str, number: int) -> int | None:
    """Which of that `number` the whole message means, from 0 on; None where it means none of them."""
    said = plain(text)
    at = next((at for at, words in _ORDINALS if words.fullmatch(said)), None)
    if at is None or not number:
        return None
    at = number if at == _LAST else at
    return at - 1 if at <= number else None


def asks_what_follows(text: str) -> bool:
    """Whether the whole message asks where to go once the place told last shuts."""
    return _ASKS_THEN.fullmatch(plain(text)) is not None
