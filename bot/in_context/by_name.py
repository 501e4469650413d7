"""Whether a message asks about a place by its name: "er parasollen åben", "toften nummer", "1888". Pure.

The place itself is answered, whatever else the words may mean. What is told of a place ("toften er fuld", "jeg bor på
toften") is no question about it, and neither is one for another: "hvor kan jeg sove når toften er fuld".
"""

import re
from collections.abc import Callable, Sequence
from itertools import chain

from bot.conversation import Conversation, Hears, Turn
from bot.model import Inbound, Intent
from bot.phrasebook.at_doors import turned_away
from bot.phrasebook.expressions import any_of, lists, words_in
from bot.phrasebook.said import SMALL_BEFORE
from bot.routing import Route, is_clear, route
from bot.search.spoken import IT, spoken_of, with_number
from bot.store.dialogues import Dialogue

_FIND_HELP = "find_help"
_LISTS = lists("named")
_ASKS = re.compile(f"{SMALL_BEFORE}{any_of(_LISTS['asks'])}".replace(IT, re.escape(IT)))
_NOUNS, _OTHERS = words_in(_LISTS["nouns"]), re.compile(rf"\b{any_of(_LISTS['others'])}\b")
_DENIES = re.compile(rf"\b{any_of(_LISTS['denies'])}\b")
_LONGEST = 12
_OWN_WORDS = frozenset({Hears.TEXT, Hears.HOW, Hears.NAME, Hears.NUMBER, Hears.PHONE, Hears.ORDER})
"""What is asked so is answered with anything."""
_OTHER_MATTERS = frozenset(
    {
        Intent.BOOK,
        Intent.MY_APPOINTMENTS,
        Intent.CANCEL_APPOINTMENT,
        Intent.MOVE_APPOINTMENT,
        Intent.SUBSCRIBE,
        Intent.UNSUBSCRIBE,
        Intent.STOP,
        Intent.DELETE_ME,
        Intent.MY_DATA,
    }
)


def by_name(
    turn: Turn,
    inbound: Inbound,
    dialogue: Dialogue,
    conversations: Sequence[Conversation],
    is_ordinary: Callable[[str], bool],
) -> Route | None:
    """The step that tells the place; None where no place is asked about by name. `is_ordinary`: a word of everyday."""
    reading = turn.reading
    is_other = reading.emergency or reading.command or reading.intent in _OTHER_MATTERS or is_clear(turn.order)
    if inbound.tapped or is_other or len(turn.text.split()) > _LONGEST:
        return None
    named = _named(turn, is_ordinary)
    if named is None:
        return None
    newest = next((one for one in reversed(dialogue.questions) if one.is_open(turn.now)), None)
    if newest and _OWN_WORDS & {*newest.hears}:
        return None
    is_taken = route(inbound, reading, dialogue, conversations, turn.now, turn.order).choice is not None
    return None if is_taken else named


def _named(turn: Turn, is_ordinary: Callable[[str], bool]) -> Route | None:
    if line := with_number(turn.text, turn.directory):
        return Route(_FIND_HELP, "tell_by_name", kept={"places": [line.id], "beside": ""})
    spoken = spoken_of(turn.text, turn.directory, is_ordinary)
    if spoken is None or not _is_asked(turn, spoken.said) or turned_away(turn.text, named=True):
        return None
    return Route(_FIND_HELP, "tell_by_name", kept={"places": [one.id for one in spoken.places], "beside": spoken.said})


def _is_asked(turn: Turn, said: str) -> bool:
    if _OTHERS.search(said) or _DENIES.search(said):
        return False
    towns = {*chain.from_iterable(name.casefold().split() for name in (turn.reading.place or "",)), *_town_words(turn)}
    beside = {word for word in said.replace(IT, " ").split() if word not in towns}
    return beside <= _NOUNS or _ASKS.match(said) is not None


def _town_words(turn: Turn) -> set[str]:
    """The words of the message that name its town as it was written: "ålborg"."""
    if turn.reading.place is None:
        return set()
    found = turn.towns.find(turn.reading.place)
    return {word for word in turn.text.casefold().split() if found is not None and turn.towns.find(word) == found}
