"""Webhooks: only the providers' own are taken, each once, and in the order in which they come."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.databases import Kind
from tests.line.looking import counted, rows, states, until_stored
from tests.running import WEBHOOK_SECRET, Running

SMS, STATUS, TELEGRAM = "/webhooks/twilio/sms", "/webhooks/twilio/status", "/webhooks/telegram"
pytestmark = pytest.mark.long(Kind.POSTGRESQL)

PERSON = "+4520000001"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.mark.parametrize("signature", ["", "forged", "aGVsbG8gd29ybGQgdGhpcyBpcyBmb3JnZWQ="])
async def test_unsigned_sms_is_refused(house: Running, signature: str) -> None:
    """An SMS that Twilio did not sign is refused, and nothing of it is stored."""
    form = house.twilio.inbound_form("SM1", from_=PERSON, body="hvor kan jeg sove")

    status = await house.twilio.post(SMS, form, signature=signature)

    assert status == 403
    assert not rows(house.folder, "select * from inbox")


async def test_changed_sms_is_refused(house: Running) -> None:
    """A signature for another sender or another address does not fit."""
    form = house.twilio.inbound_form("SM1", from_=PERSON, body="hvor kan jeg sove")
    signature = house.twilio.signature(SMS, form)

    changed = await house.twilio.post(SMS, form | {"From": "+4520000002"}, signature=signature)
    elsewhere = await house.twilio.post(STATUS, form, signature=signature)
    longer = await house.twilio.post(f"{SMS}?more=1", form, signature=signature)

    assert [changed, elsewhere, longer] == [403, 403, 403]
    assert not rows(house.folder, "select * from inbox")


async def test_forged_report_changes_nothing(house: Running) -> None:
    """A report that Twilio did not sign leaves the outgoing as it was."""
    await house.twilio.text(from_=PERSON, body="mad i Slagelse")
    await house.app.idle()
    before = states(house.folder)

    form = {"MessageSid": house.twilio.messages[0].sid, "MessageStatus": "failed"}
    status = await house.twilio.post(f"{STATUS}?outgoing=1", form, signature="forged")

    assert status == 403
    assert states(house.folder) == before


async def test_unknown_report_is_counted(house: Running) -> None:
    """A signed report about a message that we do not know is taken with 200, and counted."""
    before = counted("reports", outcome="unknown_message")

    status = await house.twilio.post(f"{STATUS}?outgoing=999", {"MessageSid": "SM9", "MessageStatus": "delivered"})

    assert status == 200
    assert counted("reports", outcome="unknown_message") == before + 1


@pytest.mark.parametrize("secret", ["", "forged", "æøå"])
async def test_unsigned_update_is_refused(house: Running, secret: str) -> None:
    """An update without Telegram's secret is refused, and nothing of it is stored."""
    update = {"update_id": 1, "message": house.telegram.message(700001) | {"text": "mad i Slagelse"}}

    status = await _posted(house, TELEGRAM, json.dumps(update).encode(), {SECRET_HEADER: secret})

    assert status == 403
    assert not rows(house.folder, "select * from inbox")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"text"', b"\xff\xfe", b'{"message": {}}', b"{" * 5_000, b"[" * 60_000]
)
async def test_unreadable_update_is_taken_once(house: Running, body: bytes) -> None:
    """What is no update is counted and taken with 200: Telegram would send it again before any other."""
    before = counted("refused_requests", route="telegram", reason="unreadable")

    status = await _posted(house, TELEGRAM, body, {SECRET_HEADER: WEBHOOK_SECRET})

    assert status == 200
    assert counted("refused_requests", route="telegram", reason="unreadable") == before + 1
    assert not rows(house.folder, "select * from inbox")


@pytest.mark.parametrize("missing", ["From", "MessageSid"])
async def test_unreadable_sms_is_refused(house: Running, missing: str) -> None:
    """A signed webhook without sender or id is refused with 400."""
    form = house.twilio.inbound_form("SM1", from_=PERSON, body="mad")
    del form[missing]

    status = await house.twilio.post(SMS, form)

    assert status == 400
    assert not rows(house.folder, "select * from inbox")


@pytest.mark.parametrize("sender", ["FACEBOOK", "", "1234", "+45 20 00 00 01", "whatsapp:+4520000001", "our own"])
async def test_sender_without_number(house: Running, sender: str) -> None:
    """What nobody could answer is not taken in: counted, and 200, so that Twilio does not try again."""
    before = counted("refused_requests", route="twilio_sms", reason="no_number")
    form = house.twilio.inbound_form("SM1", from_=sender, body="mad") | {"To": house.twilio.sender}
    form["From"] = house.twilio.sender if sender == "our own" else sender

    status = await house.twilio.post(SMS, form)

    assert status == 200
    assert counted("refused_requests", route="twilio_sms", reason="no_number") == before + 1
    assert not rows(house.folder, "select * from inbox")


async def test_edited_message_is_answered(house: Running) -> None:
    """Who mends their message on Telegram is answered anew; a live position that moves is not a question."""
    first = house.telegram.message(700001)
    await house.telegram.push({"message": first | {"text": "mad i Slagelse"}})
    await house.app.idle()
    before = len(house.telegram.bubbles)

    await house.telegram.push({"edited_message": first | {"text": "mad i Odense", "edit_date": first["date"] + 5}})
    live = {"latitude": 55.4, "longitude": 11.35, "live_period": 900}
    await house.telegram.push({"edited_message": first | {"location": live}})
    await house.app.idle()

    assert "Odense" in house.telegram.bubbles[before].text
    assert len(house.telegram.bubbles) == before + 1


@pytest.mark.parametrize("body", [b"\xff", b"no-equals-sign", b"a=%ff"])
async def test_broken_form_is_refused(house: Running, body: bytes) -> None:
    """A body that is no form is refused with 400 before its signature is looked at."""
    assert await _posted(house, SMS, body, {}) == 400


@pytest.mark.parametrize("path", [SMS, STATUS, TELEGRAM])
async def test_large_body_is_refused(house: Running, path: str) -> None:
    """A body over the limit is refused with 413, whether its length is said or not."""
    large = b"Body=" + b"a" * 100_000

    async def in_pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(large), 10_000):
            yield large[start : start + 10_000]

    async with httpx.AsyncClient(trust_env=False) as client:
        whole = await client.post(house.url + path, content=large)
        pieces = await client.post(house.url + path, content=in_pieces())

    assert [whole.status_code, pieces.status_code] == [413, 413]


async def test_same_sms_twice_at_once(house: Running) -> None:
    """Webhooks that come ten times at once are all taken with 200, and the message is answered once."""
    form = house.twilio.inbound_form("SM1", from_=PERSON, body="mad i Slagelse")

    taken = await asyncio.gather(*(house.twilio.post(SMS, form) for _ in range(10)))
    await house.app.idle()
    again = await house.twilio.post(SMS, form)
    await house.app.idle()

    assert set(taken) == {200}
    assert again == 200
    assert states(house.folder, "inbox") == {"done": 1}
    # The answer, and the greeting after a first message.
    assert len(house.twilio.messages) == 2


async def test_same_update_twice_at_once(house: Running) -> None:
    """A Telegram update that comes ten times at once is answered once."""
    update = {"update_id": 77, "message": house.telegram.message(700001) | {"text": "mad i Slagelse"}}

    taken = await asyncio.gather(*(house.telegram.push(update) for _ in range(10)))
    await house.app.idle()

    assert set(taken) == {200}
    assert len(house.telegram.bubbles) == 2


async def test_webhooks_out_of_order(house: Running) -> None:
    """A later update that overtakes an earlier one: both are answered, each once."""
    for number in (12, 11, 13, 10):
        message = house.telegram.message(700000 + number) | {"text": "mad i Slagelse"}
        await house.telegram.push({"update_id": number, "message": message})
    await house.app.idle()

    assert states(house.folder, "inbox") == {"done": 4}
    assert len(house.telegram.bubbles) == 8


async def test_reports_out_of_order(house: Running) -> None:
    """Reports that come late, doubled or backwards never take back what is known."""
    await house.twilio.text(from_=PERSON, body="mad i Slagelse")
    await house.app.idle()
    first, second = house.twilio.messages

    backwards = await house.twilio.report(first, "delivered", "sent", "queued", "delivered", "failed")
    failed = await house.twilio.report(second, "failed", "sent", "delivered", code="30003")

    assert set(backwards + failed) == {200}
    await until_stored(house.folder, {"delivered": 1, "failed": 1})


async def test_webhook_takes_only_posts(house: Running) -> None:
    """Looking at a webhook with a browser shows nothing."""
    async with httpx.AsyncClient(trust_env=False) as client:
        assert {(await client.get(house.url + path)).status_code for path in (SMS, STATUS, TELEGRAM)} == {405}


async def _posted(house: Running, path: str, body: bytes, headers: dict[str, str]) -> int:
    plain = [(name.encode(), value.encode()) for name, value in headers.items()]
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.post(house.url + path, content=body, headers=plain)).status_code
