"""Every evening at dusk: the volunteers of each night shelter that opens are asked once how many beds are free."""

from collections import Counter
from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative
from bot.hours import COPENHAGEN, opening
from bot.model import PersonId, Place, Standing, Topic
from bot.reminding import QUIET_FROM
from bot.store import place_questions
from bot.store.database import Database
from bot.store.directory import Directory
from bot.store.place_questions import About
from handlers.free_places import FREE_PLACES, ask
from scheduler.batches import in_batches
from scheduler.clock import Work
from scheduler.voice import Voice

AT_ONCE = 50
DUSK, AFTERNOON, BEDTIME = time(19), time(15), time(22)
# What has beds for whoever comes in the evening.
_KINDS = frozenset({"night_shelter", "winter_shelter", "shelter"})


def job(database: Database, voice: Voice) -> Work:
    """The function for the clock."""
    return in_batches(
        voice, lambda now: _is_due(database, voice, now), lambda now: database.write(lambda db: sweep(db, voice, now))
    )


async def _is_due(database: Database, voice: Voice, now: datetime) -> bool:
    if not DUSK <= now.astimezone(COPENHAGEN).time() < QUIET_FROM:
        return False
    async with database.read() as db:
        return bool(await due(db, voice.atlas.directory, now))


async def sweep(db: AsyncConnection, voice: Voice, now: datetime) -> Counter[str]:
    """Ask whoever is to be asked; who acts for several shelters is asked about one after the other."""
    counts = Counter[str]()
    for place, person in (await due(db, voice.atlas.directory, now))[:AT_ONCE]:
        await place_questions.put(db, About.FREE_PLACES, place.id, person, now)
        if reached := await voice.turn(db, person, now):
            turn, address = reached
            until = _at(now, QUIET_FROM)
            await initiative.say(turn, address, FREE_PLACES.name, ask(turn, place), valid_until=until)
            counts["asked"] += 1
        else:
            counts["unreached"] += 1
    return counts


async def due(db: AsyncConnection, directory: Directory, now: datetime) -> list[tuple[Place, PersonId]]:
    """Who is asked now about which shelter: nobody twice in an evening, nobody about two at a time."""
    since = _at(now, AFTERNOON)
    volunteers = await place_questions.volunteers(db)
    shelters = [place for place in directory.places if place.id in volunteers and _opens(directory, place, now)]
    asked = set(await place_questions.asked_since(db, About.FREE_PLACES, since))
    busy = set(await place_questions.unanswered(db, About.FREE_PLACES, since))
    found = []
    for place in shelters:
        told_at = directory.trust[place.id].free_places_at if place.id in directory.trust else None
        if told_at and told_at >= since:
            continue
        for person in volunteers[place.id]:
            if (place.id, person) not in asked and person not in busy:
                busy.add(person)
                found.append((place, person))
    return found


def _opens(directory: Directory, place: Place, now: datetime) -> bool:
    """Whether people may sleep there tonight, as far as is known."""
    if place.kind not in _KINDS or Topic.SHELTER not in place.topics:
        return False
    changes = directory.changes.get(place.id, ())
    return opening(place, _at(now, BEDTIME), changes).standing is not Standing.CLOSED


def _at(now: datetime, clock: time) -> datetime:
    return datetime.combine(now.astimezone(COPENHAGEN).date(), clock, tzinfo=COPENHAGEN)
