"""The nouns of the house, frozen: what came in, what it means, who wrote, what we know and what we say.

Standard library only. No database, no channel, no text in any language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType

PersonId = NewType("PersonId", int)
PlaceId = NewType("PlaceId", str)
InboundId = NewType("InboundId", int)
OutgoingId = NewType("OutgoingId", int)

Json = Mapping[str, Any]


class ChannelName(StrEnum):
    """A way to reach a person."""

    SMS = "sms"
    TELEGRAM = "telegram"
    TERMINAL = "terminal"
    BROWSER = "browser"


@dataclass(frozen=True, slots=True)
class Address:
    """Where one person is on one channel: an E.164 number, a chat id, a browser's cookie. Never printed."""

    channel: ChannelName
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Position:
    """A point on the earth, in degrees (WGS 84)."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message that came in. `provider_id` is the channel's own id for it and the key against doubles.

    `tapped` is the data of a button ("<question>:<key>"), `has_media` a photo, voice message or the like that we
    cannot read, `was_masked` a text whose CPR number was taken out before it was stored. `reference` is what the channel
    needs to answer the tap (Telegram: message and callback ids).
    """

    address: Address
    provider_id: str
    text: str = field(default="", repr=False)
    tapped: str = ""
    position: Position | None = field(default=None, repr=False)
    has_media: bool = False
    language_hint: str = ""
    was_masked: bool = False
    reference: Mapping[str, str] = field(default_factory=dict, repr=False)


# ---- what a message means; values and meanings as in the labels of the understanding


class Emergency(StrEnum):
    """Danger to somebody's life or safety, now."""

    MEDICAL = "medical"
    OVERDOSE = "overdose"
    SUICIDE = "suicide"
    VIOLENCE = "violence"
    CHILD = "child"


class Intent(StrEnum):
    """What the person wants done."""

    FIND_HELP = "find_help"
    BOOK = "book"
    MY_APPOINTMENTS = "my_appointments"
    CONFIRM = "confirm"
    DECLINE = "decline"
    CANCEL_APPOINTMENT = "cancel_appointment"
    MOVE_APPOINTMENT = "move_appointment"
    HUMAN = "human"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    STOP = "stop"
    DELETE_ME = "delete_me"
    MY_DATA = "my_data"
    LANGUAGE = "language"
    GREETING = "greeting"
    THANKS = "thanks"
    MENU = "menu"
    FEEDBACK = "feedback"
    VOLUNTEER = "volunteer"
    UNKNOWN = "unknown"


class Topic(StrEnum):
    """A kind of help."""

    SHELTER = "shelter"
    WARM_ROOM = "warm_room"
    DENTAL = "dental"
    FOOD = "food"
    HEALTH = "health"
    BATH = "bath"
    CLOTHES = "clothes"
    ADDICTION = "addiction"
    MENTAL = "mental"
    DEBT = "debt"
    HOUSING = "housing"
    SOCIAL_WORKER = "social_worker"
    VIOLENCE = "violence"
    COMMUNITY = "community"
    WORK = "work"
    RELATIVES = "relatives"
    AFTERCARE = "aftercare"
    RIGHTS = "rights"
    DIGITAL = "digital"
    PETS = "pets"


class Wish(StrEnum):
    """What a place must allow."""

    DOG = "dog"
    WOMEN_ONLY = "women_only"
    YOUTH = "youth"
    NO_ID = "no_id"
    COUPLE = "couple"
    WHEELCHAIR = "wheelchair"
    USING = "using"
    FREE = "free"


class Detail(StrEnum):
    """What is asked about the place that was told last: the way, the number, the hours, or another one instead."""

    WAY = "way"
    PHONE = "phone"
    WEEK = "week"
    ANOTHER = "another"


class Command(StrEnum):
    """A whole message that is a word of ours, and no intent: START, MERE, FORTRYD."""

    START = "start"
    MORE = "more"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one inbound means. `when` is a word of the labels, optionally with a clock time ("tomorrow 14:00").

    `command` is set only when the whole message is one of our words. `near` says that the person asks for something
    nearer, or for what is near them. `follows_up` says that the text leans on the last answer ("hvad med i morgen?"), and
    `asks` what it wants to know of the place in it ("hvad er nummeret?").
    """

    emergency: Emergency | None = None
    intent: Intent = Intent.UNKNOWN
    topics: tuple[Topic, ...] = ()
    place: str | None = None
    when: str | None = None
    wishes: tuple[Wish, ...] = ()
    language_code: str | None = None
    command: Command | None = None
    near: bool = False
    follows_up: bool = False
    asks: Detail | None = None


# ---- what we know about Denmark


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
    """What somebody posted for one day: open from-until (aware, Europe/Copenhagen), or closed (both None)."""

    place: PlaceId
    day: date
    opens: datetime | None = None
    closes: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trust:
    """How true a listing is known to be: confirmed by whom and when (aware UTC), and doubted since when."""

    confirmed_at: datetime | None = None
    confirmed_by: str | None = None
    doubted_at: datetime | None = None
    free_places: int | None = None
    free_places_at: datetime | None = None


# ---- who writes, and what we say


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes; pseudonymous. Stopped: we start nothing ourselves."""

    id: PersonId
    pseudonym: str
    language: str
    town: str | None = None
    greeted: bool = False
    stopped: bool = False


class Priority(StrEnum):
    """What goes out first. The values sort in that order."""

    REPLY = "1-reply"
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
    """The provider took the message. `provider_id` is its id there, empty where it has none."""

    provider_id: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A provider's word about an outgoing: delivered, sent on, or failed with a code."""

    outgoing: OutgoingId
    state: OutgoingState
    provider_id: str = ""
    code: str = ""
