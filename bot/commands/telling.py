"""What a person hears because of a command: by day, not after a STOP, and worded as everything that we write them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative
from bot.conversation import Reply
from bot.i18n import Catalogues, Translator
from bot.model import PersonId
from bot.store import people
from bot.store.directory import Directory
from bot.understanding.place import Gazetteer

_HELPS_FOR = timedelta(days=3)


async def tell(
    db: AsyncConnection,
    person: PersonId,
    directory: Directory,
    text: tuple[str, Callable[[Translator], str]],
    now: datetime,
) -> None:
    """Store it for a running process to send. `text`: the conversation that it belongs to, and the words."""
    reached = await people.reach(db, person)
    if reached is None or reached[0].stopped:
        return
    conversation, said = text
    who, address = reached
    turn = initiative.turn_of(db, who, now, Catalogues.load(), directory, Gazetteer((), {}, {}))
    await initiative.say(
        turn,
        address,
        conversation,
        Reply(said(turn.t)),
        valid_until=now + _HELPS_FOR,
        not_before=initiative.next_decent_hour(now),
    )
