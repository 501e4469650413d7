"""What is said of an appointment: what is asked about one that is offered, and second thoughts about one taken.

Pure, over the text alone. The words are in appointed.toml of each language's lexicon.
"""

import re
from enum import StrEnum

from bot.expressions import any_of, lists, plain

LONGEST_QUESTION, LONGEST_THOUGHT = 12, 14


class Asked(StrEnum):
    """What is asked about an appointment; of two, the first."""

    DOG = "dog"
    ALONG = "along"
    BRING = "bring"
    WHAT = "what"
    LONG = "long"


class Second(StrEnum):
    """A second thought about an appointment, or a wish for another; of two, the first."""

    ANEW = "anew"
    MISSED = "missed"
    LATE = "late"
    LOST = "lost"
    REGRET = "regret"


class OfList(StrEnum):
    """What is said of the list of those who wait for a time; of two, the first."""

    ON = "on"
    OFF = "off"
    OFF_FOR_WHO_WAITS = "off_for_who_waits"
    """Words that mean it only from somebody who waits: "jeg har fundet en anden tandlæge"."""


_FILE = "appointed"
_LISTS, _SMALL = lists(_FILE), any_of(lists(_FILE)["small"])
_ASKED = [(one, re.compile(any_of(lists(_FILE, "asked")[one]))) for one in Asked]
_SECOND = [(one, re.compile(any_of(lists(_FILE, "second")[one]))) for one in Second]
_OF_LIST = [(one, re.compile(any_of(lists(_FILE, "of_list")[one]))) for one in OfList]
_BEGINS = re.compile(rf"(?:{_SMALL} )*{any_of(_LISTS['begins'])}\b")
_OF_THEM = re.compile(rf"(?:{_SMALL} )*\w+ {any_of(_LISTS['of_them'])}\b")
_OTHER_TIMES = re.compile(any_of(_LISTS["other_times"]))


def asks(text: str) -> bool:
    """Whether a short message is a question, and none for other times."""
    said = plain(text)
    return (
        bool(said)
        and not wants_other_times(text)
        and len(said.split()) <= LONGEST_QUESTION
        and ("?" in text or _BEGINS.match(said) is not None)
    )


def wants_other_times(text: str) -> bool:
    """Whether a short message asks for other times than those that are offered."""
    said = plain(text)
    return len(said.split()) <= LONGEST_QUESTION and _OTHER_TIMES.search(said) is not None


def is_of_them(text: str) -> bool:
    """Whether a question is about who one has the appointment with: "kan hun give mig medicin"."""
    return asks(text) and _OF_THEM.match(plain(text)) is not None


def asked_of_appointment(text: str) -> Asked | None:
    """What it asks about an appointment, in words that name no kind of help."""
    said = plain(text)
    return next((one for one, words in _ASKED if words.search(said)), None) if asks(text) else None


def second_thought(text: str) -> Second | None:
    """That they come late, came late, cannot find it, or want it no more; no question is one."""
    said = plain(text)
    if "?" in text or len(said.split()) > LONGEST_THOUGHT:
        return None
    return next((one for one, words in _SECOND if words.search(said)), None)


def of_list(text: str) -> OfList | None:
    """What a short message says of the wait list."""
    said = plain(text)
    if len(said.split()) > LONGEST_THOUGHT:
        return None
    return next((one for one, words in _OF_LIST if words.search(said)), None)
