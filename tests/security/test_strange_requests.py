"""Every route under strange requests: no 500, no trace of ours in an answer, nothing stored that was refused."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx
import pytest
from hypothesis import strategies as st

from bot.web.phone import HEADER
from bot.web.security import HEADERS
from tests.line.looking import rows, states
from tests.running import WEBHOOK_SECRET, Running, running
from tests.security.strange import bodies, changed, some, texts, values

EXAMPLES = 60
NUMBER, CHAT = "+4520000001", 700001
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
FORM = {"From": NUMBER, "To": "+4520000000", "Body": "mad i Slagelse", "MessageSid": "SM1", "NumMedia": "0"}
REPORT = FORM | {"MessageStatus": "failed", "ErrorCode": "30003"}
PERSON = {"id": CHAT, "is_bot": False, "first_name": "N", "language_code": "da"}
MESSAGE = {
    "message_id": 5,
    "date": 1_790_000_000,
    "chat": {"id": CHAT, "type": "private", "first_name": "N"},
    "from": PERSON,
    "text": "mad i Slagelse",
    "location": {"latitude": 55.4, "longitude": 11.3},
}
UPDATES: list[dict[str, Any]] = [
    {"update_id": 9, "message": MESSAGE},
    {
        "update_id": 9,
        "callback_query": {"id": "7", "from": PERSON, "data": "ab12:yes", "message": {**MESSAGE, "text": "Ja?"}},
    },
    {
        "update_id": 9,
        "my_chat_member": {"chat": MESSAGE["chat"], "from": PERSON, "new_chat_member": {"status": "kicked"}},
    },
]
PHONE = {"id": str(UUID(int=7)), "text": "mad i Slagelse"}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Running]:
    """The running application, with the demonstration on, so that every route is there."""
    async with running(tmp_path, demo=True) as started:
        await started.app.channels["telegram"].registered.wait()  # type: ignore[index,attr-defined]
        yield started


@pytest.fixture
async def client(house: Running) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody with a browser and bad intent."""
    async with httpx.AsyncClient(base_url=house.url, trust_env=False, timeout=30) as client:
        yield client


def _calm(response: httpx.Response) -> None:
    """It was answered with every header, and tells nothing of what is inside."""
    assert response.status_code < 500, response.request.url
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    for trace in ("Traceback", "site-packages", "sqlalchemy", 'File "'):
        assert trace not in response.text


async def _refused_only(house: Running) -> None:
    await house.app.idle()
    assert rows(house.folder, "select count(*) from inbox") == [(0,)]
    assert rows(house.folder, "select count(*) from persons") == [(0,)]


async def test_forged_forms_store_nothing(house: Running, client: httpx.AsyncClient) -> None:
    """Whatever an unsigned form holds, it is refused before anything is stored."""
    forms = some(st.dictionaries(st.sampled_from(list(FORM)) | texts, texts, max_size=6), EXAMPLES)
    for path in ("/webhooks/twilio/sms", "/webhooks/twilio/status?outgoing=1"):
        for form, mark in zip(forms, some(st.text("abcXYZ0189+/=", max_size=40), EXAMPLES), strict=False):
            text = "&".join(
                f"{quote(key, errors='replace')}={quote(value, errors='replace')}" for key, value in form.items()
            )
            response = await client.post(path, content=text.encode(), headers={"X-Twilio-Signature": mark})
            _calm(response)
            assert response.status_code in (400, 403)

    await _refused_only(house)


async def test_any_bytes_are_answered(house: Running, client: httpx.AsyncClient) -> None:
    """Bytes that are no form, no JSON and no text: refused, on every route that takes a body."""
    routes = ("/webhooks/twilio/sms", "/webhooks/twilio/status", "/webhooks/telegram", "/phone/messages", "/phone/code")
    for path in routes:
        for body in some(bodies, EXAMPLES // 2):
            response = await client.post(path, content=body, headers={HEADER: "1"})
            _calm(response)
            assert 400 <= response.status_code < 500

    await _refused_only(house)


async def test_signed_forms_are_read(house: Running) -> None:
    """Signed by Twilio, with anything in its fields: taken or refused, and what was taken is answered."""
    for number, text in enumerate(some(texts, EXAMPLES)):
        text = text.encode("utf-8", "replace").decode()
        form = FORM | {"MessageSid": f"SM{number}", "Body": text, "From": f"+4520{number:06}"}
        assert await house.twilio.post("/webhooks/twilio/sms", form) == 200
    for field in (*FORM, "MessageStatus", "ErrorCode"):
        for value in some(texts, EXAMPLES // 4):
            plain = REPORT | {field: value.encode("utf-8", "replace").decode()}
            assert await house.twilio.post("/webhooks/twilio/sms", plain) in (200, 400)
            for outgoing in ("1", "9" * 30, "x", ""):
                path = f"/webhooks/twilio/status?outgoing={outgoing}"
                assert await house.twilio.post(path, plain) in (200, 400)
    await house.app.idle()

    assert set(states(house.folder, "inbox")) <= {"done", "flooded"}


async def test_telegrams_own_updates_are_read(house: Running, client: httpx.AsyncClient) -> None:
    """With the secret, any update is taken at once, for Telegram would send it again and again; the line goes on."""
    for update in UPDATES:
        for strange in some(changed(update), EXAMPLES):
            body = json.dumps(strange, default=str).encode()
            response = await client.post("/webhooks/telegram", content=body, headers={SECRET_HEADER: WEBHOOK_SECRET})
            _calm(response)
            assert response.status_code == 200
    await house.app.idle()

    assert set(states(house.folder, "inbox")) <= {"done", "flooded"}


async def test_updates_without_secret_store_nothing(house: Running, client: httpx.AsyncClient) -> None:
    """Without the secret, or with any other, an update is refused."""
    for secret in ("", "x", WEBHOOK_SECRET[:-1], WEBHOOK_SECRET.upper(), f"{WEBHOOK_SECRET} x"):
        response = await client.post("/webhooks/telegram", json=UPDATES[0], headers={SECRET_HEADER: secret})
        assert response.status_code == 403

    await _refused_only(house)


async def test_phone_takes_only_messages(house: Running, client: httpx.AsyncClient) -> None:
    """With a cookie of ours: a message is taken, all else is refused, and what was taken is answered."""
    await client.get("/")
    for strange in some(changed(PHONE) | values, EXAMPLES):
        response = await client.post("/phone/messages", content=json.dumps(strange).encode(), headers={HEADER: "1"})
        _calm(response)
        assert response.status_code in (202, 400, 413)
    for strange in some(changed({"role": "staff", "town": "Slagelse"}), EXAMPLES):
        response = await client.post("/phone/code", content=json.dumps(strange).encode(), headers={HEADER: "1"})
        _calm(response)
        assert response.status_code in (200, 400, 404)
    for after in some(texts, EXAMPLES // 4):
        response = await client.get("/phone/messages", params={"after": after.encode("utf-8", "replace"), "wait": "0"})
        _calm(response)
    await house.app.idle()

    assert set(states(house.folder, "inbox")) <= {"done", "flooded"}


@pytest.mark.parametrize("digits", ["9" * 18, "9" * 19, "9" * 5_000, "0" * 5_000, "\u0663" * 9, "-1", "1e9"])
async def test_any_cursor_is_read(client: httpx.AsyncClient, digits: str) -> None:
    """A page may ask for what came after any number, also one of thousands of digits."""
    await client.get("/")
    cursor = (await client.get("/phone/messages", params={"wait": "0"})).json()["cursor"]
    process, _, _ = cursor.partition(".")

    response = await client.get("/phone/messages", params={"wait": "0", "after": f"{process}.{digits}"})

    _calm(response)
    assert response.status_code == 200
    assert response.json()["messages"] == []


@pytest.mark.parametrize("path", ["/phone/messages", "/phone/forget", "/phone/code"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {HEADER: "1", "Origin": "https://evil.example"},
        {HEADER: "1", "Sec-Fetch-Site": "cross-site"},
        {HEADER: "1", "Host": "evil.example"},
    ],
)
async def test_other_pages_write_nothing(
    house: Running, client: httpx.AsyncClient, path: str, headers: dict[str, str]
) -> None:
    """A page of somebody else can neither write, nor empty the phone, nor get a code, though the cookie is there."""
    await client.get("/")

    response = await client.post(path, json={"role": "staff", "town": "Slagelse"} | PHONE, headers=headers)

    assert response.status_code == 403
    assert rows(house.folder, "select count(*) from invitations") == [(0,)]
    await _refused_only(house)


async def test_any_path_is_answered(house: Running, client: httpx.AsyncClient) -> None:
    """Calendars by guessed tokens, paths that are none, methods that do not fit: 404 or 405, and never a fault."""
    for text in some(texts, EXAMPLES):
        token = quote(text, safe="", errors="replace")[:2000]
        for path in (f"/calendar/{token}.ics", f"/{token}", f"/phone/static/{token}"):
            response = await client.get(path)
            _calm(response)
            assert response.status_code in (200, 307, 400, 404, 405), path
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        for path in ("/", "/webhooks/telegram", "/webhooks/twilio/sms", "/phone/messages", "/health", "/metrics"):
            assert (await client.request(method, path)).status_code in (404, 405)

    await _refused_only(house)
