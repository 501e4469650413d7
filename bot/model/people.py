"""Who writes, from where, and one message that came in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NewType

PersonId = NewType("PersonId", int)
InboundId = NewType("InboundId", int)

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
    cannot read, `was_masked` a text whose CPR number was taken out before it was stored. `reference` is what the
    channel needs to answer the tap (Telegram: message and callback ids).
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


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes; pseudonymous. Stopped: we start nothing ourselves. In a talk: a human answers them.

    Discreet: others read their phone, so nothing that we write tells what it is about. Shares:
    they are reached on somebody else's telephone, by a word of their own.
    """

    id: PersonId
    pseudonym: str
    language: str
    town: str | None = None
    greeted: bool = False
    stopped: bool = False
    has_role: bool = False
    in_talk: bool = False
    discreet: bool = False
    shares: bool = False
