"""Outbox -> claim -> send -> mark. Replies before reminders before notices; at night only replies and what is urgent.
No database is held over a network call.

What the provider may have taken is `unknown`, and only a report or a look-up settles it. A provider that cannot be
asked (Telegram) gets replies and reminders once more, and notices never.
"""

import asyncio
import contextlib
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot import metrics
from bot.channels.base import Channel
from bot.errors import OptedOut, Refused, SendFailed, TryLater, Unsettled
from bot.logs import logger
from bot.model import ChannelName, Outgoing, OutgoingState, Priority, Report
from bot.reminding import is_quiet
from bot.store import forget, outbox, redactions
from bot.store.database import Database
from bot.store.outbox import Ended, Leaves
from bot.store.redactions import Redaction
from bot.thrift import Thrift

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=5)
# How long a delivery report may take before the provider is asked instead.
REPORT_TAKES = timedelta(seconds=20)
# Our clock and the provider's may differ by so much.
_CLOCKS_DIFFER = timedelta(seconds=5)
MOST_SENDING = 64
_POLL_SECONDS = 1.0
S = OutgoingState

log = logger(__name__)


@dataclass(slots=True)
class _Lane:
    """One channel's way out: what is under way, and until when it rests after "too many requests"."""

    sending: int = 0
    rests_until: datetime | None = None
    last_sent: datetime | None = None
    failing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Lot:
    """Channels on which the same may leave."""

    names: Sequence[ChannelName]
    leaves: Leaves


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
        self._lanes = {name: _Lane() for name in channels}
        self._sending: set[asyncio.Task[Any]] = set()
        self._settled_at: datetime | None = None

    def wake(self) -> None:
        """There is something new in the outbox."""
        self._wake.set()

    async def recover(self) -> int:
        """At start, before anything else: what a dead process was sending is unsettled now."""
        return await self._database.write(lambda db: outbox.unsettle_orphans(db, self._clock()))

    async def run(self) -> None:
        """Send what is due and settle what is unknown, until cancelled. A slow look-up holds no sending up."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._send_on())
            group.create_task(self._settle_on())

    async def _send_on(self) -> None:
        while True:
            self._wake.clear()
            try:
                while await self._claim():
                    pass
            except Exception:
                log.exception("deliver_failed")
            with contextlib.suppress(TimeoutError):
                # Not wait_for: on Python 3.11 it swallows a cancellation that comes together with the wake.
                async with asyncio.timeout(_POLL_SECONDS):
                    await self._wake.wait()

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
                await self.thrift.settle()

    async def is_idle(self) -> bool:
        """Nothing is under way, and nothing could leave now."""
        if self._sending:
            return False
        now = self._clock()
        claimable = await self._claimable(now)
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

    def _ready_lanes(self, now: datetime) -> list[ChannelName]:
        return [name for name, lane in self._lanes.items() if lane.rests_until is None or lane.rests_until <= now]

    async def _claimable(self, now: datetime) -> _Lot | None:
        """Channels on which something may leave now, and what may leave on them; None when nothing waits for it."""
        lots: dict[Leaves, list[ChannelName]] = {}
        for name in self._ready_lanes(now):
            money = self.thrift.leaves() if name is ChannelName.SMS else Leaves.ALL
            lots.setdefault(Leaves.AT_ONCE if is_quiet(now) else money, []).append(name)
        async with self._database.read() as db:
            for leaves, names in lots.items():
                if await outbox.has_claimable(db, names, now, leaves=leaves):
                    return _Lot(names, leaves)
        return None

    async def _take(self, lot: _Lot, now: datetime, most: int) -> bool:
        claimed = await self._database.write(lambda db: outbox.claim(db, lot.names, now, most, leaves=lot.leaves))
        for outgoing in claimed:
            task = asyncio.create_task(self._send(outgoing))
            self._sending.add(task)
            task.add_done_callback(self._sent)
        return bool(claimed)

    def _sent(self, task: asyncio.Task[Any]) -> None:
        self._sending.discard(task)
        self._wake.set()

    async def _send(self, outgoing: Outgoing) -> None:
        ended = await self._attempt(outgoing)
        metrics.OUTGOING.labels(outgoing.address.channel, ended.state).inc()
        await self._mark(outgoing, ended)

    async def _attempt(self, outgoing: Outgoing) -> Ended:
        lane = self._lanes[outgoing.address.channel]
        try:
            receipt = await self._channels[outgoing.address.channel].send(outgoing)
        except SendFailed as failure:
            lane.failing_since = lane.failing_since or self._clock()
            log.warning("send_failed", outgoing=outgoing.id, kind=type(failure).__name__, code=failure.code)
            return self._ended(outgoing, failure)
        except Exception as error:
            # A fault of ours after the claim: the provider may or may not have it.
            log.exception("send_broke", outgoing=outgoing.id)
            return self._ended(outgoing, Unsettled(type(error).__name__))
        lane.failing_since, lane.last_sent = None, self._clock()
        self.thrift.count(receipt.parts)
        return Ended(outgoing.id, S.SENT, self._clock(), provider_id=receipt.provider_id)

    def _ended(self, outgoing: Outgoing, failure: SendFailed) -> Ended:
        now = self._clock()
        match failure:
            case TryLater(after=after):
                if after is not None:
                    self._lanes[outgoing.address.channel].rests_until = now + timedelta(seconds=after)
                due = now + (timedelta(seconds=after) if after is not None else back_off(outgoing.attempts))
                return Ended(outgoing.id, S.WAITING, now, code=failure.code, due_at=due)
            case OptedOut():
                return Ended(outgoing.id, S.OPTED_OUT, now, code=failure.code)
            case Refused():
                return Ended(outgoing.id, S.FAILED, now, code=failure.code)
            case _:
                return Ended(outgoing.id, S.UNKNOWN, now, code=failure.code, due_at=now + self._report_takes)

    async def _mark(self, outgoing: Outgoing, ended: Ended) -> None:
        """Keep how it ended, however long the database takes: the provider has already acted."""
        while True:
            try:
                await self._database.write(lambda db: outbox.mark(db, [ended]))
                if ended.state is S.OPTED_OUT:
                    await self._database.write(lambda db: outbox.opt_out(db, outgoing.address, ended.code, ended.at))
            except Exception:
                log.exception("mark_failed", outgoing=outgoing.id)
                await asyncio.sleep(_POLL_SECONDS)
            else:
                return

    async def _settle(self) -> None:
        """Every few seconds: look up what is unknown, drop what nobody needs, delete what was asked for."""
        now = self._clock()
        if self._settled_at and timedelta(0) <= now - self._settled_at < self._settle_every:
            return
        self._settled_at = now
        await self.thrift.settle()
        async with self._database.read() as db:
            unsettled = await outbox.unsettled(db, now)
            to_redact = await redactions.due(db, now)
        for outgoing, claimed_at, repeats in unsettled:
            ended = await self._looked_up(outgoing, claimed_at, repeats)
            await self._mark(outgoing, ended)
            if ended.state is S.WAITING:
                self._wake.set()
        for redaction in to_redact:
            await self._redact(redaction)
        for channel, count in (await self._database.write(lambda db: outbox.expire(db, now))).items():
            metrics.OUTGOING.labels(channel, S.EXPIRED).inc(count)
        await self._database.write(lambda db: forget.wipe_arrived(db, now))

    async def _looked_up(self, outgoing: Outgoing, claimed_at: datetime, repeats: int) -> Ended:
        now = self._clock()
        channel = self._channels.get(outgoing.address.channel)
        if channel is None:
            return Ended(outgoing.id, S.UNKNOWN, now, due_at=now + LONGEST_WAIT)
        if not channel.can_look_up:
            return _repeated_once(outgoing, now, repeats)
        try:
            receipt = await channel.look_up(outgoing, claimed_at - _CLOCKS_DIFFER)
        except SendFailed as failure:
            return Ended(outgoing.id, S.UNKNOWN, now, code=failure.code, due_at=now + back_off(outgoing.attempts))
        except Exception as error:
            # A fault of ours with one message must not leave all others unsettled.
            log.exception("look_up_broke", outgoing=outgoing.id)
            return Ended(outgoing.id, S.UNKNOWN, now, code=type(error).__name__, due_at=now + LONGEST_WAIT)
        if receipt is not None:
            return Ended(outgoing.id, S.SENT, now, provider_id=receipt.provider_id)
        # The provider does not list a message at once; before that time "not there" says nothing.
        if now - claimed_at < self._report_takes:
            return Ended(outgoing.id, S.UNKNOWN, now, due_at=claimed_at + self._report_takes)
        return Ended(outgoing.id, S.WAITING, now, code="not_taken", due_at=now)

    async def _redact(self, redaction: Redaction) -> None:
        now = self._clock()
        channel = self._channels.get(redaction.address.channel)
        try:
            if channel is not None:
                await channel.redact(redaction.address, redaction.provider_id)
        except SendFailed as failure:
            log.warning("redact_failed", redaction=redaction.id, code=failure.code)
            await self._database.write(lambda db: redactions.failed(db, redaction, now))
        else:
            await self._database.write(lambda db: redactions.done(db, redaction.id))


def _repeated_once(outgoing: Outgoing, now: datetime, repeats: int) -> Ended:
    if outgoing.priority in (Priority.NOTICE, Priority.URGENT) or repeats:
        return Ended(outgoing.id, S.FAILED, now, code="unsettled")
    return Ended(outgoing.id, S.WAITING, now, code="repeated", due_at=now, repeats=1)


def back_off(attempts: int) -> timedelta:
    """The wait after the nth attempt: doubling from 2 s to 5 min, spread by a quarter so that retries don't march."""
    wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
    spread: timedelta = wait * random.uniform(0.75, 1.25)  # noqa: S311 - spreads load, guards nothing
    return spread
