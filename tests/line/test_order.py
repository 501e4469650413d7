"""Order and haste: one person's messages in order, different people's at once, replies before all else."""

import asyncio
import time
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName, Message, Priority
from bot.store import outbox
from tests.databases import Kind
from tests.line.looking import until
from tests.running import Running

TOWNS = ("Slagelse", "Odense", "Kolding", "Vejle", "Aarhus", "Aalborg", "Esbjerg", "Horsens", "Randers", "Viborg")


async def test_one_person_in_order(house: Running) -> None:
    """Ten messages of each of five people as fast as they come: all hear what one hears who waits for each answer."""
    patient, *hasty = [f"+452000000{who}" for who in range(1, 7)]
    for town in TOWNS:
        await house.twilio.text(from_=patient, body=f"mad i {town}")
        await house.app.idle()

    for town in TOWNS:
        await asyncio.gather(*(house.twilio.text(from_=one, body=f"mad i {town}") for one in hasty))
    await house.app.idle()

    for one in hasty:
        assert _heard(house, one) == _heard(house, patient)


@pytest.mark.long(Kind.POSTGRESQL)
async def test_slow_call_holds_nobody_up(house: Running) -> None:
    """While the provider takes four seconds over one person's answer, thirty others have theirs."""
    house.twilio.fail_next("slow", seconds=4)
    await house.twilio.text(from_="+4520000099", body="mad i Slagelse")
    await until(lambda: _is_sending(house))
    began = time.monotonic()

    await asyncio.gather(*(house.twilio.text(from_=f"+45200001{who:02}", body="mad i Slagelse") for who in range(30)))
    await house.twilio.heard(60)

    assert time.monotonic() - began < 4
    assert "+4520000099" not in {sms.to for sms in house.twilio.messages}
    await house.twilio.heard(62)


async def test_slow_look_up_holds_nobody_up(house: Running) -> None:
    """While the provider takes four seconds to be asked about one message, others are answered."""
    house.twilio.fail_next("reset")
    await house.twilio.text(from_="+4520000099", body="mad i Slagelse")
    await house.app.idle()
    house.twilio.fail_next("slow", on="list", seconds=4)
    house.clock.later(seconds=21)
    await until(lambda: _is_asked(house))
    began = time.monotonic()

    await house.twilio.text(from_="+4520000001", body="mad i Slagelse")
    await house.twilio.heard(3)

    assert time.monotonic() - began < 3.5


async def test_replies_go_first(house: Running) -> None:
    """A reply that is stored behind a hundred notices and reminders leaves before them."""
    notice, reminder = Message("Nyt fra kommunen", "da"), Message("Husk din tid", "da")

    async def put(db: AsyncConnection) -> None:
        for who in range(50):
            await _put(db, house, f"+45200002{who:02}", notice, Priority.NOTICE)
            await _put(db, house, f"+45200003{who:02}", reminder, Priority.REMINDER)
        await _put(db, house, "+4520000001", Message("Svar", "da"), Priority.REPLY)

    await house.app.database.write(put)
    house.app.deliver.wake()
    bodies = [sms.body for sms in await house.twilio.heard(101)]

    # Sixty-four are under way at once, and those of one claim may pass each other on the wire.
    assert bodies.index("Svar") < 10
    assert bodies.index("Nyt fra kommunen") >= 30
    assert "Husk din tid" not in bodies[-30:]


async def _is_sending(house: Running) -> bool:
    return "create" in house.twilio.requests


async def _is_asked(house: Running) -> bool:
    return "list" in house.twilio.requests


def _heard(house: Running, number: str) -> list[str]:
    return [sms.body for sms in house.twilio.messages if sms.to == number]


async def _put(db: AsyncConnection, house: Running, number: str, message: Message, priority: Priority) -> None:
    await outbox.put(
        db,
        person=None,
        address=Address(ChannelName.SMS, number),
        message=message,
        now=house.clock(),
        valid=timedelta(hours=1),
        priority=priority,
    )
