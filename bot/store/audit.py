"""What was done in a role: who (a pseudonym), what, when, on which place, before and after. Never a number or a text.

It stays when the person is deleted: it says what happened to a place, not who somebody is.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Person, PlaceId, Role
from bot.store.schema import audit

BY_COMMAND = "command"
"""The actor of what was done on the machine itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `before` and `after` are what JSON can hold; None where there was nothing."""

    at: datetime
    actor: str
    role: str
    act: str
    place: PlaceId | None
    municipality: str | None
    before: Any
    after: Any


async def write(
    db: AsyncConnection,
    *,
    act: str,
    now: datetime,
    actor: Person | None = None,
    role: Role | None = None,
    place: PlaceId | None = None,
    municipality: str | None = None,
    before: Any = None,
    after: Any = None,
) -> None:
    """Store one act; place and municipality are those of `role` where none is said. No actor: a command."""
    await db.execute(
        insert(audit).values(
            at=now,
            actor=actor.pseudonym if actor else BY_COMMAND,
            role=role.name if role else BY_COMMAND,
            act=act,
            place=place or (role.place if role else None),
            municipality=municipality or (role.municipality if role else None),
            before=json.dumps(before, ensure_ascii=False, default=str),
            after=json.dumps(after, ensure_ascii=False, default=str),
        )
    )


async def entries(
    db: AsyncConnection, *, since: datetime | None = None, place: str | None = None, limit: int = 200
) -> Sequence[Entry]:
    """The newest acts first."""
    query = select(audit).order_by(audit.c.id.desc()).limit(limit)
    if since:
        query = query.where(audit.c.at >= since)
    if place:
        query = query.where(audit.c.place == place)
    return [
        Entry(
            at=row.at,
            actor=row.actor,
            role=row.role,
            act=row.act,
            place=row.place,
            municipality=row.municipality,
            before=json.loads(row.before),
            after=json.loads(row.after),
        )
        for row in await db.execute(query)
    ]
