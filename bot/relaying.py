"""Whether a message is for the human on the other side of a talk, and not for the bot. Pure: data in, data out.

While a human holds a talk the bot is silent, but danger, STOP and SLET MIG stay its matter, and so does the answer to
what it asked after the human's last word. Staff go on ordering by the words that they know; all else goes over.
"""

from dataclasses import replace

from bot.conversation import Conversation, Hears, Turn
from bot.desk import KNOWN, SETTLED, TALK, is_end
from bot.model import Act, Command, Inbound, Intent, Order
from bot.phrasebook.said import is_of_man, said_of_self
from bot.routing import Route, route
from bot.store.dialogues import Dialogue, Question
from bot.understanding.dates import is_only_time
from bot.understanding.orders.posts import says_only_hours

_RIGHTS = frozenset({Intent.STOP, Intent.DELETE_ME})
_COMMANDS = frozenset({Command.START, Command.CODE, Command.WORD})
# What a volunteer posts for a place reads much like an answer to a citizen: in a talk it is one.
_NO_ORDERS = frozenset({Act.UNCLEAR, Act.UNDO, Act.OPEN, Act.CLOSED, Act.CAPACITY, Act.NOTE})
_HOURS = frozenset({Act.OPEN, Act.CLOSED})
_WORDS = frozenset({Hears.TEXT, Hears.WORDS})


def relayed(turn: Turn, inbound: Inbound, dialogue: Dialogue, conversations: tuple[Conversation, ...]) -> Route | None:
    """The step that passes the message on; None when it is for the bot."""
    if not (turn.person.in_talk or turn.holds):
        return None
    if turn.person.in_talk and is_end(inbound.text):
        return Route(TALK, "to_staff")
    if inbound.tapped or turn.reading.intent in _RIGHTS or turn.reading.command in _COMMANDS:
        return None
    newer = _asked_since(turn, dialogue)
    if turn.person.in_talk and not _is_order(turn):
        if turn.reading.emergency:
            return Route(TALK, "to_staff", kept={"danger": turn.reading.emergency})
        found = route(inbound, turn.reading, replace(dialogue, questions=newer), conversations, turn.now)
        return None if found.question and newer else Route(TALK, "to_staff")
    if turn.holds and is_end(inbound.text) and not _is_order(turn):
        return Route(TALK, "not_sent")
    return None if _is_for_bot(turn, inbound, dialogue, newer, conversations) else Route(TALK, "to_citizen")


def _is_for_bot(
    turn: Turn,
    inbound: Inbound,
    dialogue: Dialogue,
    newer: tuple[Question, ...],
    conversations: tuple[Conversation, ...],
) -> bool:
    """Staff: an order, FORTRYD, a choice of any open question, free words for one asked last, and MERE to them."""
    if _is_order(turn):
        return True
    if newer and _WORDS & set(newer[-1].hears):
        return True
    if turn.reading.command is Command.MORE:
        return bool(dialogue.pages)
    if turn.reading.command is Command.UNDO:
        return True
    found = route(inbound, turn.reading, dialogue, conversations, turn.now)
    # A digit for what somebody else has taken is none: it is for the citizen.
    return found.choice is not None and found.step != SETTLED


def _is_order(turn: Turn) -> bool:
    return turn.order is not None and (turn.order.act not in _NO_ORDERS or is_for_many(turn.order))


def calmed(turn: Turn) -> Turn:
    """The turn without a danger that is nobody's here: whoever warns a whole town is in none, nor are bare hours."""
    is_bare = turn.order is not None and turn.order.act in _HOURS and says_only_hours(turn.text)
    guesses = turn.reading.emergency is not None and not turn.reading.is_plain
    if guesses and (is_only_time(turn.text) or said_of_self(turn.text) or is_of_man(turn.text)):
        # Of words that tell only when, or who one is, no danger is guessed.
        return turn.with_(reading=replace(turn.reading, emergency=None, doubt=None, topics=(), intent=Intent.UNKNOWN))
    # Who may not come in is drunk or loud, and the volunteer is at the door: only plain words of danger are one.
    is_of_guest = turn.order is not None and turn.order.act is Act.GUEST and guesses
    if not (is_bare or is_of_guest or is_for_many(turn.order)):
        return turn
    return turn.with_(reading=replace(turn.reading, emergency=None, doubt=None))


def is_for_many(order: Order | None) -> bool:
    """Whether it is a text for many, clear or not: never for the one on the other side, nor of danger to its writer."""
    return order is not None and Act.BROADCAST in (order.act, order.meant) and bool(order.body)


def _asked_since(turn: Turn, dialogue: Dialogue) -> tuple[Question, ...]:
    known = dialogue.memory.get(TALK, {}).get(KNOWN, ())
    return tuple(one for one in dialogue.questions if one.id not in known and one.is_open(turn.now))
