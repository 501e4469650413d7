"""Sharing: one telephone, several people. "KODEORD blå hest" says who writes now.

Each has a dialogue, times and reminders of their own. To somebody who has not said their word the phone shows only that
there is a message. Who writes without a word is the first one.
"""

import re

from bot.conversation import Conversation, Reply, Turn
from bot.model import Command
from bot.store import sharers
from bot.store.sharers import SHORTEST, Phone, plain
from bot.wording.buttons import yes_or_no

_WORD = re.compile(r"^\W*(?:mit )?(?:kode ?ord|code ?word)\b(?: er| is)?\W*(.*)$", re.IGNORECASE | re.DOTALL)


async def say_word(turn: Turn) -> Reply:
    """The telephone goes to whose word it is; an unknown one may become somebody's."""
    t, phone = turn.t, await sharers.phone_of(turn.db, turn.person.id)
    found = _WORD.match(turn.text)
    word = found[1].strip() if found else ""
    if phone is None:
        return Reply(t("That does not work here."))
    if not plain(word):
        return await give_back(turn, phone)
    if not await sharers.may_guess(turn.db, phone, turn.now):
        return Reply(t("Too many words. Wait an hour, then try again."))
    if (whose := await sharers.find(turn.db, phone, word)) is not None:
        await sharers.forgive(turn.db, phone)
        await sharers.hand_over(turn.db, phone, whose, turn.now)
        return Reply(_yours(turn))
    if len(plain(word)) < SHORTEST:
        return Reply(t("That word is too short. Take one with at least {number} letters.", number=SHORTEST))
    return Reply(
        t("I do not know that word. Are you somebody else on this phone, and is it to be yours?"),
        choices=yes_or_no(t, "Yes, it is mine", "No"),
        then="add",
        keep={"word": word},
    )


async def give_back(turn: Turn, phone: Phone) -> Reply:
    """KODEORD alone: the first one is back, or hears what it is for."""
    if await sharers.is_one(turn.db, turn.person.id):
        await sharers.hand_over(turn.db, phone, None, turn.now)
        return Reply(turn.t("Goodbye. I keep yours until you write your word again."))
    return Reply(
        turn.t("Are you several on one phone? Write KODEORD and a word of your own. I keep each of you apart."),
        otherwise=turn.t("Write for example: KODEORD blue horse. Take a word that the others cannot guess."),
    )


async def add(turn: Turn) -> Reply:
    """Somebody new, about whom nothing is known yet."""
    phone = await sharers.phone_of(turn.db, turn.person.id)
    if turn.choice != "yes" or phone is None:
        return Reply(turn.t("All right. Nothing has changed."))
    made = await sharers.add(turn.db, phone, turn.kept["word"], turn.person.language, turn.now)
    if made is None:
        return Reply(turn.t("There is no room for more people on this phone."))
    await sharers.forgive(turn.db, phone)
    await sharers.hand_over(turn.db, phone, made, turn.now)
    return Reply(_yours(turn))


def _yours(turn: Turn) -> str:
    return turn.t(
        "Good. I speak with you alone now. KODEORD alone ends it, and so does a quarter of an hour of silence."
    )


SHARING = Conversation(
    name="sharing",
    first=say_word,
    begins_on=frozenset({Command.WORD}),
    steps={"add": add},
)
