"""The clock jumps, and the nights when it is put forward and back: nothing is said twice, at night, or an hour off."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName, Message, NoticeState, Subject, Topic
from bot.moment import COPENHAGEN
from bot.store import appointments, notices, people, schedules, subscriptions
from tests.faults.conftest import BOTH, Somebody, nothing_is_lost
from tests.faults.provider_faults import SMS, TELEGRAM
from tests.journeys.bookable import NURSE, run_jobs
from tests.line.looking import until
from tests.running import Running

PERSON = "+4520000001"
# The Sundays on whose nights the clock is put forward, and back.
NIGHTS = pytest.mark.parametrize("sunday", ["2027-03-28", "2027-10-31"], ids=["forward", "back"])
TEXT = "Nyt fra Slagelse: suppe\nAFMELD stopper det her."


def local(day: str, clock: str) -> datetime:
    """A wall-clock time in Denmark, in UTC."""
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=COPENHAGEN).astimezone(UTC)


async def _is(house: Running, moment: datetime) -> None:
    house.clock.now = moment
    await run_jobs(house)
    await house.app.idle()


async def _book(house: Running, start: datetime) -> None:
    """Somebody has booked this time five days before."""
    early = start - timedelta(days=5)

    async def job(db: AsyncConnection) -> None:
        await schedules.put(db, [NURSE])
        person = await people.meet(db, Address(ChannelName.SMS, PERSON), early, "da")
        await people.remember_greeting(db, person.id)
        held = await appointments.hold(db, NURSE, start, start + timedelta(minutes=30), person.id, early)
        assert held and await appointments.book(db, held.id, early)

    await house.app.database.write(job)
    await house.app.atlas.refresh()


@NIGHTS
async def test_reminders_around_the_night(house: Running, sunday: str) -> None:
    """17:00 on the wall the evening before, and two hours before by the wall after the night: each once, in time."""
    saturday = str(datetime.fromisoformat(sunday).date() - timedelta(days=1))
    await _book(house, local(sunday, "10:30"))

    came = {}
    for day, clock in (
        (saturday, "16:59"),
        (saturday, "17:00"),
        (saturday, "23:59"),
        (sunday, "02:30"),
        *_morning(sunday),
    ):
        await _is(house, local(day, clock))
        came[clock] = len(house.twilio.messages)

    assert came == {"16:59": 0, "17:00": 1, "23:59": 1, "02:30": 1, "08:29": 1, "08:30": 2, "10:00": 2}


def _morning(sunday: str) -> list[tuple[str, str]]:
    return [(sunday, "08:29"), (sunday, "08:30"), (sunday, "10:00")]


@NIGHTS
async def test_nobody_is_woken(house: Running, sunday: str) -> None:
    """A time at nine: "two hours before" is at night, and so the evening's reminder is the only one."""
    saturday = str(datetime.fromisoformat(sunday).date() - timedelta(days=1))
    await _book(house, local(sunday, "09:00"))

    await _is(house, local(saturday, "17:00"))
    evening = len(house.twilio.messages)
    for clock in ("01:59", "03:00", "06:59", "07:00", "07:59", "08:00", "08:59"):
        await _is(house, local(sunday, clock))

    assert (evening, len(house.twilio.messages)) == (1, 1)


@NIGHTS
async def test_notice_waits_for_the_morning(house: Running, sunday: str) -> None:
    """A notice for the middle of the night leaves at eight on the wall, neither an hour before nor after."""
    early, begins = local(sunday, "12:00") - timedelta(days=3), local(sunday, "00:30")

    async def job(db: AsyncConnection) -> None:
        person = await people.meet(db, Address(ChannelName.SMS, PERSON), early, "da")
        await subscriptions.subscribe(db, person.id, Topic.FOOD, "Slagelse", early)
        subject = Subject(Topic.FOOD, "Slagelse")
        notice = await notices.draft(db, person.id, subject, Message(TEXT, "da"), early)
        ends = begins + timedelta(days=1)
        await notices.put(db, notice, state=NoticeState.SET, starts_at=begins, valid_until=ends, sender=None)

    await house.app.database.write(job)
    came = {}
    for clock in ("00:30", "01:59", "03:00", "07:00", "07:59", "08:00", "09:00"):
        await _is(house, local(sunday, clock))
        await run_jobs(house)
        await house.app.idle()
        came[clock] = house.twilio.bodies.count(TEXT)

    assert came == {"00:30": 0, "01:59": 0, "03:00": 0, "07:00": 0, "07:59": 0, "08:00": 1, "09:00": 1}


async def test_clock_jumps_over_both_reminders(house: Running) -> None:
    """From Tuesday to an hour before: one reminder, the shorter. Back to before the first: no other."""
    await _book(house, local("2026-12-03", "10:00"))

    await _is(house, local("2026-12-03", "09:00"))
    after = len(house.twilio.messages)
    for day, clock in (("2026-12-02", "16:59"), ("2026-12-02", "17:00"), ("2026-12-03", "08:00")):
        await _is(house, local(day, clock))

    assert (after, len(house.twilio.messages)) == (1, 1)


@pytest.mark.parametrize("channel", [SMS, TELEGRAM])
@pytest.mark.parametrize("hours", [1, 24, -2, -24])
async def test_answers_go_on_over_a_jump(house: Running, channel: ChannelName, hours: int) -> None:
    """Whichever way the clock jumps between two questions, each is answered at once, and once."""
    somebody = Somebody(house, channel)
    await somebody.asks("mad i Slagelse")
    await house.app.idle()

    house.clock.later(hours=hours)
    await somebody.asks("mad i Odense")
    await until(lambda: _has(somebody, BOTH + 1))
    await house.app.idle()

    assert len(somebody.heard) == len(set(somebody.heard)) == BOTH + 1
    assert nothing_is_lost(house, 2)


async def test_clock_jumps_back_in_doubt(house: Running) -> None:
    """A message in doubt waits until the clock is there again, and is sent once; new questions do not wait for it."""
    house.twilio.fail_next("reset")
    somebody = Somebody(house, SMS)
    await somebody.asks()
    await house.app.idle()

    house.clock.later(hours=-2)
    await somebody.asks("mad i Odense")
    await until(lambda: _has(somebody, BOTH))
    house.clock.later(hours=2, seconds=21)
    await until(lambda: _has(somebody, BOTH + 1))
    house.clock.later(hours=1)
    await house.app.idle()

    assert len(somebody.heard) == len(set(somebody.heard)) == BOTH + 1
    assert nothing_is_lost(house, 2)


async def _has(somebody: Somebody, number: int) -> bool:
    return len(somebody.heard) >= number
