"""The step that answers a turn, and what is said with it: an alarm before it, a question about a danger after it.

Emergencies come first, and what was asked beside them is answered in the next message.
"""

from dataclasses import dataclass, field, replace

from bot import initiative
from bot.conversation import Conversation, Manners, Reply, Step, ToAnother, Turn
from bot.i18n import Catalogues
from bot.in_context import in_context
from bot.in_context.danger import asks_beside
from bot.model import Act, Command, Inbound, Json, Terms
from bot.phrasebook.said import says_only_number
from bot.relaying import calmed, relayed
from bot.routing import Route, begun, is_clear, route
from bot.saying import Answer
from bot.store import people
from bot.store.atlas import Atlas
from bot.store.dialogues import Dialogue
from bot.understanding.orders.reader import OrderReader
from bot.understanding.reader import Reader
from bot.waiting import instead, pass_on

_SILENCE = Reply("")


@dataclass(frozen=True, slots=True)
class Mind:
    """All that answering needs and that does not change from message to message."""

    conversations: tuple[Conversation, ...]
    manners: Manners
    reader: Reader
    orders: OrderReader
    catalogues: Catalogues
    atlas: Atlas
    terms: Terms = field(default_factory=Terms)


class Steps:
    """Takes the step that answers a message; keeps nothing between them."""

    def __init__(self, mind: Mind) -> None:
        self._mind = mind
        self._by_name = {one.name: one for one in mind.conversations}

    async def take(self, turn: Turn, inbound: Inbound, answer: Answer) -> None:
        """Find the step that answers: within what was said before, after an alarm, for a human, or of itself."""
        turn = calmed(turn)
        human = relayed(turn, inbound, answer.dialogue, self._mind.conversations)
        if inbound.was_masked and not human and says_only_number(inbound.text):
            return  # that it was masked is the whole answer
        waits = "" if human else await pass_on(turn, inbound, answer.dialogue)
        within = None if human else await self._in_context(turn, inbound, answer.dialogue)
        if within:
            turn = replace(turn, reading=replace(turn.reading, emergency=None, doubt=None))
            answer.is_alarm, found = within.conversation == "emergency", within
        # Whoever holds a talk writes of danger to somebody else.
        elif turn.reading.emergency and not (human and turn.holds):
            asks_more = await self._alarm(turn, answer)
            if not (human or asks_more):
                return
            turn = replace(turn, reading=replace(turn.reading, emergency=None))
            found = human or self._begun_beside(turn, inbound, answer.dialogue)
        else:
            found = human or self._routed(turn, inbound, answer.dialogue, waits)
        await self._take_step(turn, answer, found, is_relayed=human is not None)

    async def _in_context(self, turn: Turn, inbound: Inbound, dialogue: Dialogue) -> Route | None:
        is_ordinary = self._mind.reader.words.is_ordinary
        return await in_context(turn, inbound, dialogue, self._mind.conversations, is_ordinary)

    async def _alarm(self, turn: Turn, answer: Answer) -> bool:
        """Say whom to ring; whether more is asked for beside it."""
        answer.is_alarm = True
        answer.say(turn, "emergency", await self._mind.manners.emergency(turn), None)
        return is_clear(turn.order) or asks_beside(turn.reading, turn.text)

    def _routed(self, turn: Turn, inbound: Inbound, dialogue: Dialogue, waits: str) -> Route:
        """What the message begins or answers; `waits`: the step for who waits for a human and is not understood."""
        found = route(inbound, turn.reading, dialogue, self._mind.conversations, turn.now, turn.order)
        return instead(turn, found, waits) if waits else found

    async def _take_step(self, turn: Turn, answer: Answer, found: Route, *, is_relayed: bool) -> None:
        """Say what the step says, and beside it ask about a danger that there may be."""
        undoes = turn.reading.command is Command.UNDO or (turn.order is not None and turn.order.act is Act.UNDO)
        if found.step == "nothing_to_undo" or undoes:
            answer.dialogue = replace(answer.dialogue, undo=None)
        question = _SILENCE if is_relayed else await self._asked_of_danger(turn, answer, found)
        if question.text and turn.reading.says_little and found.question is None:
            # Better asked than told that we did not understand, or that it is quite all right.
            answer.say(turn, "emergency", replace(question, keep={**question.keep, "alone": True}), None)
            return
        conversation = found.conversation or ""
        memory = self._memory(answer.dialogue, conversation)
        taken = {"choice": found.choice, "heard": found.heard, "kept": found.kept, "numbers": found.numbers}
        turn = turn.with_(memory=memory, **taken)
        reply = await self._step(found)(turn)
        if reply.passes:
            conversation = reply.passes
            turn = replace(turn, choice=None, heard=None, memory=self._memory(answer.dialogue, conversation))
            reply = await self._by_name[conversation].first(turn)
        answer.say(turn, conversation, reply, found.question, recalls=self._recalls(conversation))
        if question.text:
            # Of two lists in one answer nobody knows whose "1" is.
            question = question.in_words() if reply.choices else question
            answer.say(turn, "emergency", question.beside(reply.text), None)
        for other in reply.others:
            await self._tell(turn, conversation, other)

    def _begun_beside(self, turn: Turn, inbound: Inbound, dialogue: Dialogue) -> Route:
        """A post is done; a cry for help is no answer to what was asked before it: that question stays open."""
        if is_clear(turn.order):
            return route(inbound, turn.reading, dialogue, self._mind.conversations, turn.now, turn.order)
        return begun(inbound, turn.reading, self._mind.conversations)

    async def _asked_of_danger(self, turn: Turn, answer: Answer, found: Route) -> Reply:
        """The question about a danger that there may be; none where a choice was taken or an order given, nor for a
        guess from what answers an open question."""
        is_answer = found.choice is not None or (found.question is not None and not turn.reading.is_plain)
        if turn.reading.doubt is None or is_answer or turn.order is not None:
            return _SILENCE
        return await self._mind.manners.ask_of_danger(replace(turn, memory=self._memory(answer.dialogue, "emergency")))

    def _memory(self, dialogue: Dialogue, conversation: str) -> Json:
        """What the conversation remembers, with what it recalls of another."""
        recalled: Json = dialogue.memory.get(self._recalls(conversation), {})
        return {**recalled, **dialogue.memory.get(conversation, {})}

    def _recalls(self, conversation: str) -> str:
        return self._by_name[conversation].recalls if conversation in self._by_name else ""

    async def _tell(self, turn: Turn, conversation: str, other: ToAnother) -> None:
        reached = await people.reach(turn.db, other.person)
        if reached is None or (reached[0].stopped and not other.at_once):
            return
        person, address = reached
        theirs = replace(turn, person=person, t=self._mind.catalogues.translator(person.language))
        await initiative.tell(theirs, address, other, conversation)

    def _step(self, found: Route) -> Step:
        if found.conversation is None:
            step: Step = getattr(self._mind.manners, found.step)
            return step
        conversation = self._by_name[found.conversation]
        return conversation.steps[found.step] if found.step else conversation.first
