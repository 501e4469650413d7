"""Whether a message is news of the day for those who ask about the place: "suppe kl 18", "brug bagdøren i dag". Pure.

Words and weights by table are in locales/da/orders/notes.toml. Questions and needs are taken out before this is asked.
"""

import re
import tomllib
from functools import cache
from typing import Any

from bot.i18n import LOCALES
from bot.understanding.normalise import tidy

ENOUGH = 2.0
_CLOCK = re.compile(r"\bkl\.? ?\d|\bklokken |\d{1,2}[.:]\d{2}")
_DAY = re.compile(
    r"\bi ?(?:dag|aften|morgen|eftermiddag|formiddag)\b|til aften|weekend"
    r"|(?:man|tirs|ons|tors|fre|lør|søn)dag|i denne uge|i nat\b|juleaften|nytårsaften|juledag|nytårsdag"
)
_WORD = re.compile(r"[^\W\d_]+")
_WEIGHTS = {"dish": 2.0, "event": 1.5, "thing": 1.0}
_SHORTEST, _LONGEST, _SHORTEST_DISH = 2, 16, 4
_DEFINITE = re.compile(r"(?:en|et|n)$")


def is_note(text: str) -> bool:
    """Whether enough in the text tells of something at the place."""
    said = tidy(text).strip()
    words = _WORD.findall(said)
    if not _SHORTEST <= len(words) <= _LONGEST:
        return False
    return _weight(said, words) >= ENOUGH


def names_dish(word: str) -> bool:
    """Whether the word is hardly said but to tell what there is to eat."""
    return _word_weight(tidy(word)) >= _WEIGHTS["dish"]


def names_thing(word: str) -> bool:
    """Whether the word is of something that a place has or does."""
    return _word_weight(tidy(word)) > 0


def _weight(said: str, words: list[str]) -> float:
    table = _table()
    told = [_word_weight(word) for word in words]
    weight = sum(told)
    instructs = any(said.startswith(f"{one} ") for one in table["instruct"]["begins"])
    instructs = instructs or any(phrase in said for phrase in table["instruct"]["phrases"])
    if instructs:
        return weight + 2
    if not weight:
        return 0
    frames = set(words) & set(table["frame"]["words"].split())
    is_told = bool(frames) or any(phrase in said for phrase in table["frame"]["phrases"])
    # "Ingen hunde juleaften" tells; without a day it may be what somebody lacks.
    is_told = is_told or (words[0] in table["frame"]["none"].split() and bool(_DAY.search(said)))
    has_dish = max(told) >= _WEIGHTS["dish"]
    # "mad i aften" is what a citizen asks for; a dish by its name is what somebody cooks.
    is_timed = bool(_CLOCK.search(said)) or (bool(_DAY.search(said)) and (has_dish or is_told))
    return min(weight, 2.0) * (0.5 if has_dish and not (is_told or is_timed) else 1.0) + is_told + is_timed


@cache
def _word_weight(word: str) -> float:
    for kind, weight in _WEIGHTS.items():
        known = _known(kind)
        if word in known or word.replace("oe", "ø").replace("ae", "æ").replace("aa", "å") in known:
            return weight
        # "hønsekødssuppe", "juletræstænding": the last part says what it is.
        if kind == "dish" and any(word.endswith(one) and word != one for one in _table()["dish"]["ends"].split()):
            return weight
        # "Suppen", "brunchen".
        if kind == "dish" and len(bare := _DEFINITE.sub("", word)) >= _SHORTEST_DISH and {bare, f"{bare}e"} & known:
            return weight
    return 0.0


@cache
def _known(kind: str) -> frozenset[str]:
    return frozenset(_table()[kind]["words"].split())


@cache
def _table() -> dict[str, Any]:
    with (LOCALES / "da" / "orders" / "notes.toml").open("rb") as file:
        return tomllib.load(file)
