"""Which schedules serve somebody, and which of their times are free for them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.booking.wanted import Wanted
from bot.conversation import Turn
from bot.i18n import COPENHAGEN
from bot.matching import Role, matches
from bot.model import DayPart, Json, PlaceId, Schedule, Slot, Topic
from bot.search.asked import Search
from bot.slots import free_slots, part_of
from bot.store import appointments
from bot.store.directory import Directory

BEST = 3
_ALL = 10_000
LOOK_AHEAD = 120


@dataclass(frozen=True, slots=True)
class Offer:
    """One free time of one schedule."""

    schedule: Schedule
    slot: Slot

    @property
    def key(self) -> str:
        """The same in every turn."""
        return f"{self.schedule.id}@{int(self.slot.start.timestamp())}"

    @property
    def kept(self) -> Json:
        """As JSON, for the next turn."""
        return {
            "schedule": self.schedule.id,
            "start": self.slot.start.timestamp(),
            "end": self.slot.end.timestamp(),
        }


def offer_from(directory: Directory, kept: Json) -> Offer | None:
    """The offer that `kept` holds; None when its schedule is gone."""
    schedule = directory.schedule(kept["schedule"])
    if schedule is None:
        return None
    start, end = (datetime.fromtimestamp(kept[name], UTC) for name in ("start", "end"))
    return Offer(schedule, Slot(schedule.id, start, end, 1))


def for_topics(directory: Directory, search: Search, now: datetime) -> list[Schedule]:
    """What can be booked for the first of the topics that has anything, here or else nearby, best place first."""
    for topic in search.topics:
        if near := _near(directory, search, topic, now):
            return near
    return []


def at_places(directory: Directory, shown: Sequence[PlaceId], topics: Collection[Topic]) -> list[Schedule]:
    """What can be booked at the first of the places that has anything, or anything for `topics`."""
    for place in shown:
        found = [one for one in directory.schedules_at(place) if not topics or one.topic in topics]
        if found:
            return found
    return []


def bookable_topics(directory: Directory, search: Search, now: datetime) -> list[Topic]:
    """What appointments there are at all, near the person when we know where that is."""
    topics = list(dict.fromkeys(one.topic for one in directory.schedules))
    if search.town is None:
        return topics
    return [topic for topic in topics if _near(directory, search, topic, now)]


async def best_times(
    turn: Turn, schedules: Sequence[Schedule], wanted: Wanted, seen: Collection[str] = (), without: Collection[str] = ()
) -> list[Offer]:
    """Free times of all `schedules` as they are wanted, earliest first; those nearest to a clock time that was said.

    Whoever has `seen` some and wants others gets other days and other parts of the day before the next minutes.
    """
    found = [offer for schedule in schedules for offer in await _times(turn, schedule, wanted, LOOK_AHEAD)]
    fresh = [offer for offer in found if offer.key not in {*seen, *without}]
    if wanted.at is not None:
        at = wanted.at
        nearest = sorted(fresh, key=lambda offer: (abs(offer.slot.start - at), offer.slot.start))[:BEST]
        return sorted(nearest, key=lambda offer: (offer.slot.start != at, offer.slot.start))
    fresh.sort(key=lambda offer: (offer.slot.start, schedules.index(offer.schedule)))
    if not seen:
        return fresh[:BEST]
    tried = {_half_day(offer) for offer in found if offer.key in seen}
    return sorted(_spread(fresh, tried)[:BEST], key=lambda offer: offer.slot.start)


def _spread(offers: Sequence[Offer], tried: set[tuple[date, DayPart]]) -> list[Offer]:
    """The first of each half day that was not tried yet, then the rest."""
    first = {_half_day(offer): offer for offer in reversed(offers) if _half_day(offer) not in tried}
    firsts = sorted(first.values(), key=lambda offer: offer.slot.start)
    return [*firsts, *(offer for offer in offers if offer not in firsts)]


def _half_day(offer: Offer) -> tuple[date, DayPart]:
    return offer.slot.start.astimezone(COPENHAGEN).date(), part_of(offer.slot.start)


async def all_free(db: AsyncConnection, schedule: Schedule, now: datetime) -> list[Slot]:
    """Every free time of a schedule, earliest first."""
    return free_slots(schedule, await _taken(db, schedule, now), now, limit=_ALL)


def is_still_offered(offer: Offer, now: datetime) -> bool:
    """Whether the schedule still has that time: its hours may have changed since it was offered."""
    start = offer.slot.start
    early = min(now, start - timedelta(minutes=offer.schedule.lead_minutes + 1))
    found = free_slots(offer.schedule, {}, early, first=start, last=start + timedelta(seconds=1), limit=1)
    return any(slot.start == start for slot in found)


async def _times(turn: Turn, schedule: Schedule, wanted: Wanted, limit: int) -> list[Offer]:
    slots = free_slots(
        schedule,
        await _taken(turn.db, schedule, turn.now),
        turn.now,
        first=wanted.begins,
        last=wanted.ends,
        part=wanted.part,
        near=wanted.at,
        limit=limit,
    )
    return [Offer(schedule, slot) for slot in slots]


async def _taken(db: AsyncConnection, schedule: Schedule, now: datetime) -> Mapping[datetime, int]:
    margin = timedelta(days=2)
    until = now + timedelta(days=schedule.horizon_days) + margin
    return await appointments.taken(db, schedule.id, now - margin, until, now)


def _near(directory: Directory, search: Search, topic: Topic, now: datetime) -> list[Schedule]:
    """The schedules of `topic` at places in the same town, else of the nearest place that is near enough for it."""
    places = {
        place.id: replace(place, topics=(topic,))
        for one in directory.schedules
        if one.topic is topic and (place := directory.place(one.place))
    }
    found = matches(list(places.values()), search.query(now, topic), directory.trust, directory.changes)
    here = [match for match in found if match.role is Role.HERE] or found[:1]
    return [one for match in here for one in directory.schedules_at(match.place.id) if one.topic is topic]
