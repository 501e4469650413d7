"""Counts by week: how often, never who."""

from datetime import UTC, datetime, timedelta

from bot.model import Json
from bot.store import tallies
from bot.store.database import Database
from bot.store.tallies import Counted, Tally, What

SUNDAY_NIGHT = datetime(2026, 12, 6, 22, 30, tzinfo=UTC)
FOOD = Tally(What.ANSWERED, "food", "Slagelse")


async def asked(database: Database, now: datetime, memory: Json, *counts: Tally) -> Json:
    """One person is counted."""
    return await database.write(lambda db: tallies.add_new(db, counts or (FOOD,), memory, now))


async def test_counts_add_up(database: Database) -> None:
    """Two people make two; what is taken back is gone."""
    await asked(database, SUNDAY_NIGHT, {})
    await asked(database, SUNDAY_NIGHT, {}, FOOD, Tally(What.BOOKED, "health", "Slagelse", 2))
    await asked(database, SUNDAY_NIGHT, {}, Tally(What.BOOKED, "health", "Slagelse", -1))

    assert await database.write(lambda db: tallies.of_year(db, 2026)) == [
        Counted("2026-W49", Tally(What.ANSWERED, "food", "Slagelse", 2)),
        Counted("2026-W49", Tally(What.BOOKED, "health", "Slagelse", 1)),
    ]


async def test_one_person_counts_once_a_week(database: Database) -> None:
    """Who asks the same every day is one; something else counts by itself, and so does the next week."""
    memory: Json = {"find_help": {"search": 1}}
    for _ in range(6):
        memory = await asked(database, SUNDAY_NIGHT, memory)
    memory = await asked(database, SUNDAY_NIGHT, memory, Tally(What.ANSWERED, "bath", "Slagelse"))
    memory = await asked(database, SUNDAY_NIGHT + timedelta(hours=1), memory)

    found = await database.write(lambda db: tallies.of_year(db, 2026))
    assert [(one.week, one.tally.about, one.tally.number) for one in found] == [
        ("2026-W49", "bath", 1),
        ("2026-W49", "food", 1),
        ("2026-W50", "food", 1),
    ]
    assert memory["find_help"] == {"search": 1}


async def test_gathering_changes_no_sum(database: Database) -> None:
    """Rows of several connections become one, and counting goes on."""
    await asked(database, SUNDAY_NIGHT, {})
    await database.write(tallies.gather)
    await asked(database, SUNDAY_NIGHT, {})
    await database.write(tallies.gather)

    assert [one.tally.number for one in await database.write(lambda db: tallies.of_year(db, 2026))] == [2]


def test_week_is_of_copenhagen() -> None:
    """The week turns at midnight in Copenhagen, and the first days of a year may belong to the last."""
    assert tallies.week_of(SUNDAY_NIGHT) == "2026-W49"
    assert tallies.week_of(SUNDAY_NIGHT + timedelta(hours=1)) == "2026-W50"
    assert tallies.week_of(datetime(2027, 1, 1, 12, tzinfo=UTC)) == "2026-W53"
    assert tallies.week_of(datetime(2027, 1, 3, 22, 59, tzinfo=UTC)) == "2026-W53"
    assert tallies.week_of(datetime(2027, 1, 3, 23, tzinfo=UTC)) == "2027-W01"


async def test_year_has_its_last_week(database: Database) -> None:
    """New Year's Day of 2027 lies in week 53 of 2026, and is told with that year."""
    await asked(database, datetime(2027, 1, 1, 12, tzinfo=UTC), {})

    assert [one.week for one in await database.write(lambda db: tallies.of_year(db, 2026))] == ["2026-W53"]
    assert await database.write(lambda db: tallies.of_year(db, 2027)) == []
