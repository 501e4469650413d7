"""The two lines alone: each with its own database and clock, and the smallest channel or somebody who answers."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.answering import Answering
from bot.deliver import Deliver
from bot.dispatch import Dispatch
from bot.model import Address, ChannelName, Inbound, OutgoingId, Reading
from bot.steps import Mind
from bot.store import inbox
from bot.store.inbox import InboundState, Waiting
from bot.store.schema import inbox as table
from tests.databases import opened
from tests.line.frail import Frail
from tests.line.postbox import PATIENCE, Postbox
from tests.running import FakeClock
from tests.store.rows import ANNA, SMS, columns, heard, told


@dataclass(slots=True)
class Line:
    """A line that runs."""

    database: Frail
    deliver: Deliver
    clock: FakeClock
    folder: Path
    sms: Postbox
    telegram: Postbox
    loops: list[asyncio.Task[None]] = field(default_factory=list)

    def starts(self) -> None:
        """It begins to send."""
        self.loops.append(asyncio.create_task(self.deliver.run()))

    async def is_idle(self) -> None:
        """Everything that may leave has left."""
        async with asyncio.timeout(PATIENCE):
            while not await self.deliver.is_idle():  # noqa: ASYNC110 - a test looks from outside
                await asyncio.sleep(0.005)

    async def tells(self, *addresses: Address, **more: Any) -> list[OutgoingId]:
        """There is something new to send."""
        numbers = await told(self.database, *addresses, **more)
        self.deliver.wake()
        return numbers

    async def stored(self, *names: str) -> list[tuple[Any, ...]]:
        """What the outbox holds."""
        return await columns(self.database, *names)


@contextlib.asynccontextmanager
async def line_in(folder: Path, **changes: Any) -> AsyncIterator[Line]:
    """A line below `folder` that does not run yet."""
    clock = FakeClock()
    async with opened(folder) as plain:
        database = Frail(plain)
        sms, telegram = Postbox(), Postbox(ChannelName.TELEGRAM, can_look_up=False)
        deliver = Deliver(database, {SMS: sms, ChannelName.TELEGRAM: telegram}, clock, **changes)
        line = Line(database, deliver, clock, folder, sms, telegram)
        try:
            yield line
        finally:
            for loop in line.loops:
                loop.cancel()
            await asyncio.gather(*line.loops, return_exceptions=True)
            sms.open_to.set()
            await deliver.drain(PATIENCE)


class Secretary(Answering):
    """Who answers. `breaks`: in how many turns a text fails."""

    def __init__(self) -> None:
        super().__init__(Mind((), *cast("Any", [None] * 5)))
        self.began: list[str] = []
        self.answered: list[str] = []
        self.apologies: list[tuple[str, datetime]] = []
        self.breaks: dict[str, int] = {}

    def read(self, inbound: Inbound, now: datetime) -> Reading:
        """What is read is handed on to the answer."""
        self.began.append(inbound.text)
        return Reading(place=f"{inbound.text} {now:%H:%M}")

    async def answer(self, db: AsyncConnection, waiting: Waiting, reading: Reading, now: datetime) -> None:
        """Mark it done, or fail."""
        text = waiting.inbound.text
        assert reading.place == f"{text} {now:%H:%M}"
        if self.began.count(text) <= self.breaks.get(text, 0):
            raise ValueError("ours")
        await inbox.mark_done(db, waiting.id, now, InboundState.DONE)
        # A transaction may be run again, with others of the same commit.
        self.answered += [text] if text not in self.answered else []

    async def apologise(self, db: AsyncConnection, waiting: Waiting, now: datetime) -> None:
        """Mark it failed."""
        await inbox.mark_done(db, waiting.id, now, InboundState.FAILED)
        self.apologies.append((waiting.inbound.text, now))


@dataclass(slots=True)
class Desk:
    """An inbound line that runs."""

    database: Frail
    dispatch: Dispatch
    secretary: Secretary
    clock: FakeClock
    told: list[None]
    loops: list[asyncio.Task[None]] = field(default_factory=list)
    number: int = 0

    def starts(self) -> None:
        """It begins to answer."""
        self.loops.append(asyncio.create_task(self.dispatch.run()))

    async def hears(self, *texts: str, by: Address = ANNA) -> None:
        """Somebody writes these, one after the other."""
        for text in texts:
            self.number += 1
            assert await self.dispatch.take_in(heard(f"SM{self.number}", by=by, text=text))

    async def finds(self, *texts: str, by: Address = ANNA) -> None:
        """The same, stored by an earlier life of this process."""
        for text in texts:
            self.number += 1
            inbound = heard(f"SM{self.number}", by=by, text=text)
            await self.database.write(lambda db, one=inbound: inbox.put(db, one, self.clock()))  # type: ignore[misc]

    async def stored(self, *names: str) -> list[tuple[Any, ...]]:
        """What the inbox holds."""
        async with self.database.read() as db:
            found = await db.execute(select(*(table.c[name] for name in names)).order_by(table.c.id))
            return [tuple(row) for row in found]


@contextlib.asynccontextmanager
async def desk_in(folder: Path) -> AsyncIterator[Desk]:
    """A line below `folder` that does not run yet."""
    clock, secretary, told = FakeClock(), Secretary(), list[None]()
    async with opened(folder) as plain:
        database = Frail(plain)
        desk = Desk(database, Dispatch(database, secretary, clock, lambda: told.append(None)), secretary, clock, told)
        try:
            yield desk
        finally:
            for loop in desk.loops:
                loop.cancel()
            await asyncio.gather(*desk.loops, return_exceptions=True)
            await desk.dispatch.drain(PATIENCE)
