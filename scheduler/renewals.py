"""Every minute by day: volunteers are asked whether a listing that is old, unconfirmed or doubted is still right.

Never more than once a week per place and volunteer. A doubt is asked about at once, anything else in working hours.
"""

from collections import Counter
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative
from bot.hours import COPENHAGEN
from bot.model import PersonId, Place, Trust
from bot.reminding import QUIET_FROM, is_quiet
from bot.store import place_questions
from bot.store.database import Database
from bot.store.directory import Directory
from bot.store.place_questions import About
from bot.wording.listing import is_confirmed
from handlers.renewal import RENEWAL, ask
from scheduler.batches import in_batches
from scheduler.clock import Work
from scheduler.voice import Voice

AT_ONCE = 50
EVERY = timedelta(days=7)
_FROM, _TO = time(10), time(17)


def job(database: Database, voice: Voice) -> Work:
    """The function for the clock."""
    return in_batches(
        voice, lambda now: _is_due(database, voice, now), lambda now: database.write(lambda db: sweep(db, voice, now))
    )


async def _is_due(database: Database, voice: Voice, now: datetime) -> bool:
    if is_quiet(now):
        return False
    async with database.read() as db:
        return bool(await due(db, voice.atlas.directory, now))


async def sweep(db: AsyncConnection, voice: Voice, now: datetime) -> Counter[str]:
    """Ask those whose turn it is; an answer counts until the evening of the third day, as for every question."""
    counts = Counter[str]()
    directory = voice.atlas.directory
    for place, person in (await due(db, directory, now))[:AT_ONCE]:
        await place_questions.put(db, About.RENEWAL, place.id, person, now)
        if reached := await voice.turn(db, person, now):
            turn, address = reached
            reply = ask(turn, place, doubted=is_doubted(directory.trust.get(place.id, Trust())))
            until = datetime.combine(now.astimezone(COPENHAGEN).date(), QUIET_FROM, tzinfo=COPENHAGEN)
            await initiative.say(turn, address, RENEWAL.name, reply, valid_until=until)
            counts["asked"] += 1
        else:
            counts["unreached"] += 1
    return counts


async def due(db: AsyncConnection, directory: Directory, now: datetime) -> list[tuple[Place, PersonId]]:
    """Who is asked now about which place; of one person's places one at a time."""
    volunteers = await place_questions.volunteers(db)
    if not volunteers:
        return []
    asked = set(await place_questions.asked_since(db, About.RENEWAL, now - EVERY))
    busy = set(await place_questions.unanswered(db, About.RENEWAL, now - timedelta(days=1)))
    found = []
    for place in directory.places:
        if place.id not in volunteers or not _needs(directory.trust.get(place.id, Trust()), now):
            continue
        for person in volunteers[place.id]:
            if (place.id, person) not in asked and person not in busy:
                busy.add(person)
                found.append((place, person))
    return found


def is_doubted(trust: Trust) -> bool:
    """Whether somebody found it otherwise after it was confirmed."""
    return trust.doubted_at is not None and (trust.confirmed_at is None or trust.doubted_at >= trust.confirmed_at)


def _needs(trust: Trust, now: datetime) -> bool:
    if is_confirmed(trust, now):
        return False
    return is_doubted(trust) or _FROM <= now.astimezone(COPENHAGEN).time() < _TO
