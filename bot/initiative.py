"""What we say of our own accord: reminders, offers, check-ins. Stored in the caller's transaction like any reply.

A person who wrote STOP hears nothing of it, unless they asked for this very thing afterwards; quiet hours hold it back.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Reply, Turn
from bot.desk import TALK
from bot.i18n import Catalogues
from bot.model import Address, AppointmentId, Message, OutgoingId, Person, Priority, Reading
from bot.reminding import decent
from bot.routing import after, question_of
from bot.store import dialogues, outbox
from bot.store.directory import Directory
from bot.understanding.place import Gazetteer
from bot.wording.veil import veiled


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
    remembered = after(dialogue, conversation, reply, None, asked, turn.now)
    await dialogues.save(turn.db, turn.person.id, replace(remembered, said="", repeats=0), turn.now)
    message = Message(
        text=reply.text,
        language=turn.t.language,
        choices=reply.choices,
        question=asked.id if asked else "",
        shortcuts=reply.shortcuts,
        pages=reply.pages or (),
    )
    # What a human says to them goes over as it is: whoever holds the talk was told to be careful.
    if turn.person.discreet and conversation != TALK:
        message = veiled(message, turn.t, turn.directory)
    return await outbox.put(
        turn.db,
        person=turn.person.id,
        address=address,
        message=message,
        now=turn.now,
        valid=valid_until - turn.now,
        priority=priority,
        due_at=not_before,
        appointment=appointment,
    )
