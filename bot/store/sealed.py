"""Every column that SECRET_KEY seals, and every keyed hash: what a change of the key must go through.

A house test compares it with the tables, so that a new column is never forgotten.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Table

from bot.store.inbox import SHARER
from bot.store.schema import (
    addresses,
    appointments,
    cases,
    dialogues,
    guesses,
    inbox,
    invitations,
    notices,
    outbox,
    posts,
    redactions,
    roles,
    schedules,
    sharers,
)
from bot.store.sharers import own_secret

# A secret and its purpose, from which a keyed hash is made again.
Secret = tuple[str, str]


@dataclass(frozen=True, slots=True)
class KeyedHash:
    """A look-up key: its column, the sealed column that tells what it is made of, and how it is read from there."""

    column: str
    made_of: str
    secret: Callable[[Row[Any], Any], Secret]


@dataclass(frozen=True, slots=True)
class Locked:
    """What of one table depends on the key: sealed columns with their purposes, and keyed hashes."""

    table: Table
    sealed: Mapping[str, str]
    hashes: tuple[KeyedHash, ...] = ()


def _of_inbound(row: Row[Any], value: Any) -> Secret:
    if sharer := value.get(SHARER):
        return own_secret(str(value["address"]), sharer), row.channel
    return _address(row, value["address"])


def _address(row: Row[Any], value: Any) -> Secret:
    return str(value), row.channel


LOCKED = (
    Locked(addresses, {"sealed": "address"}, (KeyedHash("key", "sealed", _address),)),
    Locked(inbox, {"sealed": "inbox"}, (KeyedHash("key", "sealed", _of_inbound),)),
    Locked(
        outbox,
        {"sealed": "outbox", "sealed_address": "address"},
        (KeyedHash("key", "sealed_address", _address),),
    ),
    Locked(notices, {"sealed": "notice"}),
    Locked(posts, {"sealed_note": "posted note"}),
    Locked(redactions, {"sealed_address": "address"}),
    Locked(
        sharers,
        {"sealed": "address", "sealed_word": "code word"},
        (
            KeyedHash("phone_key", "sealed", _address),
            KeyedHash("own_key", "sealed", lambda row, value: (own_secret(str(value), row.person), row.channel)),
        ),
    ),
    Locked(dialogues, {"sealed": "dialogue"}),
    Locked(cases, {"sealed": "case", "sealed_done": "case done"}),
    Locked(appointments, {"sealed_nickname": "nickname", "sealed_agreed": "agreed"}),
    Locked(roles, {"sealed_name": "role name"}),
    Locked(
        schedules,
        {"calendar_sealed": "calendar"},
        (KeyedHash("calendar_key", "calendar_sealed", lambda _, token: (str(token), "calendar")),),
    ),
)
# Hashes of what we do not keep: nobody can make them again, so their rows go. A code that waits to be used must go
# too, because whoever has the old key and an old copy of the file finds its eight digits in minutes.
ONE_WAY = (invitations, guesses)
