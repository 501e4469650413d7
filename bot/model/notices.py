"""What staff send to many."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.model.messages import Message
from bot.model.people import PersonId

NoticeId = NewType("NoticeId", int)

COLD = "cold"
"""A cold warning: everybody hears it who is subscribed to anything there."""


class NoticeState(StrEnum):
    """Where a notice is on its way. `asked` waits for the yes of a colleague, `set` for its time."""

    DRAFT = "draft"
    ASKED = "asked"
    SET = "set"
    QUEUEING = "queueing"
    SENDING = "sending"
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a notice is for: a kind of help or "cold" ("": everybody) in a municipality (None: all), or in one town."""

    topic: str = ""
    municipality: str | None = None
    town: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. Without a time in `starts_at` it goes as soon as it is confirmed."""

    id: NoticeId
    sender: PersonId | None
    subject: Subject
    urgent: bool
    state: NoticeState
    created_at: datetime
    starts_at: datetime | None = None
    valid_until: datetime | None = None
    paused: bool = False
    receivers: int = 0
    over_at: datetime | None = None
    message: Message | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Terms:
    """What an installation has set: kroner for a part of an SMS, above how many receivers two must agree, and in which
    other ways people can write or ring when this one fails.
    """

    price: float = 0.40
    alone_up_to: int = 500
    other_ways: str = ""
