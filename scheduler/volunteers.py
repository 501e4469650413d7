"""Whom timed work asks about which place: each volunteer about one place at a time, and not again too soon."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative
from bot.conversation import Reply, Turn
from bot.model import PersonId, Place
from bot.moment import COPENHAGEN
from bot.reminding import QUIET_FROM
from bot.store import place_questions
from bot.store.place_questions import About
from scheduler.voice import Voice

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a place, and the conversation that takes the answer."""

    about: About
    conversation: str
    ask: Callable[[Turn, Place], Reply]


async def to_ask(
    db: AsyncConnection,
    about: About,
    places: Sequence[Place],
    needs: Callable[[Place], bool],
    *,
    asked_since: datetime,
    busy_since: datetime,
) -> list[tuple[Place, PersonId]]:
    """Those who act for a place that needs it and were not asked about it, nor have another to answer, since then."""
    volunteers = await place_questions.volunteers(db)
    if not volunteers:
        return []
    asked = set(await place_questions.asked_since(db, about, asked_since))
    busy = set(await place_questions.unanswered(db, about, busy_since))
    found = []
    for place in places:
        if place.id not in volunteers or not needs(place):
            continue
        for person in volunteers[place.id]:
            if (place.id, person) not in asked and person not in busy:
                busy.add(person)
                found.append((place, person))
    return found


async def ask(
    db: AsyncConnection, voice: Voice, question: Question, found: Sequence[tuple[Place, PersonId]], now: datetime
) -> Counter[str]:
    """Ask the first of them; unless it leaves before the quiet hours it is not said."""
    counts = Counter[str]()
    for place, person in found[:AT_ONCE]:
        await place_questions.put(db, question.about, place.id, person, now)
        if reached := await voice.turn(db, person, now):
            turn, address = reached
            reply = question.ask(turn, place)
            await initiative.say(turn, address, question.conversation, reply, valid_until=today_at(QUIET_FROM, now))
            counts["asked"] += 1
        else:
            counts["unreached"] += 1
    return counts


def today_at(clock: time, now: datetime) -> datetime:
    """That time of the day on which `now` falls."""
    return datetime.combine(now.astimezone(COPENHAGEN).date(), clock, tzinfo=COPENHAGEN)
