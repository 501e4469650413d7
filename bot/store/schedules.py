"""The schedules in the database: stored whole as JSON, beside the secret address of each one's calendar."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AppointmentState, Schedule, ScheduleChange, Topic
from bot.store.schema import appointments, schedules
from bot.store.versions import directory_changed


async def put(db: AsyncConnection, listed: Sequence[Schedule]) -> None:
    """Add or replace schedules by id, in the order given; the addresses of their calendars stay."""
    if not listed:
        return
    first = (await db.execute(select(func.coalesce(func.max(schedules.c.position), 0)))).scalar_one()
    for position, schedule in enumerate(listed, start=first + 1):
        text = json.dumps(_as_json(schedule), ensure_ascii=False)
        statement = insert(schedules).values(id=schedule.id, schedule=text, position=position)
        await db.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"schedule": text}))
    await directory_changed(db)


async def remove(db: AsyncConnection, ids: Iterable[str]) -> None:
    """Remove schedules (`import --prune`); their calendars end with them."""
    await db.execute(delete(schedules).where(schedules.c.id.in_(list(ids))))
    await directory_changed(db)


async def all_of(db: AsyncConnection) -> tuple[Schedule, ...]:
    """Every schedule, in the order in which they came."""
    rows = await db.execute(select(schedules.c.schedule).order_by(schedules.c.position, schedules.c.id))
    return tuple(schedule_from(json.loads(row.schedule)) for row in rows)


async def booked(db: AsyncConnection, ids: Iterable[str], now: datetime) -> dict[str, int]:
    """How many appointments are still to come in each of these; those without any are left out."""
    to_come = (
        appointments.c.schedule.in_(list(ids)),
        appointments.c.state == AppointmentState.BOOKED,
        appointments.c.ends_at > now,
    )
    query = select(appointments.c.schedule, func.count()).where(*to_come).group_by(appointments.c.schedule)
    return {row[0]: row[1] for row in await db.execute(query)}


def schedule_from(stored: dict[str, Any]) -> Schedule:
    """The schedule of stored JSON; fields that are no longer known are passed over."""
    values = {name: value for name, value in stored.items() if name in _NAMES}
    values["topic"] = Topic(stored["topic"])
    values["changes"] = tuple(
        ScheduleChange(date.fromisoformat(change["day"]), change["hours"]) for change in stored.get("changes", ())
    )
    return Schedule(**values)


def _as_json(schedule: Schedule) -> dict[str, Any]:
    values = asdict(schedule)
    values["changes"] = [{"day": change.day.isoformat(), "hours": change.hours} for change in schedule.changes]
    return {name: value for name, value in values.items() if value is not None}


_NAMES = {field.name for field in fields(Schedule)}
