"""One question put to the directory: how far each place is, whether it is open then, and all that an answer needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.holidays import is_often_shut
from bot.hours import COPENHAGEN, hold_when_many_close, opening
from bot.matching.ranking import Match, Query, Role
from bot.matching.reach import distance_km
from bot.matching.wishes import Fit, fit
from bot.model import ChangeOfHours, Opening, Place, PlaceId, Position, Standing, Topic, Trust, Wish

FREE_PLACES_LAST = timedelta(hours=12)
GROWN_UP = 60
"""A place that takes people up to this age and beyond is for grown-ups in general."""
_KM_A_DEGREE = 111.0
"""A little less than a degree of latitude is, so that nothing near is passed over."""

_NOTHING_KNOWN = Trust()


@dataclass(frozen=True, slots=True)
class Look:
    """The question, and what is known of the places. Each distance is measured once, and only where it matters."""

    query: Query
    trust: Mapping[PlaceId, Trust]
    changes: Mapping[PlaceId, Sequence[ChangeOfHours]]
    at: datetime = field(init=False)
    where: Position | None = field(init=False)
    measured: dict[PlaceId, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", self.query.at.astimezone(UTC))
        object.__setattr__(self, "where", self.query.where)

    def distance_km(self, place: Place) -> float | None:
        """How far the place is; None when nobody knows."""
        if self.where is None or place.position is None:
            return None
        known = self.measured.get(place.id)
        if known is None:
            known = self.measured[place.id] = distance_km(self.where, place.position)
        return known

    def is_beyond(self, place: Place, km: float) -> bool:
        """Whether the latitudes alone say that the place is farther than so many km; it need not be measured then."""
        if self.where is None or place.position is None:
            return False
        return abs(self.where.lat - place.position.lat) * _KM_A_DEGREE > km

    def opening(self, place: Place) -> Opening:
        """Whether the place is open at the moment that is asked about."""
        return opening(place, self.at, self.changes.get(place.id, ()))

    def works_now(self, place: Place) -> bool:
        """Whether the door is open, or the phone is answered, at the asked moment."""
        return self.opening(place).standing is Standing.OPEN

    def is_for_some(self, place: Place) -> bool:
        """Whether it takes only women or only the young, and nobody has said that the person is one."""
        query = self.query
        if Wish.WOMEN_ONLY in place.welcomes and Wish.WOMEN_ONLY not in query.wishes:
            return True
        is_for_young = place.max_age is not None and place.max_age < GROWN_UP
        return is_for_young and query.age is None and Wish.YOUTH not in query.wishes

    def _is_open_though_many_close(self, place: Place) -> bool:
        """Whether its hours of that day hold on one on which many close, and it is open in them."""
        day, opened = self.at.astimezone(COPENHAGEN).date(), self.opening(place)
        is_open = opened.standing is Standing.OPEN or (opened.opens is not None and opened.opens.date() == day)
        return is_often_shut(day) and is_open and hold_when_many_close(place, day, self.changes.get(place.id, ()))

    def match(self, place: Place, role: Role, topic: Topic) -> Match:
        """The place as an answer."""
        known = self.trust.get(place.id, _NOTHING_KNOWN)
        fits = {wish: fit(place, wish) for wish in self.query.wishes}
        free = known.free_places_at is not None and self.at - known.free_places_at <= FREE_PLACES_LAST
        return Match(
            place=place,
            opening=self.opening(place),
            role=role,
            topic=topic,
            distance_km=self.distance_km(place),
            fit=max(fits.values(), default=Fit.YES),
            ask=tuple(wish for wish, how in fits.items() if how is Fit.ASK),
            is_for_some=self.is_for_some(place),
            is_confirmed=known.was_confirmed_lately(self.at),
            is_doubted=known.is_doubted,
            is_posted=self._is_open_though_many_close(place),
            free_places=known.free_places if free else None,
            free_places_at=known.free_places_at if free else None,
        )
