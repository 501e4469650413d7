"""One inbound answered, in one transaction: person, dialogue, what the step writes, the replies, the inbound's end.

All of it is stored, or none. Emergencies come first, and what was asked beside them is answered in the next message.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import flood, initiative, limits, metrics
from bot.behind_no import behind_no
from bot.conversation import Conversation, Manners, Reply, Step, ToAnother, Turn
from bot.desk.colleagues import certain
from bot.i18n import DANISH, Catalogues
from bot.in_context import in_context
from bot.in_context.danger import asks_beside
from bot.model import (
    Act,
    ChannelName,
    Command,
    Inbound,
    Intent,
    Json,
    Message,
    Person,
    Priority,
    Reading,
    Terms,
)
from bot.phrasebook.said import says_only_number
from bot.relaying import calmed, relayed
from bot.routing import Route, begun, is_clear, route
from bot.saying import Answer, message_of
from bot.store import dialogues, inbox, outbox, people, roles, senders, talks, tallies
from bot.store.atlas import Atlas
from bot.store.dialogues import Dialogue
from bot.store.inbox import InboundState, Waiting
from bot.tongue import ENGLISH, WRITTEN, asked_for, tongue
from bot.understanding.language import OURS
from bot.understanding.orders.reader import OrderReader
from bot.understanding.reader import Reader
from bot.waiting import instead, pass_on
from bot.wording.veil import veiled

# A reply that is this late helps nobody: by then the answer about tonight is another one.
REPLY_VALID = timedelta(hours=4)
# Who asks for peace or for a human hears who we are another time.
_NO_TIME_FOR_GREETING = frozenset({Intent.STOP, Intent.HUMAN, Intent.DELETE_ME})
_SILENCE = Reply("")
_CAN_SHARE = frozenset({ChannelName.TELEGRAM, ChannelName.BROWSER})


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


class Answering:
    """Answers inbounds; keeps nothing between them."""

    def __init__(self, mind: Mind) -> None:
        self._mind = mind
        self._by_name = {one.name: one for one in mind.conversations}

    def read(self, inbound: Inbound, now: datetime) -> Reading:
        """What the text means; before the transaction, since it may take a millisecond."""
        return self._mind.reader.read(inbound.text, now)

    async def apologise(self, db: AsyncConnection, waiting: Waiting, now: datetime) -> None:
        """We could not answer: the person hears so, with numbers that work."""
        person = await people.meet(db, waiting.inbound.address, now, DANISH)
        turn = self._turn(db, person, waiting.inbound, Reading(), now, Dialogue())
        reply = await self._mind.manners.apologise(turn)
        await self._put(db, person, waiting.inbound, [message_of(reply, turn.t)], now)
        await inbox.mark_done(db, waiting.id, now, InboundState.FAILED)

    async def answer(self, db: AsyncConnection, waiting: Waiting, reading: Reading, now: datetime) -> None:
        """Store the answer to `waiting` and mark it done."""
        inbound, mind = waiting.inbound, self._mind
        sender = await senders.sender(db, waiting, now, DANISH)
        person, dialogue = sender.person, sender.dialogue
        if sender.own_key:
            await inbox.give(db, waiting, person.id, sender.own_key)
        reading = behind_no(mind.reader, inbound, asked_for(mind.reader, inbound, reading), dialogue, now)
        written = tongue(mind.reader, inbound, reading, dialogue.memory)
        memory = {**limits.counted(dialogue.memory, now), WRITTEN: written}
        dialogue = replace(dialogue, memory=memory)
        if written == ENGLISH or reading.language_code in OURS:
            # For this answer; the language that a person asked for is only changed by asking.
            person = replace(person, language=written)
        turn = self._turn(db, person, inbound, reading, now, dialogue)
        if person.has_role:
            held = await roles.of(db, person.id)
            own = await talks.held_by(db, person.id)
            order = await certain(db, self._mind.orders.read(inbound.text, now, held))
            turn = replace(turn, roles=held, order=order, holds=own)
        if limits.is_too_much(memory, sender.wrote_lately, works_here=person.has_role or person.in_talk):
            passes = flood.passing(inbound, reading, dialogue, mind.conversations, now)
            if passes is None:
                await self._slow_down(turn, waiting, dialogue)
                return
            dialogue = passes
        answer = Answer(dialogue)
        await self._reply(turn, inbound, answer)
        if inbound.was_masked:
            answer.add(turn, await mind.manners.tell_cpr_masked(turn))
        if reading.command is Command.HIDE:
            person = replace(person, discreet=True)
        if answer.messages and not (
            person.greeted or answer.is_alarm or answer.forgets or reading.intent in _NO_TIME_FOR_GREETING
        ):
            answer.add(turn, await mind.manners.introduce(turn))
            await people.remember_greeting(db, person.id)
        await self._put(db, person, inbound, answer.messages, now, forgets=answer.forgets)
        await self._count(db, inbound, answer, now)
        await inbox.mark_done(db, waiting.id, now, InboundState.DONE)
        if answer.forgets or reading.command is Command.WORD:
            await inbox.wipe(db, waiting.id)
        if not answer.forgets:
            await dialogues.save(db, person.id, answer.dialogue, now)
        if reading.command is Command.WORD:
            await initiative.release(db, waiting.key, inbound.address, now)

    async def _count(self, db: AsyncConnection, inbound: Inbound, answer: Answer, now: datetime) -> None:
        """What is tried out in the terminal counts for nothing."""
        if inbound.address.channel is not ChannelName.TERMINAL:
            memory = await tallies.add_new(db, answer.counts, answer.dialogue.memory, now)
            if memory is not answer.dialogue.memory:
                answer.dialogue = replace(answer.dialogue, memory=memory)

    async def _reply(self, turn: Turn, inbound: Inbound, answer: Answer) -> None:
        turn = calmed(turn)
        reading = turn.reading
        human = relayed(turn, inbound, answer.dialogue, self._mind.conversations)
        if inbound.was_masked and not human and says_only_number(inbound.text):
            return  # that it was masked is the whole answer
        waits = "" if human else await pass_on(turn, inbound, answer.dialogue)
        known = turn, inbound, answer.dialogue, self._mind.conversations
        within = None if human else in_context(*known)
        if within:
            turn = replace(turn, reading=replace(reading, emergency=None, doubt=None))
            answer.is_alarm, found = within.conversation == "emergency", within
        # Whoever holds a talk writes of danger to somebody else.
        elif reading.emergency and not (human and turn.holds):
            answer.is_alarm = True
            answer.say(turn, "emergency", await self._mind.manners.emergency(turn), None)
            turn = replace(turn, reading=replace(reading, emergency=None))
            if not (human or is_clear(turn.order) or asks_beside(reading)):
                return
            found = human or self._begun_beside(turn, inbound, answer.dialogue)
        elif human:
            found = human
        else:
            found = route(inbound, reading, answer.dialogue, self._mind.conversations, turn.now, turn.order)
            found = instead(turn, found, waits) if waits else found
        await self._take_step(turn, answer, found, is_relayed=human is not None)

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
        await initiative.say(
            theirs,
            address,
            other.conversation or conversation,
            other.reply,
            valid_until=other.valid_until,
            priority=Priority.REPLY if other.at_once else Priority.REMINDER,
            not_before=None if other.at_once else initiative.next_decent_hour(turn.now),
        )

    def _step(self, found: Route) -> Step:
        if found.conversation is None:
            step: Step = getattr(self._mind.manners, found.step)
            return step
        conversation = self._by_name[found.conversation]
        return conversation.steps[found.step] if found.step else conversation.first

    async def _slow_down(self, turn: Turn, waiting: Waiting, dialogue: Dialogue) -> None:
        metrics.FLOODED.inc()
        if not flood.is_told_to_slow_down(dialogue, turn.now):
            message = message_of(await self._mind.manners.slow_down(turn), turn.t)
            await self._put(turn.db, turn.person, waiting.inbound, [message], turn.now)
            await dialogues.save(turn.db, turn.person.id, replace(dialogue, slowed_at=turn.now.timestamp()), turn.now)
        await inbox.mark_done(turn.db, waiting.id, turn.now, InboundState.FLOODED)

    async def _put(
        self,
        db: AsyncConnection,
        person: Person,
        inbound: Inbound,
        messages: Sequence[Message],
        now: datetime,
        *,
        forgets: bool = False,
    ) -> None:
        for first, message in enumerate(messages):
            if person.discreet:
                t = self._mind.catalogues.translator(message.language)
                message = veiled(message, t, self._mind.atlas.directory)
            await outbox.put(
                db,
                person=None if forgets else person.id,
                address=inbound.address,
                message=replace(message, answers=inbound.reference) if first == 0 and inbound.reference else message,
                now=now,
                valid=REPLY_VALID,
                forget=forgets,
            )

    def _turn(
        self, db: AsyncConnection, person: Person, inbound: Inbound, reading: Reading, now: datetime, dialogue: Dialogue
    ) -> Turn:
        return Turn(
            person=person,
            reading=reading,
            now=now,
            t=self._mind.catalogues.translator(person.language),
            db=db,
            directory=self._mind.atlas.directory,
            towns=self._mind.reader.gazetteer,
            text=inbound.text,
            has_media=inbound.has_media,
            position=inbound.position,
            may_share=inbound.address.channel in _CAN_SHARE,
            terms=self._mind.terms,
            pages=dialogue.pages,
            misunderstood=dialogue.misunderstood,
            shown=dialogue.shown,
        )
