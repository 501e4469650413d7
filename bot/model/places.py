"""What we know about Denmark: towns, listings, hours and how true a listing is known to be."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.model.people import Position
from bot.model.reading import Topic, Wish

PlaceId = NewType("PlaceId", str)

CONFIRMED_LASTS = timedelta(days=90)
"""After this long a confirmation is too old to rely on."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town, district or municipality with its ordinary name. Position None: it is not known."""

    name: str
    municipality: str | None
    postcodes: tuple[str, ...] = ()
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One listing: a place or a phone line that helps. Fields as in the places file; None means not known.

    `area` is "national" or a region's name, None when the listing belongs to `municipality`. `opening_hours` and
    `season` are in OpenStreetMap syntax. `address` is None where the address is hidden.
    """

    id: PlaceId
    name: str
    kind: str
    topics: tuple[Topic, ...]
    organisation: str | None = None
    area: str | None = None
    municipality: str | None = None
    town: str | None = None
    postcode: str | None = None
    address: str | None = None
    address_hidden: bool = False
    phone: str | None = None
    welcomes: tuple[Wish, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    may_be_intoxicated: bool | None = None
    may_use_on_site: bool | None = None
    needs_danish_health_card: bool | None = None
    free_of_charge: bool | None = None
    price: str | None = None
    opening_hours: str | None = None
    season: str | None = None
    note: str | None = None
    position: Position | None = None
    position_of: str | None = None
    website: str | None = None
    sources: tuple[str, ...] = ()
    source_date: str | None = None
    confidence: str | None = None


class Standing(StrEnum):
    """Whether a place is open at a moment."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opening:
    """Open, closed or unknown at one moment. Times are aware, Europe/Copenhagen.

    `until` is when an open place closes (None: round the clock). `opens` is when a closed one opens next (None: not
    known, or not within a week).
    """

    standing: Standing
    until: datetime | None = None
    opens: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangeOfHours:
    """What somebody posted for one day: open from-until (aware, Europe/Copenhagen), or closed (both None).

    `weekly`: it was posted for this weekday of every week. `posted_at` is when that was.
    """

    place: PlaceId
    day: date
    opens: datetime | None = None
    closes: datetime | None = None
    weekly: bool = False
    posted_at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Trust:
    """How true a listing is known to be: confirmed by whom and when (aware UTC), and doubted since when."""

    confirmed_at: datetime | None = None
    confirmed_by: str | None = None
    doubted_at: datetime | None = None
    free_places: int | None = None
    free_places_at: datetime | None = None
    free_places_for: Wish | None = None

    @property
    def is_doubted(self) -> bool:
        """Whether somebody found it otherwise after it was confirmed."""
        return self.doubted_at is not None and (self.confirmed_at is None or self.doubted_at >= self.confirmed_at)

    def was_confirmed_lately(self, now: datetime) -> bool:
        """Whether somebody has confirmed it in the last 90 days, whatever was found since."""
        return self.confirmed_at is not None and now - self.confirmed_at <= CONFIRMED_LASTS

    def is_confirmed(self, now: datetime) -> bool:
        """Whether somebody has confirmed it in the last 90 days, and nobody doubted it since."""
        return self.was_confirmed_lately(now) and not self.is_doubted
