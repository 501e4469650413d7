"""Discreet: SKJUL is for those whose phone others read. From then on nothing we write names a place or a kind of help.

It stays until VIS IGEN. Messages to many, which staff word for everybody, are not sent meanwhile.
"""

from bot.conversation import Conversation, Reply, Turn
from bot.model import Command
from bot.store import people


async def hide_or_show(turn: Turn) -> Reply:
    """SKJUL and VIS IGEN are the two words of one switch."""
    return await (hide(turn) if turn.reading.command is Command.HIDE else show(turn))


async def hide(turn: Turn) -> Reply:
    """Say it so that the answer itself tells nothing; what lies in the phone already only the person can delete."""
    was_hidden = turn.person.discreet
    await people.hide(turn.db, turn.person.id, discreet=True)
    return Reply(
        turn.t("Fine. From now on I name no places. Delete what is on your phone already. SHOW AGAIN ends it."),
        undo=None if was_hidden else ("show", {}),
        otherwise=turn.t("Yes, I name no places. SHOW AGAIN ends it."),
    )


async def show(turn: Turn) -> Reply:
    """Names are said again."""
    if not turn.person.discreet:
        return Reply(turn.t("I say all names as it is. HIDE leaves them out."))
    await people.hide(turn.db, turn.person.id, discreet=False)
    return Reply(turn.t("Good. I say names again. HIDE leaves them out."), undo=("hide", {}))


DISCREET = Conversation(
    name="discreet",
    first=hide_or_show,
    begins_on=frozenset({Command.HIDE, Command.SHOW}),
    steps={"hide": hide, "show": show},
)
