"""One sender's limit: a stuck key is not answered forever, and never hides an emergency."""

import pytest

from bot.answering import FLOOD_LIMIT
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
