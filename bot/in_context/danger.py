"""Whether a message belongs to a cry for help that was answered minutes ago: then the danger goes on. Pure.

What follows ("han er vågen nu", "ja i Aalborg") is mostly short and read alone means anything. Another danger that the
words plainly tell of goes its own way, and so does another need, a word of ours, and an answer to a later question.
"""

from collections.abc import Mapping, Sequence

from bot.conversation import Conversation, Turn
from bot.model import Emergency, Inbound, Intent, Json, Reading, Topic
from bot.phrasebook.aftermath import CALM, LASTS, MOST_WORDS, Told, names_right, standing, told
from bot.phrasebook.at_doors import wants_something
from bot.phrasebook.expressions import plain
from bot.phrasebook.of_us import OfUs, asked_of_us
from bot.phrasebook.perils import Deed, deed, has_done_it, is_of_bystander, sounds_dark
from bot.routing import BESIDE_EMERGENCY, Route, is_clear, is_number, route
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
# Said in any danger, these are about it, whatever was told since.
_ALWAYS = frozenset({Told.ASLEEP, Told.FORBIDS, Told.DRINK, Told.TOUCH, Told.POLICE})
_SAY_NOTHING = frozenset(
    {Intent.UNKNOWN, Intent.GREETING, Intent.THANKS, Intent.DECLINE, Intent.FEEDBACK, Intent.CONFIRM}
)
_OF_THE_MIND = frozenset({Topic.MENTAL})
_LIFE = "livslin"
# Told beside the wish to die, these ask for nothing.
_OF_A_HARD_LIFE = frozenset({Topic.ADDICTION, Topic.VIOLENCE, Topic.SOCIAL_WORKER})
MOST_MET = 2
"""So often words that say nothing of a danger are met with it; who is still not understood may mean something else."""
_WITH_ITS_WORDS = frozenset({Told.OVER, Told.UNREACHED, Told.CANNOT_RING, Told.RUNG})
# Beside a list for the danger these are still about the danger.
_OF_FEAR = frozenset({Told.RUNG, Told.ASKS, Told.AFRAID})
_ASKED_OF_US = frozenset({OfUs.READ_ALONG, OfUs.PARENTS})
# A child for whom no bed was found asks on about that.
_NO_BED = frozenset({Topic.SHELTER})
_A_SEARCH = 2
"""In so few words a kind of help is a search: "læge"."""


def goes_on(turn: Turn, inbound: Inbound, dialogue: Dialogue, conversations: Sequence[Conversation]) -> Route | None:
    """The step that answers within the danger that stands; None where none does, or the message is about another."""
    stands = standing(dialogue.memory.get(EMERGENCY, {}), turn.now.timestamp())
    if stands is None or inbound.tapped or turn.reading.command or is_clear(turn.order):
        return None
    kind, said = Emergency(stands["kind"]), told(inbound.text)
    asks_english = turn.reading.intent is Intent.LANGUAGE and turn.reading.language_code == ENGLISH
    is_late = turn.now.timestamp() - float(stands["at"]) > LASTS.total_seconds()
    within = Route(EMERGENCY, "stand_by", kept={"stands": stands, "told": said, "late": is_late})
    if turn.reading.intent in _RIGHTS and names_right(inbound.text):
        return None
    if asked_of_us(inbound.text) in _ASKED_OF_US:
        return None  # what stands in the telephone is told, and whether the parents are rung
    if kind is Emergency.SUICIDE and _is_deed(turn.reading, inbound.text):
        return within
    if _is_plainly_new(turn.reading, said, kind):
        return None
    if is_late or stands.get("asked"):
        since = {**stands, "met": 0, "deed": None} if is_late else stands
        is_of_it = stays_with(turn.reading, said, dialogue, since, inbound.text)
        return within if is_of_it and not _answers_later(turn, inbound, dialogue, conversations, stands) else None
    if said is Told.ADDRESS and kind in ONLY_A_NUMBER and not wants_something(inbound.text):
        return within
    if said in CALM or said in _ALWAYS or (asks_english and not stands["over"]):
        return within
    is_elsewhere = bool(stands["over"]) or _searched_since(dialogue, stands)
    if is_elsewhere and said in _OF_FEAR and not stands["over"] and _is_own_search(turn, dialogue, kind):
        return within
    if said is not None and not is_elsewhere and (said is Told.CANNOT_RING or not _others(turn.reading, kind)):
        return within
    if turn.reading.emergency and not (is_elsewhere and said in _OF_A_PLACE):
        return None if _is_another(turn.reading, kind, inbound.text) else within
    is_strange = is_elsewhere or int(stands.get("met", 0)) >= MOST_MET
    is_of_it = not is_strange and _is_about(turn.reading, kind, inbound.text)
    if not (is_of_it or stays_with(turn.reading, said, dialogue, stands, inbound.text)):
        return None
    return None if _answers_later(turn, inbound, dialogue, conversations, stands) else within


def stays_with(reading: Reading, said: Told | None, dialogue: Dialogue, stands: Json, text: str) -> bool:
    """Whether who spoke of taking their life, or was asked, goes on with it, hours later too: dark words, and words
    that say nothing at all. What was asked about a place since is about that place."""
    if stands["kind"] != Emergency.SUICIDE or (reading.place and not stands.get("deed")):
        return False
    if said is Told.UNREACHED and _LIFE in plain(text):
        return True
    if reading.emergency:
        return False
    looked = dialogue.memory.get("find_help", {}) if _searched_since(dialogue, stands) else {}
    own = {*looked.get("search", {}).get("topics", ())[:1]} <= ANSWERED_BY_DANGER[Emergency.SUICIDE]
    is_dark = sounds_dark(text)
    if stands["over"] and not is_dark:
        return False
    if reading.doubt is Emergency.SUICIDE and (is_dark or not stands.get("asked")):
        return True
    if said is not None and not (looked and said in _OF_A_PLACE):
        return own
    if stands.get("deed") and not wants_something(text):
        return True
    if reading.intent in _SAY_NOTHING:
        is_plain_yes = reading.intent is Intent.CONFIRM and not is_dark
        return is_dark or (own and not is_plain_yes and int(stands.get("met", 0)) < MOST_MET)
    is_long = len(plain(text).split()) > _A_SEARCH
    return reading.intent is Intent.FIND_HELP and is_dark and is_long and {*reading.topics} <= _OF_THE_MIND


def _is_deed(reading: Reading, text: str) -> bool:
    """Whether something is being done, or was: an hour alone is only one where death may be meant."""
    doing = deed(text)
    is_meant = doing is not None and (doing is not Deed.NOW or reading.doubt is Emergency.SUICIDE)
    return has_done_it(text) or (is_meant and reading.emergency is None)


def _answers_later(
    turn: Turn, inbound: Inbound, dialogue: Dialogue, conversations: Sequence[Conversation], stands: Json
) -> bool:
    """Whether the message takes a choice, or answers what was asked with the cry for help or since."""
    answers = route(inbound, turn.reading, dialogue, conversations, turn.now, turn.order)
    is_later = answers.question is not None and answers.question.asked_at >= float(stands["at"])
    # A no in words is none to what was asked before.
    is_no = turn.reading.intent is Intent.DECLINE and not is_number(inbound.text)
    return is_later or (answers.choice is not None and not is_no)


def _is_plainly_new(reading: Reading, said: Told | None, kind: Emergency) -> bool:
    """Whether beside such words a danger is plainly told of: "han har taget en overdosis hvad gør jeg".

    "Ambulancen er her" and "de svarer ikke" have a word of danger in them, and "han sover nu" is often said in fear.
    """
    if reading.emergency is None or not reading.is_plain:
        return False
    if said is Told.ADDRESS and kind in ONLY_A_NUMBER:
        return reading.emergency is not Emergency.VIOLENCE
    if said in _WITH_ITS_WORDS:
        return reading.emergency not in (Emergency.MEDICAL, kind if kind is Emergency.SUICIDE else None)
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
    its_own = ANSWERED_BY_DANGER[kind] if dialogue.shown else ANSWERED_BY_DANGER[kind] | _NO_BED
    return not asks and set(topics) <= its_own and not _others(turn.reading, kind)


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


def asks_beside(reading: Reading, text: str) -> bool:
    """Whether a cry for help also asks for something: another kind of help, a place, a human. A goodbye does not, and
    beside somebody who is dying no list is told and no town asked."""
    if reading.emergency is None or reading.intent not in BESIDE_EMERGENCY:
        return False
    is_dying = reading.emergency is Emergency.SUICIDE and deed(text) is not None
    is_beside = reading.emergency in ONLY_A_NUMBER and is_of_bystander(text) and not wants_something(text)
    if is_dying or is_beside:
        return reading.intent is Intent.HUMAN
    others = set(reading.topics) - ANSWERED_BY_DANGER[reading.emergency]
    if reading.emergency is Emergency.SUICIDE and not wants_something(text):
        others -= _OF_A_HARD_LIFE
    asks_where = reading.place is not None and reading.emergency not in ONLY_A_NUMBER
    return bool(others or asks_where or reading.intent is not Intent.FIND_HELP)
