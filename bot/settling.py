"""What became of messages that a provider may or may not have taken, and what else is looked after every few seconds.

A look-up at the provider settles what is unknown; Telegram cannot be asked, and there replies and reminders are
repeated once. What a dead process was sending becomes unknown. Of several processes one does all this at a time.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot import metrics
from bot.channels.base import Channel
from bot.errors import SendFailed
from bot.logs import logger
from bot.model import Address, ChannelName, Outgoing, OutgoingState, Priority
from bot.store import claims, forget, outbox, redactions
from bot.store.database import Database
from bot.store.outbox import Ended
from bot.store.redactions import Redaction

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=1)
# How long a delivery report may take before the provider is asked instead.
REPORT_TAKES = timedelta(seconds=20)
# A process that is killed leaves up to 64 messages in doubt, and one look-up may take a second.
MOST_LOOK_UPS = 8
# Our clock and the provider's may differ by so much.
_CLOCKS_DIFFER = timedelta(seconds=5)
S = OutgoingState
# With when it was claimed, and how often it was repeated.
InDoubt = tuple[Outgoing, datetime, int]

log = logger(__name__)


class Settling:
    """Looks after what has left, and after what nobody needs any more."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[ChannelName, Channel],
        clock: Callable[[], datetime],
        report_takes: timedelta,
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._channels = channels
        self._clock = clock
        self._report_takes = report_takes
        self._wake = wake
        self._missed: set[int] = set()

    async def recover(self) -> int:
        """At the start of the only process: what was being sent when the last one died is unsettled now."""
        if self._database.is_shared:
            return 0
        return await self._database.write(lambda db: claims.unsettle_orphans(db, self._clock()))

    async def look_after(self, now: datetime) -> None:
        """Look up what is unknown, delete what was asked for, drop what nobody needs."""
        async with self._database.alone("settling") as ours:
            if ours:
                await self._bury(now)
                await self._settle(now)

    async def _bury(self, now: datetime) -> None:
        """What processes send that live no more. One that is missed but once may just have lost its connection."""
        if not self._database.is_shared:
            return
        async with self._database.read() as db:
            senders = await claims.senders(db)
        missed = senders - await self._database.living() if senders else set()
        dead, self._missed = missed & self._missed, missed
        if dead:
            number = await self._database.write(lambda db: claims.unsettle_orphans(db, now, dead))
            log.warning("process_died", unsettled=number)

    async def _settle(self, now: datetime) -> None:
        async with self._database.read() as db:
            unsettled = await outbox.unsettled(db, now)
            to_redact = await redactions.due(db, now)
        await self._look_up_all(unsettled)
        for redaction in to_redact:
            await self._redact(redaction)
        for channel, count in (await self._database.write(lambda db: outbox.expire(db, now))).items():
            metrics.OUTGOING.labels(channel, S.EXPIRED).inc(count)
        await self._database.write(lambda db: forget.wipe_arrived(db, now))

    async def _look_up_all(self, unsettled: Sequence[InDoubt]) -> None:
        """One after the other for each person, so that no two alike are settled with the same receipt."""
        of_each: defaultdict[Address, list[InDoubt]] = defaultdict(list)
        for one in unsettled:
            of_each[one[0].address].append(one)
        free = asyncio.Semaphore(MOST_LOOK_UPS)

        async def look_up(of_one: Sequence[InDoubt]) -> None:
            async with free:
                for outgoing, claimed_at, repeats in of_one:
                    await self._settle_one(outgoing, claimed_at, repeats)

        async with asyncio.TaskGroup() as group:
            for of_one in of_each.values():
                group.create_task(look_up(of_one))

    async def _settle_one(self, outgoing: Outgoing, claimed_at: datetime, repeats: int) -> None:
        ended = await self._looked_up(outgoing, claimed_at, repeats)
        await self._database.write(lambda db: outbox.settle(db, ended))
        if ended.state is S.WAITING:
            self._wake()

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
        except Exception as fault:
            # Whatever it is, one text must not keep all others there.
            code = fault.code if isinstance(fault, SendFailed) else type(fault).__name__
            log.warning("redact_failed", redaction=redaction.id, code=code)
            await self._database.write(lambda db: redactions.failed(db, redaction, now))
        else:
            await self._database.write(lambda db: redactions.done(db, redaction.id))


def _repeated_once(outgoing: Outgoing, now: datetime, repeats: int) -> Ended:
    if outgoing.priority in (Priority.NOTICE, Priority.URGENT) or repeats:
        return Ended(outgoing.id, S.FAILED, now, code="unsettled")
    return Ended(outgoing.id, S.WAITING, now, code="repeated", due_at=now, repeats=1)


def back_off(attempts: int) -> timedelta:
    """The wait after the nth attempt: doubling from 2 s to 1 min, spread by a quarter so that retries don't march."""
    wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
    spread: timedelta = wait * random.uniform(0.75, 1.25)  # noqa: S311 - spreads load, guards nothing
    return spread
