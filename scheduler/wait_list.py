"""Every few seconds: holds that are over give their times back, and free times go to those who wait, one at a time."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative
from bot.booking.times import all_free
from bot.booking.waiting import next_news
from bot.model import Schedule, Slot
from bot.reminding import is_quiet
from bot.store import appointments, waits
from bot.store.database import Database
from bot.store.waits import Wait
from handlers.wait_list import WAIT_LIST, tell_of_time
from scheduler.clock import Counts, Work
from scheduler.voice import Voice


def job(database: Database, voice: Voice) -> Work:
    """The function for the clock."""

    async def run(now: datetime) -> Counts:
        async with database.read() as db:
            lapse, over, lists = (
                await appointments.has_lapsed(db, now),
                await waits.over(db, now),
                await waits.lists(db),
            )
        counts = Counter[str]()
        if lapse or over:
            counts += await database.write(lambda db: give_back(db, now))
        for schedule_id in [] if is_quiet(now) else lists:
            schedule = voice.atlas.directory.schedule(schedule_id)
            counts += await _offer_news(database, voice, schedule, now) if schedule else Counter()
        if counts["offered"]:
            voice.spoke()
        return counts

    return run


async def _offer_news(database: Database, voice: Voice, schedule: Schedule, now: datetime) -> Counter[str]:
    async with database.read() as db:
        free = await all_free(db, schedule, now)
        if not any(next_news(wait, free, now) for wait in await waits.waiting(db, schedule.id)):
            return Counter()
    return await database.write(lambda db: offer_times(db, voice, schedule, now))


async def give_back(db: AsyncConnection, now: datetime) -> Counter[str]:
    """What was held and not taken is free; who gave no answer makes room for the next."""
    counts = Counter(lapsed=await appointments.lapse(db, now))
    for wait in await waits.over(db, now):
        stays = await waits.pass_on(db, wait, now)
        counts["passed_on" if stays else "left"] += 1
    return counts


async def offer_times(db: AsyncConnection, voice: Voice, schedule: Schedule, now: datetime) -> Counter[str]:
    """Each free time is held for the first to whom it is news."""
    counts = Counter[str]()
    free = await all_free(db, schedule, now)
    for wait in await waits.waiting(db, schedule.id):
        if await waits.has_one_since(db, wait, now):
            await waits.leave(db, wait.person, [schedule.id])
            counts["left"] += 1
        elif slot := await _offer(db, voice, schedule, wait, free, now):
            counts["offered"] += 1
            free = [one if one != slot else _one_less(one) for one in free if one != slot or one.free > 1]
    return counts


async def _offer(
    db: AsyncConnection, voice: Voice, schedule: Schedule, wait: Wait, free: Sequence[Slot], now: datetime
) -> Slot | None:
    news, reached = next_news(wait, free, now), await voice.turn(db, wait.person, now)
    if news is None or reached is None:
        return None
    slot, until = news
    held = await appointments.hold(db, schedule, slot.start, slot.end, wait.person, now, until=until)
    if held is None or held.held_until != until:
        return None
    turn, address = reached
    await waits.offer(db, wait, held.id, slot.start, until)
    reply = tell_of_time(turn, held, until, is_last=wait.silences + 1 >= waits.MOST_SILENCES)
    await initiative.say(turn, address, WAIT_LIST.name, reply, valid_until=until)
    return slot


def _one_less(slot: Slot) -> Slot:
    return Slot(slot.schedule, slot.start, slot.end, slot.free - 1)
