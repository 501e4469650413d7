"""What a person writes while they wait for a human: it is added to their case, and read whole by whoever takes it.

What is for the machine alone stays with it: rights, words of ours, a choice, a bare town. What nobody understands is
met by saying that it is passed on.
"""

from datetime import timedelta

from bot.conversation import Turn
from bot.desk.saying import words_of
from bot.i18n import DANISH
from bot.model import Inbound, Intent
from bot.phrasebook.said import asks_if_there
from bot.routing import Route, is_number
from bot.store import cases, talks
from bot.store.dialogues import Dialogue
from bot.store.talks import TalkState

_HUMAN = "human"
# A case that has grown so long is read by nobody: what follows is told in the talk.
MOST_LETTERS = 6000
_BARE = 2
# So long what follows a wish that nobody could be asked for still belongs to it.
_JUST_NOTED = timedelta(minutes=15)
_A_DAY = timedelta(days=1)
_OF_THE_MACHINE = frozenset(
    {
        Intent.STOP,
        Intent.DELETE_ME,
        Intent.MY_DATA,
        Intent.UNSUBSCRIBE,
        Intent.SUBSCRIBE,
        Intent.LANGUAGE,
        Intent.MENU,
        Intent.CONFIRM,
        Intent.DECLINE,
        Intent.THANKS,
        Intent.HUMAN,  # told by the conversation itself, which adds the words
    }
)


async def pass_on(turn: Turn, inbound: Inbound, dialogue: Dialogue) -> str:
    """The step of `human` that meets what is not understood, while the person waits; "" when they do not.

    Where somebody is asked the words are in their case now. Where nobody is, only what is said to be written down is.
    """
    wish = dialogue.memory.get(_HUMAN, {})
    if not wish.get("case"):
        return ""
    talk = await talks.of_citizen(turn.db, turn.person.id)
    waits_today = turn.now.timestamp() - float(wish.get("at", 0)) <= _A_DAY.total_seconds()
    if waits_today and asks_if_there(turn.text) and (talk is None or talk.state is TalkState.ASKING):
        return "tell_since"
    if talk is None:
        is_fresh = turn.now.timestamp() - float(wish.get("at", 0)) <= _JUST_NOTED.total_seconds()
        return "note_more" if is_fresh and not _is_for_machine(turn, inbound) else ""
    if talk.state is not TalkState.ASKING:
        return ""
    if turn.reading.emergency or not _is_for_machine(turn, inbound):
        words = words_of(turn)
        if turn.reading.emergency:
            t = turn.t.into(DANISH)
            words = f"{words}\n{t('{who}: the machine has given 112.', who=talk.pseudonym)}"
        case = await cases.one(turn.db, talk.case)
        if case and len(case.text) + len(words) <= MOST_LETTERS:
            await cases.add(turn.db, talk.case, words)
    return "wait_on"


def instead(turn: Turn, found: Route, step: str) -> Route:
    """Where the machine would say that it did not understand, or ask what is needed, it says who gets the words."""
    reading, asks = turn.reading, asks_if_there(turn.text)
    is_lost = found.conversation == "unclear" and reading.intent is Intent.UNKNOWN
    is_noted = found.conversation == "feedback" and found.question is None
    leans = reading.follows_up or reading.near or reading.place or reading.topics or reading.wishes or turn.position
    is_told = found.conversation == "find_help" and found.question is None and not leans
    if found.choice is None and not reading.topics and (asks or is_lost or is_noted or is_told):
        return Route(_HUMAN, step, kept={"asks": asks})
    return found


def _is_for_machine(turn: Turn, inbound: Inbound) -> bool:
    reading, words = turn.reading, inbound.text.split()
    if inbound.tapped or reading.command or is_number(inbound.text):
        return True
    if reading.intent in _OF_THE_MACHINE and not reading.topics:
        return True
    return bool(reading.place) and len(words) <= _BARE
