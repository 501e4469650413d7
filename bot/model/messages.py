"""What we say, and where it is on its way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.model.people import Address

OutgoingId = NewType("OutgoingId", int)


class Priority(StrEnum):
    """What goes out first. The values sort in that order."""

    REPLY = "1-reply"
    URGENT = "1-urgent"
    """A notice that cannot wait for the morning: it alone goes out beside replies while people sleep."""
    REMINDER = "2-reminder"
    NOTICE = "3-notice"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a person can take. `key` is what the step gets; `label` is what the person reads."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Message:
    """What one outgoing says, before a channel renders it. `pages` is what Telegram shows at once and SMS on MERE.

    `choices` belong to `question`; SMS numbers them, others show buttons. `shortcuts` are buttons whose key is an
    ordinary message ("menneske"); on SMS the text itself names the word.
    `answers` is the reference of the tap that this message answers, so that its buttons can be taken away.
    """

    text: str
    language: str
    choices: tuple[Choice, ...] = ()
    question: str = ""
    shortcuts: tuple[Choice, ...] = ()
    pages: tuple[str, ...] = ()
    asks_position: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)


class OutgoingState(StrEnum):
    """Where an outgoing is on its way."""

    QUEUED = "queued"
    """A receiver's row of a notice, which goes out at the provider's rate."""
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNKNOWN = "unknown"
    FAILED = "failed"
    OPTED_OUT = "opted_out"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One stored message to one address, claimed for sending."""

    id: OutgoingId
    address: Address
    message: Message = field(repr=False)
    priority: Priority
    attempts: int
    valid_until: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """The provider took the message. `provider_id` is its id there, empty where it has none; `parts` cost something."""

    provider_id: str = ""
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A provider's word about an outgoing: delivered, sent on, or failed with a code."""

    outgoing: OutgoingId
    state: OutgoingState
    provider_id: str = ""
    code: str = ""
