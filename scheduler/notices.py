"""Every half second: notices are put into the outbox, and released from there at the rate that each provider takes.

Queueing is one set after the other, each with its mark of how far it came in one transaction: a process that is killed
goes on there. Releasing is a few receivers at a time, so that a reply never stands behind more of them than a provider
takes in a second. Whoever is in the midst of a talk, and the night, hold them back; what comes too late is dropped.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from time import perf_counter

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative
from bot.model import ChannelName, Notice, NoticeState, Priority
from bot.reminding import decent, is_quiet
from bot.store import notices, paces, receivers
from bot.store.database import Database
from bot.wording.notice_figures import figures
from handlers.sent_notices import SENT_NOTICES, report
from scheduler.clock import Counts, Work
from scheduler.voice import Voice

EVERY = timedelta(seconds=0.5)
# One transaction takes some 50 ms, and replies are stored between two of them.
AT_ONCE, LONGEST = 2_000, 0.4
# Of the 64 messages that may be under way at once, notices leave some to replies, however slow a provider is.
MOST_UNDER_WAY = 28
# Telegram takes 30 a second of us; the rest is for replies. What the others take no provider limits.
TELEGRAM_PER_SECOND, OTHERS_PER_SECOND = 25.0, 100.0
_REPORTS_TAKE = timedelta(minutes=10)
_TOLD_WITHIN = timedelta(days=2)
N = NoticeState


def job(database: Database, voice: Voice, sms_per_second: float) -> Work:
    """The function for the clock."""
    rates = {ChannelName.SMS: sms_per_second, ChannelName.TELEGRAM: TELEGRAM_PER_SECOND}

    async def run(now: datetime) -> Counts:
        async with database.read() as db:
            found = await notices.going(db)
        counts = Counter[str]()
        for notice in found:
            counts += await _advance(database, voice, notice, now)
        counts += await _release(database, found, rates, now)
        if counts["released"] or counts["reported"]:
            voice.spoke()
        return counts

    return run


async def _advance(database: Database, voice: Voice, notice: Notice, now: datetime) -> Counter[str]:
    """One notice on its way to the outbox, or out of it."""
    match notice.state:
        case N.SET if not notice.paused and notice.starts_at and notice.starts_at <= now:
            return await _queue_all(database, notice, now)
        case N.QUEUEING:
            return await _queue_all(database, notice, now)
        case N.SENDING if notice.valid_until and notice.valid_until <= now:
            return await _drop_all(database, notice, late=True) or await _finish(database, voice, notice, now)
        case N.SENDING:
            return await _finish(database, voice, notice, now)
        case N.STOPPED:
            return await _drop_all(database, notice, late=False) or await _finish(database, voice, notice, now)
        case _:
            return Counter()


async def _queue_all(database: Database, notice: Notice, now: datetime) -> Counter[str]:
    """As many as fit into one beat; then other notices have their turn to be sent."""
    counts, left, began = Counter[str](), True, perf_counter()
    while left and perf_counter() - began < LONGEST:
        queued, left = await database.write(lambda db: queue_some(db, notice, now), long=True)
        counts["queued"] += queued
    return counts


async def queue_some(db: AsyncConnection, notice: Notice, now: datetime, most: int = AT_ONCE) -> tuple[int, bool]:
    """The next receivers, and whether there are more. Stopped meanwhile: none."""
    current = await notices.find(db, notice.id)
    if current is None or current.state not in (N.SET, N.QUEUEING):
        return 0, False
    already = await notices.queued_to(db, notice.id)
    upto, number = await receivers.queue(db, current, already, now, most)
    if upto is None:
        await notices.move(db, current, N.SENDING)
        return 0, False
    so_far = number if already == 0 else current.receivers + number
    await notices.move(db, current, N.QUEUEING, queued_to=upto, receivers=so_far)
    return number, True


async def _release(
    database: Database, found: Sequence[Notice], rates: Mapping[ChannelName, float], now: datetime
) -> Counter[str]:
    ready = [one for one in found if _may_go(one, now)]
    if not ready:
        return Counter()
    async with database.read() as db:
        under_way, used = await receivers.under_way(db), await paces.used(db)
        waiting = {one.id: await receivers.channels_left(db, one) for one in ready}
    counts = Counter[str]()
    for channel in ChannelName:
        rate = rates.get(channel, OTHERS_PER_SECOND)
        room = min(paces.may_go(used.get(channel), rate, now), MOST_UNDER_WAY - under_way.get(channel, 0))
        sharing = [one for one in ready if channel in waiting[one.id]]
        if room > 0 and sharing:
            shares = _shared(sharing, room)
            counts += await database.write(lambda db, c=channel, s=shares, r=rate: _release_to(db, c, s, r, now))  # type: ignore[misc]
    return counts


def _shared(notices_: Sequence[Notice], room: int) -> list[tuple[Notice, int]]:
    """Each has its share, so that a small notice does not wait for a large one; the urgent ones come first."""
    each, more = divmod(room, len(notices_))
    return [(notice, each + (at < more)) for at, notice in enumerate(notices_) if each or at < more]


async def _release_to(
    db: AsyncConnection, channel: ChannelName, shares: Sequence[tuple[Notice, int]], rate: float, now: datetime
) -> Counter[str]:
    """What goes and what is thereby used of the rate, in one transaction: another process may do the same."""
    used, counts = (await paces.used(db)).get(channel), Counter[str]()
    left = paces.may_go(used, rate, now)
    for notice, share in shares:
        went = await receivers.release(db, notice, channel, now, min(share, left))
        left -= went["released"]
        counts += went
    if counts["released"]:
        await paces.use(db, channel, paces.after(used, rate, now, counts["released"]))
    return counts


def _may_go(notice: Notice, now: datetime) -> bool:
    is_over = notice.valid_until is not None and notice.valid_until <= now
    is_on = notice.state in (N.QUEUEING, N.SENDING) and not notice.paused and not is_over
    return is_on and (notice.urgent or not is_quiet(now))


async def _drop_all(database: Database, notice: Notice, *, late: bool) -> Counter[str]:
    counts = Counter[str]()
    while dropped := await database.write(lambda db: receivers.drop(db, notice, AT_ONCE, late=late), long=True):
        counts["dropped"] += dropped
    return counts


async def _finish(database: Database, voice: Voice, notice: Notice, now: datetime) -> Counter[str]:
    """Once nothing is on its way any more, and the provider has told of each, the sender hears how it ended."""
    async with database.read() as db:
        if await receivers.has_unsent(db, notice):
            return Counter()
        reports_are_due = await receivers.awaits_report(db, notice)
    if notice.over_at is None:
        await database.write(lambda db: notices.put(db, notice.id, over_at=now))
    if reports_are_due and now - (notice.over_at or now) < _REPORTS_TAKE:
        return Counter()
    return await database.write(lambda db: _report(db, voice, notice, now))


async def _report(db: AsyncConnection, voice: Voice, notice: Notice, now: datetime) -> Counter[str]:
    counts: Mapping[str, int] = await receivers.counts(db, notice)
    await notices.end(db, notice.id, counts)
    got = figures(counts)
    reached = await voice.turn(db, notice.sender, now) if notice.sender else None
    if reached is None:
        return Counter(unreached=1)
    turn, address = reached
    await initiative.say(
        turn,
        address,
        SENT_NOTICES.name,
        report(turn, notice, counts, stopped=notice.state is N.STOPPED),
        valid_until=now + _TOLD_WITHIN,
        priority=Priority.URGENT if notice.urgent else Priority.REMINDER,
        not_before=None if notice.urgent else decent(now),
    )
    return Counter(reported=1, late=got["late"])
