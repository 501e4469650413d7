"""Whether a message goes on from the places that were just told: one turned its writer away, who they are narrows the
list, or they have found something. Pure.

Read alone such words mean something else: "de svarer ikke", of a number that we gave, is no danger to anybody's life.
"""

from collections.abc import Sequence

from bot.conversation import Conversation, Hears, Turn
from bot.model import Inbound, Intent, Json, Topic
from bot.routing import Route, is_clear, route
from bot.said import Refused, has_found, is_of_man, said_age, said_of_self, turned_away
from bot.search.asked import THREAD_LASTS
from bot.store.dialogues import Dialogue
from bot.tongue import OURS
from bot.understanding.dates import is_only_time

_FIND_HELP = "find_help"
_WORDS_OF_AN_AGE = 5
_WORDS = frozenset({Hears.TEXT, Hears.HOW})
_RIGHTS = frozenset({Intent.STOP, Intent.DELETE_ME, Intent.MY_DATA, Intent.HUMAN, Intent.UNSUBSCRIBE})


def from_list(turn: Turn, inbound: Inbound, dialogue: Dialogue, conversations: Sequence[Conversation]) -> Route | None:
    """The step that goes on from the places told last; None where none were, or the message is about something else."""
    reading, looked = turn.reading, dialogue.memory.get(_FIND_HELP, {})
    if inbound.tapped or reading.command or reading.intent in _RIGHTS or is_clear(turn.order) or reading.place:
        return None
    is_fresh = turn.now.timestamp() - float(looked.get("at", 0)) <= THREAD_LASTS.total_seconds()
    if not (dialogue.shown and is_fresh and looked["search"]["topics"]):
        return None
    if reading.intent is Intent.LANGUAGE and reading.language_code in OURS:
        return Route(_FIND_HELP, "tell_in_language", kept={"language": reading.language_code})
    found = _found(turn, looked["search"]) or _narrowed(turn) or _refused(turn, looked["search"]) or _nearer(turn)
    if found is None:
        return None
    answers = route(inbound, reading, dialogue, conversations, turn.now, turn.order)
    asked, newest = answers.question, dialogue.questions[-1:]
    if answers.choice is not None:
        # "Nej ikke der" is about the list that was told since, and no answer to what was asked before it.
        return None if asked in newest or found.step != "tell_next" else found
    is_other = asked is not None and (asked.conversation != _FIND_HELP or bool(_WORDS & set(asked.hears)))
    return None if is_other else found


def _found(turn: Turn, search: Json) -> Route | None:
    """Who has found a bed is glad, unless they spoke of death before."""
    return Route("thanks", "be_glad") if has_found(turn.text) and not search.get("danger") else None


def _narrowed(turn: Turn) -> Route | None:
    """Words that say who the person is, or when, and nothing else."""
    wishes, age = said_of_self(turn.text), said_age(turn.text)
    is_age = age is not None and len(turn.text.split()) <= _WORDS_OF_AN_AGE
    is_time = turn.reading.intent is Intent.UNKNOWN and turn.reading.when is not None and is_only_time(turn.text)
    if not (wishes or is_of_man(turn.text) or is_age or is_time):
        return None
    return Route(_FIND_HELP, "narrow", kept={"wishes": wishes, "time": is_time})


def _nearer(turn: Turn) -> Route | None:
    """ "Det er for langt" is a no to the place, and none to help."""
    is_no = turn.reading.intent in (Intent.DECLINE, Intent.FEEDBACK, Intent.UNKNOWN)
    return Route(_FIND_HELP, "") if turn.reading.near and is_no and not turn.reading.emergency else None


def _refused(turn: Turn, search: Json) -> Route | None:
    how, reading = turned_away(turn.text), turn.reading
    if how is None or (reading.emergency and reading.is_plain and how is not Refused.UNREACHED):
        return None
    # Who also asks for something else is answered that.
    others = {*reading.topics} - {Topic(one) for one in search["topics"]}
    is_willing = how is not Refused.UNWILLING
    if reading.intent is Intent.FIND_HELP and not reading.emergency and others and is_willing:
        return None
    return Route(_FIND_HELP, "tell_next", kept={"how": how})
