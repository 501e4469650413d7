"""The daily limit of SMS parts: what may still leave. Answers, what is urgent and cries for help never wait for it.

From four fifths on notices wait, so that reminders go on; at the whole of it all waits that we start ourselves, until
midnight in Copenhagen or until it helps nobody any more. Each process counts here and writes its count down every few
seconds, so several together may go over the limit by what they send in that time.
"""

from collections.abc import Callable
from datetime import date, datetime

from bot import metrics
from bot.store import spending
from bot.store.claims import Leaves
from bot.store.database import Database

NOTICES_SHARE = 0.8


class Thrift:
    """Today's parts. `most` 0: no limit."""

    def __init__(self, database: Database, most: int, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._most = most
        self._clock = clock
        self._day: date | None = None
        self._stored = 0
        self._unwritten = 0
        metrics.SMS_LIMIT.set(most)

    def count(self, parts: int) -> None:
        """So many parts were sent."""
        self._turn_page()
        self._unwritten += parts
        metrics.SMS_PARTS.inc(parts)

    def leaves(self) -> Leaves:
        """What may leave by SMS now, as far as money goes."""
        self._turn_page()
        sent = self._stored + self._unwritten
        if not self._most or sent < self._most * NOTICES_SHARE:
            return Leaves.ALL
        return Leaves.NO_NOTICES if sent < self._most else Leaves.AT_ONCE

    async def settle(self) -> None:
        """Write down what was counted, and see what the other processes have sent."""
        self._turn_page()
        day = spending.day_of(self._clock())
        parts, self._unwritten = self._unwritten, 0
        self._stored += parts
        if parts:
            try:
                await self._database.write(lambda db: spending.add(db, day, self._database.process, parts))
            except Exception:
                self._unwritten += parts
                raise
        async with self._database.read() as db:
            stored = await spending.of_day(db, day)
        if day == self._day:
            self._stored = stored
        metrics.SMS_TODAY.set(stored)

    def _turn_page(self) -> None:
        today = spending.day_of(self._clock())
        if today != self._day:
            self._day, self._stored, self._unwritten = today, 0, 0
