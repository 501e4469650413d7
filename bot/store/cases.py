"""Cases: what a human colleague must look at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import BadSeal
from bot.model import PersonId, PlaceId
from bot.store.database import seal_of
from bot.store.schema import cases, persons
from bot.store.seal import Seal

_PURPOSE = "case"


class CaseKind(StrEnum):
    """Why a human must look."""

    HUMAN = "human"
    FEEDBACK = "feedback"
    OFFER = "offer"
    NOT_FOUND = "not_found"
    CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True)
class Case:
    """One case as staff see it: a pseudonym, never a number."""

    id: int
    kind: CaseKind
    state: str
    pseudonym: str
    municipality: str | None
    place: PlaceId | None
    text: str = field(repr=False)
    opened_at: datetime


async def open_case(
    db: AsyncConnection,
    *,
    kind: CaseKind,
    person: PersonId,
    municipality: str | None,
    place: PlaceId | None,
    text: str,
    now: datetime,
) -> int:
    """Store a case and return its number."""
    result = await db.execute(
        insert(cases)
        .values(
            kind=kind,
            state="open",
            person=person,
            municipality=municipality,
            place=place,
            sealed=seal_of(db).close(text, _PURPOSE),
            opened_at=now,
        )
        .returning(cases.c.id)
    )
    return int(result.scalar_one())


async def withdraw(db: AsyncConnection, case: int) -> None:
    """The person took it back: the case is gone."""
    await db.execute(delete(cases).where(cases.c.id == case))


async def open_cases(db: AsyncConnection, municipality: str | None = None) -> Sequence[Case]:
    """Open cases, oldest first; of one municipality, or all."""
    query = (
        select(cases, persons.c.pseudonym)
        .outerjoin(persons, persons.c.id == cases.c.person)
        .where(cases.c.state == "open")
        .order_by(cases.c.id)
    )
    if municipality:
        query = query.where(cases.c.municipality == municipality)
    seal = seal_of(db)
    return [
        Case(
            id=row.id,
            kind=CaseKind(row.kind),
            state=row.state,
            pseudonym=row.pseudonym or "",
            municipality=row.municipality,
            place=row.place,
            text=_text(seal, row.sealed),
            opened_at=row.opened_at,
        )
        for row in await db.execute(query)
    ]


def _text(seal: Seal, sealed: bytes | None) -> str:
    """One damaged text must not hide the other cases."""
    try:
        return str(seal.open(sealed, _PURPOSE)) if sealed else ""
    except BadSeal:
        return "(cannot be opened)"
