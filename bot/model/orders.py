"""Who may act for a place or a municipality, and what a message of theirs orders."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.model.places import PlaceId
from bot.model.reading import Wish

RoleId = NewType("RoleId", int)


class RoleName(StrEnum):
    """What somebody is beside a citizen, which everybody is."""

    VOLUNTEER = "volunteer"
    STAFF = "staff"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Role:
    """One role of one person: a volunteer of `place`, staff of `municipality`, or admin of all."""

    id: RoleId
    name: RoleName
    place: PlaceId | None = None
    municipality: str | None = None


class Act(StrEnum):
    """What is ordered. The first seven are the values of `action` in a role's reading; the others manage people."""

    OPEN = "open"
    CLOSED = "closed"
    CAPACITY = "capacity"
    NOTE = "note"
    BROADCAST = "broadcast"
    UNDO = "undo"
    UNCLEAR = "unclear"
    INVITE = "invite"
    REMOVE = "remove"
    LEAVE = "leave"
    MY_PLACES = "my_places"
    NEED = "need"
    TOLD = "told"
    FIGURES = "figures"
    GUEST = "guest"
    DUTY = "duty"
    CASES = "cases"
    CASE = "case"
    ANSWER = "answer"
    CLOSE = "close"
    TAKE = "take"
    GIVE = "give"
    END = "end"
    NOTICES = "notices"
    SEND = "send"
    INVITE_CASE = "invite_case"
    CAME = "came"
    MISSED = "missed"
    AGREED = "agreed"


Interval = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class News:
    """What is told beside hours or beds, until a day. `days`: those of the hours, where it names none."""

    body: str = field(repr=False)
    until: date
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """One message of a volunteer or of staff, read in their role. Times are aware, Europe/Copenhagen.

    `intervals` are open times, None where a bound was not said; `recurring` says that they are the first week of an
    ongoing pattern. `dates` are the days that are closed. `topic` is a kind of help or "cold". `number` names a case.
    `news` is told beside the hours or the beds.
    An unclear one may still be known to be about something: `meant` is the act that is asked about, `doubt` why.
    """

    act: Act
    intervals: tuple[Interval, ...] = ()
    dates: tuple[date, ...] = ()
    recurring: bool = False
    free_places: int | None = None
    wishes: tuple[Wish, ...] = ()
    topic: str | None = None
    area: str | None = None
    urgent: bool = False
    number: int | None = None
    meant: Act | None = None
    doubt: str = ""
    name: str = ""
    body: str = field(default="", repr=False)
    news: News | None = None
