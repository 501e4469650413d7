"""What stands in a message whatever was guessed of it: a fire, a man with an axe, a cry in a language we do not write.

Pure. The words of a foreign cry are few and sure; what else is written in such a language is guessed at by nobody.
"""

from dataclasses import replace

from bot.model import Emergency, Hazard, Inbound, Intent, Reading
from bot.phrasebook.expressions import plain
from bot.phrasebook.foreign import foreign
from bot.phrasebook.hazards import hazard
from bot.understanding.naming import named_place
from bot.understanding.reader import Reader

_MISHEARD: dict[Hazard, frozenset[Emergency | None]] = {
    Hazard.ARMED: frozenset({Emergency.VIOLENCE}),
    Hazard.BURN: frozenset({Emergency.SUICIDE, Emergency.VIOLENCE}),
    Hazard.BITE: frozenset({None, Emergency.VIOLENCE, Emergency.SUICIDE}),
    Hazard.SWALLOW: frozenset({None}),
    Hazard.WITHDRAWAL: frozenset({None}),
}
"""The words alone say too little of these: they tell what it is where this was heard. Any other always is one."""
_SOUGHT = frozenset({Intent.UNKNOWN, Intent.LANGUAGE, Intent.GREETING, Intent.FIND_HELP, Intent.HUMAN, Intent.FEEDBACK})

_PLAINLY = 3
"""Words."""


def outcry(reader: Reader, inbound: Inbound, reading: Reading, *, knows_town: bool) -> Reading:
    """The reading with the danger, or the need in another language, that the words tell of without a doubt."""
    if inbound.tapped or reading.command:
        return reading
    if one := hazard(inbound.text):
        heard = _MISHEARD.get(one)
        if heard is None or (reading.emergency or reading.doubt) in heard:
            return _in_danger(replace(reading, hazard=one), Emergency.MEDICAL)
    told = foreign(inbound.text)
    if told is None:
        return reading
    if told.danger:
        return _in_danger(replace(reading, language_code=told.language), told.danger)
    if reading.emergency or reading.intent not in _SOUGHT or _is_ours(reader, inbound.text):
        return reading
    # Of many foreign words the reading takes none for a town.
    place = reading.place or named_place(inbound.text, reader.gazetteer, reader.place_rules, reader.words.is_ordinary)
    if told.topic and (knows_town or place):
        sought = replace(
            reading, place=place, intent=Intent.FIND_HELP, topics=(told.topic,), follows_up=False, asks=None
        )
        return replace(sought, language_code=told.language, doubt=None)
    return replace(reading, intent=Intent.LANGUAGE, topics=(), language_code=told.language, doubt=None)


def _in_danger(reading: Reading, danger: Emergency) -> Reading:
    return replace(reading, emergency=danger, intent=Intent.FIND_HELP, topics=(), is_plain=True, doubt=None)


def _is_ours(reader: Reader, text: str) -> bool:
    """Whether it is plainly Danish or English; "i" and "de" are words in half of Europe."""
    return len(set(plain(text).split()) & reader.listener.danish_words) >= _PLAINLY or reader.is_english(text)
