"""The directory as handlers see it: every listing, how true it is known to be, its posted changes, its schedules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.model import ChangeOfHours, Place, PlaceId, PostedNote, Schedule, Topic, Trust


@dataclass(frozen=True, slots=True)
class Directory:
    """A snapshot, in memory; a new one is read within a second of an import or a post.

    `helping` are the places as what they help with: one where a kind of help can be booked gives that help too.
    """

    places: tuple[Place, ...]
    trust: Mapping[PlaceId, Trust] = field(default_factory=dict)
    changes: Mapping[PlaceId, Sequence[ChangeOfHours]] = field(default_factory=dict)
    schedules: tuple[Schedule, ...] = ()
    notes: Mapping[PlaceId, Sequence[PostedNote]] = field(default_factory=dict)
    helping: tuple[Place, ...] = field(init=False, repr=False, compare=False)
    _by_id: Mapping[str, Place] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "helping", _with_bookable(self.places, self.schedules))
        object.__setattr__(self, "_by_id", {place.id: place for place in reversed(self.places)})

    def place(self, place_id: str) -> Place | None:
        """The listing with this id."""
        return self._by_id.get(place_id)

    def schedule(self, schedule_id: str) -> Schedule | None:
        """What can be booked under this id."""
        return next((schedule for schedule in self.schedules if schedule.id == schedule_id), None)

    def place_of(self, schedule_id: str) -> Place | None:
        """Where one goes who has booked under this id."""
        schedule = self.schedule(schedule_id)
        return self.place(schedule.place) if schedule else None

    def schedules_at(self, place_id: str) -> tuple[Schedule, ...]:
        """What can be booked at this place."""
        return tuple(schedule for schedule in self.schedules if schedule.place == place_id)


def _with_bookable(places: Sequence[Place], schedules: Sequence[Schedule]) -> tuple[Place, ...]:
    booked: dict[PlaceId, tuple[Topic, ...]] = {}
    for one in schedules:
        booked[one.place] = (*booked.get(one.place, ()), one.topic)
    return tuple(
        replace(place, topics=tuple(dict.fromkeys((*place.topics, *booked[place.id])))) if place.id in booked else place
        for place in places
    )
