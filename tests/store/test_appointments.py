"""Seats are taken once, holds end, and what is given back is free at once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import (
    Address,
    Appointment,
    AppointmentState,
    ChannelName,
    PersonId,
    PlaceId,
    Schedule,
    ScheduleId,
    Topic,
)
from bot.store import agreements, appointments, people
from bot.store.database import Database
from bot.store.schema import appointments as table
from tests.databases import Kind

NOW = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)
TEN = datetime(2026, 12, 3, 9, tzinfo=UTC)
HALF_PAST = TEN + timedelta(minutes=30)
LENGTH = timedelta(minutes=30)
DENTIST = Schedule(
    id=ScheduleId("tandlaege"),
    place=PlaceId("regnbuen"),
    title="Tandlæge",
    discreet_title="aftale",
    topic=Topic.DENTAL,
    hours="Th 10:00-13:00",
    slot_minutes=30,
)
MANY = 1_000


async def person(database: Database, number: int = 1) -> PersonId:
    """Somebody who wrote once."""
    address = Address(ChannelName.SMS, f"+45200000{number:02}")
    return (await database.write(lambda db: people.meet(db, address, NOW, "da"))).id


async def held(
    database: Database, who: PersonId, start: datetime = TEN, now: datetime = NOW, **changes: Any
) -> Appointment | None:
    """A hold on the time at `start`."""
    return await database.write(lambda db: appointments.hold(db, DENTIST, start, start + LENGTH, who, now, **changes))


async def booked(database: Database, who: PersonId, start: datetime = TEN) -> Appointment:
    """A booked time."""
    kept = await held(database, who, start)
    assert kept
    made = await database.write(lambda db: appointments.book(db, kept.id, NOW))
    assert made
    return made


async def seats(database: Database, now: datetime = NOW) -> dict[datetime, int]:
    """What is taken that day."""
    async with database.read() as db:
        return dict(await appointments.taken(db, DENTIST.id, TEN, TEN + timedelta(days=1), now))


@pytest.mark.long(Kind.POSTGRESQL)
async def test_one_winner_of_a_thousand(database: Database) -> None:
    """A thousand at once for one seat: one has it, nobody else, and the others know at once."""
    whom = [await person(database, n) for n in range(1, 5)]

    results = await asyncio.gather(
        *(held(database, whom[n % 4], now=NOW + timedelta(microseconds=n)) for n in range(MANY))
    )

    winners = {found.person for found in results if found}
    assert len(winners) == 1
    assert await seats(database) == {TEN: 1}


async def test_index_refuses_second_seat(database: Database) -> None:
    """What two processes could both believe to be free, the database gives to one."""
    who = await booked(database, await person(database))

    async def steal(db: AsyncConnection) -> None:
        row = (await db.execute(select(table).where(table.c.id == who.id))).one()._asdict()
        await db.execute(table.insert().values({**row, "id": row["id"] + 1, "code": "X99"}))

    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        await database.write(steal)


async def test_second_tap_takes_nothing(database: Database) -> None:
    """Who holds a time and takes it again has the same one."""
    who = await person(database)

    first, again = await held(database, who), await held(database, who)

    assert first and again
    assert first.id == again.id
    assert await seats(database) == {TEN: 1}


async def test_hold_ends_by_itself(database: Database) -> None:
    """After ten minutes somebody else may have it, without any sweep."""
    one, other = await person(database, 1), await person(database, 2)
    await held(database, one)

    early = await held(database, other, now=NOW + timedelta(minutes=9))
    late = await held(database, other, now=NOW + timedelta(minutes=10))

    assert early is None
    assert late is not None
    assert late.person == other


async def test_late_yes_still_counts(database: Database) -> None:
    """A yes after eleven minutes books, as long as nobody came between."""
    kept = await held(database, await person(database))
    assert kept

    swept = await database.write(lambda db: appointments.lapse(db, NOW + timedelta(minutes=11)))
    made = await database.write(lambda db: appointments.book(db, kept.id, NOW + timedelta(minutes=12)))

    assert swept == 1
    assert made is not None
    assert made.state is AppointmentState.BOOKED


async def test_late_yes_may_lose(database: Database) -> None:
    """When somebody else has the seat by then, nothing is booked twice."""
    kept = await held(database, await person(database, 1))
    assert kept
    later = NOW + timedelta(minutes=11)
    await held(database, await person(database, 2), now=later)

    made = await database.write(lambda db: appointments.book(db, kept.id, later))

    assert made is None
    assert await seats(database, later) == {TEN: 1}


async def test_past_time_is_not_booked(database: Database) -> None:
    """A yes when the time is over books nothing."""
    kept = await held(database, await person(database), now=TEN - timedelta(minutes=1))
    assert kept

    made = await database.write(lambda db: appointments.book(db, kept.id, TEN + timedelta(minutes=1)))

    assert made is None


async def test_cancelled_is_free_at_once(database: Database) -> None:
    """The next has the seat in the same second; calling off twice does nothing."""
    kept = await booked(database, await person(database, 1))

    gone = await database.write(lambda db: appointments.cancel(db, kept.id, NOW))
    again = await database.write(lambda db: appointments.cancel(db, kept.id, NOW))
    other = await held(database, await person(database, 2))

    assert gone is not None
    assert again is None
    assert other is not None


async def test_called_off_by_mistake(database: Database) -> None:
    """It comes back with its code while the seat is free, and not after that."""
    kept = await booked(database, await person(database, 1))
    await database.write(lambda db: appointments.cancel(db, kept.id, NOW))

    back = await database.write(lambda db: appointments.restore(db, kept.id, NOW))
    await database.write(lambda db: appointments.cancel(db, kept.id, NOW))
    await booked(database, await person(database, 2))
    too_late = await database.write(lambda db: appointments.restore(db, kept.id, NOW))

    assert back is not None
    assert back.code == kept.code
    assert too_late is None


async def test_moving_keeps_code(database: Database) -> None:
    """The code stays, the old seat is free, the reminders follow."""
    kept = await booked(database, await person(database))

    moved = await database.write(lambda db: appointments.move(db, kept.id, DENTIST, HALF_PAST, HALF_PAST + LENGTH, NOW))

    assert moved is not None
    assert (moved.code, moved.start) == (kept.code, HALF_PAST)
    assert await seats(database) == {HALF_PAST: 1}
    async with database.read() as db:
        row = (await db.execute(select(table.c.evening_at, table.c.soon_at))).one()
    assert row.soon_at == HALF_PAST - timedelta(hours=2)
    assert row.evening_at == datetime(2026, 12, 2, 16, tzinfo=UTC)


async def test_moving_to_full_keeps_old(database: Database) -> None:
    """A seat that somebody else has is not given twice, and the old one is not lost."""
    kept = await booked(database, await person(database, 1))
    await booked(database, await person(database, 2), HALF_PAST)

    moved = await database.write(lambda db: appointments.move(db, kept.id, DENTIST, HALF_PAST, HALF_PAST + LENGTH, NOW))

    assert moved is None
    assert await seats(database) == {TEN: 1, HALF_PAST: 1}


async def test_own_ones_in_order(database: Database) -> None:
    """What is to come and stands, the next first; a hold is no appointment yet."""
    who = await person(database)
    later, sooner = await booked(database, who, HALF_PAST), await booked(database, who)
    await held(database, who, HALF_PAST + LENGTH)

    async with database.read() as db:
        before = await appointments.of_person(db, who, NOW)
        after = await appointments.of_person(db, who, HALF_PAST)

    assert [one.id for one in before] == [sooner.id, later.id]
    assert [one.id for one in after] == [later.id]


async def test_found_by_spoken_code(database: Database) -> None:
    """As it is said or written; a letter or more, two digits, nothing that sounds like another."""
    kept = await booked(database, await person(database))

    async with database.read() as db:
        found = await appointments.by_code(db, f" {kept.code[0].lower()} {kept.code[1:]}")

    assert found is not None
    assert found.id == kept.id
    assert len(kept.code) == 3
    assert not set(kept.code) & set("0BCDEGIOPQSVWZ")


async def test_agreed_is_sealed_and_ends(database: Database) -> None:
    """What was agreed is told to whom it concerns for thirty days, and lies encrypted."""
    who = await person(database)
    kept = await booked(database, who)
    await database.write(lambda db: agreements.agree(db, kept.id, "Du ringer mandag."))

    async with database.read() as db:
        told = await agreements.agreed_with(db, who, TEN + timedelta(days=29))
        over = await agreements.agreed_with(db, who, TEN + timedelta(days=31))
        stored = (await db.execute(select(table.c.sealed_agreed))).scalar_one()

    assert [text for _, text in told] == ["Du ringer mandag."]
    assert over == []
    assert b"mandag" not in stored


async def test_old_ones_are_cleared(database: Database) -> None:
    """Thirty days after its time nothing is left of an appointment."""
    await booked(database, await person(database))

    early = await database.write(lambda db: appointments.clear_old(db, TEN + timedelta(days=29)))
    late = await database.write(lambda db: appointments.clear_old(db, TEN + timedelta(days=31)))

    assert (early, late) == (0, 1)


async def test_nickname_is_kept_sealed(database: Database) -> None:
    """The name is there when asked for, and can be taken away."""
    kept = await booked(database, await person(database))

    async def read(job: Callable[[AsyncConnection], Awaitable[Appointment | None]]) -> Appointment | None:
        async with database.read() as db:
            return await job(db)

    await database.write(lambda db: appointments.call(db, kept.id, "Sille"))
    named = await read(lambda db: appointments.find(db, kept.id))
    await database.write(lambda db: appointments.call(db, kept.id, None))
    nameless = await read(lambda db: appointments.find(db, kept.id))

    assert named is not None and named.nickname == "Sille"
    assert nameless is not None and nameless.nickname is None
