"""Outbox -> claim -> send -> mark. Replies before reminders before notices; at night only replies and what is urgent.
No database is held over a network call.

What the provider may have taken is `unknown`, and only a report or a look-up settles it (bot.settling). Several
processes claim side by side; a message belongs to the one that claimed it.
"""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import metrics
from bot.channels.base import Channel
from bot.errors import OptedOut, Refused, SendFailed, TryLater, Unsettled
from bot.lanes import Lanes
from bot.logs import logger
from bot.model import ChannelName, Outgoing, OutgoingId, OutgoingState, Report
from bot.reminding import is_quiet
from bot.settling import REPORT_TAKES, Settling, back_off
from bot.store import allowances, claims, outbox
from bot.store.claims import Leaves
from bot.store.database import Database, Job
from bot.store.outbox import Ended
from bot.thrift import Thrift

MOST_SENDING = 64
# With less room than this a claim waits a moment, so that it is for more than one.
_ROOM, _MOMENT = MOST_SENDING // 4, 0.01
# What each provider allows all processes of one database together; a process that is alone counts for itself.
# https://core.telegram.org/bots/faq: 30 a second. Twilio keeps a queue of its own, so only its "wait" is shared.
PER_SECOND = {ChannelName.TELEGRAM: 30.0, ChannelName.SMS: 1000.0}
_POLL_SECONDS = 1.0
S = OutgoingState

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class _Lot:
    """Channels on which the same may leave."""

    names: Sequence[ChannelName]
    leaves: Leaves
    is_only: bool = False
    """There is nothing else that could leave."""


class Deliver:
    """The outbound line."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[ChannelName, Channel],
        clock: Callable[[], datetime],
        *,
        report_takes: timedelta = REPORT_TAKES,
        most_parts: int = 0,
    ) -> None:
        self._database = database
        self._channels = channels
        self._clock = clock
        self._report_takes = report_takes
        self._settle_every = report_takes / 4
        self.thrift = Thrift(database, most_parts, clock)
        self._wake = asyncio.Event()
        self._lanes = Lanes(channels)
        self._per_second = PER_SECOND if database.is_shared else {}
        self._sending: set[asyncio.Task[Any]] = set()
        self._under_way: set[OutgoingId] = set()
        self._settling = Settling(database, channels, clock, report_takes, self.wake)
        self._settled_at: datetime | None = None

    def wake(self) -> None:
        """There is something new in the outbox."""
        self._wake.set()

    async def recover(self) -> int:
        """At start, before anything else: what a dead process was sending is unsettled now."""
        return await self._settling.recover()

    async def run(self) -> None:
        """Send what is due and settle what is unknown, until cancelled. A slow look-up holds no sending up."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._send_on())
            group.create_task(self._settle_on())

    async def _send_on(self) -> None:
        while True:
            self._wake.clear()
            if MOST_SENDING - len(self._sending) < _ROOM:
                await asyncio.sleep(_MOMENT)
            try:
                while await self._claim():
                    pass
            except Exception:
                log.exception("deliver_failed")
                await self._give_back()
            with contextlib.suppress(TimeoutError):
                # Not wait_for: on Python 3.11 it swallows a cancellation that comes together with the wake.
                async with asyncio.timeout(self._lanes.longest_sleep(_POLL_SECONDS)):
                    await self._wake.wait()

    async def _give_back(self) -> None:
        """A claim that failed may have been committed all the same, unheard: nobody sends that."""
        with contextlib.suppress(Exception):
            process, known = self._database.process, frozenset(self._under_way)
            await self._database.write(lambda db: claims.give_back(db, process, known))

    async def _settle_on(self) -> None:
        while True:
            try:
                await self._settle()
            except Exception:
                log.exception("settle_failed")
            await asyncio.sleep(min(_POLL_SECONDS, self._settle_every.total_seconds()))

    async def drain(self, seconds: float) -> None:
        """Finish the sends under way; the rest stays in the outbox for the next start."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._sending:
                    await asyncio.wait(self._sending)
                try:
                    await self.thrift.settle()
                except Exception:
                    # Without its database the end must still come.
                    log.exception("parts_not_counted")

    async def is_idle(self) -> bool:
        """Nothing is under way, and nothing could leave now."""
        if self._sending:
            return False
        claimable = await self._claimable(self._clock(), paused=True)
        # A claim may have begun while we looked.
        return not (claimable or self._sending)

    def failing(self, name: ChannelName) -> datetime | None:
        """Since when every attempt on this channel has failed; None when it works."""
        return self._lanes[name].failing_since

    def last_sent(self, name: ChannelName) -> datetime | None:
        """When this channel last took a message from this process."""
        return self._lanes[name].last_sent

    async def report(self, report: Report) -> bool:
        """A provider's word; False when we do not know the message."""
        known = await self._database.write(lambda db: outbox.apply(db, report, self._clock()))
        metrics.REPORTS.labels(report.state if known else "unknown_message").inc()
        return known

    async def _claim(self) -> bool:
        now = self._clock()
        free = MOST_SENDING - len(self._sending)
        lot = await self._claimable(now) if free > 0 else None
        if lot is None:
            return False
        # A claim that is committed must be sent, also when we are told to end meanwhile.
        claiming = asyncio.create_task(self._take(lot, now, free))
        self._sending.add(claiming)
        claiming.add_done_callback(self._sending.discard)
        return await asyncio.shield(claiming)

    async def _claimable(self, now: datetime, *, paused: bool = False) -> _Lot | None:
        """Channels on which something may leave now, and what may leave on them; None when nothing waits for it.

        `paused`: also where it must wait for the provider's allowance.
        """
        lots: dict[Leaves, list[ChannelName]] = {}
        for name in self._lanes.ready(now, paused=paused):
            money = self.thrift.leaves() if name is ChannelName.SMS else Leaves.ALL
            lots.setdefault(Leaves.AT_ONCE if is_quiet(now) else money, []).append(name)
        async with self._database.read() as db:
            for leaves, names in lots.items():
                first = await claims.next_channel(db, names, now, leaves=leaves)
                if first is not None:
                    # One with an allowance is claimed by itself.
                    free = [name for name in names if name not in self._per_second]
                    own = [first] if first in self._per_second else free
                    return _Lot(own, leaves, is_only=len(lots) == 1 and len(own) == len(names))
        return None

    async def _take(self, lot: _Lot, now: datetime, most: int) -> bool:
        claimed, wait = await self._database.write(lambda db: self._allowed(db, lot, now, most), fresh=True)
        self._under_way.update(outgoing.id for outgoing in claimed)
        for outgoing in claimed:
            task = asyncio.create_task(self._send(outgoing))
            self._sending.add(task)
            task.add_done_callback(self._sent)
        if wait:
            self._lanes[lot.names[0]].pauses_until = asyncio.get_running_loop().time() + min(wait, _POLL_SECONDS)
        # With fewer than there is room for, all that may leave now has been claimed, unless there is another lot.
        return len(claimed) == most or bool(wait) or not lot.is_only

    async def _allowed(self, db: AsyncConnection, lot: _Lot, now: datetime, most: int) -> tuple[list[Outgoing], float]:
        """What is claimed; and for how many seconds to wait when the provider allows us nothing now."""
        process, channel = self._database.process, lot.names[0]
        if channel not in self._per_second:
            return await claims.claim(db, lot.names, now, most, leaves=lot.leaves, process=process), 0.0
        allowed = await allowances.allowed(db, channel, self._per_second[channel], now)
        if not allowed.messages:
            return [], allowed.wait
        most = min(most, allowed.messages)
        claimed = await claims.claim(db, lot.names, now, most, leaves=lot.leaves, process=process)
        await allowances.spend(db, channel, len(claimed))
        return claimed, 0.0

    def _sent(self, task: asyncio.Task[Any]) -> None:
        self._sending.discard(task)
        self._wake.set()

    async def _send(self, outgoing: Outgoing) -> None:
        ended = await self._attempt(outgoing)
        metrics.OUTGOING.labels(outgoing.address.channel, ended.state).inc()
        await self._mark(outgoing, ended)
        self._under_way.discard(outgoing.id)

    async def _attempt(self, outgoing: Outgoing) -> Ended:
        try:
            return await self._tried(outgoing)
        except Exception as error:
            # A fault of ours after the claim: the provider may or may not have it.
            log.exception("send_broke", outgoing=outgoing.id)
            return self._ended(outgoing, Unsettled(type(error).__name__))

    async def _tried(self, outgoing: Outgoing) -> Ended:
        lane = self._lanes[outgoing.address.channel]
        try:
            receipt = await self._channels[outgoing.address.channel].send(outgoing)
        except SendFailed as failure:
            lane.failed(self._clock())
            log.warning("send_failed", outgoing=outgoing.id, kind=type(failure).__name__, code=failure.code)
            return self._ended(outgoing, failure)
        now = self._clock()
        if lane.worked(now):
            self._write_beside(lambda db: outbox.hurry(db, outgoing.address.channel, now), "not_hurried")
        self.thrift.count(receipt.parts)
        return Ended(outgoing.id, S.SENT, self._clock(), provider_id=receipt.provider_id)

    def _ended(self, outgoing: Outgoing, failure: SendFailed) -> Ended:
        now = self._clock()
        match failure:
            case TryLater(after=after):
                if after is not None:
                    self._rest(outgoing.address.channel, now, after)
                due = now + (timedelta(seconds=after) if after is not None else back_off(outgoing.attempts))
                return Ended(outgoing.id, S.WAITING, now, code=failure.code, due_at=due)
            case OptedOut():
                return Ended(outgoing.id, S.OPTED_OUT, now, code=failure.code)
            case Refused():
                return Ended(outgoing.id, S.FAILED, now, code=failure.code)
            case _:
                return Ended(outgoing.id, S.UNKNOWN, now, code=failure.code, due_at=now + self._report_takes)

    def _rest(self, channel: ChannelName, now: datetime, seconds: float) -> None:
        """The provider wants no more for so long, of no process."""
        until = self._lanes[channel].rests_until = now + timedelta(seconds=seconds)
        if channel in self._per_second:
            self._write_beside(lambda db: allowances.rest(db, channel, until), "rest_not_told")

    def _write_beside(self, job: Job[Any], failed: str) -> None:
        """Write what only makes it go better, so that no sending waits for it."""

        async def write() -> None:
            try:
                await self._database.write(job)
            except Exception:
                log.exception(failed)
            self._wake.set()

        writing = asyncio.create_task(write())
        self._sending.add(writing)
        writing.add_done_callback(self._sending.discard)

    async def _mark(self, outgoing: Outgoing, ended: Ended) -> None:
        """Keep how it ended, however long the database takes: the provider has already acted."""
        while True:
            try:
                await self._database.write(lambda db: outbox.mark(db, [ended], process=self._database.process))
                if ended.state is S.OPTED_OUT:
                    await self._database.write(lambda db: outbox.opt_out(db, outgoing.address, ended.code, ended.at))
            except Exception:
                log.exception("mark_failed", outgoing=outgoing.id)
                await asyncio.sleep(_POLL_SECONDS)
            else:
                return

    async def _settle(self) -> None:
        now = self._clock()
        if self._settled_at and timedelta(0) <= now - self._settled_at < self._settle_every:
            return
        self._settled_at = now
        await self.thrift.settle()
        await self._settling.look_after(now)
