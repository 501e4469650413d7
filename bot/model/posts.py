"""What somebody posted about a place."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.model.orders import Act
from bot.model.people import PersonId
from bot.model.places import ChangeOfHours, PlaceId
from bot.model.reading import Wish


@dataclass(frozen=True, slots=True)
class PostedNote:
    """News of the day about one place: shown with the day on which it was written, and not after `last_day`."""

    place: PlaceId
    posted_at: datetime
    last_day: date
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Post:
    """One message that changed what we answer. `changes` are its days; of a recurring one, its first week."""

    place: PlaceId
    act: Act
    person: PersonId | None
    made_at: datetime
    changes: tuple[ChangeOfHours, ...] = ()
    recurring: bool = False
    free_places: int | None = None
    free_places_for: Wish | None = None
    note: str = field(default="", repr=False)
    last_day: date | None = None
    id: int = 0
