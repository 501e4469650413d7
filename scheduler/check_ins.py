"""Every minute: who wanted to be asked how it goes is asked, once a week, by day."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative
from bot.reminding import decent, next_week
from bot.store import check_ins, people
from bot.store.check_ins import CheckIn
from bot.store.database import Database
from handlers.check_in import CHECK_IN, ask
from scheduler.batches import in_sweeps
from scheduler.clock import Work
from scheduler.voice import Voice

AT_ONCE = 50
_ASKS_FOR = timedelta(hours=10)


def job(database: Database, voice: Voice) -> Work:
    """The function for the clock."""
    return in_sweeps(database, voice, _due, sweep)


async def _due(db: AsyncConnection, _: Voice, now: datetime) -> object:
    return await check_ins.due(db, now, 1)


async def sweep(db: AsyncConnection, voice: Voice, now: datetime) -> Counter[str]:
    """The longest waiting; after weeks without a beat each is asked once."""
    counts = Counter[str]()
    for one in await check_ins.due(db, now, AT_ONCE):
        counts[await _ask(db, voice, one, now)] += 1
    return counts


async def _ask(db: AsyncConnection, voice: Voice, one: CheckIn, now: datetime) -> str:
    wake = decent(now)
    if wake > now:
        await check_ins.ask_at(db, one.person, wake)
        return "held"
    known = await people.reach(db, one.person)
    if known and known[0].stopped:
        await check_ins.end(db, one.person)
        return "ended"
    await check_ins.ask_at(db, one.person, next_week(one.next_at, now))
    reached = await voice.turn(db, one.person, now)
    if reached is None:
        return "unreached"
    turn, address = reached
    await initiative.say(turn, address, CHECK_IN.name, ask(turn), valid_until=now + _ASKS_FOR)
    return "asked"
