"""A database with very many appointments to come, built in a minute, for the sweep of reminders to find its way in."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.model import Address, ChannelName, PlaceId, Schedule, ScheduleId, Topic
from bot.moment import COPENHAGEN
from bot.reminding import reminder_times
from bot.store import schedules, starter
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.seal import Seal
from tests.running import SECRET

APPOINTMENTS, PEOPLE, SCHEDULES = 1_000_000, 50_000, 500
MINUTES = 10
BOOKED = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
FIRST_DAY = datetime(2026, 12, 1, tzinfo=COPENHAGEN)
_BATCH = 20_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PERSON = (
    "insert into persons (id, pseudonym, language, greeted, first_seen, last_seen) values (?, 'AA0000', 'da', 1, ?, ?)"
)
_ADDRESS = "insert into addresses (person, channel, key, sealed) values (?, 'sms', ?, ?)"
_APPOINTMENT = """insert into appointments
(code, schedule, person, starts_at, ends_at, seat, state, evening_at, soon_at, remind_anyway, booked_at)
values (?, ?, ?, ?, ?, 0, 'booked', ?, ?, 0, ?)"""


def bookable(number: int) -> Schedule:
    """One of the schedules, all at one place with a street."""
    return Schedule(
        id=ScheduleId(f"schedule-{number}"),
        place=PlaceId("stedet-slagelse"),
        title="Sygeplejersken",
        discreet_title="aftale",
        topic=Topic.HEALTH,
        hours="Mo-Fr 10:00-15:00; PH off",
        slot_minutes=MINUTES,
        bring="Tag din medicin med.",
        way="Gå ind ad porten i gården.",
    )


async def build(file: Path, number: int, tell: Callable[[str], None]) -> Database:
    """The database of `file` with people and so many appointments; `tell` hears how far it is."""
    seal = Seal(SECRET)
    database = await Database.open(f"sqlite:///{file}", seal)
    await migrate(database)
    await starter.load(database, demo=False)
    await database.write(lambda db: schedules.put(db, [bookable(number) for number in range(SCHEDULES)]))
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        plain.execute("pragma synchronous=off")
        _fill(plain, _PERSON, ((n, 0, 0) for n in range(1, PEOPLE + 1)), lambda done: tell(f"{done:,} people"))
        _fill(plain, _ADDRESS, _addresses(seal), lambda _: None)
        _fill(plain, _APPOINTMENT, _appointments(number), lambda done: tell(f"{done:,} appointments"))
    return database


def _addresses(seal: Seal) -> Iterator[tuple[int, bytes, bytes]]:
    for person in range(1, PEOPLE + 1):
        number = f"+45200{person:05}"
        yield person, seal.look_up(Address(ChannelName.SMS, number)), seal.close(number, "address")


def _appointments(count: int) -> Iterator[tuple[object, ...]]:
    """One in each time of each schedule, day after day, until there are enough."""
    starts = _starts()
    for number in range(count):
        if number % SCHEDULES == 0:
            start = next(starts)
            evening, soon = reminder_times(start, BOOKED)
            times = _micro(start), _micro(start + timedelta(minutes=MINUTES))
            due = _micro(evening) if evening else None, _micro(soon) if soon else None
        person = number * 7919 % PEOPLE + 1
        yield f"X{number}", f"schedule-{number % SCHEDULES}", person, *times, *due, _micro(BOOKED)


def _starts() -> Iterator[datetime]:
    day = FIRST_DAY
    while True:
        opens = day.replace(hour=10)
        yield from ((opens + timedelta(minutes=MINUTES * n)).astimezone(UTC) for n in range(5 * 60 // MINUTES))
        day += timedelta(days=1)


def _micro(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _fill(
    plain: sqlite3.Connection, insert: str, rows: Iterator[tuple[object, ...]], tell: Callable[[int], None]
) -> None:
    done = 0
    plain.execute("begin")
    while batch := [row for _, row in zip(range(_BATCH), rows, strict=False)]:
        plain.executemany(insert, batch)
        tell(done := done + len(batch))
    plain.execute("commit")
