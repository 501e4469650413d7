"""Made-up places around Slagelse, the starter directory, and questions about them."""

from dataclasses import replace
from datetime import datetime
from functools import cache

from bot.hours import COPENHAGEN
from bot.matching import Match, Query, matches
from bot.model import Place, PlaceId, Position, Topic, Town, Trust
from tests.starter import directory

SLAGELSE = Town("Slagelse", "Slagelse", ("4200",), Position(55.40276, 11.35459))
TUESDAY_10 = datetime(2026, 11, 24, 10, tzinfo=COPENHAGEN)

HERE = Place(
    id=PlaceId("here"),
    name="Varmestuen",
    kind="day_centre",
    topics=(Topic.WARM_ROOM, Topic.FOOD),
    municipality="Slagelse",
    town="Slagelse",
    opening_hours="24/7",
    position=SLAGELSE.position,
)


def a_place(name: str, base: Place = HERE, **fields: object) -> Place:
    """A place like `base`, with another id and these fields."""
    return replace(base, id=PlaceId(name), **fields)  # type: ignore[arg-type]


def ask(*topics: Topic, town: Town | None = SLAGELSE, at: datetime = TUESDAY_10, **fields: object) -> Query:
    """A question; about a warm room in Slagelse on a Tuesday at 10 unless said otherwise."""
    return Query(topics=topics or (Topic.WARM_ROOM,), at=at, town=town, **fields)  # type: ignore[arg-type]


def ids(found: list[Match]) -> list[str]:
    """The ids of what was found, in order."""
    return [match.place.id for match in found]


def order_of(places: list[Place], query: Query, trust: dict[PlaceId, Trust] | None = None) -> list[str]:
    """The ids of the matches, best first."""
    return ids(matches(places, query, trust or {}, {}))


@cache
def starter() -> tuple[Place, ...]:
    """The directory of a new installation."""
    return directory().places
