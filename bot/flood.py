"""What is answered to somebody who writes more than anybody does: danger, and rights. All else waits. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import limits
from bot.conversation import Conversation
from bot.model import Command, Inbound, Intent, Reading
from bot.routing import route
from bot.store.dialogues import Dialogue

RIGHTS = frozenset({Intent.STOP, Intent.DELETE_ME, Intent.MY_DATA, Intent.UNSUBSCRIBE, Intent.HUMAN})
SLOW_DOWN_EVERY = timedelta(minutes=10)


def passing(
    inbound: Inbound, reading: Reading, dialogue: Dialogue, conversations: Sequence[Conversation], now: datetime
) -> Dialogue | None:
    """What passes in a flood: danger, and rights: STOP, SLET MIG and the yes to it, MINE DATA, a human."""
    if reading.emergency:
        return dialogue
    if reading.intent not in RIGHTS and reading.command is not Command.START:
        question = route(inbound, reading, dialogue, conversations, now).question
        asks = next((one for one in conversations if question and one.name == question.conversation), None)
        if asks is None or not asks.begins_with & {Intent.DELETE_ME}:
            return None
    memory = limits.with_right(dialogue.memory)
    return None if memory is None else replace(dialogue, memory=memory)


def is_told_to_slow_down(dialogue: Dialogue, now: datetime) -> bool:
    """Whether they heard lately that it is too much; more often would only feed the flood."""
    return now.timestamp() - dialogue.slowed_at <= SLOW_DOWN_EVERY.total_seconds()
