"""What we say of our own accord: reminders, offers, check-ins. Stored in the caller's transaction like any reply.

A person who wrote STOP hears nothing of it, unless they asked for this very thing afterwards; quiet hours hold it back.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Reply, ToAnother, Turn
from bot.desk import TALK
from bot.i18n import Catalogues
from bot.left_open import after, question_of
from bot.model import Address, AppointmentId, Json, Message, OutgoingId, Person, Priority, Reading
from bot.reminding import decent
from bot.store import dialogues, outbox, sharers
from bot.store.dialogues import Dialogue, Question
from bot.store.directory import Directory
from bot.understanding.place import Gazetteer
from bot.wording.veil import veiled

HELD = "_held"
"""Under this a dialogue keeps what is said when somebody who shares a telephone writes their word."""
MOST_HELD, HELD_VALID = 5, timedelta(hours=4)


def next_decent_hour(moment: datetime) -> datetime:
    """`moment` itself, or the end of the quiet hours (21-08 in Copenhagen) that it falls in."""
    return decent(moment)


def turn_of(
    db: AsyncConnection,
    person: Person,
    now: datetime,
    catalogues: Catalogues,
    directory: Directory,
    towns: Gazetteer,
) -> Turn:
    """A turn that no message began, for the steps that make such replies."""
    return Turn(
        person=person,
        reading=Reading(),
        now=now,
        t=catalogues.translator(person.language),
        db=db,
        directory=directory,
        towns=towns,
    )


async def say(
    turn: Turn,
    address: Address,
    conversation: str,
    reply: Reply,
    *,
    valid_until: datetime,
    priority: Priority = Priority.REMINDER,
    not_before: datetime | None = None,
    appointment: AppointmentId | None = None,
) -> OutgoingId:
    """Store `reply` for `address`; its question is open from now on, so that "2" finds its step."""
    dialogue = await dialogues.load(turn.db, turn.person.id)
    asked = question_of(conversation, reply, turn.now)
    remembered = replace(after(dialogue, conversation, reply, None, asked, turn.now), said="", repeats=0)
    messages = [*reply.before, _worded(turn, conversation, reply, asked)]
    if turn.person.shares and not await sharers.is_present(turn.db, turn.person.id, turn.now):
        remembered = _holding(remembered, messages)
        messages = [Message(turn.t("There is a message. Write KODEORD and your word."), turn.t.language)]
    await dialogues.save(turn.db, turn.person.id, remembered, turn.now)
    put = [
        await outbox.put(
            turn.db,
            person=turn.person.id,
            address=address,
            message=one,
            now=turn.now,
            valid=valid_until - turn.now,
            priority=priority,
            due_at=not_before,
            appointment=appointment,
        )
        for one in messages
    ]
    return put[-1]


async def tell(turn: Turn, address: Address, other: ToAnother, conversation: str = "") -> OutgoingId:
    """What a step says to another person. Their answer goes to its `conversation`, where it names no other."""
    return await say(
        turn,
        address,
        other.conversation or conversation,
        other.reply,
        valid_until=other.valid_until,
        priority=Priority.REPLY if other.at_once else Priority.REMINDER,
        not_before=None if other.at_once else next_decent_hour(turn.now),
    )


def _worded(turn: Turn, conversation: str, reply: Reply, asked: Question | None) -> Message:
    """The reply as it is stored.

    What a human says goes over as it is: whoever holds the talk was told to be careful.
    """
    message = Message(
        text=reply.text,
        language=turn.t.language,
        choices=reply.choices,
        question=asked.id if asked else "",
        shortcuts=reply.shortcuts,
        pages=reply.pages or (),
    )
    return veiled(message, turn.t, turn.directory) if turn.person.discreet and conversation != TALK else message


def _holding(dialogue: Dialogue, messages: Sequence[Message]) -> Dialogue:
    """The dialogue with what waits for the code word of somebody who shares the telephone."""
    held = [*dialogue.memory.get(HELD, ()), *map(_as_json, messages)][-MOST_HELD:]
    return replace(dialogue, memory={**dialogue.memory, HELD: held})


async def release(db: AsyncConnection, phone_key: bytes, address: Address, now: datetime) -> None:
    """What waited for somebody's code word is said, now that they have the telephone."""
    there = await sharers.present(db, phone_key, now)
    if there is None:
        return
    person, _ = there
    dialogue = await dialogues.load(db, person.id)
    held = dialogue.memory.get(HELD, ())
    if not held:
        return
    memory = {name: what for name, what in dialogue.memory.items() if name != HELD}
    await dialogues.save(db, person.id, replace(dialogue, memory=memory), now)
    for stored in held:
        await outbox.put(
            db, person=person.id, address=address, message=outbox.message_of(stored), now=now, valid=HELD_VALID
        )


def _as_json(message: Message) -> Json:
    return {**asdict(message), "answers": {}}
