"""What a few words say beside any subject: "ved ikke", "jeg er i Odense nu", "på Sjælland", "jeg er 17", "pris?".

Pure, over the text alone; the understanding knows kinds of help, intents and towns. The words are in said.toml of each
language's lexicon.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from bot.model import Wish

_LEXICONS = sorted((Path(__file__).parents[1] / "locales").glob("*/lexicon/said.toml"))


def _lists(within: str = "") -> dict[str, list[str]]:
    """The lists of all languages together: those `within` a table of that name, else those of none."""
    lists: dict[str, list[str]] = defaultdict(list)
    for file in _LEXICONS:
        table = tomllib.loads(file.read_text("utf-8"))
        for name, lines in (table.get(within, {}) if within else table).items():
            if isinstance(lines, list):
                lists[name] += lines
    return lists


def _any(lines: list[str]) -> str:
    return f"(?:{'|'.join(lines)})"


_SAID, _ASKED, _REFUSED = _lists(), _lists("things"), _lists("refused")
_WORD = re.compile(r"\w+")
_SMALL_BEFORE = f"(?:{_any(_SAID['small_before'])} )*"
_SMALL_AFTER = f"(?: {_any(_SAID['small_after'])})*"
_ASKING = frozenset(_WORD.findall(" ".join(_SAID["asking"])))
TONGUE = {name: frozenset(_WORD.findall(" ".join(lines))) for name, lines in _lists("tongue").items()}
"""Words that tell English from Danish, for bot.tongue."""
_NOT_UNDERSTOOD = re.compile(_any(_SAID["not_understood"]))
_DENIED = _any(_SAID["denied"])
_UNSURE = re.compile(_any(_SAID["unsure"]))
_WAYS_TO_SAY_WHERE = frozenset(_WORD.findall(" ".join(_SAID["where"])))
_AREAS = re.compile(rf"\b{_any(_SAID['area_after'])} ({_any(_SAID['areas'])})\b")
_AGE = re.compile(rf"\b{_any(_SAID['age_before'])} (\d{{1,2}})(?={_any(_SAID['age_after'])}|[.,;!]|$)")
_CHILDS_OWN = re.compile(rf"\b{_any(_SAID['my'])} {_any(_SAID['carers'])}\b.*\b{_any(_SAID['me'])}\b")
_MAY_BE_OUT = re.compile(_any(_SAID["may_be_out"]))
_NIGHT = re.compile(_any(_SAID["night"]))
_FOUND = re.compile(rf"(?:{_any(_SAID['found_before'])} )*{_any(_SAID['found'])}(?: {_any(_SAID['found_after'])})*")
_MYSELF = {name: re.compile(rf"{_SMALL_BEFORE}{_any(lines)}{_SMALL_AFTER}") for name, lines in _lists("myself").items()}
_OF_A_NUMBER = frozenset(_WORD.findall(" ".join(_SAID["of_a_number"])))
_STILL_THERE = re.compile(_any(_SAID["still_there"]))
_SORRY, _ANGRY = re.compile(_any(_SAID["sorry"])), re.compile(_any(_SAID["angry"]))
_NO = re.compile(rf"{_any(_SAID['no'])}(?:[ ,.!-]+{_any(_SAID['after_no'])})*(?:[ ,.!-]+|$)", re.IGNORECASE)
_DENIES = re.compile(rf"\b{_any(_SAID['denies'])}\b", re.IGNORECASE)
_RATHER = re.compile(rf"\b{_any(_SAID['rather'])}\b", re.IGNORECASE)
_INSTEAD = re.compile(rf"{_any(_SAID['instead'])}\b")
_YOUNG = re.compile(r"(?:\w+ ){0,3}(\d|1[0-7])(?: \w+)?")
_KEEP_THINGS = re.compile(_any(_SAID["keep_things"]))
_SUPPOSED = re.compile(rf"\b{_any(_SAID['supposed'])}\b")
GROWN_UP = 18


class Thing(StrEnum):
    """What is asked of a place in words that name no kind of help."""

    WAY = "way"
    PHONE = "phone"
    WEEK = "week"
    PRICE = "price"
    WHO = "who"
    ROOM = "room"


def _things() -> list[tuple[Thing, re.Pattern[str]]]:
    before, after = f"{_any(_ASKED['before'])}?", f"{_any(_ASKED['after'])}?$"
    return [
        (one, re.compile(_any(_ASKED[one]).replace("{before}", before).replace("{after}", after)))
        for one in (Thing.PRICE, Thing.ROOM, Thing.WHO, Thing.WAY, Thing.PHONE, Thing.WEEK)
    ]


class Refused(StrEnum):
    """How a place turned somebody away."""

    ROOM = "room"
    SHUT = "shut"
    UNREACHED = "unreached"
    UNWILLING = "unwilling"
    """They do not want to go there, or dare not."""


class Doubted(StrEnum):
    """What somebody asks who does not know yet whether to trust us."""

    POLICE = "police"
    OFFICE = "office"
    """The municipality, the tax office, whoever decides about foreigners."""
    FAMILY = "family"
    NAMELESS = "nameless"
    COST = "cost"
    WHY = "why"
    SAFE = "safe"
    FETCHED = "fetched"
    """They ask to be fetched: nobody here can."""


_THINGS = _things()
_DOUBTED = {about: re.compile(_any(lines)) for about in Doubted if (lines := _lists("doubted").get(about))}
_TURNED_AWAY = {how: re.compile(_any(_REFUSED[how])) for how in Refused}
_LONGEST_QUESTION = 8
_LONGEST_REFUSAL, _LONGEST_DOUBT = 14, 12


def plain(text: str) -> str:
    """Lower case, words alone, single spaces."""
    return " ".join(_WORD.findall(text.casefold()))


def is_unsure(text: str) -> bool:
    """Whether the whole message says that the answer is not known."""
    return _UNSURE.fullmatch(plain(text)) is not None


def understands_nothing(text: str) -> bool:
    """Whether the whole message says, in English or of Danish, that what was written is not understood."""
    return _NOT_UNDERSTOOD.fullmatch(plain(text)) is not None


def denies_language(text: str, names: Sequence[str]) -> bool:
    """Whether somebody says that they lack the language that has these names."""
    words = re.compile(_DENIED.replace("{language}", rf"\b(?:{'|'.join(map(re.escape, names))})\b"))
    return words.search(plain(text)) is not None


def only_says_where(text: str, names: str) -> bool:
    """Whether the message is no more than where somebody is; `names` are the words that name the place."""
    words = set(_WORD.findall(text.casefold())) - set(_WORD.findall(names.casefold()))
    return words <= _WAYS_TO_SAY_WHERE


def is_of_night(text: str) -> bool:
    """Whether the night is spoken of, and not the evening before it."""
    return bool(_NIGHT.search(text.casefold()))


def named_area(text: str) -> str | None:
    """A part of the country that is too large to look in: "på Sjælland"."""
    found = _AREAS.search(plain(text))
    return found[1].capitalize() if found else None


def said_age(text: str) -> int | None:
    """The age that somebody says of themselves."""
    found = _AGE.search(text.casefold())
    return int(found[1]) if found else None


def is_child(text: str) -> bool:
    """Whether somebody under 18 writes about themselves, as far as the words tell."""
    age = said_age(text)
    return age < GROWN_UP if age is not None else bool(_CHILDS_OWN.search(text.casefold()))


def may_be_unconscious(text: str) -> bool:
    """Whether somebody is told of who does not wake, or whose breath is spoken of."""
    return bool(_MAY_BE_OUT.search(text.casefold()))


def asked_thing(text: str) -> Thing | None:
    """What a short question wants to know about a place."""
    said = plain(text)
    if len(said.split()) > _LONGEST_QUESTION:
        return None
    return next((thing for thing, words in _THINGS if words.search(said)), None)


def turned_away(text: str) -> Refused | None:
    """How a place turned its writer away, in a short message that asks nothing and supposes nothing."""
    said = plain(text)
    if "?" in text or len(said.split()) > _LONGEST_REFUSAL or _SUPPOSED.search(said):
        return None
    return next((how for how, words in _TURNED_AWAY.items() if words.search(said)), None)


def asks_to_keep_things(text: str) -> bool:
    """Whether a short message asks where what one owns may be left."""
    said = plain(text)
    return len(said.split()) <= _LONGEST_DOUBT and _KEEP_THINGS.search(said) is not None


def doubted(text: str) -> Doubted | None:
    """What a short message asks about us: who reads along, whether we tell, what it costs."""
    said = plain(text)
    if len(said.split()) > _LONGEST_DOUBT:
        return None
    return next((about for about, words in _DOUBTED.items() if words.search(said)), None)


def has_found(text: str) -> bool:
    """Whether the whole message says that its writer has found what they looked for."""
    return "?" not in text and _FOUND.fullmatch(plain(text)) is not None


def said_of_self(text: str) -> tuple[Wish, ...]:
    """What a place must allow for who writes no more than who they are, or have along: "jeg har en hund"."""
    said = plain(text)
    return tuple(wish for wish in Wish if wish in _MYSELF and "?" not in text and _MYSELF[wish].fullmatch(said))


def is_of_man(text: str) -> bool:
    """Whether the whole message says that its writer is a man, or asks for a place for men."""
    return _MYSELF["man"].fullmatch(plain(text)) is not None


def young_age(text: str) -> int | None:
    """The age below 18 that a message of hardly more than a number says, where nothing but an age is meant."""
    found = _YOUNG.fullmatch(plain(text))
    return int(found[1]) if found else None


def says_only_number(text: str) -> bool:
    """Whether the message is a masked CPR number and the words that tell what it is."""
    return set(_WORD.findall(text.casefold())) <= _OF_A_NUMBER


def asks_if_there(text: str) -> bool:
    """Whether somebody who waits asks for an answer: "er der nogen?"."""
    return _STILL_THERE.search(plain(text)) is not None


def is_sorry(text: str) -> bool:
    """Whether the whole message asks to be excused."""
    return _SORRY.fullmatch(plain(text)) is not None


def is_angry(text: str) -> bool:
    """Whether the whole message is anger."""
    return _ANGRY.fullmatch(plain(text)) is not None


def begins_with_no(text: str) -> bool:
    """Whether a no is the first word."""
    return _NO.match(text.strip()) is not None


def after_no(text: str) -> tuple[str, bool]:
    """The wish that follows a no, and whether it begins as one for something else: "et bad" of "nej, hellere et bad".

    Empty where no no is first, and where what follows denies or tells what was had already.
    """
    first = _NO.match(text.strip())
    rest = text.strip()[first.end() :] if first else ""
    is_instead = bool(first and _RATHER.search(first[0])) or _INSTEAD.match(plain(rest)) is not None
    said = _RATHER.sub(" ", _DENIES.split(rest, maxsplit=1)[0] if is_instead else rest).strip(" ,.")
    return ("", False) if _DENIES.search(said) else (said, is_instead)


def is_question_word(text: str) -> bool:
    """Whether the message is no more than "hvorfor" or "hvem"."""
    words = set(_WORD.findall(text.casefold()))
    return bool(words) and words <= _ASKING
