"""What is said at a door and on the way there: that it was shut or full, that it is too far, "hvor så".

The words are in said.toml of each language's lexicon.
"""

from enum import StrEnum

from bot.phrasebook.expressions import Lists, first, lists, words, words_in
from bot.phrasebook.said import LONGEST_QUESTION, SMALL_AFTER, SMALL_BEFORE, Thing, asked_thing

_FILE = "said"
_SAID, _REFUSED, _DOORS = Lists.of(_FILE), Lists.of(_FILE, "refused"), Lists.of(_FILE, "doors")
_WORDS, _DOOR_WORDS = lists(_FILE), lists(_FILE, "doors")
_LONGEST_REFUSAL = 14


class Refused(StrEnum):
    """How a place turned somebody away."""

    ROOM = "room"
    SHUT = "shut"
    UNREACHED = "unreached"
    UNWILLING = "unwilling"
    """They do not want to go there, or dare not."""


_WHAT_THEN = _SAID.whole("what_then", rf"{SMALL_BEFORE}{_SAID['what_then']}{SMALL_AFTER}")
_STUCK = _SAID.within("stuck", longest=_LONGEST_REFUSAL)
_STUCK_THERE = _SAID.within("stuck_there", longest=_LONGEST_REFUSAL)
_OPEN_ASKED, _ANY_PLACE = _SAID.within("open_asked", longest=_LONGEST_REFUSAL), _SAID.within("any_place")
_PAPERS, _DETAIL = _SAID.within("papers"), _SAID.within("detail", longest=LONGEST_QUESTION)
_RIDE = _SAID.within("ride", longest=LONGEST_QUESTION)
_ANOTHER_DOOR, _SAID_AGAIN = frozenset(_WORDS["another_door"]), _SAID.within("said_again")
_SUBJECT = _DOORS.within("subject", _DOORS["subject"].replace("{before}", SMALL_BEFORE))
_NOBODY = words_in(_DOOR_WORDS["nobody"])
_WANTS = words_in(_DOOR_WORDS["wants"])
KINDS = words_in(_DOOR_WORDS["kinds"])
"""Words of a place's name that say what kind it is: "herberget"."""
_SMALL = words_in(_DOOR_WORDS["small"])
WHOSE = words_in(_DOOR_WORDS["whose"]) | _SMALL
"""Words of a place's name that say whose it is, and small ones."""
EVERYDAY_NAMES = words_in(_DOOR_WORDS["everyday"])
"""Names of places that are everyday words too: "stedet"."""
_SUPPOSED = _SAID.within("supposed", rf"\b{_SAID['supposed']}\b")
_TURNED_AWAY = {how: _REFUSED.within(how, longest=_LONGEST_REFUSAL) for how in Refused}
_NAMED_REFUSED = _REFUSED.within("named", longest=_LONGEST_REFUSAL)
_WHOLE_KIND = _REFUSED.within("whole_kind", longest=_LONGEST_REFUSAL)
_ASKED_OF_DOOR = _REFUSED.within("asked", rf"\A{_REFUSED['asked']}")


def turned_away(text: str, *, named: bool = False) -> Refused | None:
    """How a place turned its writer away, in a short message that asks nothing and supposes nothing.

    `named`: the message calls a place by its name, so that "toften er fuld" is not about who drank.
    """
    if "?" in text or _ASKED_OF_DOOR.heard(text) or _SUPPOSED.heard(text):
        return None
    return first(_TURNED_AWAY, text) or (Refused.ROOM if named and _NAMED_REFUSED.heard(text) else None)


def is_of_another_door(text: str) -> bool:
    """Whether a no is said to be one more: "også fyldt"; what is said again is not."""
    return not _ANOTHER_DOOR.isdisjoint(words(text)) and not _SAID_AGAIN.heard(text)


def shut_door(text: str) -> str:
    """What is said to be shut or full: "skabet" of "skabet er lukket"; else empty."""
    found = _SUBJECT.heard(text)
    return next(filter(None, found.groups()), "") if found else ""


def telling_words(door: str) -> frozenset[str]:
    """The words that may be the name of a place or tell whose it is, without "døren" or "herberget"."""
    return frozenset(door.split()) - _NOBODY - KINDS - _SMALL


def wants_something(text: str) -> bool:
    """Whether a message that tells of a door also asks for something."""
    return not _WANTS.isdisjoint(words(text))


def asks_what_then(text: str) -> bool:
    """Whether the whole message asks for the next place: "hvor så"."""
    return _WHAT_THEN.heard(text) is not None


def asks_of_papers(text: str) -> bool:
    """Whether it is asked if a card or a number must be shown."""
    return _PAPERS.heard(text) is not None


def asks_detail(text: str) -> bool:
    """Whether it is asked when one must leave, how long one may stay, or what is allowed there."""
    return _DETAIL.heard(text) is not None


def asks_if_open(text: str) -> bool:
    """Whether it is asked if one place is open, or when: not which one is."""
    return _OPEN_ASKED.heard(text) is not None and _ANY_PLACE.heard(text) is None


def is_stuck(text: str, *, there: bool = False) -> bool:
    """Whether somebody cannot get so far, or has nothing to get there with. `there`: the place's town is named."""
    if asked_thing(text) is Thing.FAR:
        return False
    return _STUCK.heard(text) is not None or (there and _STUCK_THERE.heard(text) is not None)


def shuns_shelters(text: str) -> bool:
    """Whether no shelter at all is wanted, and not only not the one that was told: "vil ikke på herberg"."""
    return _WHOLE_KIND.heard(text) is not None


def asks_for_ride(text: str) -> bool:
    """Whether a bus or a train is asked for."""
    return _RIDE.heard(text) is not None


HEARD = (
    *(_WHAT_THEN, _STUCK, _STUCK_THERE, _RIDE, _OPEN_ASKED, _ANY_PLACE, _PAPERS, _DETAIL, _SAID_AGAIN, _SUBJECT),
    *(*_TURNED_AWAY.values(), _SUPPOSED, _NAMED_REFUSED, _WHOLE_KIND, _ASKED_OF_DOOR),
)
"""All that may be heard, for whoever asks why."""
