"""What one turn has led to so far: the messages to send, the dialogue after them, what is counted. Pure.

Never the same text twice in a row: other words first, then an offer of a human.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from bot.conversation import Reply, Turn
from bot.i18n import Translator
from bot.left_open import after, question_of
from bot.model import Choice, Json, Message
from bot.phrasebook.aftermath import STANDS
from bot.search.found import TWO_PARTS
from bot.search.whereabouts import municipality_of
from bot.store.dialogues import Dialogue, Question
from bot.store.tallies import Tally, What


@dataclass(slots=True)
class Answer:
    """Filled reply by reply."""

    dialogue: Dialogue
    messages: list[Message] = field(default_factory=list)
    forgets: bool = False
    is_alarm: bool = False
    counts: list[Tally] = field(default_factory=list)

    def say(self, turn: Turn, conversation: str, reply: Reply, answered: Question | None, *, recalls: str = "") -> None:
        """Add a conversation's `reply`, which may answer an open question. `recalls`: whose memory it shares."""
        self.counts += reply.counts
        if reply.lost:
            self.counts.append(Tally(What.NOT_UNDERSTOOD, municipality=municipality_of(turn) or ""))
        if not reply.text:
            self.dialogue = after(self.dialogue, conversation, reply, answered, None, turn.now)
            return
        digest = _digest(reply)
        reply, repeats = _varied(turn, self.dialogue, reply, is_said=digest == self.dialogue.said)
        asked = question_of(conversation, reply, turn.now)
        dialogue = after(self.dialogue, conversation, reply, answered, asked, turn.now)
        if recalls and reply.remember is not None:
            dialogue = replace(dialogue, memory={**dialogue.memory, recalls: _recalled(dialogue, recalls, reply)})
        self.dialogue = replace(dialogue, said=dialogue.said if repeats else digest, repeats=repeats)
        self.messages += [*reply.before, message_of(reply, turn.t, asked)]
        self.forgets = self.forgets or reply.forgets

    def add(self, turn: Turn, reply: Reply) -> None:
        """Add what is said beside it and asks nothing."""
        self.messages.append(message_of(reply, turn.t))


def _recalled(dialogue: Dialogue, recalls: str, reply: Reply) -> Json:
    """What the shared memory holds now; a danger that stands is not forgotten over a search."""
    before = dialogue.memory.get(recalls, {})
    return {**{name: before[name] for name in (STANDS,) if name in before}, **(reply.remember or {})}


def message_of(reply: Reply, t: Translator, asked: Question | None = None) -> Message:
    """The reply as it is stored."""
    return Message(
        text=reply.text,
        language=t.language,
        choices=reply.choices,
        question=asked.id if asked else "",
        shortcuts=reply.shortcuts,
        pages=reply.pages or (),
        asks_position=reply.asks_position,
    )


def _varied(turn: Turn, dialogue: Dialogue, reply: Reply, *, is_said: bool) -> tuple[Reply, int]:
    if turn.reading.emergency or not is_said:
        return reply, 0
    if dialogue.repeats == 0:
        return replace(reply, text=reply.otherwise or _fitting(reply, partial(_as_before, turn.t))), 1
    offer = turn.t("Write MENNESKE to write with a human.")
    if "MENNESKE" in reply.text:
        return reply, dialogue.repeats + 1
    menneske = Choice("menneske", turn.t("A human"))
    text = _fitting(reply, lambda text: f"{text}\n{offer}")
    shortcuts = (*reply.shortcuts, menneske) if offer in text else reply.shortcuts
    return replace(reply, text=text, shortcuts=shortcuts), dialogue.repeats + 1


def _as_before(t: Translator, text: str) -> str:
    # One opener is enough.
    return t("As before: {text}", text=text.removeprefix(t("This is what I know:")).lstrip())


def _fitting(reply: Reply, varied: Callable[[str], str]) -> str:
    """The text said in other words within two parts of an SMS: a note may go for it, and never a number at the end."""
    text = reply.text
    for sentence in ("", *reply.spare):
        text = text.replace(sentence, "", 1).replace("  ", " ").strip() if sentence else text
        if len(varied(text)) <= TWO_PARTS:
            return varied(text)
    return text


def _digest(reply: Reply) -> str:
    """What was said and asked: the same words with other choices under them are not the same."""
    shown = "\n".join((reply.text, *(choice.label for choice in reply.choices)))
    return hashlib.sha256(shown.encode()).hexdigest()[:16]
