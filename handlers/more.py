"""More: MERE says the next page of what was cut short."""

from bot.conversation import Conversation, Reply, Turn
from bot.model import Command
from bot.wording.buttons import topic_buttons


async def next_page(turn: Turn) -> Reply:
    """The next page, with what is left after it."""
    if turn.pages:
        return Reply(turn.pages[0], pages=turn.pages[1:])
    return Reply(
        turn.t("There is no more for now. What do you need?"),
        shortcuts=topic_buttons(turn.t),
        otherwise=turn.t("You have seen it all. Ask me about something else."),
    )


MORE = Conversation(name="more", first=next_page, begins_on=frozenset({Command.MORE}))
