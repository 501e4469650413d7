"""What is said of an appointment: what is asked about one that is offered, and second thoughts about one taken.

The words are in appointed.toml of each language's lexicon.
"""

from enum import StrEnum

from bot.phrasebook.expressions import Lists, first, plain

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
_SAID = Lists.of(_FILE)
_ASKED = {one: Lists.of(_FILE, "asked").within(one, longest=LONGEST_QUESTION) for one in Asked}
_SECOND = {one: Lists.of(_FILE, "second").within(one, longest=LONGEST_THOUGHT) for one in Second}
_OF_LIST = {one: Lists.of(_FILE, "of_list").within(one, longest=LONGEST_THOUGHT) for one in OfList}
_BEGINS = _SAID.within("begins", rf"\A(?:{_SAID['small']} )*{_SAID['begins']}\b", longest=LONGEST_QUESTION)
_OF_THEM = _SAID.within("of_them", rf"\A(?:{_SAID['small']} )*\w+ {_SAID['of_them']}\b", longest=LONGEST_QUESTION)
_AGAIN = _SAID.whole("again", _SAID["again"].replace("{small}", _SAID["small"]))
_OTHER_TIMES = _SAID.within("other_times", longest=LONGEST_QUESTION)


def asks(text: str) -> bool:
    """Whether a short message is a question, and none for other times."""
    said = plain(text)
    return (
        bool(said)
        and not wants_other_times(text)
        and len(said.split()) <= LONGEST_QUESTION
        and ("?" in text or _BEGINS.fits(said) is not None)
    )


def wants_other_times(text: str) -> bool:
    """Whether a short message asks for other times than those that are offered."""
    return _OTHER_TIMES.heard(text) is not None


def wants_it_again(text: str) -> bool:
    """Whether the whole message takes a new time that was offered: "igen", "hvornår", "ny tid"."""
    return _AGAIN.heard(text) is not None


def is_of_them(text: str) -> bool:
    """Whether a question is about who one has the appointment with: "kan hun give mig medicin"."""
    return asks(text) and _OF_THEM.heard(text) is not None


def asked_of_appointment(text: str) -> Asked | None:
    """What it asks about an appointment, in words that name no kind of help."""
    return first(_ASKED, text) if asks(text) else None


def second_thought(text: str) -> Second | None:
    """That they come late, came late, cannot find it, or want it no more; no question is one."""
    return None if "?" in text else first(_SECOND, text)


def of_list(text: str) -> OfList | None:
    """What a short message says of the wait list."""
    return first(_OF_LIST, text)


HEARD = (*_ASKED.values(), *_SECOND.values(), *_OF_LIST.values(), _BEGINS, _OF_THEM, _OTHER_TIMES, _AGAIN)
"""All that may be heard, for whoever asks why."""
