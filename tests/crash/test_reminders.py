"""The process is killed at any point around a reminder: it is sent once, never lost and never doubled."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app import utc_now
from bot.model import Address, ChannelName
from bot.store import appointments, people, schedules
from tests.crash.lives import Lives, lives
from tests.crash.victim import Death, Moment
from tests.databases import opened
from tests.journeys.bookable import NURSE
from tests.line.looking import until
from tests.running import TUESDAY_AFTERNOON

pytestmark = pytest.mark.crash

WRITES = ("_remind", "Deliver._take", "Deliver._mark")
# What the outbox does is the same for an answer (test_steps); this one is a reminder's own.
OWN = WRITES[:1]
SMS, TELEGRAM = Address(ChannelName.SMS, "+4520000051"), Address(ChannelName.TELEGRAM, "700051")
CASES = [(SMS, Death(write, moment)) for write in WRITES for moment in Moment]
CASES += [(TELEGRAM, Death("_remind", moment)) for moment in Moment]


@pytest.mark.parametrize(
    ("address", "death"),
    [
        pytest.param(a, d, id=f"{a.channel}-{d.method}-{d.moment}", marks=() if d.method in OWN else pytest.mark.long)
        for a, d in CASES
    ],
)
async def test_killed_around_a_reminder(tmp_path: Path, address: Address, death: Death) -> None:
    """Whichever write the process dies around, the person is reminded once."""
    async with lives(tmp_path, ahead=TUESDAY_AFTERNOON - utc_now()) as house:
        await _book(tmp_path, address)
        await house.conceive(death)
        await house.died()

        await _goes_on(house)

        _is_reminded_once(house, address.channel)


async def test_killed_again_and_again(tmp_path: Path) -> None:
    """Twenty people are reminded once each, though the process is killed after every commit of the sweep."""
    async with lives(tmp_path, ahead=TUESDAY_AFTERNOON - utc_now()) as house:
        for number in range(20):
            await _book(tmp_path, Address(ChannelName.SMS, f"+45200001{number:02}"), number)
        for death in (Death("_remind", Moment.UNCOMMITTED), Death("Deliver._take", Moment.COMMITTED)):
            await house.conceive(death)
            await house.died()

        await _goes_on(house)

        heard = house.heard(ChannelName.SMS)
        assert len(heard) == 20
        assert set(heard.values()) == {1}


async def _book(folder: Path, address: Address, seat: int = 0) -> None:
    """A time that both reminders are due for."""
    start = TUESDAY_AFTERNOON + timedelta(hours=1, minutes=30)
    early, schedule = start - timedelta(days=2), NURSE

    async def job(db: AsyncConnection) -> None:
        await schedules.put(db, [schedule])
        person = await people.meet(db, address, early, "da")
        await people.remember_greeting(db, person.id)
        begins = start + timedelta(minutes=seat)
        held = await appointments.hold(db, schedule, begins, begins + timedelta(minutes=30), person.id, early)
        assert held and await appointments.book(db, held.id, early)

    async with opened(folder) as database:
        await database.write(job)


async def _goes_on(house: Lives) -> None:
    """The next life, until nothing is due and nothing is on its way."""
    await house.begin()
    await until(lambda: _swept(house))
    await house.settled()
    await house.end()


async def _swept(house: Lives) -> bool:
    return not house.rows("select 1 from appointments where evening_at is not null or soon_at is not null")


def _is_reminded_once(house: Lives, channel: ChannelName) -> None:
    assert list(house.heard(channel).values()) == [1]
    assert house.rows("select evening_at, soon_at from appointments") == [(None, None)]
    assert {state for (state,) in house.rows("select state from outbox")} <= {"sent", "delivered"}
