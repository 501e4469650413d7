"""Every evening at dusk: the volunteers of each night shelter that opens are asked once how many beds are free."""

from collections import Counter
from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.hours import opening
from bot.model import PersonId, Place, Standing, Topic
from bot.moment import COPENHAGEN
from bot.reminding import QUIET_FROM
from bot.store.database import Database
from bot.store.directory import Directory
from bot.store.place_questions import About
from handlers.free_places import FREE_PLACES, ask
from scheduler import volunteers
from scheduler.batches import in_sweeps
from scheduler.clock import Work
from scheduler.voice import Voice
from scheduler.volunteers import Question, today_at

DUSK, AFTERNOON, BEDTIME = time(19), time(15), time(22)
# What has beds for whoever comes in the evening.
_KINDS = frozenset({"night_shelter", "winter_shelter", "shelter"})
_QUESTION = Question(About.FREE_PLACES, FREE_PLACES.name, ask)


def job(database: Database, voice: Voice) -> Work:
    """The function for the clock."""
    return in_sweeps(database, voice, due, sweep)


async def due(db: AsyncConnection, voice: Voice, now: datetime) -> list[tuple[Place, PersonId]]:
    """Who is asked now about which shelter: nobody twice in an evening, nobody about two at a time."""
    if not DUSK <= now.astimezone(COPENHAGEN).time() < QUIET_FROM:
        return []
    since, directory = today_at(AFTERNOON, now), voice.atlas.directory

    def needs(place: Place) -> bool:
        told_at = directory.trust[place.id].free_places_at if place.id in directory.trust else None
        return not (told_at and told_at >= since) and _opens(directory, place, now)

    return await volunteers.to_ask(db, About.FREE_PLACES, directory.places, needs, asked_since=since, busy_since=since)


async def sweep(db: AsyncConnection, voice: Voice, now: datetime) -> Counter[str]:
    """Ask whoever is to be asked; who acts for several shelters is asked about one after the other."""
    return await volunteers.ask(db, voice, _QUESTION, await due(db, voice, now), now)


def _opens(directory: Directory, place: Place, now: datetime) -> bool:
    """Whether people may sleep there tonight, as far as is known."""
    if place.kind not in _KINDS or Topic.SHELTER not in place.topics:
        return False
    changes = directory.changes.get(place.id, ())
    return opening(place, today_at(BEDTIME, now), changes).standing is not Standing.CLOSED
