"""What needs a human's look, for `python -m bot check`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Trust
from bot.store import place_questions, schedules
from bot.store.places import directory as listed
from bot.store.schema import addresses, cases, places

NEVER, DOUBTED = "never confirmed", "doubted"
NATIONAL = "all of Denmark"


@dataclass(frozen=True, slots=True)
class Found:
    """Listings with their problem, those that nobody ever confirmed by municipality, warnings, and counts."""

    stale: tuple[tuple[str, str], ...]
    unconfirmed: Mapping[str, tuple[str, ...]]
    warnings: tuple[str, ...]
    places: int
    open_cases: int
    confirmers: Mapping[str, int]
    """How many volunteers a listing has who could confirm it; those without one are not in it."""


async def run(db: AsyncConnection, now: datetime) -> Found:
    """Look through everything; changes nothing."""
    rows = (await db.execute(select(places).order_by(places.c.position))).all()
    known = {row.id: Trust(row.confirmed_at, doubted_at=row.doubted_at) for row in rows}
    stale = [(place, problem) for place, trust in known.items() if (problem := _problem(trust, now))]
    named = {place.id: place.municipality or NATIONAL for place in (await listed(db)).places}
    unconfirmed: dict[str, tuple[str, ...]] = {}
    for place in [place for place, problem in stale if problem == NEVER]:
        area = named.get(place, NATIONAL)
        unconfirmed[area] = (*unconfirmed.get(area, ()), place)
    others = [(place, problem) for place, problem in stale if problem != NEVER]
    volunteers = await place_questions.volunteers(db)
    confirmers = {str(place): len(set(people)) for place, people in volunteers.items()}
    others.sort(key=lambda one: not one[1].startswith(DOUBTED))
    return Found(tuple(others), unconfirmed, tuple(await _warnings(db)), len(rows), await _open_cases(db), confirmers)


def _problem(trust: Trust, now: datetime) -> str | None:
    if trust.is_doubted:
        return f"{DOUBTED} since {trust.doubted_at:%Y-%m-%d}"
    if trust.confirmed_at is None:
        return NEVER
    return None if trust.was_confirmed_lately(now) else f"last confirmed {trust.confirmed_at:%Y-%m-%d}"


async def _warnings(db: AsyncConnection) -> list[str]:
    query = (
        select(addresses.c.opted_out_code, func.count())
        .where(addresses.c.opted_out_at.is_not(None))
        .group_by(addresses.c.opted_out_code)
    )
    lines = []
    for code, count in await db.execute(query):
        if code == "21610":
            lines.append(
                f"{count} numbers are blocked by the carrier (21610): not even an answer reaches them. "
                "See the README on Twilio's own STOP."
            )
        else:
            lines.append(f"{count} people have blocked us ({code}).")
    examples = sum(schedule.example for schedule in await schedules.all_of(db))
    if examples:
        lines.append(f"{examples} schedules are examples: nobody has agreed to meet those who book there.")
    return lines


async def _open_cases(db: AsyncConnection) -> int:
    return int((await db.execute(select(func.count()).where(cases.c.state == "open"))).scalar_one())
