"""Every minute: who was marked as come is asked whether it helped, and who did not come gets one kind word."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative
from bot.booking.times import all_free
from bot.conversation import Reply, Turn
from bot.model import Appointment, AppointmentId, AppointmentState
from bot.reminding import decent
from bot.store import afterwards, appointments
from bot.store.database import Database
from handlers.after import AFTER, BEST, ask_if_helped, miss_kindly
from scheduler.batches import in_sweeps
from scheduler.clock import Work
from scheduler.voice import Voice

AT_ONCE = 50
# Later than this the question would come out of the blue.
_HELPS_FOR = timedelta(days=3)
_ANSWER_WITHIN = timedelta(hours=12)


def job(database: Database, voice: Voice) -> Work:
    """The function for the clock."""
    return in_sweeps(database, voice, _due, sweep)


async def _due(db: AsyncConnection, _: Voice, now: datetime) -> object:
    return await afterwards.due(db, now, 1)


async def sweep(db: AsyncConnection, voice: Voice, now: datetime) -> Counter[str]:
    """The earliest that are due."""
    counts = Counter[str]()
    for appointment, due_at in await afterwards.due(db, now, AT_ONCE):
        counts[await _write(db, voice, appointment, due_at, now)] += 1
    return counts


async def _write(db: AsyncConnection, voice: Voice, which: AppointmentId, due_at: datetime, now: datetime) -> str:
    wake = decent(now)
    if wake > now:
        await afterwards.write_at(db, which, wake)
        return "held"
    await afterwards.write_at(db, which, None)
    appointment = await appointments.find(db, which)
    reached = await voice.turn(db, appointment.person, now) if appointment else None
    if now - due_at > _HELPS_FOR:
        return "dropped"
    if appointment is None or reached is None:
        return "unreached"
    turn, address = reached
    reply = await _reply(await voice.remembering(turn, AFTER.name), appointment)
    await initiative.say(turn, address, AFTER.name, reply, valid_until=now + _ANSWER_WITHIN)
    return str(appointment.state)


async def _reply(turn: Turn, appointment: Appointment) -> Reply:
    if appointment.state is AppointmentState.CAME:
        return ask_if_helped(turn, appointment)
    schedule = turn.directory.schedule(appointment.schedule)
    free = await all_free(turn.db, schedule, turn.now) if schedule else []
    return miss_kindly(turn, appointment, free[:BEST])
