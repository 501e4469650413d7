"""Which step answers a message that means something else here than read alone: within a danger that stands, from the
places that were just told, about times that are offered, or about us. Each module claims its own; bot.routing answers
what none of them does."""

from collections.abc import Sequence

from bot.conversation import Conversation, Turn
from bot.in_context.about_us import aside
from bot.in_context.danger import goes_on
from bot.in_context.places import from_list
from bot.in_context.times import of_times
from bot.model import Inbound
from bot.routing import Route
from bot.store.dialogues import Dialogue


def in_context(turn: Turn, inbound: Inbound, dialogue: Dialogue, conversations: Sequence[Conversation]) -> Route | None:
    """The step of the first that claims the message, danger before all."""
    known = turn, inbound, dialogue, conversations
    return goes_on(*known) or aside(*known[:3]) or of_times(*known) or from_list(*known)
