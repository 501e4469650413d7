"""When each timed job last ran and what it did; also to be read when nothing runs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import jobs


@dataclass(frozen=True, slots=True)
class Ran:
    """The last run of one job; `worked_at` and `counts` are of the last one that found something to do."""

    name: str
    ran_at: datetime
    took_ms: int
    worked_at: datetime | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


async def put(db: AsyncConnection, ran: Ran) -> None:
    """Keep this run. One that did nothing leaves what the last one did."""
    values = {"ran_at": ran.ran_at, "took_ms": ran.took_ms}
    worked = {"worked_at": ran.worked_at, "counts": json.dumps(dict(ran.counts))}
    changed = values | worked if ran.worked_at else values
    statement = insert(jobs).values(name=ran.name, **values, **worked)
    await db.execute(statement.on_conflict_do_update(index_elements=["name"], set_=changed))


async def all_of(db: AsyncConnection) -> Sequence[Ran]:
    """Every job that ever ran, by name."""
    rows = await db.execute(select(jobs).order_by(jobs.c.name))
    return [Ran(row.name, row.ran_at, row.took_ms, row.worked_at, json.loads(row.counts)) for row in rows]
