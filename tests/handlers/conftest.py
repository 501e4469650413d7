"""One person and one step at a time: a real database, the starter directory, readings set by hand."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Reply, Step, Turn
from bot.i18n import Catalogues
from bot.model import Address, ChangeOfHours, ChannelName, Person, PlaceId, Position, Reading, Trust
from bot.store import people
from bot.store.database import Database
from bot.store.directory import Directory
from bot.understanding.place import Gazetteer
from tests.databases import Contents, opened
from tests.starter import catalogues, directory, towns

# A Tuesday afternoon in Copenhagen (UTC+1).
TUESDAY_AFTERNOON = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)
NOTHING = Reading()


@dataclass(slots=True)
class Citizen:
    """Somebody who writes. What the last reply kept, remembered and showed comes back in the next turn."""

    database: Database
    directory: Directory
    towns: Gazetteer
    catalogues: Catalogues
    person: Person
    now: datetime = TUESDAY_AFTERNOON
    last: Reply = field(default_factory=lambda: Reply(""))
    memory: dict[str, object] = field(default_factory=dict)

    async def meets(
        self,
        step: Step,
        reading: Reading = NOTHING,
        *,
        choice: str | None = None,
        position: Position | None = None,
        answers: bool = False,
        **changes: object,
    ) -> Reply:
        """The reply of `step`. `answers`: the message answers the question of the last reply, as a choice does."""

        async def job(db: AsyncConnection) -> Reply:
            turn = Turn(
                person=self.person,
                reading=reading,
                now=self.now,
                t=self.catalogues.translator(self.person.language),
                db=db,
                directory=self.directory,
                towns=self.towns,
                choice=choice,
                position=position,
                kept=self.last.keep if answers or choice else {},
                memory=self.memory,
                shown=self.last.shows,
            )
            return await step(turn.with_(**changes))

        self.last = await self.database.write(job)
        if self.last.remember is not None:
            self.memory = dict(self.last.remember)
        await self._come_back()
        return self.last

    async def _come_back(self) -> None:
        address = Address(ChannelName.SMS, "+4520000001")

        async def job(db: AsyncConnection) -> Person:
            return await people.meet(db, address, self.now, self.person.language)

        self.person = await self.database.write(job)

    def knows(self, place: str, **facts: object) -> None:
        """Change what the directory says of one place; a place that it lacks is made from `facts`."""
        places = [replace(one, **facts) if one.id == place else one for one in self.directory.places]  # type: ignore[arg-type]
        self.directory = replace(self.directory, places=tuple(places))

    def trusts(self, place: str, **facts: object) -> None:
        """Change how true one listing is known to be."""
        self.directory = replace(
            self.directory,
            trust={**self.directory.trust, PlaceId(place): Trust(**facts)},  # type: ignore[arg-type]
        )

    def changes(self, *posted: ChangeOfHours) -> None:
        """What volunteers posted."""
        self.directory = replace(self.directory, changes={one.place: posted for one in posted})


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A database with today's tables."""
    async with opened(tmp_path, Contents.NEW) as database:
        yield database


@pytest.fixture
async def citizen(database: Database) -> Citizen:
    """Somebody of whom nothing is known yet."""
    address = Address(ChannelName.SMS, "+4520000001")

    async def job(db: AsyncConnection) -> Person:
        return await people.meet(db, address, TUESDAY_AFTERNOON, "da")

    return Citizen(database, directory(), towns(), catalogues(), await database.write(job))
