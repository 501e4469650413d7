"""In which language a message is written: Danish or English, where a number, a button or a town goes on in the last."""

from dataclasses import replace

from bot.i18n import DANISH
from bot.model import Inbound, Intent, Json, Reading
from bot.phrasebook.expressions import plain
from bot.phrasebook.said import TONGUE, denies_language, understands_nothing
from bot.understanding.language import OURS, UNTOLD, is_foreign, named_language
from bot.understanding.reader import Reader

ENGLISH = "en"
# In so few words a town is an answer, and towns are called the same in both languages.
BARE_PLACE = 3
_GOES_ON, _EVERYDAY, _GREETS = TONGUE["goes_on"], TONGUE["everyday"], TONGUE["greets"]
_TELLING, _CRIED, _TOO, _OF_ALL = (TONGUE[name] for name in ("telling", "cried", "too", "of_all"))
_PLAINLY = 2
WRITTEN = "_written"
"""Under this, beside what conversations remember, is kept in which language the last message was."""


def asked_for(reader: Reader, inbound: Inbound, reading: Reading) -> Reading:
    """The reading with the language that is wanted: whoever says that they speak no Danish wants another.

    A language that is named beside it is that one; without any, the other of the two that we write.
    """
    if inbound.tapped:
        return reading
    if reading.emergency:
        return (
            reading
            if reading.language_code or _is_told(reader, inbound.text)
            else replace(reading, language_code=UNTOLD)
        )
    if reading.intent is Intent.UNKNOWN and _is_strange(reader, inbound.text, reading):
        return replace(reading, language_code=UNTOLD)
    if understands_nothing(inbound.text):
        return replace(reading, intent=Intent.LANGUAGE, language_code=ENGLISH)
    if reading.intent is not Intent.LANGUAGE:
        return reading
    names = reader.lexicon.languages
    denied = [code for code in OURS if denies_language(inbound.text, names[code])]
    if not denied:
        return reading
    others = {code: called for code, called in names.items() if code not in denied}
    wanted = named_language(plain(inbound.text).split(), others)
    left = [code for code in OURS if code not in denied]
    return replace(reading, language_code=wanted or (left[0] if left else None))


def tongue(reader: Reader, inbound: Inbound, reading: Reading, memory: Json) -> str:
    """The language of this message, or the one that it asks for; `memory` knows that of the last."""
    if reading.intent is Intent.LANGUAGE and reading.language_code in OURS:
        return reading.language_code
    if is_foreign(reading.language_code) and reading.topics and not reading.emergency:
        return ENGLISH
    if (reading.emergency or reading.doubt) and _cries_in_english(reader, inbound.text):
        return ENGLISH
    if _tells_english(reader, inbound, reading):
        return ENGLISH
    if reader.is_english(inbound.text) or _greets_in_english(reader, inbound.text):
        return ENGLISH
    return ENGLISH if memory.get(WRITTEN) == ENGLISH and _goes_on(reader, inbound, reading) else DANISH


def _tells_english(reader: Reader, inbound: Inbound, reading: Reading) -> bool:
    """Broken English: a word that no Dane writes, none that is plainly Danish, and little that is neither."""
    names = set(plain(reading.place or "").split())
    words = {word for word in plain(inbound.text).split() if word != "i" and not word.isdigit()} - names
    english = reader.listener.english_words
    tells = words & _TELLING or (len(words) >= _PLAINLY and words & english and words & _EVERYDAY)
    if not tells or not words.isdisjoint(reader.listener.danish_words):
        return False
    known = words & (_TELLING | english | _EVERYDAY | _GOES_ON)
    return known == words or (len(known) > _PLAINLY and len(known) * 3 >= len(words) * 2)


def _cries_in_english(reader: Reader, text: str) -> bool:
    """In danger one word that no Dane writes is enough, where none is plainly Danish."""
    words = set(plain(text).split())
    english = words & (_TELLING | _CRIED | reader.listener.english_words)
    return bool(english) and words.isdisjoint(reader.listener.danish_words - _TOO) and not _looks_danish(text)


def _is_told(reader: Reader, text: str) -> bool:
    """Whether the words of a cry for help are of some language: "SOS 112" is of none."""
    words = {word for word in plain(text).split() if not word.isdigit()}
    return not words <= _OF_ALL or bool(words & (reader.listener.danish_words | reader.listener.english_words))


def _is_strange(reader: Reader, text: str, reading: Reading) -> bool:
    """Whether most of the words are none that we know, and none is plainly Danish or English."""
    words = {word for word in plain(text).split() if word.isalpha()} - set(plain(reading.place or "").split())
    ours = reader.listener.danish_words | reader.listener.english_words | _TELLING
    known = {word for word in words if reader.words.is_ordinary(word)}
    return bool(words) and words.isdisjoint(ours - {"i"}) and len(known) * 2 < len(words)


def _looks_danish(text: str) -> bool:
    return any(char in "æøå" for char in text.casefold())


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
