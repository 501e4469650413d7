"""One sender's limit: a stuck key is not answered forever, and never hides an emergency."""

import pytest

from bot.limits import MOST_A_DAY, MOST_RIGHTS_IN_FLOOD
from bot.limits import MOST_A_MINUTE as FLOOD_LIMIT
from tests.databases import Kind
from tests.line.looking import counted, rows, states
from tests.running import Running

STUCK, OTHER = "+4520000001", "+4520000002"


async def test_flood_is_slowed_down(house: Running) -> None:
    """More than twenty messages a minute: one kind word, then silence, and every message is counted."""
    before = counted("flooded")
    for _ in range(FLOOD_LIMIT + 10):
        assert await house.twilio.text(from_=STUCK, body="hej") == 200
    await house.twilio.text(from_=OTHER, body="mad i Slagelse")
    await house.app.idle()

    answers = [sms for sms in house.twilio.messages if sms.to == STUCK]
    # One each, the greeting after the first, and the word about writing slower.
    assert len(answers) == FLOOD_LIMIT + 2
    assert len([sms for sms in house.twilio.messages if sms.to == OTHER]) == 2
    assert states(house.folder, "inbox") == {"done": FLOOD_LIMIT + 1, "flooded": 10}
    assert counted("flooded") == before + 10


async def test_emergency_in_a_flood(house: Running) -> None:
    """An emergency in the middle of a flood is answered with the number to ring."""
    for _ in range(FLOOD_LIMIT + 5):
        await house.twilio.text(from_=STUCK, body="hej")
    await house.app.idle()
    before = len(house.twilio.messages)

    await house.twilio.text(from_=STUCK, body="min ven har taget en overdosis og trækker ikke vejret")
    await house.app.idle()

    assert "112" in house.twilio.messages[before].body


async def test_flood_ends_with_the_minute(house: Running) -> None:
    """A minute later the same person is answered as before."""
    for _ in range(FLOOD_LIMIT + 5):
        await house.twilio.text(from_=STUCK, body="hej")
    await house.app.idle()
    before = len(house.twilio.messages)

    house.clock.later(seconds=61)
    await house.twilio.text(from_=STUCK, body="mad i Slagelse")
    await house.app.idle()

    assert len(house.twilio.messages) == before + 1


@pytest.mark.long(Kind.POSTGRESQL)
@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("STOP", "Jeg skriver ikke mere af mig selv"),
        ("AFMELD", ""),
        ("MINE DATA", "dit sprog"),
        ("START", "Hej"),
        ("MENNESKE", ""),
    ],
)
async def test_rights_in_a_flood(house: Running, said: str, heard: str) -> None:
    """What everybody may ask at any time is answered in the middle of a flood."""
    for _ in range(FLOOD_LIMIT + 5):
        await house.twilio.text(from_=STUCK, body="hej")
    await house.app.idle()
    before = len(house.twilio.messages)

    await house.twilio.text(from_=STUCK, body=said)
    await house.app.idle()

    assert heard in house.twilio.messages[before].body


async def test_forgetting_in_a_flood(house: Running) -> None:
    """SLET MIG is asked about and done in the middle of a flood, and another message stays over the limit."""
    for _ in range(FLOOD_LIMIT + 5):
        await house.twilio.text(from_=STUCK, body="hej")
    await house.app.idle()

    await house.twilio.text(from_=STUCK, body="SLET MIG")
    await house.app.idle()
    asked = len(house.twilio.messages)
    await house.twilio.text(from_=STUCK, body="mad i Slagelse")
    await house.twilio.text(from_=STUCK, body="ja")
    await house.app.idle()

    assert len(house.twilio.messages) == asked + 1
    assert "slettet" in house.twilio.messages[-1].body
    assert not rows(house.folder, "select * from persons")


@pytest.mark.long(Kind.POSTGRESQL)
async def test_rights_have_a_limit_in_a_flood(house: Running) -> None:
    """STOP and START a thousand times is a flood too; a cry for help after it is still answered."""
    for number in range(FLOOD_LIMIT + MOST_RIGHTS_IN_FLOOD + 10):
        await house.twilio.text(from_=STUCK, body=("START", "STOP")[number % 2])
    await house.app.idle()
    before = len(house.twilio.messages)

    await house.twilio.text(from_=STUCK, body="STOP")
    await house.twilio.text(from_=STUCK, body="min ven har taget en overdosis og trækker ikke vejret")
    await house.app.idle()

    [heard] = house.twilio.messages[before:]
    assert "112" in heard.body
    assert states(house.folder, "inbox")["flooded"] == 11


@pytest.mark.long
async def test_slow_flood_ends_with_the_day(house: Running) -> None:
    """A script that stays below the minute's limit is answered so many times a day; the next day is a new one."""
    for _ in range(MOST_A_DAY // FLOOD_LIMIT):
        for _ in range(FLOOD_LIMIT):
            await house.twilio.text(from_=STUCK, body="mad i Slagelse")
        await house.app.idle()
        house.clock.later(seconds=61)
    before = len(house.twilio.messages)

    await house.twilio.text(from_=STUCK, body="mad i Slagelse")
    await house.twilio.text(from_=STUCK, body="mad i Slagelse")
    await house.twilio.text(from_=OTHER, body="mad i Slagelse")
    await house.app.idle()
    over = [sms for sms in house.twilio.messages[before:] if sms.to == STUCK]
    house.clock.later(days=1)
    await house.twilio.text(from_=STUCK, body="mad i Slagelse")
    await house.app.idle()

    assert ["112" in sms.body for sms in over] == [True]
    assert "112" not in house.twilio.messages[-1].body
