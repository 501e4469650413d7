"""The daily limit of SMS parts: a flood costs no more than that, and nobody who asks goes without an answer."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName, Message, Priority
from bot.store import cases, outbox, people, spending
from bot.store.database import Database
from tests.databases import opened
from tests.line.looking import states
from tests.running import TUESDAY_AFTERNOON, Running, running

LIMIT = 10
TODAY = spending.day_of(TUESDAY_AFTERNOON)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Running]:
    """The running application, which may spend ten parts a day."""
    async with running(tmp_path, most_parts_per_day=LIMIT) as started:
        yield started


async def _wants_to_say(house: Running, number: int, priority: Priority) -> None:
    """Something that we say to the `number`th person, good for two days."""
    address, now = Address(ChannelName.SMS, f"+45200010{number:02}"), house.clock()

    async def work(db: AsyncConnection) -> None:
        person = await people.meet(db, address, now, "da")
        message = Message(f"besked {number}", "da")
        two_days = timedelta(days=2)
        await outbox.put(
            db, person=person.id, address=address, message=message, now=now, valid=two_days, priority=priority
        )

    await house.app.database.write(work)


async def _spend(house: Running, parts: int) -> None:
    """So many parts have been sent today by another process, and we have seen it."""
    day = spending.day_of(house.clock())
    await house.app.database.write(lambda db: spending.add(db, day, 77, parts))
    await _seen(house)


async def _seen(house: Running) -> None:
    await house.app.idle()
    await house.app.deliver.thrift.settle()


async def test_notices_wait_first(house: Running) -> None:
    """From four fifths of the limit on notices wait, while a reminder still goes out."""
    await _spend(house, 8)

    await _wants_to_say(house, 1, Priority.NOTICE)
    await _wants_to_say(house, 2, Priority.REMINDER)
    await house.app.idle()

    assert house.twilio.bodies == ["besked 2"]


async def test_what_we_start_waits_at_the_limit(house: Running) -> None:
    """At the limit reminders wait too; what is urgent goes, and the next day all goes."""
    await _spend(house, LIMIT)

    for number, priority in enumerate(Priority):
        await _wants_to_say(house, number, priority)
    await house.app.idle()
    by_then = sorted(house.twilio.bodies)
    house.clock.later(days=1)
    await house.app.idle()

    passing = [number for number, one in enumerate(Priority) if one in (Priority.REPLY, Priority.URGENT)]
    assert by_then == [f"besked {number}" for number in passing]
    assert states(house.folder) == {"sent": len(Priority)}


@pytest.mark.parametrize("text", ["hvor kan jeg sove i Slagelse", "min ven trækker ikke vejret", "STOP", "menneske"])
async def test_answers_never_wait(house: Running, text: str) -> None:
    """Over the limit everybody is answered, and a cry for help first of all."""
    await _spend(house, LIMIT * 3)

    await house.twilio.text(from_="+4520000001", body=text)
    await house.app.idle()

    assert house.twilio.messages[0].to == "+4520000001"


async def test_telegram_costs_nothing(house: Running) -> None:
    """The limit is about money: what goes out on Telegram never waits for it."""
    await _spend(house, LIMIT)
    chat = Address(ChannelName.TELEGRAM, "700001")
    now = house.clock()
    await house.app.database.write(
        lambda db: outbox.put(
            db,
            person=None,
            address=chat,
            message=Message("varsel", "da"),
            now=now,
            valid=timedelta(hours=4),
            priority=Priority.NOTICE,
        )
    )
    await house.app.idle()

    assert [bubble.text for bubble in house.telegram.bubbles] == ["varsel"]


async def test_staff_are_told_once(house: Running) -> None:
    """Staff find one case a day that says so, however often the job looks."""
    for _ in range(3):
        await _spend(house, LIMIT)
        await house.app.jobs.run("spending")

    async with house.app.database.read() as db:
        [case] = await cases.open_cases(db)
    assert str(LIMIT) in case.text
    assert case.pseudonym == ""


async def test_parts_are_counted_over_a_restart(tmp_path: Path) -> None:
    """A process that begins goes on counting where the day stands; parts are what the operator bills."""
    async with running(tmp_path, most_parts_per_day=LIMIT) as house:
        await house.twilio.text(from_="+4520000001", body="hvor kan jeg sove i Slagelse")
        await _seen(house)
        async with house.app.database.read() as db:
            first = await spending.of_day(db, TODAY)
        clock = house.clock
    async with running(tmp_path, clock=clock, most_parts_per_day=LIMIT) as house:
        await house.twilio.text(from_="+4520000001", body="menneske", sid="SMsecond")
        await _seen(house)
        async with house.app.database.read() as db:
            second = await spending.of_day(db, TODAY)

    assert 2 <= first < second


async def test_processes_are_counted_together(tmp_path: Path) -> None:
    """Each process counts in a row of its own, and the day is their sum; yesterday is another day."""
    async with opened(tmp_path) as database:
        for process, parts in ((1, 5), (2, 7), (1, 1)):
            await _add(database, process, parts)
        async with database.read() as db:
            assert await spending.of_day(db, TODAY) == 13
            assert await spending.of_day(db, TODAY - timedelta(days=1)) == 0
        assert await database.write(lambda db: spending.told(db, TODAY))
        assert not await database.write(lambda db: spending.told(db, TODAY))
        late = TUESDAY_AFTERNOON + spending.KEPT + timedelta(days=1)
        assert await database.write(lambda db: spending.clear_old(db, late)) == 3


async def _add(database: Database, process: int, parts: int) -> None:
    await database.write(lambda db: spending.add(db, TODAY, process, parts))
