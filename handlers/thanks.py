"""Thanks: a thank-you is met with warmth and no new question."""

from bot.conversation import Conversation, Reply, Turn
from bot.model import Intent


async def youre_welcome(turn: Turn) -> Reply:
    """Short."""
    return Reply(turn.t("You are welcome. Write whenever you like."), otherwise=turn.t("Any time. Take care."))


THANKS = Conversation(name="thanks", first=youre_welcome, begins_with=frozenset({Intent.THANKS}))
