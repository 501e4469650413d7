"""One inbound answered, in one transaction: person, dialogue, what the step writes, the replies, the inbound's end.

All of it is stored, or none. Which step answers, and what is said with it, is in bot.steps.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import flood, initiative, limits, metrics
from bot.behind_no import behind_no
from bot.borne_out import borne_out
from bot.conversation import Turn
from bot.danger.plainly import told_plainly
from bot.desk.colleagues import certain
from bot.i18n import DANISH
from bot.model import ChannelName, Command, Inbound, Intent, Message, Reading
from bot.outcry import outcry
from bot.saying import Answer, message_of
from bot.steps import Mind, Steps
from bot.store import dialogues, inbox, outbox, people, roles, senders, talks, tallies
from bot.store.dialogues import Dialogue
from bot.store.inbox import InboundState, Waiting
from bot.store.senders import Sender
from bot.tongue import ENGLISH, WRITTEN, asked_for, tongue
from bot.understanding.language import OURS
from bot.wording.veil import veiled

# A reply that is this late helps nobody: by then the answer about tonight is another one.
REPLY_VALID = timedelta(hours=4)
# Who asks for peace or for a human hears who we are another time.
_NO_TIME_FOR_GREETING = frozenset({Intent.STOP, Intent.HUMAN, Intent.DELETE_ME})
_CAN_SHARE = frozenset({ChannelName.TELEGRAM, ChannelName.BROWSER})


class Answering:
    """Answers inbounds; keeps nothing between them."""

    def __init__(self, mind: Mind) -> None:
        self._mind = mind
        self._steps = Steps(mind)

    def read(self, inbound: Inbound, now: datetime) -> Reading:
        """What the text means; before the transaction, since it may take a millisecond."""
        return self._mind.reader.read(inbound.text, now)

    async def apologise(self, db: AsyncConnection, waiting: Waiting, now: datetime) -> None:
        """We could not answer: the person hears so, with numbers that work."""
        person = await people.meet(db, waiting.inbound.address, now, DANISH)
        turn = self._turn(db, Sender(person, Dialogue(), 1), waiting.inbound, Reading(), now)
        reply = await self._mind.manners.apologise(turn)
        await self._put(turn, waiting.inbound, [message_of(reply, turn.t)])
        await inbox.mark_done(db, waiting.id, now, InboundState.FAILED)

    async def answer(self, db: AsyncConnection, waiting: Waiting, reading: Reading, now: datetime) -> None:
        """Store the answer to `waiting` and mark it done."""
        inbound = waiting.inbound
        sender = await senders.sender(db, waiting, now, DANISH)
        if sender.own_key:
            await inbox.give(db, waiting, sender.person.id, sender.own_key)
        reading = outcry(self._mind.reader, inbound, reading, knows_town=sender.person.town is not None)
        reading = asked_for(self._mind.reader, inbound, reading)
        reading = behind_no(self._mind.reader, inbound, reading, sender.dialogue, now)
        reading = borne_out(reading, inbound.text, was_told=bool(sender.dialogue.shown))
        reading = told_plainly(reading, inbound.text)
        sender = self._in_their_language(sender, inbound, reading, now)
        turn = await self._with_roles(self._turn(db, sender, inbound, reading, now))
        passing = self._passing(turn, inbound, sender)
        if passing is None:
            await self._slow_down(turn, waiting, sender.dialogue)
            return
        answer = Answer(passing)
        await self._steps.take(turn, inbound, answer)
        await self._say_beside(turn, inbound, answer)
        await self._store(turn, waiting, answer)

    def _in_their_language(self, sender: Sender, inbound: Inbound, reading: Reading, now: datetime) -> Sender:
        """The sender as they are answered; that this one was written, and how, is remembered."""
        before = sender.dialogue
        written = tongue(self._mind.reader, inbound, reading, before.memory)
        dialogue = replace(before, memory={**limits.counted(before.memory, now), WRITTEN: written})
        # For this answer; the language that a person asked for is only changed by asking.
        is_other = written == ENGLISH or reading.language_code in OURS
        person = replace(sender.person, language=written) if is_other else sender.person
        return replace(sender, person=person, dialogue=dialogue)

    async def _with_roles(self, turn: Turn) -> Turn:
        """The turn of somebody who works here, with what they may do and what they order."""
        if not turn.person.has_role:
            return turn
        held = await roles.of(turn.db, turn.person.id)
        own = await talks.held_by(turn.db, turn.person.id)
        order = await certain(turn.db, self._mind.orders.read(turn.text, turn.now, held))
        return replace(turn, roles=held, order=order, holds=own)

    def _passing(self, turn: Turn, inbound: Inbound, sender: Sender) -> Dialogue | None:
        """The dialogue that goes on; None where it is too much, and this is nothing that passes in a flood."""
        dialogue, works_here = sender.dialogue, turn.person.has_role or turn.person.in_talk
        if not limits.is_too_much(dialogue.memory, sender.wrote_lately, works_here=works_here):
            return dialogue
        return flood.passing(inbound, turn.reading, dialogue, self._mind.conversations, turn.now)

    async def _slow_down(self, turn: Turn, waiting: Waiting, dialogue: Dialogue) -> None:
        metrics.FLOODED.inc()
        if not flood.is_told_to_slow_down(dialogue, turn.now):
            message = message_of(await self._mind.manners.slow_down(turn), turn.t)
            await self._put(turn, waiting.inbound, [message])
            await dialogues.save(turn.db, turn.person.id, replace(dialogue, slowed_at=turn.now.timestamp()), turn.now)
        await inbox.mark_done(turn.db, waiting.id, turn.now, InboundState.FLOODED)

    async def _say_beside(self, turn: Turn, inbound: Inbound, answer: Answer) -> None:
        """That a number was masked; and, the first time and not in danger, who we are."""
        if inbound.was_masked:
            answer.add(turn, await self._mind.manners.tell_cpr_masked(turn))
        is_no_time = answer.is_alarm or answer.forgets or turn.reading.intent in _NO_TIME_FOR_GREETING
        if answer.messages and not (turn.person.greeted or is_no_time):
            answer.add(turn, await self._mind.manners.introduce(turn))
            await people.remember_greeting(turn.db, turn.person.id)

    async def _store(self, turn: Turn, waiting: Waiting, answer: Answer) -> None:
        """The replies, what is counted and what is open now; of a code word, and of whoever is forgotten, no text."""
        db, command = turn.db, turn.reading.command
        if command is Command.HIDE:
            turn = replace(turn, person=replace(turn.person, discreet=True))
        await self._put(turn, waiting.inbound, answer.messages, forgets=answer.forgets)
        await self._count(db, waiting.inbound, answer, turn.now)
        await inbox.mark_done(db, waiting.id, turn.now, InboundState.DONE)
        if answer.forgets or command is Command.WORD:
            await inbox.wipe(db, waiting.id)
        if not answer.forgets:
            await dialogues.save(db, turn.person.id, answer.dialogue, turn.now)
        if command is Command.WORD:
            await initiative.release(db, waiting.key, waiting.inbound.address, turn.now)

    async def _count(self, db: AsyncConnection, inbound: Inbound, answer: Answer, now: datetime) -> None:
        """What is tried out in the terminal counts for nothing."""
        if inbound.address.channel is not ChannelName.TERMINAL:
            memory = await tallies.add_new(db, answer.counts, answer.dialogue.memory, now)
            if memory is not answer.dialogue.memory:
                answer.dialogue = replace(answer.dialogue, memory=memory)

    async def _put(self, turn: Turn, inbound: Inbound, messages: Sequence[Message], *, forgets: bool = False) -> None:
        for first, message in enumerate(messages):
            if turn.person.discreet:
                t = self._mind.catalogues.translator(message.language)
                message = veiled(message, t, self._mind.atlas.directory)
            await outbox.put(
                turn.db,
                person=None if forgets else turn.person.id,
                address=inbound.address,
                message=replace(message, answers=inbound.reference) if first == 0 and inbound.reference else message,
                now=turn.now,
                valid=REPLY_VALID,
                forget=forgets,
            )

    def _turn(self, db: AsyncConnection, sender: Sender, inbound: Inbound, reading: Reading, now: datetime) -> Turn:
        person, dialogue = sender.person, sender.dialogue
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
