"""The directory as handlers see it: every listing, how true each is known to be, and posted changes of hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.model import ChangeOfHours, Place, PlaceId, Trust


@dataclass(frozen=True, slots=True)
class Directory:
    """A snapshot, in memory; a new one is read within a second of an import or a post."""

    places: tuple[Place, ...]
    trust: Mapping[PlaceId, Trust] = field(default_factory=dict)
    changes: Mapping[PlaceId, Sequence[ChangeOfHours]] = field(default_factory=dict)

    def place(self, place_id: str) -> Place | None:
        """The listing with this id."""
        return next((place for place in self.places if place.id == place_id), None)
