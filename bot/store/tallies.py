"""Counts by week, kind of help and municipality: how often, never who. What may be told of them: bot.store.disclosure.

What somebody asks counts once a week for each kind of help and municipality, however often they ask: otherwise one
person who asks every day would look like five. That it was counted is kept in their own sealed dialogue and nowhere
else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Json
from bot.moment import COPENHAGEN
from bot.store.prepared import Prepared
from bot.store.schema import tallies

_KEPT = "_counted"
"""Under this, beside what conversations remember, is kept what was counted of a person this week."""
# Rows that no transaction writes to but the sweep, into which it gathers all others.
_GATHERED = 0


class What(StrEnum):
    """What is counted."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    NOT_UNDERSTOOD = "not_understood"
    DANGER = "danger"
    BOOKED = "booked"
    CANCELLED = "cancelled"
    CAME = "came"
    MISSED = "missed"
    HELPED = "helped"
    NOT_HELPED = "not_helped"
    MOOD = "mood"


ONCE_A_WEEK = frozenset({What.ANSWERED, What.NOT_FOUND, What.NOT_UNDERSTOOD, What.DANGER})


@dataclass(frozen=True, slots=True)
class Tally:
    """One more of something, or one less. `about` is the kind of help or of danger, or the answer; "" when none."""

    what: What
    about: str = ""
    municipality: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class Counted:
    """How often in a week."""

    week: str
    tally: Tally


def week_of(moment: datetime) -> str:
    """The week in Copenhagen as ISO 8601 counts it: "2026-W49". The first days of January may belong to the last."""
    year, week, _ = moment.astimezone(COPENHAGEN).isocalendar()
    return f"{year}-W{week:02}"


_one = insert(tallies)
_more = Prepared(
    _one.on_conflict_do_update(
        index_elements=["week", "what", "about", "municipality", "part"],
        set_={"number": tallies.c.number + _one.excluded.number},
    )
)
_WHICH = (tallies.c.week, tallies.c.what, tallies.c.about, tallies.c.municipality)
_sums = select(*_WHICH, func.sum(tallies.c.number).label("number")).group_by(*_WHICH)
_process = select(text("pg_backend_pid()"))


async def add(db: AsyncConnection, counts: Sequence[Tally], when: datetime) -> None:
    """Count these in the week of `when`."""
    if counts:
        part = await _part(db)
        await _more.run_each(db, [_values(one, week_of(when), part) for one in counts])


async def add_new(db: AsyncConnection, counts: Sequence[Tally], memory: Json, now: datetime) -> Json:
    """Count those that this person was not counted with this week; what to keep in their memory afterwards."""
    if not counts:
        return memory
    week = week_of(now)
    kept = memory.get(_KEPT, {})
    done = set(kept["done"]) if kept.get("week") == week else set()
    new = {_mark(one): one for one in counts if one.what in ONCE_A_WEEK and _mark(one) not in done}
    await add(db, [*new.values(), *(one for one in counts if one.what not in ONCE_A_WEEK)], now)
    return {**memory, _KEPT: {"week": week, "done": sorted(done | new.keys())}} if new else memory


async def of_year(db: AsyncConnection, year: int) -> list[Counted]:
    """Everything that was counted in the weeks of an ISO year. Not to be told before bot.store.disclosure."""
    rows = await db.execute(_sums.where(tallies.c.week.startswith(f"{year}-W")).order_by(*_WHICH))
    return [Counted(row.week, Tally(What(row.what), row.about, row.municipality, int(row.number))) for row in rows]


async def gather(db: AsyncConnection) -> None:
    """One row for each count again, where each connection had its own."""
    apart = tallies.c.part != _GATHERED
    rows = await db.execute(_sums.where(apart))
    values = [{**row._mapping, "number": int(row.number), "part": _GATHERED} for row in rows]
    if values:
        await db.execute(delete(tallies).where(apart))
        await _more.run_each(db, values)


async def _part(db: AsyncConnection) -> int:
    """Where many write at once each connection has rows of its own: two that count the same never meet in one row."""
    if db.dialect.name == "sqlite":
        return _GATHERED
    info = db.sync_connection.info if db.sync_connection else {}
    if "part" not in info:
        info["part"] = int((await db.execute(_process)).scalar_one())
    return int(info["part"])


def _values(tally: Tally, week: str, part: int) -> dict[str, object]:
    return {
        "week": week,
        "what": tally.what,
        "about": tally.about,
        "municipality": tally.municipality,
        "part": part,
        "number": tally.number,
    }


def _mark(tally: Tally) -> str:
    return f"{tally.what} {tally.about} {tally.municipality}"
