"""A volunteer's message in the few words that posts are made of: "ÅBNT I DAAG 5-7" is "åben idag 5-7".

Words and spellings are in locales/da/orders/posts.toml. Figures and signs stay as they were written.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.i18n import LOCALES
from bot.understanding.normalise import tidy, unstretched
from bot.understanding.orders.feasts import NAMES
from bot.understanding.spelling import Speller

_WORD = re.compile(r"[^\W\d_]+")
# "kl18", "17til22", "5senge", but not the 17 of a name like "H17".
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=\bkl)(?=\d)|(?<=til)(?=\d)|(?<=fra)(?=\d)")
_DASH = re.compile(r"(?<=[\w.]) ?-+ ?(?=\w)|(?<=\w) -+ (?=\w)")
_MAN = re.compile(
    r"\bman(?=\.? ?(?:-|,|(?:til|og|\+|&) (?:tir|ons|tor|fre|lør|søn)|kl\b|\d))"
    r"|(?<=på )man\b|(?<=-)man\b|(?<=hver )man\b"
)
# "Pinselukket" and "aftenåbent" are just that.
_ENDINGS = {"lukket": "lukket", "åbent": "natåben"}
_SHORTEST_FIRST = 3
_SPACES = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of posts. `lists` are words and `phrases` several by "table.key"; `together` is what phrases become."""

    alike: Mapping[str, str]
    together: tuple[tuple[re.Pattern[str], str], ...]
    lists: Mapping[str, frozenset[str]]
    phrases: Mapping[str, re.Pattern[str]]
    numbers: Mapping[str, int]
    speller: Speller


@cache
def vocabulary() -> Vocabulary:
    """Read once from the file of words."""
    with (LOCALES / "da" / "orders" / "posts.toml").open("rb") as file:
        table = tomllib.load(file)
    alike = {other: word for word, others in table.pop("alike").items() for other in others.split()}
    joined = [(phrase, word) for word, phrases in table.pop("together").items() for phrase in phrases]
    numbers: dict[str, int] = table.pop("numbers")
    lists, phrases = {}, {}
    for name, keys in table.items():
        for key, value in keys.items():
            if isinstance(value, str):
                lists[f"{name}.{key}"] = frozenset(word.replace("-", " ") for word in value.split())
            else:
                phrases[f"{name}.{key}"] = _any_of(value, alike, begins=key == "begins")
    own = {*alike, *alike.values(), *numbers, *_WORD.findall(" ".join(phrase for phrase, _ in joined))}
    known = {word for words in lists.values() for word in words} | set(NAMES)
    return Vocabulary(
        alike,
        tuple((re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)"), word) for phrase, word in joined),
        lists,
        phrases,
        numbers,
        Speller(own | lists["says.open"] | lists["says.closed"], known),
    )


def canonical(text: str) -> str:
    """The message in our words: small letters, single spaces, what belongs together in one word."""
    said = _GLUED.sub(" ", tidy(text))
    said = _MAN.sub("mandag", said)
    said = _WORD.sub(lambda found: _word(found[0]), said)
    said = _SPACES.sub(" ", said)
    for phrase, word in vocabulary().together:
        said = phrase.sub(word, said)
    return _DASH.sub("-", said).strip()


def _any_of(phrases: Iterable[str], alike: Mapping[str, str], *, begins: bool) -> re.Pattern[str]:
    """Any of the phrases as whole words, in the words that a canonical text has."""
    said = (_WORD.sub(lambda found: alike.get(found[0], found[0]), phrase.strip()) for phrase in phrases)
    either = "|".join(re.escape(phrase) for phrase in said)
    return re.compile(rf"{'(?:^|[,.!;:] ?)' if begins else ''}(?<!\w)(?:{either})(?!\w)")


def _word(written: str) -> str:
    known = vocabulary()
    for word in (written, *unstretched(written)):
        if word in known.speller.known:
            return known.alike.get(word, word)
        unfolded = known.speller.unfolded(word)
        if unfolded is not None:
            return known.alike.get(unfolded, unfolded)
    for ending, word in _ENDINGS.items():
        if written.endswith(ending) and len(written) - len(ending) >= _SHORTEST_FIRST:
            return word
    mended = known.speller.mended(written) or written
    return known.alike.get(mended, mended)
