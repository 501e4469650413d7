"""In which language a message is written: Danish or English, where a number, a button or a town goes on in the last."""

from bot.i18n import DANISH
from bot.model import Inbound, Json, Reading
from bot.said import TONGUE
from bot.understanding.reader import Reader

ENGLISH = "en"
# In so few words a town is an answer, and towns are called the same in both languages.
BARE_PLACE = 3
_GOES_ON, _EVERYDAY, _GREETS = TONGUE["goes_on"], TONGUE["everyday"], TONGUE["greets"]
WRITTEN = "_written"
"""Under this, beside what conversations remember, is kept in which language the last message was."""


def tongue(reader: Reader, inbound: Inbound, reading: Reading, memory: Json) -> str:
    """The language of this message; `memory` knows that of the last."""
    if reader.is_english(inbound.text) or _greets_in_english(reader, inbound.text):
        return ENGLISH
    return ENGLISH if memory.get(WRITTEN) == ENGLISH and _goes_on(reader, inbound, reading) else DANISH


def _greets_in_english(reader: Reader, text: str) -> bool:
    """ "Hello i have no house": small words that Danish has too, after one that it has not, and no Danish one."""
    first, *words = [word.strip(".,!?") for word in text.casefold().split()] or [""]
    return first in _GREETS and bool(_EVERYDAY & set(words)) and reader.listener.danish_words.isdisjoint(words)


def _goes_on(reader: Reader, inbound: Inbound, reading: Reading) -> bool:
    """Whether it tells no other language: a number, a button, a word of ours, a bare town, or more of the same."""
    if inbound.tapped or reading.command or not any(char.isalpha() for char in inbound.text):
        return True
    words = [word for word in inbound.text.casefold().split() if word != "i"]  # "in" to a Dane
    is_bare = reading.place is not None and not reading.topics and len(words) <= BARE_PLACE
    bare = {word.strip(".,!?") for word in words}
    if bare <= _GOES_ON or (bare & _EVERYDAY and bare.isdisjoint(reader.listener.danish_words)):
        return True
    return is_bare or reader.listener.is_english(" ".join(words))
