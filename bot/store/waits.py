"""Who waits for a time in a schedule, and who of them is just being asked about one. First come, first asked."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AppointmentId, AppointmentState, PersonId, ScheduleId
from bot.store.schema import appointments, waits

# Who answers none of so many offers in a row hears no more of them.
MOST_SILENCES = 2


@dataclass(frozen=True, slots=True)
class Wait:
    """One person's place in one list.

    free_then     starts that were free when it began: those are no news
    offered_then  starts that were offered since: those are not offered again
    offered       the appointment that is held for them until `offer_until`
    silences      how many offers in a row had no answer
    """

    id: int
    person: PersonId
    schedule: ScheduleId
    since: datetime
    free_then: frozenset[datetime] = frozenset()
    offered_then: frozenset[datetime] = frozenset()
    offered: AppointmentId | None = None
    offer_until: datetime | None = None
    silences: int = 0


async def put(
    db: AsyncConnection, person: PersonId, schedule: ScheduleId, now: datetime, free: Iterable[datetime] = ()
) -> bool:
    """Wait for a time that is not among the `free` ones. False when the person waits already."""
    statement = insert(waits).values(person=person, schedule=schedule, since=now, free_then=_seconds(free))
    made = await db.execute(statement.on_conflict_do_nothing(index_elements=["person", "schedule"]))
    return made.rowcount == 1


async def leave(db: AsyncConnection, person: PersonId, schedules: Collection[ScheduleId]) -> int:
    """Wait no more in these lists; in how many the person was."""
    query = delete(waits).where(waits.c.person == person, waits.c.schedule.in_(schedules))
    return (await db.execute(query)).rowcount


async def lists(db: AsyncConnection) -> Sequence[ScheduleId]:
    """The schedules for which somebody waits who is not being asked."""
    rows = await db.execute(select(waits.c.schedule).where(waits.c.offered.is_(None)).distinct())
    return [ScheduleId(one) for one in rows.scalars()]


async def waiting(db: AsyncConnection, schedule: ScheduleId) -> Sequence[Wait]:
    """Who may be asked next, in their order. Who is being asked about a time anywhere is asked nothing else."""
    asked = waits.alias("asked")
    busy = select(asked.c.id).where(asked.c.person == waits.c.person, asked.c.offered.is_not(None)).exists()
    query = select(waits).where(waits.c.schedule == schedule, ~busy).order_by(waits.c.since, waits.c.id)
    return [_wait(row) for row in await db.execute(query)]


async def of(db: AsyncConnection, person: PersonId, schedule: ScheduleId) -> Wait | None:
    """The person's place in a list."""
    row = (await db.execute(select(waits).where(waits.c.person == person, waits.c.schedule == schedule))).first()
    return _wait(row) if row else None


async def of_person(db: AsyncConnection, person: PersonId) -> Sequence[Wait]:
    """Every list that the person is on, the oldest first."""
    rows = await db.execute(select(waits).where(waits.c.person == person).order_by(waits.c.since, waits.c.id))
    return [_wait(row) for row in rows]


async def offer(db: AsyncConnection, wait: Wait, appointment: AppointmentId, start: datetime, until: datetime) -> None:
    """This time is held for them until then."""
    offered_then = _seconds([*wait.offered_then, start])
    await _change(db, wait, offered=appointment, offer_until=until, offered_then=offered_then)


async def keep_place(db: AsyncConnection, wait: Wait) -> None:
    """They said no to the time, and stay where they are in the list."""
    await _change(db, wait, offered=None, offer_until=None, silences=0)


async def over(db: AsyncConnection, now: datetime) -> Sequence[Wait]:
    """Whose time to answer is over."""
    rows = await db.execute(select(waits).where(waits.c.offer_until <= now).order_by(waits.c.offer_until))
    return [_wait(row) for row in rows]


async def pass_on(db: AsyncConnection, wait: Wait, now: datetime) -> bool:
    """No answer came: they go to the end of the list. False when it was the second time, and they leave it."""
    if wait.silences + 1 >= MOST_SILENCES:
        await db.execute(delete(waits).where(waits.c.id == wait.id))
        return False
    await _change(db, wait, offered=None, offer_until=None, silences=wait.silences + 1, since=now)
    return True


async def has_one_since(db: AsyncConnection, wait: Wait, now: datetime) -> bool:
    """Whether they booked there by themselves while they waited."""
    query = select(appointments.c.id).where(
        appointments.c.person == wait.person,
        appointments.c.schedule == wait.schedule,
        appointments.c.state == AppointmentState.BOOKED,
        appointments.c.booked_at > wait.since,
        appointments.c.ends_at > now,
    )
    return (await db.execute(query.limit(1))).first() is not None


async def _change(db: AsyncConnection, wait: Wait, **values: object) -> None:
    await db.execute(update(waits).where(waits.c.id == wait.id).values(**values))


def _seconds(moments: Iterable[datetime]) -> str:
    return json.dumps(sorted({int(moment.timestamp()) for moment in moments}))


def _moments(stored: str) -> frozenset[datetime]:
    return frozenset(datetime.fromtimestamp(seconds, UTC) for seconds in json.loads(stored))


def _wait(row: Any) -> Wait:
    return Wait(
        id=row.id,
        person=PersonId(row.person),
        schedule=ScheduleId(row.schedule),
        since=row.since,
        free_then=_moments(row.free_then),
        offered_then=_moments(row.offered_then),
        offered=AppointmentId(row.offered) if row.offered is not None else None,
        offer_until=row.offer_until,
        silences=row.silences,
    )
