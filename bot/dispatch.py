"""Inbox -> reading -> step -> one transaction -> outbox.

`take_in` makes an inbound durable; a loop answers what waits: one person's messages in order, different people's at
once. The text is read before the transaction begins; what the transaction holds is in bot.answering.

Where several processes share the database, each answers what it took in, and looks for what another has left lying, for
that may be dead or busy. The transaction that answers holds the inbound, so that whoever else found it passes it by.
"""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import metrics
from bot.answering import Answering
from bot.logs import logger
from bot.model import ChannelName, Inbound, InboundId
from bot.store import inbox
from bot.store.database import Database
from bot.store.inbox import Waiting
from bot.understanding.cpr import mask_cpr

MOST_ATTEMPTS = 3
# Turns under way at once: enough to fill a group commit, few enough to keep memory flat.
MOST_TURNS = 64
MOST_QUEUED = 2_000
# A burst of webhooks goes first, for at most so many seconds: one that is not answered in time is sent again.
LONGEST_BURST = 1.0
LONGEST_TEXT = 4_096
_POLL_SECONDS = 1.0
# How long the process that took a message in has it for itself, and how long while others still have such of their own:
# two that look at the same read every message twice.
HEAD_START, HEAD_START_IN_A_RUSH = timedelta(seconds=1), timedelta(seconds=10)
MOST_LOOKED_FOR = 200
# With fewer turns free than this a look waits a moment, so that it finds room for more than one.
_ROOM, _MOMENT = MOST_TURNS // 4, 0.01
INBOX, OUTBOX = "inbox", "outbox"
"""What processes tell each other: somebody was answered and may be answered again, there is something new to send."""

log = logger(__name__)


class Dispatch:
    """The inbound line. `answered` is called after each commit that put something into the outbox."""

    def __init__(
        self, database: Database, answering: Answering, clock: Callable[[], datetime], answered: Callable[[], None]
    ) -> None:
        self._database = database
        self._answering = answering
        self._clock = clock
        self._answered = answered
        self._wake = asyncio.Event()
        self._last_seen = 0
        self._queues: dict[bytes, deque[Waiting]] = {}
        self._queued = 0
        self._taking = 0
        self._calm = asyncio.Event()
        self._calm.set()
        self._burst_began = 0.0
        self._turns = asyncio.Semaphore(MOST_TURNS)
        self._people: set[asyncio.Task[None]] = set()
        self.heard: dict[ChannelName, datetime] = {}
        """When each channel last heard something."""
        self._mine: set[InboundId] = set()
        self._own: dict[InboundId, datetime] = {}
        """Of several processes: what this one took in and has not looked for yet, the oldest first."""
        database.on(INBOX, self._others_answered)

    async def take_in(self, inbound: Inbound) -> bool:
        """Make `inbound` durable and have it answered; False when it was taken in before."""
        text, masked = mask_cpr(inbound.text[:LONGEST_TEXT])
        stored = replace(inbound, text=text, was_masked=masked) if text != inbound.text else inbound
        number = await self._put(stored)
        now = self.heard[inbound.address.channel] = self._clock()
        metrics.INBOUND.labels(inbound.address.channel, "double" if number is None else "new").inc()
        if number is None:
            return False
        if self._database.is_shared:
            self._own[number] = now
        self._wake.set()
        return True

    def _others_answered(self, _: str) -> None:
        """Somebody's earlier message, perhaps, whose next one is ours."""
        if self._own:
            self._wake.set()

    async def _put(self, inbound: Inbound) -> InboundId | None:
        if not self._taking:
            self._calm.clear()
            self._burst_began = time.monotonic()
        self._taking += 1
        try:
            return await self._database.write(lambda db: inbox.put(db, inbound, self._clock()))
        finally:
            self._taking -= 1
            if not self._taking:
                self._calm.set()

    async def run(self) -> None:
        """Answer what waits, until cancelled."""
        while True:
            self._wake.clear()
            try:
                await self._take()
            except Exception:
                log.exception("dispatch_failed")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_POLL_SECONDS):
                    await self._wake.wait()

    async def drain(self, seconds: float) -> None:
        """Finish the turns under way; what only waits stays in the inbox for the next start."""
        self._queues, self._queued, self._mine = {key: deque() for key in self._queues}, 0, set()
        if self._people:
            await asyncio.wait(self._people, timeout=seconds)

    @property
    def busy(self) -> int:
        """How many people are being answered."""
        return len(self._people)

    async def _take(self) -> None:
        if self._database.is_shared:
            await self._take_first_of_each()
            return
        while self._queued < MOST_QUEUED:
            async with self._database.read() as db:
                rows = await inbox.waiting(db, self._last_seen, MOST_LOOKED_FOR)
            for row in rows:
                self._last_seen = row.id
                self._queue(row)
            if len(rows) < MOST_LOOKED_FOR:
                return

    async def _take_first_of_each(self) -> None:
        if MOST_TURNS - len(self._mine) < _ROOM:
            await asyncio.sleep(_MOMENT)
        while (free := MOST_TURNS - len(self._mine)) > 0:
            own, until = self._own_first(self._clock())
            async with self._database.read() as db:
                rows = await inbox.first_of_each(db, self._mine, free, own=own, until=until)
            if not rows:
                return
            for row in rows:
                self._mine.add(row.id)
                self._own.pop(row.id, None)
                self._queue(row)

    def _own_first(self, now: datetime) -> tuple[list[InboundId], datetime]:
        """Which of our own to look for, and until when what others took in must have come to be ours too."""
        until = now - HEAD_START_IN_A_RUSH
        self._own = {number: at for number, at in self._own.items() if at > until}
        own = list(islice(self._own, MOST_LOOKED_FOR))
        return own, until if own else now - HEAD_START

    def _queue(self, row: Waiting) -> None:
        self._queued += 1
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
            self._queued -= 1
            async with self._turns:
                await self._let_webhooks_go_first()
                await self._answer_until_done(waiting)
            self._mine.discard(waiting.id)
        self._queues.pop(key, None)
        self._wake.set()

    async def _let_webhooks_go_first(self) -> None:
        left = self._burst_began + LONGEST_BURST - time.monotonic()
        if not self._calm.is_set() and left > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._calm.wait()

    async def _answer_until_done(self, waiting: Waiting) -> None:
        attempts = waiting.attempts
        while attempts < MOST_ATTEMPTS:
            try:
                with metrics.TURN_SECONDS.time():
                    await self._answer(waiting)
            except Exception:
                log.exception("turn_failed", inbound=waiting.id, attempt=attempts + 1)
                attempts += await self._counts(waiting)
                if attempts < MOST_ATTEMPTS:
                    await asyncio.sleep(0.2 * attempts or _POLL_SECONDS)
            else:
                self._answered()
                self._database.tell(INBOX)
                self._database.tell(OUTBOX)
                return
        await self._give_up(waiting)

    async def _counts(self, waiting: Waiting) -> bool:
        """Whether the failure was the message's own: where nothing can be stored, it says nothing of the message."""
        try:
            await self._database.write(lambda db: inbox.mark_tried(db, waiting.id))
        except Exception:
            log.exception("mark_failed", inbound=waiting.id)
            return False
        return True

    async def _give_up(self, waiting: Waiting) -> None:
        """Three failures are ours, not the person's: they hear so, with numbers that work."""

        async def job(db: AsyncConnection) -> None:
            if await self._has(db, waiting):
                await self._answering.apologise(db, waiting, self._clock())

        while True:
            try:
                await self._database.write(job)
            except Exception:
                log.exception("apology_failed", inbound=waiting.id)
                if await self._counts(waiting):
                    return
                await asyncio.sleep(_POLL_SECONDS)
            else:
                self._answered()
                return

    async def _answer(self, waiting: Waiting) -> None:
        now = self._clock()
        reading = self._answering.read(waiting.inbound, now)

        async def job(db: AsyncConnection) -> None:
            if await self._has(db, waiting):
                await self._answering.answer(db, waiting, reading, now)

        await self._database.write(job)

    async def _has(self, db: AsyncConnection, waiting: Waiting) -> bool:
        """Whether it is ours to answer; alone, it always is."""
        return not self._database.is_shared or await inbox.take(db, waiting.id)
