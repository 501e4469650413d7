"""The phone lines that we name ourselves, by the id of their listing: who answers now, and when the others open.

Numbers and hours are the directory's. A line that is not in the directory is not said; only 112 always is.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.hours import opening
from bot.model import Opening, Place, Standing, Topic, Wish
from bot.regions import region_of
from bot.store.directory import Directory

# 112 is law everywhere in Denmark, and is said even where somebody took it out of their directory.
ALARM_NUMBER = "112"
_TALKS = frozenset({"helpline", "counselling", "street_health"})


class Line(StrEnum):
    """Ids of listings that a text of ours may name."""

    ALARM = "alarm-112"
    POISON = "giftlinjen"
    LIFE = "livslinien"
    SAFETY = "lev-uden-vold-1888"
    CHILDREN = "boernetelefonen"
    WARD = "psykiatrisk-akutmodtagelse"
    POLICE = "politi-114"


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to ring, and whether they answer now."""

    name: str
    phone: str
    opening: Opening

    @property
    def is_closed(self) -> bool:
        """Known to be closed now."""
        return self.opening.standing is Standing.CLOSED

    @property
    def is_open(self) -> bool:
        """Known to be open now."""
        return self.opening.standing is Standing.OPEN


def alarm(directory: Directory) -> str:
    """The number for danger to life."""
    place = directory.place(Line.ALARM)
    return (place and place.phone) or ALARM_NUMBER


def line(directory: Directory, which: Line, now: datetime) -> Call | None:
    """One of the lines; None where the directory lacks it."""
    place = directory.place(which)
    return _call(directory, place, now) if place else None


def answering(directory: Directory, which: Line, now: datetime) -> Call | None:
    """The same, and None too while it is shut."""
    call = line(directory, which, now)
    return None if call is None or call.is_closed else call


def duty_doctor(directory: Directory, municipality: str | None, now: datetime) -> Call | None:
    """The doctor on duty, or 1813, of the municipality's region, when known to be open now."""
    return next(iter(_open(directory, _of_region(directory, municipality), now)), None)


def knows_duty_doctor(directory: Directory, municipality: str | None) -> bool:
    """Whether the directory has the doctor on duty of the municipality's region, open or not."""
    return any(place.topics[0] is Topic.HEALTH and place.phone for place in _of_region(directory, municipality))


def pain_line(directory: Directory, municipality: str | None, now: datetime) -> Call | None:
    """The same, also where nobody told us its hours; None while it is shut."""
    calls = (_call(directory, place, now) for place in _of_region(directory, municipality))
    return next((call for call in calls if call and not call.is_closed), None)


def takes_anybody_in(directory: Directory, municipality: str | None, now: datetime) -> bool:
    """Whether a psychiatric emergency ward is open to whoever comes; in Midtjylland a doctor must be rung first."""
    ward = directory.place(Line.WARD)
    if ward is None or region_of(municipality) == "Region Midtjylland":
        return False
    return opening(ward, now, directory.changes.get(ward.id, ())).standing is Standing.OPEN


def municipality_itself(directory: Directory, municipality: str | None, now: datetime) -> Call | None:
    """The municipality's own number."""
    own = [place for place in directory.places if place.kind == "municipality" and place.municipality == municipality]
    calls = [call for place in own if (call := _call(directory, place, now))]
    return calls[0] if calls and municipality else None


def somebody_to_talk_to(directory: Directory, municipality: str | None, now: datetime) -> list[Call]:
    """Who talks about what is hard and is known to be open now: the municipality's own first, the Livslinie last."""
    near = [
        place for place in directory.places if _talks(place) and municipality and place.municipality == municipality
    ]
    national = [place for place in directory.places if _talks(place) and place.area == "national"]
    national.sort(key=lambda place: str(place.id) == Line.LIFE)
    return _open(directory, [*near, *national], now)


def for_relatives(directory: Directory, now: datetime) -> Call | None:
    """Who talks with those who care for somebody, and is known to be open now; none that is for one trouble only."""
    lines = [
        place
        for place in directory.places
        if place.kind == "helpline" and {Topic.MENTAL, Topic.RELATIVES} <= {*place.topics}
    ]
    lines.sort(key=lambda place: (str(place.id) == Line.LIFE, Topic.ADDICTION in place.topics))
    return next(iter(_open(directory, lines, now)), None)


def _of_region(directory: Directory, municipality: str | None) -> list[Place]:
    region = region_of(municipality)
    return [place for place in directory.places if place.kind == "emergency_line" and region and place.area == region]


def _talks(place: Place) -> bool:
    for_all = place.min_age is None and place.max_age is None and Wish.WOMEN_ONLY not in place.welcomes
    return place.kind in _TALKS and Topic.MENTAL in place.topics and for_all


def _open(directory: Directory, places: list[Place], now: datetime) -> list[Call]:
    return [call for place in places if (call := _call(directory, place, now)) and call.is_open]


def _call(directory: Directory, place: Place, now: datetime) -> Call | None:
    if not place.phone:
        return None
    return Call(place.name, place.phone, opening(place, now, directory.changes.get(place.id, ())))
