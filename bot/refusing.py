"""Whether a message says that a place which was just told turned its writer away: then the next one is told. Pure.

"De svarer ikke", of a number that we gave, is no danger to anybody's life.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot.conversation import Conversation, Hears, Turn
from bot.model import Inbound, Intent
from bot.routing import Route, is_clear, route
from bot.said import Refused, turned_away
from bot.store.dialogues import Dialogue

_FIND_HELP = "find_help"
_LASTS = timedelta(hours=24)
_WORDS = frozenset({Hears.TEXT, Hears.HOW})
_RIGHTS = frozenset({Intent.STOP, Intent.DELETE_ME, Intent.MY_DATA, Intent.HUMAN, Intent.UNSUBSCRIBE})


def refused(turn: Turn, inbound: Inbound, dialogue: Dialogue, conversations: Sequence[Conversation]) -> Route | None:
    """The step that tells the next place; None where none was told before, or the message is about something else."""
    how, reading, looked = turned_away(inbound.text), turn.reading, dialogue.memory.get(_FIND_HELP, {})
    if how is None or inbound.tapped or reading.command or reading.intent in _RIGHTS or is_clear(turn.order):
        return None
    is_fresh = turn.now.timestamp() - float(looked.get("at", 0)) <= _LASTS.total_seconds()
    if not (dialogue.shown and is_fresh and looked["search"]["topics"]) or reading.place:
        return None
    if reading.emergency and reading.is_plain and how is not Refused.UNREACHED:
        return None
    # Who also asks for something else is answered that.
    if (
        reading.intent is Intent.FIND_HELP
        and not reading.emergency
        and set(reading.topics) - {*looked["search"]["topics"]}
    ):
        return None
    asked = route(inbound, reading, dialogue, conversations, turn.now, turn.order).question
    if asked is not None and (asked.conversation != _FIND_HELP or _WORDS & set(asked.hears)):
        return None
    return Route(_FIND_HELP, "tell_next", kept={"how": how})
