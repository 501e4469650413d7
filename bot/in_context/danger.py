"""Whether a message belongs to a cry for help that was answered minutes ago: then the danger goes on. Pure.

What follows ("han er vågen nu", "ja i Aalborg") is mostly short and read alone means anything. Another danger that the
words plainly tell of goes its own way, and so does another need, a word of ours, and an answer to a later question.
"""

from collections.abc import Mapping, Sequence

from bot.conversation import Conversation, Turn
from bot.model import Emergency, Inbound, Intent, Json, Reading, Topic
from bot.phrasebook.aftermath import CALM, MOST_WORDS, Told, names_right, standing, told
from bot.phrasebook.expressions import plain
from bot.routing import BESIDE_EMERGENCY, Route, is_clear, route
from bot.store.dialogues import Dialogue
from bot.tongue import ENGLISH

EMERGENCY = "emergency"
# What a cry for help is about anyway, and whom to ring has answered: no list of clinics stands under it.
ANSWERED_BY_DANGER: Mapping[Emergency, frozenset[Topic]] = {
    Emergency.MEDICAL: frozenset({Topic.HEALTH, Topic.RELATIVES, Topic.COMMUNITY}),
    Emergency.OVERDOSE: frozenset({Topic.ADDICTION, Topic.HEALTH, Topic.MENTAL, Topic.RELATIVES, Topic.COMMUNITY}),
    Emergency.SUICIDE: frozenset({Topic.MENTAL, Topic.HEALTH, Topic.RELATIVES, Topic.COMMUNITY}),
    Emergency.VIOLENCE: frozenset({Topic.VIOLENCE, Topic.RELATIVES, Topic.COMMUNITY}),
    Emergency.CHILD: frozenset({Topic.SOCIAL_WORKER, Topic.VIOLENCE, Topic.RELATIVES, Topic.COMMUNITY}),
}
# Here the number that was said is the help, in every town; a list of places would only stand in its way.
ONLY_A_NUMBER = frozenset({Emergency.MEDICAL, Emergency.OVERDOSE, Emergency.CHILD})
# Said in fear, these too are about it.
_IN_FEAR = frozenset({Topic.MENTAL, Topic.HEALTH, Topic.SOCIAL_WORKER})
# From these a guess at another kind is followed: there minutes count.
_DEADLY = frozenset({Emergency.MEDICAL, Emergency.OVERDOSE, Emergency.SUICIDE})
_WORDLESS = frozenset(
    {
        Intent.STOP,
        Intent.DELETE_ME,
        Intent.MY_DATA,
        Intent.UNSUBSCRIBE,
        Intent.UNKNOWN,
        Intent.GREETING,
        Intent.THANKS,
        Intent.DECLINE,
        Intent.FEEDBACK,
        Intent.VOLUNTEER,
    }
)
# "Kan han blive indlagt" is no visit that is called off; with a day or an hour it may be one.
_OF_APPOINTMENTS = frozenset({Intent.CANCEL_APPOINTMENT, Intent.MOVE_APPOINTMENT, Intent.MY_APPOINTMENTS})
# What is nobody's to keep from somebody, in danger too.
_RIGHTS = frozenset({Intent.STOP, Intent.DELETE_ME, Intent.MY_DATA, Intent.UNSUBSCRIBE})
# Of a place that was told since, the same is asked: "skal jeg ringe først?", "de svarer ikke".
_OF_A_PLACE = frozenset({Told.ASKS, Told.ADDRESS, Told.UNREACHED, Told.CANNOT_RING, Told.RUNG, Told.FINE})
MOST_MET = 2
"""So often words that say nothing of a danger are met with it; who is still not understood may mean something else."""
_WITH_ITS_WORDS = frozenset({Told.OVER, Told.UNREACHED, Told.CANNOT_RING, Told.RUNG})
# Beside a list for the danger these are still about the danger.
_OF_FEAR = frozenset({Told.RUNG, Told.ASKS, Told.AFRAID})
_A_SEARCH = 2
"""In so few words a kind of help is a search: "læge"."""


def goes_on(turn: Turn, inbound: Inbound, dialogue: Dialogue, conversations: Sequence[Conversation]) -> Route | None:
    """The step that answers within the danger that stands; None where none does, or the message is about another."""
    stands = standing(dialogue.memory.get(EMERGENCY, {}), turn.now.timestamp())
    if stands is None or inbound.tapped or turn.reading.command or is_clear(turn.order):
        return None
    kind, said = Emergency(stands["kind"]), told(inbound.text)
    asks_english = turn.reading.intent is Intent.LANGUAGE and turn.reading.language_code == ENGLISH
    within = Route(EMERGENCY, "stand_by", kept={"stands": stands, "told": said})
    if turn.reading.intent in _RIGHTS and names_right(inbound.text):
        return None
    if _is_plainly_new(turn.reading, said):
        return None
    if said in CALM or said is Told.ASLEEP or (asks_english and not stands["over"]):
        return within
    is_elsewhere = bool(stands["over"]) or _searched_since(dialogue, stands)
    if is_elsewhere and said in _OF_FEAR and not stands["over"] and _is_own_search(turn, dialogue, kind):
        return within
    if said is not None and not is_elsewhere and (said is Told.CANNOT_RING or not _others(turn.reading, kind)):
        return within
    if turn.reading.emergency and not (is_elsewhere and said in _OF_A_PLACE):
        return None if _is_another(turn.reading, kind, inbound.text) else within
    if is_elsewhere or int(stands.get("met", 0)) >= MOST_MET or not _is_about(turn.reading, kind, inbound.text):
        return None
    answers = route(inbound, turn.reading, dialogue, conversations, turn.now, turn.order)
    is_later = answers.question is not None and answers.question.asked_at >= float(stands["at"])
    return None if answers.choice is not None or is_later else within


def _is_plainly_new(reading: Reading, said: Told | None) -> bool:
    """Whether beside such words a danger is plainly told of: "han har taget en overdosis hvad gør jeg".

    "Ambulancen er her" and "de svarer ikke" have a word of danger in them, and "han sover nu" is often said in fear.
    """
    if reading.emergency is None or not reading.is_plain:
        return False
    if said in _WITH_ITS_WORDS:
        return reading.emergency is not Emergency.MEDICAL
    return said is not None and not (said is Told.ASLEEP and reading.emergency is Emergency.VIOLENCE)


def _is_another(reading: Reading, kind: Emergency, text: str) -> bool:
    """Whether it is a cry of its own: the words tell of it, it is a long message, or a guess that must be followed."""
    new = reading.emergency
    if reading.is_plain or (new is not kind and len(plain(text).split()) > MOST_WORDS):
        return True
    return new is not kind and new in _DEADLY


def _searched_since(dialogue: Dialogue, stands: Json) -> bool:
    """Whether a list was told with it or since: what leans on an answer leans on that."""
    return float(dialogue.memory.get("find_help", {}).get("at", 0)) >= float(stands["at"])


def _is_own_search(turn: Turn, dialogue: Dialogue, kind: Emergency) -> bool:
    """Whether the list that was told is for this very danger, and the words ask nothing about a place of it."""
    topics = dialogue.memory["find_help"]["search"]["topics"][:1]
    asks = turn.reading.follows_up or turn.reading.asks or turn.reading.place
    return not asks and set(topics) <= ANSWERED_BY_DANGER[kind] and not _others(turn.reading, kind)


def _others(reading: Reading, kind: Emergency) -> set[Topic]:
    """The kinds of help that are asked for and are no part of it."""
    return set(reading.topics) - ANSWERED_BY_DANGER[kind] - _IN_FEAR


def _is_about(reading: Reading, kind: Emergency, text: str) -> bool:
    """Whether words without a danger in them are still about it."""
    others = _others(reading, kind)
    if reading.intent is Intent.CONFIRM:
        return reading.place is not None and kind is not Emergency.VIOLENCE
    if reading.intent in _OF_APPOINTMENTS and reading.when is None:
        return not others
    if reading.intent in _WORDLESS:
        return not others and (reading.place is None or kind is not Emergency.VIOLENCE)
    if reading.intent is not Intent.FIND_HELP or others:
        return False
    # Who flees asks for a place to go to.
    return kind is not Emergency.VIOLENCE and not (reading.topics and len(plain(text).split()) <= _A_SEARCH)


def asks_beside(reading: Reading) -> bool:
    """Whether a cry for help also asks for something: another kind of help, a place, a human. A goodbye does not."""
    if reading.emergency is None or reading.intent not in BESIDE_EMERGENCY:
        return False
    others = set(reading.topics) - ANSWERED_BY_DANGER[reading.emergency]
    asks_where = reading.place is not None and reading.emergency not in ONLY_A_NUMBER
    return bool(others or asks_where or reading.intent is not Intent.FIND_HELP)
