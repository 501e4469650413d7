"""The directory as handlers see it: every listing, how true it is known to be, its posted changes, its schedules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.model import ChangeOfHours, Place, PlaceId, Schedule, Trust


@dataclass(frozen=True, slots=True)
class Directory:
    """A snapshot, in memory; a new one is read within a second of an import or a post."""

    places: tuple[Place, ...]
    trust: Mapping[PlaceId, Trust] = field(default_factory=dict)
    changes: Mapping[PlaceId, Sequence[ChangeOfHours]] = field(default_factory=dict)
    schedules: tuple[Schedule, ...] = ()

    def place(self, place_id: str) -> Place | None:
        """The listing with this id."""
        return next((place for place in self.places if place.id == place_id), None)

    def schedule(self, schedule_id: str) -> Schedule | None:
        """What can be booked under this id."""
        return next((schedule for schedule in self.schedules if schedule.id == schedule_id), None)

    def schedules_at(self, place_id: str) -> tuple[Schedule, ...]:
        """What can be booked at this place."""
        return tuple(schedule for schedule in self.schedules if schedule.place == place_id)
