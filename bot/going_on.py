"""Whether a message goes on from what was said before, or asks about us: the first that says so answers.

Danger that stands goes first; then what was posted just now, the wait list, times that were offered, places by their
name, and the places that were told.
"""

from collections.abc import Sequence

from bot.answered import from_list, of_named
from bot.asides import aside
from bot.booked import of_times
from bot.conversation import Conversation, Turn
from bot.corrected import of_post
from bot.model import Inbound
from bot.off_list import off_list
from bot.routing import Route
from bot.standing import goes_on
from bot.store.dialogues import Dialogue


async def going_on(
    turn: Turn, inbound: Inbound, dialogue: Dialogue, conversations: Sequence[Conversation]
) -> Route | None:
    """The step that answers; None where the message begins by itself or answers what is open."""
    message = turn, inbound, dialogue
    known = (*message, conversations)
    if found := goes_on(*known) or of_post(*message) or aside(*message) or await off_list(*message):
        return found
    return of_times(*known) or of_named(*message) or from_list(*known)
