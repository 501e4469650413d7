"""What is written down beside the conversation itself: no log holds a person, no file holds one in plain."""

import logging

import pytest
from structlog.testing import capture_logs

from bot.store.seal import Seal
from tests.databases import Kind, bytes_of
from tests.line.looking import rows
from tests.running import SECRET, Running

NUMBER, CHAT = "+4520000087", 70000087
# What only these people say; none of it stands in the directory or in our own texts.
pytestmark = pytest.mark.long(Kind.POSTGRESQL)

SAYINGS = ("kvistgren", "Bjørnegildet", "010190-1234", "hundehvalp")
SECRETS = ("20000087", str(CHAT), *SAYINGS, "0101901234")


async def _journey(house: Running) -> None:
    """A long talk with faults in it, on both channels."""
    house.twilio.fail_next("500")
    house.telegram.fail_next("reset")
    for text in (
        "hvor kan jeg sove i nat i Slagelse, jeg har kvistgren og min hundehvalp med",
        "mit cpr er 010190-1234",
        "der var lukket hos Bjørnegildet",
        "menneske",
        "kvistgren",
        "mine data",
    ):
        await house.twilio.text(from_=NUMBER, body=text)
        await house.telegram.text(CHAT, text)
    await house.app.idle()
    house.twilio.fail_next("21612")
    house.telegram.fail_next("400")
    await house.twilio.post("/webhooks/twilio/sms", {"From": NUMBER, "Body": "kvistgren"}, signature="forged")
    await house.twilio.text(from_=NUMBER, body="mad til min hundehvalp i Slagelse")
    await house.telegram.text(CHAT, "mad til min hundehvalp i Slagelse")
    await house.app.idle()
    house.clock.later(seconds=21)
    await house.app.idle()


async def test_logs_hold_no_person(house: Running, caplog: pytest.LogCaptureFixture) -> None:
    """A talk with faults leaves log lines, and none holds a number, a chat, a word or a CPR number."""
    with capture_logs() as logged, caplog.at_level(logging.WARNING):
        await _journey(house)

    written = [str(line) for line in logged] + [record.getMessage() for record in caplog.records]
    assert any("send_failed" in line for line in written)
    assert [(secret, line) for secret in SECRETS for line in written if secret in line] == []


async def test_files_hold_no_person(house: Running) -> None:
    """Neither the database nor its log file holds a number, a chat or a word in plain; the answers are sealed too."""
    await _journey(house)

    held = bytes_of(house.folder)
    assert b"slagelse" in held.lower()  # The directory is public and stands there in plain.
    for secret in SECRETS:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert secret.encode(encoding) not in held
    for body in house.twilio.bodies:
        assert body[:40].encode() not in held


async def test_cpr_is_not_even_sealed(house: Running) -> None:
    """A CPR number is gone before anything is stored: the person is told, and no column opens to it."""
    await house.twilio.text(from_=NUMBER, body="mit cpr er 010190-1234, hvor kan jeg sove i Slagelse")
    await house.app.idle()

    (sealed,) = rows(house.folder, "select sealed from inbox")[0]
    assert "1234" not in str(Seal(SECRET).open(sealed, "inbox"))
    assert any("cpr" in body.lower() for body in house.twilio.bodies)


async def test_number_is_not_the_key(house: Running) -> None:
    """People are found by a keyed hash: 32 bytes that say nothing without our key."""
    await house.twilio.text(from_=NUMBER, body="mad i Slagelse")
    await house.app.idle()

    keys = {key for (key,) in rows(house.folder, "select key from addresses union select key from inbox")}
    assert len(keys) == 1
    assert {len(key) for key in keys} == {32}
