"""Whether a message may answer a notice that came just now. Pure: whether one came, the step that answers looks up."""

from collections.abc import Sequence

from bot.conversation import Conversation, Turn
from bot.model import Inbound
from bot.phrasebook.answered_notice import may_answer_notice
from bot.routing import Route, begun, is_clear, route
from bot.store.dialogues import Dialogue


def of_notice(turn: Turn, inbound: Inbound, dialogue: Dialogue, conversations: Sequence[Conversation]) -> Route | None:
    """The step that answers it; None where it answers an open question, or is about something else."""
    reading = turn.reading
    is_other = reading.emergency or reading.command or reading.place or is_clear(turn.order)
    if inbound.tapped or is_other or not may_answer_notice(turn.text):
        return None
    if route(inbound, reading, dialogue, conversations, turn.now, turn.order).question is not None:
        return None
    otherwise = begun(inbound, reading, conversations)
    return Route("find_help", "tell_of_notice", kept={"otherwise": otherwise.conversation})
