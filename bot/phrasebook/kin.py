"""What is written about somebody else: a brother on the street, a son who is away, one who was hit; and what only
sounds like violence.

The words are in kin.toml of each language's lexicon.
"""

import re
from enum import StrEnum

from bot.phrasebook.expressions import Lists, any_of, files, lists, plain

_FILE = "kin"
_LONGEST, _LONGEST_ON, _LONGEST_SILENCE = 45, 16, 14


class Kin(StrEnum):
    """What is told of somebody; of two, the first."""

    HIT = "hit"
    """Who writes has hit them."""
    AWAY = "away"
    STREET = "street"
    SILENT = "silent"


class Then(StrEnum):
    """What is said on about them."""

    POLICE = "police"
    UNWILLING = "unwilling"
    MORE = "more"


_ALL = lists(_FILE)
# The lists that are told with "min bror" in them, of one language each.
_FILLED = [Lists.filled(file, {"someone": ""}) for file in files(_FILE)]


def _words(*names: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(any_of(told[name] for told in _FILLED if name in told)) for name in names}


_SAID = _words("hit", "away", "street", "silent", "together", "police", "unwilling", "harmless", "cross")
_NOT_AWAY, _NOT_HARMLESS = re.compile(any_of(_ALL["not_away"])), re.compile(any_of(_ALL["not_harmless"]))
_THEM = re.compile(rf"\b{any_of(_ALL['them'])}\b")
_VIOLENCE = re.compile(rf"\b{any_of(_ALL['violence'])}")
_OWED, _FAMILY = re.compile(any_of(_ALL["owed"])), re.compile(any_of(_ALL["family"]))


def told_of_kin(text: str) -> Kin | None:
    """What the message tells of somebody else; None where its writer needs the same for themselves."""
    said = plain(text)
    length = len(said.split())
    if length > _LONGEST:
        return None
    for one in Kin:
        if _SAID[one].search(said) and not (one is Kin.SILENT and length > _LONGEST_SILENCE):
            is_none = one is not Kin.HIT and _SAID["together"].search(said) is not None
            return None if is_none or (one is Kin.AWAY and _NOT_AWAY.search(said)) else one
    return None


def said_on(text: str) -> Then | None:
    """What a short message says on about somebody who was told of just before; None where it speaks of nobody."""
    said = plain(text)
    if len(said.split()) > _LONGEST_ON:
        return None
    for one in (Then.POLICE, Then.UNWILLING):
        if _SAID[one].search(said):
            return one
    return Then.MORE if _THEM.search(said) else None


def is_harmless(text: str) -> bool:
    """Whether the whole message is a fact about somebody that is no danger: "han hedder Ole"."""
    said = plain(text)
    return _SAID["harmless"].fullmatch(said) is not None and _NOT_HARMLESS.search(said) is None


def is_cross(text: str) -> bool:
    """Whether the whole message is that somebody is cross."""
    return _SAID["cross"].fullmatch(plain(text)) is not None


def speaks_of_violence(text: str) -> bool:
    """Whether there is a word of violence, of fear or of leaving somebody, and not of those to whom money is owed."""
    said = plain(text)
    return _VIOLENCE.search(said) is not None and not is_of_debt(text)


def is_of_debt(text: str) -> bool:
    """Whether money is owed to somebody outside the family."""
    said = plain(text)
    return _OWED.search(said) is not None and _FAMILY.search(said) is None
