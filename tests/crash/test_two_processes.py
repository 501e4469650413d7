"""Two real processes on one PostgreSQL share the work, and when one is killed the other goes on with all of it."""

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName
from bot.store import appointments, people, schedules
from tests.crash.lives import Lives, Written
from tests.crash.pair import pair
from tests.databases import opened
from tests.journeys.bookable import NURSE
from tests.line.looking import until
from tests.running import TUESDAY_AFTERNOON

pytestmark = [pytest.mark.crash, pytest.mark.postgresql]

PEOPLE, REMINDED = 40, 30
TOWNS = ("Slagelse", "Odense", "Kolding", "Aarhus", "Vejle")


@pytest.mark.long
async def test_two_share_the_work(tmp_path: Path) -> None:
    """200 messages of 40 people, one after the other without waiting for answers: each once, in order, by both."""
    async with pair(tmp_path) as (one, two):
        await asyncio.gather(one.begin(), two.begin())

        await asyncio.gather(*(_writes(one, who) for who in range(PEOPLE)))
        await one.settled()

        _is_answered_once(one)
        assert len(one.rows("select distinct claimed_by from outbox")) == 2


@pytest.mark.long
async def test_one_is_killed(tmp_path: Path) -> None:
    """One of two dies under load and stays dead: the other answers everybody, loses nothing and doubles nothing."""
    async with pair(tmp_path) as (one, two):
        await asyncio.gather(one.begin(), two.begin())

        writing = [asyncio.create_task(_writes(one, who)) for who in range(PEOPLE)]
        await until(lambda: _has_sent(one, PEOPLE // 2))
        two.kill()
        await two.died()
        await asyncio.gather(*writing)
        await one.settled()

        _is_answered_once(one)


async def test_timed_work_is_done_once(tmp_path: Path) -> None:
    """Both look for what is due every second; everybody is reminded once."""
    async with pair(tmp_path) as (one, two):
        async with opened(tmp_path) as database:
            await database.write(_book)

        await asyncio.gather(one.begin(), two.begin())
        await until(lambda: _is_swept(one))
        await one.settled()

        heard = one.heard(ChannelName.SMS)
        assert len(heard) == REMINDED
        assert set(heard.values()) == {1}


async def _writes(house: Lives, who: int) -> None:
    """One person's messages. Their provider sends each again until it is answered with 200, then the next."""
    for number, town in enumerate(TOWNS):
        written = Written(ChannelName.SMS, who, f"IN{who:03}{number:03}", f"mad i {town}")
        await until(lambda: house.hears(written))  # noqa: B023 - done before the next


async def _has_sent(house: Lives, number: int) -> bool:
    return len(house.twilio.messages) >= number


def _is_answered_once(house: Lives) -> None:
    assert house.rows("select state, count(*) from inbox group by state") == [("done", PEOPLE * len(TOWNS))]
    assert set(Counter(sms.outgoing for sms in house.twilio.messages).values()) == {1}
    answered = house.rows("select key, array_agg(done_at order by id) from inbox group by key")
    assert len(answered) == PEOPLE
    assert all(times == sorted(times) for _, times in answered)
    heard: dict[str, list[str]] = {}
    for sms in house.twilio.messages:
        heard.setdefault(sms.to, []).append(sms.body)
    assert {len(bodies) for bodies in heard.values()} == {len(TOWNS) + 1}


async def _is_swept(house: Lives) -> bool:
    return not house.rows("select 1 from appointments where evening_at is not null or soon_at is not null")


async def _book(db: AsyncConnection) -> None:
    """Times that both reminders are due for."""
    await schedules.put(db, [NURSE])
    early, start = TUESDAY_AFTERNOON - timedelta(days=2), TUESDAY_AFTERNOON + timedelta(hours=1, minutes=30)
    for number in range(REMINDED):
        person = await people.meet(db, Address(ChannelName.SMS, f"+45200001{number:02}"), early, "da")
        await people.remember_greeting(db, person.id)
        begins = start + timedelta(minutes=number)
        held = await appointments.hold(db, NURSE, begins, begins + timedelta(minutes=30), person.id, early)
        assert held and await appointments.book(db, held.id, early)
