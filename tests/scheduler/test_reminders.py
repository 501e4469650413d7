"""The sweep of reminders: many at once, a damaged one, nobody to reach."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, Appointment, AppointmentState, ChannelName, PersonId
from bot.moment import COPENHAGEN
from bot.store import appointments, claims, outbox, people, reminders
from bot.store.database import Database
from bot.store.schema import addresses
from scheduler import reminders as sweeping
from scheduler.voice import Voice
from tests.journeys.bookable import NURSE
from tests.line.looking import counted, rows

EVENING = datetime(2026, 12, 2, 17, tzinfo=COPENHAGEN).astimezone(UTC)
EARLY = EVENING - timedelta(days=1)


async def book(db: AsyncConnection, number: int) -> Appointment:
    """Somebody's appointment the day after, each at another minute."""
    person = await people.meet(db, Address(ChannelName.SMS, f"+45200001{number:02}"), EARLY, "da")
    start = EVENING + timedelta(hours=17, minutes=number)
    held = await appointments.hold(db, NURSE, start, start + timedelta(minutes=30), person.id, EARLY)
    made = await appointments.book(db, held.id, EARLY) if held else None
    assert made
    return made


async def damage(db: AsyncConnection, person: PersonId) -> None:
    """Their address opens no more."""
    await db.execute(update(addresses).where(addresses.c.person == person).values(sealed=b"damaged"))


async def test_more_than_one_batch(database: Database, voice: Voice, tmp_path: Path) -> None:
    """Three batches go in one run, each reminder once, none before its moment."""
    for number in range(3 * sweeping.AT_ONCE - 5):
        await database.write(lambda db, n=number: book(db, n))  # type: ignore[misc]
    run = sweeping.job(database, voice)

    counts = await run(EVENING - timedelta(minutes=1))
    again = await run(EVENING)

    sent = 3 * sweeping.AT_ONCE - 5
    early = await database.write(lambda db: claims.claim(db, [ChannelName.SMS], EVENING - timedelta(seconds=1), 100))
    in_time = await database.write(lambda db: claims.claim(db, [ChannelName.SMS], EVENING, 100))
    assert counts["sent"] == sent
    assert not again
    assert not early
    assert len(in_time) == sent
    assert len(rows(tmp_path, "select distinct appointment from outbox")) == sent


async def test_damaged_one_holds_nobody_up(database: Database, voice: Voice) -> None:
    """One that cannot be told is tried again later; the others hear theirs."""
    first = await database.write(lambda db: book(db, 1))
    await database.write(lambda db: book(db, 2))
    await database.write(lambda db: damage(db, first.person))

    counts = await sweeping.job(database, voice)(EVENING)

    later = await database.write(lambda db: reminders.is_due(db, EVENING + timedelta(minutes=5)))
    assert (counts["sent"], counts["failed"]) == (1, 1)
    assert later


async def test_called_off_is_never_told(database: Database, voice: Voice) -> None:
    """The appointment's row decides: called off, or marked, nothing goes."""
    one = await database.write(lambda db: book(db, 1))
    other = await database.write(lambda db: book(db, 2))
    await database.write(lambda db: appointments.cancel(db, one.id, EARLY))
    await database.write(lambda db: appointments.mark(db, other.id, AppointmentState.CAME, EARLY))

    assert not await sweeping.job(database, voice)(EVENING)


async def test_too_late_is_dropped_and_counted(database: Database, voice: Voice) -> None:
    """After a week both are over: nothing is sent, and it shows in the metrics."""
    await database.write(lambda db: book(db, 1))
    before = counted("reminders", outcome="dropped")

    counts = await sweeping.job(database, voice)(EVENING + timedelta(days=7))

    assert counts["dropped"] == 2
    assert not counts["sent"]
    assert counted("reminders", outcome="dropped") == before + 2


async def test_nobody_to_reach(database: Database, voice: Voice) -> None:
    """Who wrote STOP, or blocked us, hears nothing; it is not tried again."""
    one = await database.write(lambda db: book(db, 1))
    other = await database.write(lambda db: book(db, 2))
    blocked = Address(ChannelName.SMS, "+4520000102")
    await database.write(lambda db: people.stop(db, one.person, EARLY))
    await database.write(lambda db: outbox.opt_out(db, blocked, "21610", EARLY))

    counts = await sweeping.job(database, voice)(EVENING)

    assert counts["unreached"] == 2
    assert not counts["sent"]
    assert other.person != one.person
