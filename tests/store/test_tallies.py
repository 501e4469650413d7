"""Counts by week: how often, never who."""

from datetime import UTC, datetime, timedelta

from bot.store import tallies
from bot.store.database import Database

SUNDAY_NIGHT = datetime(2026, 12, 6, 22, 30, tzinfo=UTC)


async def test_few_are_not_told(database: Database) -> None:
    """What happened four times is held back, what happened five times is told."""
    for number in range(9):
        what = "helped health yes" if number < 5 else "helped dental no"
        await database.write(lambda db, what=what: tallies.count(db, what, SUNDAY_NIGHT))  # type: ignore[misc]

    assert await database.write(lambda db: tallies.of_week(db, "2026-W49")) == {"helped health yes": 5}


def test_week_is_of_copenhagen() -> None:
    """The week turns at midnight in Copenhagen, and the first days of a year may belong to the last."""
    assert tallies.week_of(SUNDAY_NIGHT) == "2026-W49"
    assert tallies.week_of(SUNDAY_NIGHT + timedelta(hours=1)) == "2026-W50"
    assert tallies.week_of(datetime(2027, 1, 1, 12, tzinfo=UTC)) == "2026-W53"
