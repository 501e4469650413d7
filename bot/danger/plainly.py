"""What plain words tell of a danger that the reading only guesses at, or does not see. Pure.

An attempt that is under way is never asked about: "har åbnet årerne" is told of, whatever the examples find likely.
"""

from dataclasses import replace

from bot.model import Emergency, Intent, Reading
from bot.phrasebook.perils import (
    asks_dose,
    deed,
    has_done_it,
    is_astray,
    is_freezing,
    is_only_of_another,
    is_plainly_of_another,
)
from bot.phrasebook.said import is_child

# Heard where families are spoken of.
_OF_FAMILIES = frozenset({Emergency.CHILD, Emergency.VIOLENCE})
_COLD = frozenset({Intent.FIND_HELP, Intent.UNKNOWN})


def told_plainly(reading: Reading, text: str) -> Reading:
    """The reading with the danger that the words plainly tell of."""
    if reading.emergency is Emergency.SUICIDE and is_only_of_another(text):
        return replace(reading, emergency=None, doubt=Emergency.SUICIDE, is_plain=False)
    if reading.emergency in _OF_FAMILIES and (other := _mistaken_for(reading, text)):
        return replace(reading, emergency=other, is_plain=True)
    if reading.emergency or reading.command:
        return reading
    told = _told(reading, text)
    if told:
        return replace(reading, emergency=told, doubt=None, is_plain=True)
    if reading.doubt is Emergency.SUICIDE and has_done_it(text):
        return replace(reading, doubt=Emergency.MEDICAL)
    if reading.doubt is None and reading.intent in _COLD and is_freezing(text):
        return replace(reading, doubt=Emergency.MEDICAL)
    return reading


def _mistaken_for(reading: Reading, text: str) -> Emergency | None:
    """A grown-up who fears for somebody's life is told what to do for that; a blow goes before it."""
    is_theirs = reading.emergency is Emergency.CHILD and not is_child(text)
    if is_plainly_of_another(text) and (is_theirs or not reading.is_plain):
        return Emergency.SUICIDE
    return Emergency.MEDICAL if is_astray(text) and not reading.is_plain else None


def _told(reading: Reading, text: str) -> Emergency | None:
    if reading.doubt is Emergency.SUICIDE and deed(text):
        return Emergency.SUICIDE
    if reading.doubt is Emergency.OVERDOSE and asks_dose(text):
        return Emergency.OVERDOSE
    return Emergency.MEDICAL if is_astray(text) else None
