"""Who is on duty: the roster, and who of a municipality may be asked at all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import PersonId
from bot.store.schema import addresses, duties, persons


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody is on duty, every week on `weekday` (0 is Monday) or on one `day`; or `is_off` on that day.

    `begins` and `ends` are minutes after midnight; an end over 1440 is in the next morning.
    """

    person: PersonId
    weekday: int | None
    day: date | None
    begins: int = 0
    ends: int = 0
    is_off: bool = False


async def shifts(db: AsyncConnection, municipality: str | None) -> Sequence[Shift]:
    """The roster of a municipality; None: of the admins."""
    query = select(duties).where(_is_of(municipality)).order_by(duties.c.id)
    return [
        Shift(
            PersonId(row.person),
            row.weekday,
            date.fromisoformat(row.day) if row.day else None,
            row.begins,
            row.ends,
            bool(row.is_off),
        )
        for row in await db.execute(query)
    ]


async def put(db: AsyncConnection, municipality: str | None, added: Sequence[Shift]) -> None:
    """Add shifts; those of the same person that begin on the same weekday, or day, give way."""
    for shift in added:
        await _clear(db, municipality, shift)
    await db.execute(
        insert(duties),
        [
            {
                "person": one.person,
                "municipality": municipality,
                "weekday": one.weekday,
                "day": one.day.isoformat() if one.day else None,
                "begins": one.begins,
                "ends": one.ends,
                "is_off": one.is_off,
            }
            for one in added
        ],
    )


async def drop_weekdays(
    db: AsyncConnection, municipality: str | None, person: PersonId, weekdays: Collection[int]
) -> None:
    """No longer every week on those days."""
    mine = (_is_of(municipality), duties.c.person == person)
    await db.execute(delete(duties).where(*mine, duties.c.weekday.in_(list(weekdays))))


async def drop_all(db: AsyncConnection, municipality: str | None, person: PersonId) -> None:
    """No duty of theirs stays."""
    await db.execute(delete(duties).where(_is_of(municipality), duties.c.person == person))


async def reachable(db: AsyncConnection, people: Collection[PersonId]) -> set[PersonId]:
    """Those who may be asked: not after a STOP, and not where they have blocked us."""
    query = (
        select(persons.c.id)
        .join(addresses, addresses.c.person == persons.c.id)
        .where(persons.c.id.in_(list(people)), persons.c.stopped_at.is_(None), addresses.c.opted_out_at.is_(None))
    )
    return {PersonId(found) for found in (await db.execute(query)).scalars()}


async def _clear(db: AsyncConnection, municipality: str | None, shift: Shift) -> None:
    same = duties.c.weekday == shift.weekday if shift.day is None else duties.c.day == shift.day.isoformat()
    await db.execute(delete(duties).where(_is_of(municipality), duties.c.person == shift.person, same))


def _is_of(municipality: str | None) -> ColumnElement[bool]:
    return duties.c.municipality.is_(None) if municipality is None else duties.c.municipality == municipality
