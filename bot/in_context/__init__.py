"""Which step answers a message that means something else here than read alone: within a danger that stands, after what
was posted just now, about us, of a wait list, about times that are offered, or of places by their name or just told.
Each module claims its own; bot.routing answers what none of them does."""

from collections.abc import Callable, Sequence

from bot.conversation import Conversation, Turn
from bot.in_context.about_us import aside
from bot.in_context.by_name import by_name
from bot.in_context.danger import goes_on
from bot.in_context.notice import of_notice
from bot.in_context.places import from_list, of_named
from bot.in_context.posts import of_post
from bot.in_context.times import of_times
from bot.in_context.wait_list import off_list
from bot.model import Inbound
from bot.routing import Route
from bot.store.dialogues import Dialogue


async def in_context(
    turn: Turn,
    inbound: Inbound,
    dialogue: Dialogue,
    conversations: Sequence[Conversation],
    is_ordinary: Callable[[str], bool],
) -> Route | None:
    """The step of the first that claims the message, danger before all. `is_ordinary`: a word of everyday, which is
    never a misspelt name."""
    message = turn, inbound, dialogue
    known = (*message, conversations)
    if found := goes_on(*known) or of_post(*message) or aside(*message) or await off_list(*message):
        return found
    named = of_times(*known) or by_name(*known, is_ordinary) or of_named(*message)
    return named or of_notice(*known) or from_list(*known)
