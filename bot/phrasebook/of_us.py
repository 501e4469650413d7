"""What is asked about us: who reads along, whether we are a human, who is answerable, what is kept.

The words are in of_us.toml of each language's lexicon; whether we can be trusted at all is
in bot.phrasebook.said.
"""

import re
from enum import StrEnum

from bot.phrasebook.expressions import any_of, lists, plain

_LONGEST = 16


class OfUs(StrEnum):
    """What it is about; of two, the first."""

    READ_ALONG = "read_along"
    """Somebody has their phone in hand."""
    WATCHED = "watched"
    """Neighbours, the police or a chip watch them: no answer feeds that."""
    PARENTS = "parents"
    MACHINE = "machine"
    RING = "ring"
    CHAT = "chat"
    OWNER = "owner"
    ACCESS = "access"
    COMPLAIN = "complain"
    OFFICE_SEES = "office_sees"
    GONE = "gone"
    KEEP = "keep"
    """"Slet mig ikke"."""


_ASKED = {one: re.compile(any_of(lists("of_us")[one])) for one in OfUs}


def asked_of_us(text: str) -> OfUs | None:
    """What a message of no great length asks about us; None when it asks nothing."""
    said = plain(text)
    if len(said.split()) > _LONGEST:
        return None
    return next((one for one, words in _ASKED.items() if words.search(said)), None)
