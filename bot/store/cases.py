"""Cases: what a human colleague must look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import BadSeal
from bot.model import PersonId, PlaceId
from bot.store.database import seal_of
from bot.store.schema import cases, persons, talks
from bot.store.seal import Seal

_PURPOSE, _DONE = "case", "case done"
_all = select(cases, persons.c.pseudonym).outerjoin(persons, persons.c.id == cases.c.person)


class CaseKind(StrEnum):
    """Why a human must look."""

    HUMAN = "human"
    FEEDBACK = "feedback"
    OFFER = "offer"
    NEED = "need"
    NOT_FOUND = "not_found"
    CHECK_IN = "check_in"
    COST = "cost"
    FADING = "fading"


@dataclass(frozen=True, slots=True)
class Case:
    """One case as staff see it: a pseudonym, never a number."""

    id: int
    kind: CaseKind
    state: str
    person: PersonId | None
    pseudonym: str
    municipality: str | None
    place: PlaceId | None
    text: str = field(repr=False)
    opened_at: datetime
    closed_at: datetime | None
    done: str = field(repr=False)


async def open_case(
    db: AsyncConnection,
    *,
    kind: CaseKind,
    person: PersonId | None,
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


async def note_missing(db: AsyncConnection, municipality: str, text: str, now: datetime) -> None:
    """Something that a municipality lacks, without a person; once while the case is open."""
    query = _all.where(
        cases.c.state == "open", cases.c.kind == CaseKind.NOT_FOUND, cases.c.municipality == municipality
    )
    seal = seal_of(db)
    if any(_case(seal, row).text == text for row in await db.execute(query)):
        return
    kind = CaseKind.NOT_FOUND
    await open_case(db, kind=kind, person=None, municipality=municipality, place=None, text=text, now=now)


async def add(db: AsyncConnection, number: int, words: str) -> None:
    """More that the person wrote about it."""
    case = await one(db, number)
    if case and words:
        sealed = seal_of(db).close(f"{case.text}\n{words}", _PURPOSE)
        await db.execute(update(cases).where(cases.c.id == number).values(sealed=sealed))


async def move(db: AsyncConnection, number: int, municipality: str | None) -> None:
    """It belongs to another municipality."""
    await db.execute(update(cases).where(cases.c.id == number).values(municipality=municipality))


async def withdraw(db: AsyncConnection, case: int) -> None:
    """The person took it back: the case is gone."""
    await db.execute(delete(cases).where(cases.c.id == case))


async def open_cases(db: AsyncConnection, municipality: str | None = None) -> Sequence[Case]:
    """Open cases, oldest first; of one municipality, or all."""
    query = _all.where(cases.c.state == "open").order_by(cases.c.id)
    if municipality:
        query = query.where(cases.c.municipality == municipality)
    seal = seal_of(db)
    return [_case(seal, row) for row in await db.execute(query)]


async def untaken(db: AsyncConnection) -> Mapping[str | None, Sequence[int]]:
    """The open cases about which nobody of ours was ever asked to talk, by municipality, oldest first."""
    asked = select(talks.c.id).where(talks.c.case == cases.c.id).exists()
    query = select(cases.c.id, cases.c.municipality).where(cases.c.state == "open", ~asked).order_by(cases.c.id)
    found: dict[str | None, list[int]] = {}
    for row in await db.execute(query):
        found.setdefault(row.municipality, []).append(row.id)
    return found


async def one(db: AsyncConnection, number: int) -> Case | None:
    """The case with this number, open or closed; None when there is none."""
    row = (await db.execute(_all.where(cases.c.id == number))).first()
    return _case(seal_of(db), row) if row else None


async def close(db: AsyncConnection, number: int, done: str, now: datetime) -> bool:
    """Staff did `done` about it; False when there is no such open case."""
    statement = update(cases).where(cases.c.id == number, cases.c.state == "open")
    closed = await db.execute(
        statement.values(state="closed", closed_at=now, sealed_done=seal_of(db).close(done, _DONE))
    )
    return closed.rowcount == 1


def _case(seal: Seal, row: Any) -> Case:
    return Case(
        id=row.id,
        kind=CaseKind(row.kind),
        state=row.state,
        person=PersonId(row.person) if row.person is not None else None,
        pseudonym=row.pseudonym or "",
        municipality=row.municipality,
        place=row.place,
        text=_text(seal, row.sealed, _PURPOSE),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        done=_text(seal, row.sealed_done, _DONE),
    )


def _text(seal: Seal, sealed: bytes | None, purpose: str) -> str:
    """One damaged text must not hide the other cases."""
    try:
        return str(seal.open(sealed, purpose)) if sealed else ""
    except BadSeal:
        return "(cannot be opened)"
