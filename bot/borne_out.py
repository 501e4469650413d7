"""What of a reading the words at hand bear out. Pure.

The examples guess from many small words, and sometimes from too few: a brother's name is no violence, "hun svarer ikke
på mine beskeder" stops nothing, and a question is no complaint. What the lexicon plainly hears is left as it is.
"""

import re
from dataclasses import replace

from bot.model import Command, Emergency, Intent, Reading, Topic
from bot.phrasebook.expressions import any_of, lists, plain
from bot.phrasebook.kin import Kin, is_cross, is_harmless, told_of_kin
from bot.phrasebook.of_us import asked_of_us
from bot.phrasebook.said import is_child

_SAID = {name: re.compile(any_of(lines)) for name, lines in lists("borne_out").items()}
_TO_STOP = frozenset({Intent.STOP, Intent.UNSUBSCRIBE})
_OF_APPOINTMENTS = frozenset({Intent.CANCEL_APPOINTMENT, Intent.MOVE_APPOINTMENT})
_A_QUESTION = 9
"""Words of a message that may be no more than a question."""
_SHORT = 9
"""Whoever asks so shortly where to sleep asks for nothing else."""


def borne_out(reading: Reading, text: str, *, was_told: bool) -> Reading:
    """The reading without what the words do not say. `was_told`: places were told just before, so a question leans on
    them."""
    if reading.command is Command.AGREED and asked_of_us(text):
        reading = replace(reading, command=None)  # "databehandleraftale" was agreed with nobody who writes
    if reading.command is not None:
        return reading
    said = plain(text)
    reading = _without_violence(_not_stopped(reading, said), text)
    if reading.intent is Intent.FEEDBACK and not _complains(text, said):
        leans = was_told or reading.follows_up
        is_named = _SAID["named"].fullmatch(said) is not None
        wanted = Intent.FIND_HELP if leans or (reading.topics and not is_named) else Intent.UNKNOWN
        return replace(reading, intent=wanted, follows_up=leans)
    is_change = reading.intent in _OF_APPOINTMENTS and not (reading.when or reading.day or reading.clock)
    if is_change and was_told and _SAID["asks"].search(said) and not says("appointment", text):
        return replace(reading, intent=Intent.FIND_HELP, topics=(), follows_up=True)
    if reading.follows_up and not reading.topics and len(said.split()) <= _SHORT and says("asks_bed", text):
        return replace(reading, intent=Intent.FIND_HELP, topics=(Topic.SHELTER,))
    return reading


def says(what: str, text: str) -> bool:
    """Whether a word of this kind is said: `fact` of a place, `appointment`, `of_a_shift`."""
    return _SAID[what].search(plain(text)) is not None


def _not_stopped(reading: Reading, said: str) -> Reading:
    """That others write no more, or shall not, is no wish that we stop."""
    if reading.intent not in _TO_STOP or _SAID["others_write"].search(said) is None or _SAID["ours"].search(said):
        return reading
    return replace(reading, intent=Intent.UNKNOWN)


def _complains(text: str, said: str) -> bool:
    """Whether something is told, and not only asked or named."""
    if _SAID["reproach"].search(said):
        return True
    if len(said.split()) > _A_QUESTION:
        return True  # whoever writes so much tells something, whatever they ask beside it
    if _SAID["named"].fullmatch(said):
        return _SAID["fact"].search(said) is not None
    return not ("?" in text or _SAID["asks"].search(said))


def _without_violence(reading: Reading, text: str) -> Reading:
    """A fact about somebody is no violence, somebody who is cross is asked about first, and a family that was put out
    needs a bed before anything else."""
    if reading.is_plain:
        return reading
    if is_harmless(text):
        return _freed(reading, Emergency.VIOLENCE)
    if is_cross(text):
        doubt = Emergency.VIOLENCE if Emergency.VIOLENCE in (reading.emergency, reading.doubt) else reading.doubt
        return replace(_freed(reading, Emergency.VIOLENCE), doubt=doubt)
    if reading.emergency is Emergency.CHILD and _is_evicted(text):
        freed = _freed(reading, Emergency.CHILD)
        return replace(freed, intent=Intent.FIND_HELP, topics=_with_bed(freed.topics))
    return reading


def _is_evicted(text: str) -> bool:
    """Whether a grown-up was put out by a landlord or a bailiff, and not by one of the family."""
    return says("evicted", text) and not (says("by_family", text) or is_child(text) or told_of_kin(text) is Kin.HIT)


def _freed(reading: Reading, kind: Emergency) -> Reading:
    """The same without a guess at this danger, and without the help against violence."""
    topics = tuple(one for one in reading.topics if one is not Topic.VIOLENCE)
    is_nothing = not topics and reading.intent is Intent.FIND_HELP and reading.place is None
    return replace(
        reading,
        emergency=None if reading.emergency is kind else reading.emergency,
        doubt=None if reading.doubt is kind else reading.doubt,
        topics=topics,
        intent=Intent.UNKNOWN if is_nothing else reading.intent,
    )


def _with_bed(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    return tuple(dict.fromkeys((Topic.SHELTER, Topic.SOCIAL_WORKER, *topics)))[:3]
