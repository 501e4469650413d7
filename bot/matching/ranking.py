"""What a question is, what an answer to it is, and how answers are ordered. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from bot.holidays import is_often_shut
from bot.matching.wishes import Fit
from bot.model import Opening, Place, Position, Standing, Topic, Town, Wish
from bot.moment import COPENHAGEN

LATE = timedelta(hours=12)
"""A place that suits the wishes, but opens later than this, no longer goes before one that must be asked."""


CONSULTED = frozenset({Topic.ADDICTION, Topic.DENTAL, Topic.DEBT, Topic.MENTAL, Topic.RIGHTS})
"""Help that takes somebody who is trained for it; a warm room that names it third is open longer, and knows less."""
BY_THE_WAY = 2
"""From this place in its list of topics on, a place does it by the way (0 is the main topic)."""


class Role(IntEnum):
    """What a place is to the question; the values sort as an answer does."""

    HERE = 0  # the same municipality, or as near as the same town
    NEARBY = 1  # within the reach of the topic
    LINE = 2  # a line or an organisation of the region or the country, for the same topic
    FAR = 3  # elsewhere, but it is open now and not too far for a bed
    STAND_IN = 4  # another kind of help, open now
    TOWN_HALL = 5  # the person's own municipality, which must guide everybody (forvaltningsloven § 7)
    DANGER = 6  # only for danger to life; given when nothing else works


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: topics (most urgent first), for which moment (aware), where, and what the place must allow.

    `near` says that distance counts more than which place is the main one for the topic. `age` is known only when
    somebody said it; children's lines come only to those under 18.
    """

    topics: tuple[Topic, ...]
    at: datetime
    town: Town | None = None
    position: Position | None = None
    municipality: str | None = None
    wishes: tuple[Wish, ...] = ()
    age: int | None = None
    near: bool = False

    @property
    def where(self) -> Position | None:
        """The point to measure from: the person's own, or the town's middle."""
        return self.position or (self.town.position if self.town else None)

    @property
    def home(self) -> str | None:
        """The municipality that the question is about."""
        return self.municipality or (self.town.municipality if self.town else None)


@dataclass(frozen=True, slots=True)
class Match:
    """One place as an answer to one question. `topic` is the topic of the question that it serves.

    `ask` are the wishes that the listing says nothing about. `is_for_some`: it takes only women, or only the young, and
    nobody has said that the person is one, so it cannot be the whole answer. `is_confirmed`: somebody confirmed the
    listing within 90 days. `is_posted`: it is open on the asked day for sure, though many close. `free_places` is None
    when nobody posted it within 12 h.
    """

    place: Place
    opening: Opening
    role: Role
    topic: Topic
    distance_km: float | None = None
    fit: Fit = Fit.YES
    ask: tuple[Wish, ...] = ()
    is_for_some: bool = False
    is_confirmed: bool = False
    is_doubted: bool = False
    is_posted: bool = False
    free_places: int | None = None
    free_places_at: datetime | None = None

    @property
    def works_now(self) -> bool:
        """Whether the door is open, or the phone is answered, at the asked moment."""
        return self.opening.standing is Standing.OPEN


def order(match: Match, query: Query) -> tuple[int | float | datetime | bool | str, ...]:
    """The key by which matches sort, best first; `bot.matching.matches` tells it in words."""
    place, asked = match.place, match.topic in query.topics
    far = match.distance_km if match.distance_km is not None else float("inf")
    topic_rank = place.topics.index(match.topic) if match.topic in place.topics else len(place.topics)
    return (
        query.topics.index(match.topic) if asked else len(query.topics),
        match.role,
        _wish_rank(match, query),
        match.topic in CONSULTED and topic_rank >= BY_THE_WAY,
        is_often_shut(query.at.astimezone(COPENHAGEN).date()) and not match.is_posted,
        _standing_rank(match.opening),
        match.opening.opens or query.at,
        match.is_for_some,
        match.free_places == 0,
        match.is_doubted,
        far if query.near else 0,
        topic_rank,
        far,
        place.phone is None and place.address is None,
        match.opening.until is not None,
        place.id,
    )


def _wish_rank(match: Match, query: Query) -> int:
    """How the wishes are met. A consumption room is only for somebody who uses, so it waits behind the treatment."""
    if match.place.kind == "drug_consumption_room" and Wish.USING not in query.wishes:
        return Fit.POOR
    opens = match.opening.opens
    is_late = match.opening.standing is Standing.CLOSED and (opens is None or opens - query.at > LATE)
    # Nor does one in another town of which nobody knows whether it is open.
    is_late |= match.role is not Role.HERE and match.opening.standing is Standing.UNKNOWN
    return match.fit + 1 if query.wishes and is_late else match.fit


def _standing_rank(at: Opening) -> int:
    """Open, opens within a week, unknown, closed for longer."""
    if at.standing is Standing.OPEN:
        return 0
    if at.standing is Standing.UNKNOWN:
        return 2
    return 1 if at.opens is not None else 3
