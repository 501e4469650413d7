"""`came`, `missed`, `agreed` and `jobs`: what staff say of an appointment, and what the clock did."""

from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands.attendance import agree, mark
from bot.commands.opened import opened
from bot.commands.timed import show
from bot.config import Settings
from bot.model import Address, Appointment, AppointmentState, ChannelName
from bot.store import agreements, appointments, jobs, people
from bot.store.jobs import Ran
from tests.journeys.bookable import NURSE

NOW = datetime.now(UTC).replace(microsecond=0)


async def booked(settings: Settings, start: datetime) -> Appointment:
    """An appointment at that time."""

    async def job(db: AsyncConnection) -> Appointment:
        early = start - timedelta(days=2)
        person = await people.meet(db, Address(ChannelName.SMS, "+4520000061"), early, "da")
        held = await appointments.hold(db, NURSE, start, start + timedelta(minutes=30), person.id, early)
        made = await appointments.book(db, held.id, early) if held else None
        assert made
        return made

    async with opened(settings) as database:
        return await database.write(job)


async def found(settings: Settings, appointment: Appointment) -> Appointment:
    """The same as it is now."""
    async with opened(settings) as database:
        now = await database.write(lambda db: appointments.find(db, appointment.id))
    assert now
    return now


async def refused(work: Awaitable[None]) -> int:
    """The status with which a command complains."""
    with pytest.raises(SystemExit) as ended:
        await work
    assert isinstance(ended.value.code, int)
    return ended.value.code


async def test_came_and_corrected(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """By its code as it is said; a mistake is mended by the other word."""
    one = await booked(settings, NOW - timedelta(minutes=10))

    await mark(settings, one.code.lower(), AppointmentState.MISSED)
    await mark(settings, f"{one.code[0]} {one.code[1:]}", AppointmentState.CAME)

    assert (await found(settings, one)).state is AppointmentState.CAME
    assert one.code in capsys.readouterr().out


async def test_missed_only_after_its_time(settings: Settings) -> None:
    """Nobody has missed what is still to come, and nobody is written to about it."""
    one = await booked(settings, NOW + timedelta(hours=3))

    assert await refused(mark(settings, one.code, AppointmentState.MISSED)) == 1
    assert (await found(settings, one)).state is AppointmentState.BOOKED


async def test_unknown_code_is_refused(settings: Settings) -> None:
    """A code that nobody has changes nothing."""
    assert await refused(mark(settings, "B47", AppointmentState.CAME)) == 1
    assert await refused(agree(settings, "B47", "Vi ses igen.")) == 1


async def test_called_off_cannot_be_missed(settings: Settings) -> None:
    """What was called off was not missed."""
    one = await booked(settings, NOW - timedelta(minutes=10))
    async with opened(settings) as database:
        await database.write(lambda db: appointments.cancel(db, one.id, NOW))

    assert await refused(mark(settings, one.code, AppointmentState.MISSED)) == 1


async def test_agreed_is_kept_without_cpr(settings: Settings) -> None:
    """The text is there for the person, without a CPR number, and the last one counts."""
    one = await booked(settings, NOW - timedelta(minutes=10))

    await agree(settings, one.code, "Vi ringer mandag.")
    await agree(settings, one.code, "Vi ringer tirsdag. 010180-1234")

    async with opened(settings) as database:
        [(_, text)] = await database.write(lambda db: agreements.agreed_with(db, one.person, NOW))
    assert "tirsdag" in text
    assert "1234" not in text


async def test_empty_agreement_is_refused(settings: Settings) -> None:
    """Nothing to say is not written down."""
    one = await booked(settings, NOW - timedelta(minutes=10))

    assert await refused(agree(settings, one.code, "  ")) == 1


async def test_jobs_are_told(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """When each ran, and what it did when it last had something to do."""
    noon = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
    async with opened(settings) as database:
        await database.write(lambda db: jobs.put(db, Ran("reminders", noon, 12, noon, {"sent": 3})))
        await database.write(lambda db: jobs.put(db, Ran("reminders", noon + timedelta(minutes=1), 1)))

    await show(settings)

    told = capsys.readouterr().out
    assert "reminders" in told
    assert "2026-12-01 12:01:00" in told
    assert "2026-12-01 12:00:00" in told
    assert "sent 3" in told


async def test_no_job_ran_yet(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first start there is nothing to tell."""
    await show(settings)

    assert "No timed work has run yet" in capsys.readouterr().out
