"""Inbox -> reading -> step -> one transaction -> outbox.

`take_in` makes an inbound durable; a loop answers what waits: one person's messages in order, different people's at
once. The text is read before the transaction begins. In it stand the person, the dialogue, what the step writes, the
replies and the inbound's end: all of it is stored, or none and it is tried again.
"""

import asyncio
import contextlib
import hashlib
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import metrics
from bot.conversation import Conversation, Manners, Reply, Step, Turn
from bot.i18n import DANISH, Catalogues, Translator
from bot.logs import logger
from bot.model import ChannelName, Choice, Command, Inbound, Intent, Message, Person, Reading
from bot.routing import BESIDE_EMERGENCY, Route, after, question_of, route
from bot.store import dialogues, inbox, outbox, people
from bot.store.database import Database
from bot.store.dialogues import Dialogue, Question
from bot.store.directory import Directory
from bot.store.inbox import InboundState, Waiting
from bot.understanding.cpr import mask_cpr
from bot.understanding.place import Gazetteer
from bot.understanding.reader import Reader

# A reply that is this late helps nobody: by then the answer about tonight is another one.
REPLY_VALID = timedelta(hours=4)
# Nobody types more than this by hand; a stuck key or a script does.
FLOOD_LIMIT, FLOOD_WINDOW = 20, timedelta(minutes=1)
SLOW_DOWN_EVERY = timedelta(minutes=10)
MOST_ATTEMPTS = 3
# Turns under way at once: enough to fill a group commit, few enough to keep memory flat.
MOST_TURNS = 64
MOST_QUEUED = 2_000
LONGEST_TEXT = 4_096
_POLL_SECONDS = 1.0
_CAN_SHARE = frozenset({ChannelName.TELEGRAM, ChannelName.BROWSER})

log = logger(__name__)


class Atlas(Protocol):
    """Where the directory as it is now comes from."""

    @property
    def directory(self) -> Directory:
        """The latest snapshot."""
        ...


@dataclass(frozen=True, slots=True)
class Mind:
    """All that answering needs and that does not change from message to message."""

    conversations: tuple[Conversation, ...]
    manners: Manners
    reader: Reader
    towns: Gazetteer
    catalogues: Catalogues
    atlas: Atlas


@dataclass(slots=True)
class _Answer:
    """What one turn has led to so far."""

    dialogue: Dialogue
    messages: list[Message] = field(default_factory=list)
    forgets: bool = False


class Dispatch:
    """The inbound line. `answered` is called after each commit that put something into the outbox."""

    def __init__(
        self, database: Database, mind: Mind, clock: Callable[[], datetime], answered: Callable[[], None]
    ) -> None:
        self._database = database
        self._mind = mind
        self._clock = clock
        self._answered = answered
        self._wake = asyncio.Event()
        self._last_seen = 0
        self._queues: dict[bytes, deque[Waiting]] = {}
        self._turns = asyncio.Semaphore(MOST_TURNS)
        self._people: set[asyncio.Task[None]] = set()

    async def take_in(self, inbound: Inbound) -> bool:
        """Make `inbound` durable and have it answered; False when it was taken in before."""
        text, masked = mask_cpr(inbound.text[:LONGEST_TEXT])
        stored = replace(inbound, text=text, was_masked=masked)
        new = await self._database.write(lambda db: inbox.put(db, stored, self._clock()))
        metrics.INBOUND.labels(inbound.address.channel, "new" if new else "double").inc()
        if new:
            self._wake.set()
        return new

    async def run(self) -> None:
        """Answer what waits, until cancelled."""
        while True:
            self._wake.clear()
            try:
                await self._take()
            except Exception:
                log.exception("dispatch_failed")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), _POLL_SECONDS)

    async def drain(self, seconds: float) -> None:
        """Finish the turns under way; what only waits stays in the inbox for the next start."""
        self._queues = {key: deque() for key in self._queues}
        if self._people:
            await asyncio.wait(self._people, timeout=seconds)

    @property
    def busy(self) -> int:
        """How many people are being answered."""
        return len(self._people)

    async def _take(self) -> None:
        while sum(map(len, self._queues.values())) < MOST_QUEUED:
            async with self._database.read() as db:
                rows = await inbox.waiting(db, self._last_seen)
            if not rows:
                return
            self._last_seen = rows[-1].id
            for row in rows:
                self._queue(row)

    def _queue(self, row: Waiting) -> None:
        queue = self._queues.get(row.key)
        if queue is not None:
            queue.append(row)
            return
        self._queues[row.key] = deque([row])
        task = asyncio.create_task(self._answer_person(row.key))
        self._people.add(task)
        task.add_done_callback(self._people.discard)

    async def _answer_person(self, key: bytes) -> None:
        while queue := self._queues.get(key):
            waiting = queue.popleft()
            async with self._turns:
                await self._answer_until_done(waiting)
        self._queues.pop(key, None)
        self._wake.set()

    async def _answer_until_done(self, waiting: Waiting) -> None:
        for attempt in range(waiting.attempts + 1, MOST_ATTEMPTS + 1):
            try:
                with metrics.TURN_SECONDS.time():
                    await self._answer(waiting)
            except Exception:
                log.exception("turn_failed", inbound=waiting.id, attempt=attempt)
                await self._try_later(waiting, attempt)
            else:
                self._answered()
                return
        await self._give_up(waiting)

    async def _try_later(self, waiting: Waiting, attempt: int) -> None:
        try:
            await self._database.write(lambda db: inbox.mark_tried(db, waiting.id))
        except Exception:
            log.exception("mark_failed", inbound=waiting.id)
        if attempt < MOST_ATTEMPTS:
            await asyncio.sleep(0.2 * attempt)

    async def _give_up(self, waiting: Waiting) -> None:
        """Three failures are ours, not the person's: they hear so, with numbers that work."""
        try:
            await self._database.write(lambda db: self._courtesy(db, waiting, self._mind.manners.apologise))
        except Exception:
            log.exception("apology_failed", inbound=waiting.id)
            return
        self._answered()

    async def _answer(self, waiting: Waiting) -> None:
        inbound, now = waiting.inbound, self._clock()
        reading = self._mind.reader.read(inbound.text, now)
        await self._database.write(lambda db: self._transact(db, waiting, reading, now))

    async def _courtesy(self, db: AsyncConnection, waiting: Waiting, step: Step) -> None:
        now = self._clock()
        person = await people.meet(db, waiting.inbound.address, now, DANISH)
        turn = self._turn(db, person, waiting.inbound, Reading(), now)
        reply = await step(turn)
        await self._put(db, person, waiting.inbound, [_message(reply, turn.t, None)], now)
        await inbox.mark_done(db, waiting.id, now, InboundState.FAILED)

    async def _transact(self, db: AsyncConnection, waiting: Waiting, reading: Reading, now: datetime) -> None:
        inbound, mind = waiting.inbound, self._mind
        language = self._language(inbound)
        person = await people.meet(db, inbound.address, now, language or DANISH)
        if language and language != person.language and not inbound.tapped:
            await people.remember_language(db, person.id, language)
            person = replace(person, language=language)
        dialogue = await dialogues.load(db, person.id)
        turn = replace(
            self._turn(db, person, inbound, reading, now),
            pages=dialogue.pages,
            misunderstood=dialogue.misunderstood,
            shown=dialogue.shown,
        )
        if reading.emergency is None and await _is_flood(db, waiting):
            await self._slow_down(turn, waiting, dialogue)
            return
        answer = _Answer(dialogue)
        await self._reply(turn, inbound, answer)
        if inbound.was_masked:
            answer.messages.append(_message(await mind.manners.tell_cpr_masked(turn), turn.t, None))
        if not (person.greeted or reading.emergency or answer.forgets or reading.intent is Intent.STOP):
            answer.messages.append(_message(await mind.manners.introduce(turn), turn.t, None))
            await people.remember_greeting(db, person.id)
        await self._put(db, person, inbound, answer.messages, now, forgets=answer.forgets)
        await inbox.mark_done(db, waiting.id, now, InboundState.DONE)
        if answer.forgets:
            await inbox.wipe(db, waiting.id)
        else:
            await dialogues.save(db, person.id, answer.dialogue, now)

    async def _reply(self, turn: Turn, inbound: Inbound, answer: _Answer) -> None:
        reading = turn.reading
        if reading.emergency:
            self._say(turn, answer, "emergency", await self._mind.manners.emergency(turn), None)
            turn = replace(turn, reading=replace(reading, emergency=None))
            if reading.intent not in BESIDE_EMERGENCY or not (reading.topics or reading.intent is Intent.HUMAN):
                return
        found = route(inbound, turn.reading, answer.dialogue, self._mind.conversations, turn.now)
        if found.step == "nothing_to_undo" or reading.command is Command.UNDO:
            answer.dialogue = replace(answer.dialogue, undo=None)
        step = self._step(found)
        turn = replace(
            turn,
            choice=found.choice,
            kept=found.kept,
            numbers=found.numbers,
            memory=answer.dialogue.memory.get(found.conversation or "", {}),
        )
        reply = await step(turn)
        self._say(turn, answer, found.conversation or "", reply, found.question)

    def _say(self, turn: Turn, answer: _Answer, conversation: str, reply: Reply, answered: Question | None) -> None:
        reply, repeats = self._varied(turn, answer.dialogue, reply)
        asked = question_of(conversation, reply, turn.now)
        dialogue = after(answer.dialogue, conversation, reply, answered, asked, turn.now)
        answer.dialogue = replace(dialogue, said=_digest(reply.text) if not repeats else dialogue.said, repeats=repeats)
        answer.messages.append(_message(reply, turn.t, asked))
        answer.forgets = answer.forgets or reply.forgets

    def _varied(self, turn: Turn, dialogue: Dialogue, reply: Reply) -> tuple[Reply, int]:
        """Never the same text twice in a row: other words first, then an offer of a human."""
        if turn.reading.emergency or _digest(reply.text) != dialogue.said:
            return reply, 0
        if dialogue.repeats == 0:
            return replace(reply, text=reply.otherwise or turn.t("As before: {text}", text=reply.text)), 1
        offer = turn.t("Write MENNESKE to write with a human.")
        menneske = Choice("menneske", turn.t("A human"))
        return (
            replace(reply, text=f"{reply.text}\n{offer}", shortcuts=(*reply.shortcuts, menneske)),
            dialogue.repeats + 1,
        )

    def _step(self, found: Route) -> Step:
        if found.conversation is None:
            step: Step = getattr(self._mind.manners, found.step)
            return step
        conversation = next(one for one in self._mind.conversations if one.name == found.conversation)
        return conversation.steps[found.step] if found.step else conversation.first

    async def _slow_down(self, turn: Turn, waiting: Waiting, dialogue: Dialogue) -> None:
        metrics.FLOODED.inc()
        if turn.now.timestamp() - dialogue.slowed_at > SLOW_DOWN_EVERY.total_seconds():
            message = _message(await self._mind.manners.slow_down(turn), turn.t, None)
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
            await outbox.put(
                db,
                person=None if forgets else person.id,
                address=inbound.address,
                message=replace(message, answers=inbound.reference) if first == 0 else message,
                now=now,
                valid=REPLY_VALID,
                forget=forgets,
            )

    def _turn(self, db: AsyncConnection, person: Person, inbound: Inbound, reading: Reading, now: datetime) -> Turn:
        return Turn(
            person=person,
            reading=reading,
            now=now,
            t=self._mind.catalogues.translator(person.language),
            db=db,
            directory=self._mind.atlas.directory,
            towns=self._mind.towns,
            text=inbound.text,
            has_media=inbound.has_media,
            position=inbound.position,
            may_share=inbound.address.channel in _CAN_SHARE,
        )

    def _language(self, inbound: Inbound) -> str | None:
        """The language of the text, when it is plainly another one of ours than before."""
        return self._mind.reader.language(inbound.text)


async def _is_flood(db: AsyncConnection, waiting: Waiting) -> bool:
    since = waiting.received_at - FLOOD_WINDOW
    return await inbox.received_since(db, waiting.key, since, until=waiting.id) > FLOOD_LIMIT


def _message(reply: Reply, t: Translator, asked: Question | None) -> Message:
    return Message(
        text=reply.text,
        language=t.language,
        choices=reply.choices,
        question=asked.id if asked else "",
        shortcuts=reply.shortcuts,
        pages=reply.pages,
        asks_position=reply.asks_position,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
