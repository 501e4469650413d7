"""What is said at a door and on the way there: that it was shut or full, that it is too far, "hvor så".

Pure, over the text alone. The words are in said.toml of each language's lexicon.
"""

import re
from enum import StrEnum

from bot.expressions import any_of, lists, plain, words, words_in
from bot.said import LONGEST_QUESTION, SMALL_AFTER, SMALL_BEFORE, Thing, asked_thing

_FILE = "said"
_SAID, _REFUSED, _DOORS = lists(_FILE), lists(_FILE, "refused"), lists(_FILE, "doors")
_LONGEST_REFUSAL = 14


class Refused(StrEnum):
    """How a place turned somebody away."""

    ROOM = "room"
    SHUT = "shut"
    UNREACHED = "unreached"
    UNWILLING = "unwilling"
    """They do not want to go there, or dare not."""


_WHAT_THEN = re.compile(rf"{SMALL_BEFORE}{any_of(_SAID['what_then'])}{SMALL_AFTER}")
_STUCK, _STUCK_THERE = re.compile(any_of(_SAID["stuck"])), re.compile(any_of(_SAID["stuck_there"]))
_OPEN_ASKED, _ANY_PLACE = re.compile(any_of(_SAID["open_asked"])), re.compile(any_of(_SAID["any_place"]))
_PAPERS, _DETAIL = re.compile(any_of(_SAID["papers"])), re.compile(any_of(_SAID["detail"]))
_RIDE = re.compile(any_of(_SAID["ride"]))
_ANOTHER_DOOR, _SAID_AGAIN = frozenset(_SAID["another_door"]), re.compile(any_of(_SAID["said_again"]))
_SUBJECT = re.compile(any_of(_DOORS["subject"]).replace("{before}", SMALL_BEFORE))
_NOBODY = words_in(_DOORS["nobody"])
_WANTS = words_in(_DOORS["wants"])
KINDS = words_in(_DOORS["kinds"])
"""Words of a place's name that say what kind it is: "herberget"."""
_SMALL = words_in(_DOORS["small"])
WHOSE = words_in(_DOORS["whose"]) | _SMALL
"""Words of a place's name that say whose it is, and small ones."""
EVERYDAY_NAMES = words_in(_DOORS["everyday"])
"""Names of places that are everyday words too: "stedet"."""
_SUPPOSED = re.compile(rf"\b{any_of(_SAID['supposed'])}\b")
_TURNED_AWAY = {how: re.compile(any_of(_REFUSED[how])) for how in Refused}
_NAMED_REFUSED = re.compile(any_of(_REFUSED["named"]))
_ASKED_OF_DOOR = re.compile(any_of(_REFUSED["asked"]))


def turned_away(text: str, *, named: bool = False) -> Refused | None:
    """How a place turned its writer away, in a short message that asks nothing and supposes nothing.

    `named`: the message calls a place by its name, so that "toften er fuld" is not about who drank.
    """
    said = plain(text)
    asks = "?" in text or _ASKED_OF_DOOR.match(said) or _SUPPOSED.search(said)
    if asks or len(said.split()) > _LONGEST_REFUSAL:
        return None
    how = next((how for how, words in _TURNED_AWAY.items() if words.search(said)), None)
    return how or (Refused.ROOM if named and _NAMED_REFUSED.search(said) else None)


def is_of_another_door(text: str) -> bool:
    """Whether a no is said to be one more: "også fyldt"; what is said again is not."""
    said = plain(text)
    return not _ANOTHER_DOOR.isdisjoint(said.split()) and not _SAID_AGAIN.search(said)


def shut_door(text: str) -> str:
    """What is said to be shut or full: "skabet" of "skabet er lukket"; else empty."""
    found = _SUBJECT.search(plain(text))
    return next(filter(None, found.groups()), "") if found else ""


def telling_words(door: str) -> frozenset[str]:
    """The words that may be the name of a place or tell whose it is, without "døren" or "herberget"."""
    return frozenset(door.split()) - _NOBODY - KINDS - _SMALL


def wants_something(text: str) -> bool:
    """Whether a message that tells of a door also asks for something."""
    return not _WANTS.isdisjoint(words(text))


def asks_what_then(text: str) -> bool:
    """Whether the whole message asks for the next place: "hvor så"."""
    return _WHAT_THEN.fullmatch(plain(text)) is not None


def asks_of_papers(text: str) -> bool:
    """Whether it is asked if a card or a number must be shown."""
    return _PAPERS.search(plain(text)) is not None


def asks_detail(text: str) -> bool:
    """Whether it is asked when one must leave, how long one may stay, or what is allowed there."""
    said = plain(text)
    return len(said.split()) <= LONGEST_QUESTION and _DETAIL.search(said) is not None


def asks_if_open(text: str) -> bool:
    """Whether it is asked if one place is open, or when: not which one is."""
    said = plain(text)
    is_short = len(said.split()) <= _LONGEST_REFUSAL
    return is_short and _OPEN_ASKED.search(said) is not None and _ANY_PLACE.search(said) is None


def is_stuck(text: str, *, there: bool = False) -> bool:
    """Whether somebody cannot get so far, or has nothing to get there with. `there`: the place's town is named."""
    said = plain(text)
    if len(said.split()) > _LONGEST_REFUSAL or asked_thing(text) is Thing.FAR:
        return False
    return _STUCK.search(said) is not None or (there and _STUCK_THERE.search(said) is not None)


def asks_for_ride(text: str) -> bool:
    """Whether a bus or a train is asked for."""
    said = plain(text)
    return len(said.split()) <= LONGEST_QUESTION and _RIDE.search(said) is not None
