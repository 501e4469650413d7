"""Every minute by day: volunteers are asked whether a listing that is old, unconfirmed or doubted is still right.

Never more than once a week per place and volunteer. A doubt is asked about at once, anything else in working hours.
An answer counts until the evening of the third day, as for every question.
"""

from collections import Counter
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Reply, Turn
from bot.model import PersonId, Place, Trust
from bot.moment import COPENHAGEN
from bot.reminding import is_quiet
from bot.store.database import Database
from bot.store.directory import Directory
from bot.store.place_questions import About
from handlers.renewal import RENEWAL, ask
from scheduler import volunteers
from scheduler.batches import in_sweeps
from scheduler.clock import Work
from scheduler.voice import Voice
from scheduler.volunteers import Question

EVERY = timedelta(days=7)
_ONE_AT_A_TIME = timedelta(days=1)
_FROM, _TO = time(10), time(17)


def job(database: Database, voice: Voice) -> Work:
    """The function for the clock."""
    return in_sweeps(database, voice, due, sweep)


async def due(db: AsyncConnection, voice: Voice, now: datetime) -> list[tuple[Place, PersonId]]:
    """Who is asked now about which place; of one person's places one at a time."""
    if is_quiet(now):
        return []
    directory = voice.atlas.directory
    return await volunteers.to_ask(
        db,
        About.RENEWAL,
        directory.places,
        lambda place: _needs(_trust(directory, place), now),
        asked_since=now - EVERY,
        busy_since=now - _ONE_AT_A_TIME,
    )


async def sweep(db: AsyncConnection, voice: Voice, now: datetime) -> Counter[str]:
    """Ask those whose turn it is."""
    return await volunteers.ask(db, voice, _QUESTION, await due(db, voice, now), now)


def _ask(turn: Turn, place: Place) -> Reply:
    return ask(turn, place, doubted=_trust(turn.directory, place).is_doubted)


_QUESTION = Question(About.RENEWAL, RENEWAL.name, _ask)


def _needs(trust: Trust, now: datetime) -> bool:
    if trust.is_confirmed(now):
        return False
    return trust.is_doubted or _FROM <= now.astimezone(COPENHAGEN).time() < _TO


def _trust(directory: Directory, place: Place) -> Trust:
    return directory.trust.get(place.id, Trust())
