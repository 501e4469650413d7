"""Schedules in the database: kept whole, seen by a running process, and examples only where nobody is real."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.model import PlaceId, Schedule, ScheduleChange, ScheduleId, Topic
from bot.store import calendars, checks, places, schedules, starter, versions
from bot.store.atlas import Atlas
from bot.store.database import Database
from bot.store.schema import appointments

NURSE = Schedule(
    id=ScheduleId("sygeplejerske"),
    place=PlaceId("varmestuen"),
    title="Sygeplejerske i varmestuen",
    discreet_title="aftale",
    topic=Topic.HEALTH,
    hours="Mo-Fr 12:00-14:00; PH off",
    slot_minutes=20,
    drop_in=True,
    agenda="Hun ser på sår.",
    changes=(ScheduleChange(date(2026, 12, 24)), ScheduleChange(date(2026, 12, 31), "10:00-11:00")),
    example=True,
)
ADVICE = replace(NURSE, id=ScheduleId("gaeldsraad"), place=PlaceId("biblioteket"), changes=(), example=False)
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


async def stored(database: Database) -> tuple[Schedule, ...]:
    """What stands in the database."""
    async with database.read() as db:
        return await schedules.all_of(db)


async def test_schedules_come_back_whole(database: Database) -> None:
    """What was put comes back, field by field, in the order in which it came."""
    await database.write(lambda db: schedules.put(db, [NURSE, ADVICE]))

    assert await stored(database) == (NURSE, ADVICE)


async def test_second_import_replaces(database: Database) -> None:
    """A schedule with the same id is replaced where it stands, and others stay."""
    await database.write(lambda db: schedules.put(db, [NURSE, ADVICE]))

    await database.write(lambda db: schedules.put(db, [replace(NURSE, capacity=2)]))

    assert await stored(database) == (replace(NURSE, capacity=2), ADVICE)


async def test_removed_schedules_are_gone(database: Database) -> None:
    """Pruning removes those that are named, and no other."""
    await database.write(lambda db: schedules.put(db, [NURSE, ADVICE]))

    await database.write(lambda db: schedules.remove(db, [NURSE.id]))

    assert await stored(database) == (ADVICE,)


async def test_running_process_sees_changes(database: Database) -> None:
    """A change of schedules is a change of the directory, which is read again."""
    atlas = Atlas(database)
    await atlas.refresh()

    await database.write(lambda db: schedules.put(db, [NURSE, ADVICE]))

    assert await atlas.refresh()
    assert atlas.directory.schedules_at("varmestuen") == (NURSE,)
    assert atlas.directory.schedules_at("cafeen") == ()
    assert atlas.directory.schedule("gaeldsraad") == ADVICE
    assert atlas.directory.schedule("tandlaege") is None


async def test_booked_appointments_are_counted(database: Database) -> None:
    """What is booked and still to come is counted; what is over, held or cancelled is not."""
    rows = [("booked", 1), ("booked", 2), ("booked", -1), ("held", 3), ("cancelled", 4)]
    values = [
        {
            "code": f"A{10 + hours}",
            "schedule": NURSE.id,
            "starts_at": NOW + timedelta(hours=hours),
            "ends_at": NOW + timedelta(hours=hours, minutes=20),
            "seat": 0,
            "state": state,
            "booked_at": NOW,
        }
        for state, hours in rows
    ]
    await database.write(lambda db: db.execute(appointments.insert(), values))

    async with database.read() as db:
        assert await schedules.booked(db, [NURSE.id, ADVICE.id], NOW) == {NURSE.id: 2}


async def test_calendar_token_stays(database: Database) -> None:
    """A calendar keeps its address, also when the schedule is imported again; no two have the same."""
    await database.write(lambda db: schedules.put(db, [NURSE, ADVICE]))
    first = await database.write(lambda db: calendars.token(db, NURSE.id))

    await database.write(lambda db: schedules.put(db, [replace(NURSE, capacity=2)]))

    assert await database.write(lambda db: calendars.token(db, NURSE.id)) == first
    assert await database.write(lambda db: calendars.token(db, ADVICE.id)) != first
    async with database.read() as db:
        assert await calendars.schedule_of(db, first) == NURSE.id


async def test_renewed_token_ends_the_old(database: Database) -> None:
    """After renewing only the new address is any calendar's."""
    await database.write(lambda db: schedules.put(db, [NURSE]))
    old = await database.write(lambda db: calendars.token(db, NURSE.id))

    new = await database.write(lambda db: calendars.renew(db, NURSE.id))

    async with database.read() as db:
        assert await calendars.schedule_of(db, old) is None
        assert await calendars.schedule_of(db, new) == NURSE.id


async def test_tokens_are_not_readable(database: Database) -> None:
    """A stolen database file holds no address of a calendar."""
    await database.write(lambda db: schedules.put(db, [NURSE]))
    token = await database.write(lambda db: calendars.token(db, NURSE.id))

    async with database.read() as db:
        row = (await db.exec_driver_sql("SELECT calendar_key, calendar_sealed FROM schedules")).one()

    assert not any(token.encode() in bytes(value) for value in row)
    assert len(token) == 43


async def test_examples_need_the_demonstration(database: Database) -> None:
    """A new installation begins with places and nothing to book."""
    await starter.load(database, demo=False)

    async with database.read() as db:
        directory = await places.directory(db)
    assert len(directory.places) == 110
    assert directory.schedules == ()


async def test_demonstration_has_examples(database: Database) -> None:
    """In the demonstration every example can be booked, also where the places came before; a second start adds none."""
    await starter.load(database, demo=False)

    await starter.load(database, demo=True)
    async with database.read() as db:
        version = await versions.of_directory(db)
    await starter.load(database, demo=True)

    async with database.read() as db:
        directory = await places.directory(db)
        assert await versions.of_directory(db) == version
    assert len(directory.schedules) == 13
    assert all(directory.place(schedule.place) for schedule in directory.schedules)


async def test_examples_are_warned_of(database: Database) -> None:
    """Whoever checks an installation hears that nobody meets those who book an example."""
    await database.write(lambda db: schedules.put(db, [ADVICE]))
    async with database.read() as db:
        before = (await checks.run(db, NOW)).warnings

    await database.write(lambda db: schedules.put(db, [NURSE]))

    async with database.read() as db:
        after = (await checks.run(db, NOW)).warnings
    assert before == ()
    assert after == ("1 schedules are examples: nobody has agreed to meet those who book there.",)


async def test_own_directory_stays_its_own(database: Database) -> None:
    """Where a municipality has its own places, no example comes to a place that is not there."""
    await starter.load(database, demo=False)
    await database.write(lambda db: places.remove(db, ["toften", "regnbuen"]))

    await starter.load(database, demo=True)

    assert not {schedule.place for schedule in await stored(database)} & {"toften", "regnbuen"}
