"""Every second: reminders that are due are decided from their appointments and put into the outbox.

It looks two minutes ahead: at 17:00 those of a whole day are due at once, and each waits in the outbox for its
moment. What is moved, called off or stopped meanwhile is withdrawn there, so that it is still decided when it leaves.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative, metrics, reminding
from bot.conversation import Reply, Turn
from bot.logs import logger
from bot.model import Address, AppointmentState
from bot.reminding import Due
from bot.store import reminders
from bot.store.database import Database
from bot.store.reminders import DueReminder
from handlers.reminders import REMINDERS, remind, remind_companion
from scheduler.batches import in_batches
from scheduler.clock import Work
from scheduler.voice import Voice

# One transaction takes about 20 ms, so that a reply to somebody never waits long for it.
AT_ONCE = 25
AHEAD = timedelta(minutes=2)
_TRY_AGAIN = timedelta(minutes=5)

log = logger(__name__)


def job(database: Database, voice: Voice) -> Work:
    """The function for the clock."""
    return in_batches(database, voice, _is_due, _remind)


async def _is_due(db: AsyncConnection, _: Voice, now: datetime) -> bool:
    return await reminders.is_due(db, now + AHEAD)


async def _remind(database: Database, voice: Voice, now: datetime) -> Counter[str]:
    """The next of them in one transaction; when that fails, one by one, so that a bad one holds up nobody."""
    try:
        return await database.write(lambda db: sweep(db, voice, now, AT_ONCE))
    except Exception:
        log.exception("reminders_failed")
    async with database.read() as db:
        found = await reminders.due(db, now + AHEAD, AT_ONCE)
    counts = Counter[str]()
    for one in found:
        counts += await _remind_one(database, voice, one, now)
    return counts


async def _remind_one(database: Database, voice: Voice, one: DueReminder, now: datetime) -> Counter[str]:
    try:
        return await database.write(lambda db: _all(db, voice, [one], now))
    except Exception:
        log.exception("reminder_failed", appointment=one.appointment.id)
        later = [(one.appointment.id, _put_off(one.evening_at, now), _put_off(one.soon_at, now))]
        await database.write(lambda db: reminders.settle(db, later))
        metrics.REMINDERS.labels("failed").inc()
        return Counter(failed=1)


def _put_off(at: datetime | None, now: datetime) -> datetime | None:
    return now + _TRY_AGAIN if at is not None and at <= now + AHEAD else at


async def sweep(db: AsyncConnection, voice: Voice, now: datetime, most: int) -> Counter[str]:
    """Decide and store what is due, the earliest first; how many were sent, held and dropped."""
    return await _all(db, voice, await reminders.due(db, now + AHEAD, most), now)


async def _all(db: AsyncConnection, voice: Voice, found: Sequence[DueReminder], now: datetime) -> Counter[str]:
    counts = Counter[str]()
    decided = []
    for one in found:
        at = max(now, min(at for at in (one.evening_at, one.soon_at) if at is not None))
        due = _decide(one, at)
        counts += await _say(db, voice, one, due, now, at)
        decided.append((one.appointment.id, due.evening_at, due.soon_at))
    await reminders.settle(db, decided)
    for outcome, number in counts.items():
        metrics.REMINDERS.labels(outcome).inc(number)
    return counts


def _decide(one: DueReminder, at: datetime) -> Due:
    appointment = one.appointment
    if appointment.state is not AppointmentState.BOOKED:
        return Due(None, appointment.start, None, None)
    return reminding.due(appointment.start, one.evening_at, one.soon_at, at)


async def _say(
    db: AsyncConnection, voice: Voice, one: DueReminder, due: Due, now: datetime, at: datetime
) -> Counter[str]:
    if due.say is None:
        stands = one.appointment.state is AppointmentState.BOOKED
        held = bool(due.evening_at or due.soon_at)
        return Counter(dropped=due.dropped) if due.dropped else Counter(held=1) if held else Counter(off=not stands)
    counts = Counter[str]()
    if reached := await voice.turn(db, one.appointment.person, now, anyway=one.anyway):
        turn, address = reached
        reply = remind(turn, one.appointment, due.say)
        await _put(turn, address, one, reply, due, at)
        counts["sent"] += 1
    else:
        counts["unreached"] += 1
    counts["companions"] += await _remind_companions(db, voice, one, due, now, at)
    return counts


async def _remind_companions(
    db: AsyncConnection, voice: Voice, one: DueReminder, due: Due, now: datetime, at: datetime
) -> int:
    told = 0
    for companion in one.along:
        if reached := await voice.turn(db, companion, now):
            turn, address = reached
            await _put(turn, address, one, remind_companion(turn, one.appointment), due, at)
            told += 1
    return told


async def _put(turn: Turn, address: Address, one: DueReminder, reply: Reply, due: Due, at: datetime) -> None:
    await initiative.say(
        turn,
        address,
        REMINDERS.name,
        reply,
        valid_until=due.until,
        not_before=at,
        appointment=one.appointment.id,
    )
