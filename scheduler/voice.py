"""What timed work needs to speak to somebody: their turn and where they are reached."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative
from bot.conversation import Turn
from bot.i18n import Catalogues
from bot.model import Address, PersonId
from bot.store import dialogues, people
from bot.store.atlas import Atlas
from bot.understanding.place import Gazetteer


@dataclass(frozen=True, slots=True)
class Voice:
    """`spoke` wakes what sends, once something is stored."""

    catalogues: Catalogues
    atlas: Atlas
    towns: Gazetteer
    spoke: Callable[[], None]

    async def turn(
        self, db: AsyncConnection, person: PersonId, now: datetime, *, anyway: bool = False
    ) -> tuple[Turn, Address] | None:
        """A turn that no message began. None: they are reached nowhere, or wrote STOP (but not to this: `anyway`)."""
        reached = await people.reach(db, person)
        if reached is None or (reached[0].stopped and not anyway):
            return None
        who, address = reached
        return initiative.turn_of(db, who, now, self.catalogues, self.atlas.directory, self.towns), address

    async def remembering(self, turn: Turn, conversation: str) -> Turn:
        """The same with what a conversation remembers of the person."""
        dialogue = await dialogues.load(turn.db, turn.person.id)
        return replace(turn, memory=dialogue.memory.get(conversation, {}))
