"""What needs a human's look, for `python -m bot check`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import place_questions, schedules
from bot.store.places import directory as listed
from bot.store.schema import addresses, cases, places

# After this long a confirmation is too old to rely on (DESIGN rule 4).
CONFIRMATION_LIVES = timedelta(days=90)

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
    stale = [(row.id, problem) for row in rows if (problem := _problem(row.confirmed_at, row.doubted_at, now))]
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


def _problem(confirmed_at: datetime | None, doubted_at: datetime | None, now: datetime) -> str | None:
    if doubted_at and (confirmed_at is None or doubted_at > confirmed_at):
        return f"{DOUBTED} since {doubted_at:%Y-%m-%d}"
    if confirmed_at is None:
        return NEVER
    if now - confirmed_at > CONFIRMATION_LIVES:
        return f"last confirmed {confirmed_at:%Y-%m-%d}"
    return None


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
