"""What can be booked, and what is: schedule, slot, appointment (words after FHIR)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.model.people import PersonId
from bot.model.places import PlaceId
from bot.model.reading import Topic

ScheduleId = NewType("ScheduleId", str)
AppointmentId = NewType("AppointmentId", int)


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """Other hours of a schedule on one day: OpenStreetMap syntax without a day ("10:00-12:00"), None for no times."""

    day: date
    hours: str | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """What can be booked at a place. `hours` in OpenStreetMap syntax; `discreet_title` never names the help.

    `way` is the first step of the way there ("Gå ind ad porten"), as a lock screen may show it.
    """

    id: ScheduleId
    place: PlaceId
    title: str
    discreet_title: str
    topic: Topic
    hours: str
    slot_minutes: int
    capacity: int = 1
    drop_in: bool = False
    lead_minutes: int = 0
    horizon_days: int = 28
    agenda: str | None = None
    bring: str | None = None
    way: str | None = None
    changes: tuple[ScheduleChange, ...] = ()
    example: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One time in a schedule. Times are aware, Europe/Copenhagen; `free` is how many may still come."""

    schedule: ScheduleId
    start: datetime
    end: datetime
    free: int


class AppointmentState(StrEnum):
    """Where an appointment stands. Only `held` and `booked` ones take a seat."""

    HELD = "held"
    BOOKED = "booked"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    CAME = "came"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One booking. `code` is short enough to be said aloud; times are aware UTC.

    `held_until` counts while it is held. `coming` is what the person answered to a reminder, None without an answer.
    """

    id: AppointmentId
    code: str
    schedule: ScheduleId
    person: PersonId
    start: datetime
    end: datetime
    state: AppointmentState
    held_until: datetime | None = None
    nickname: str | None = None
    coming: bool | None = None
