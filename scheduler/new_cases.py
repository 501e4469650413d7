"""Every minute by day: whoever is on duty hears that there are new cases, in one message, once a day at most.

Not what they are about: others may see the telephone. A case that somebody talks about with its person, or did, is
known; so is what SAGER has shown. What a person was told is remembered with their dialogue, so that it goes with them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative
from bot.desk.colleagues import desk_of
from bot.model import PersonId
from bot.moment import COPENHAGEN
from bot.reminding import QUIET_FROM, is_quiet
from bot.store import cases, dialogues
from bot.store.database import Database
from handlers.cases import CASES, SEEN, TOLD_ON, tell_new
from scheduler.batches import in_one_sweep
from scheduler.clock import Work
from scheduler.voice import Voice
from scheduler.volunteers import today_at


def job(database: Database, voice: Voice) -> Work:
    """The function for the clock."""
    return in_one_sweep(database, voice, due, sweep)


async def due(db: AsyncConnection, _: Voice, now: datetime) -> Mapping[PersonId, Sequence[int]]:
    """Who is told of which cases now."""
    if is_quiet(now):
        return {}
    of_person: dict[PersonId, list[int]] = {}
    for municipality, numbers in (await cases.untaken(db)).items():
        for person in sorted((await desk_of(db, municipality, now)).first):
            of_person.setdefault(person, []).extend(numbers)
    return {person: new for person, numbers in of_person.items() if (new := await _news(db, person, numbers, now))}


async def _news(db: AsyncConnection, person: PersonId, numbers: Sequence[int], now: datetime) -> Sequence[int]:
    memory = (await dialogues.load(db, person)).memory.get(CASES.name, {})
    if memory.get(TOLD_ON) == now.astimezone(COPENHAGEN).date().isoformat():
        return []
    return [number for number in numbers if number > memory.get(SEEN, 0)]


async def sweep(db: AsyncConnection, voice: Voice, now: datetime) -> Counter[str]:
    """Tell them."""
    counts = Counter[str]()
    for person, numbers in (await due(db, voice, now)).items():
        if reached := await voice.turn(db, person, now):
            turn, address = reached
            reply = tell_new(turn, numbers)
            await initiative.say(turn, address, CASES.name, reply, valid_until=today_at(QUIET_FROM, now))
            counts["told"] += 1
    return counts
