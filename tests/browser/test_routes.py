"""The phone's routes over HTTP: cookies, who may write, and bad input. No browser."""

import json
from collections.abc import AsyncIterator
from uuid import NAMESPACE_OID, uuid5

import httpx
import pytest

from bot.web.phone import CONTENT_SECURITY_POLICY, STATIC
from bot.web.visitors import NEW_EACH
from tests.browser.answerer import House, open_house

OURS = {"X-Aabendoer": "phone"}


@pytest.fixture
async def plain() -> AsyncIterator[House]:
    """A house without the demonstration."""
    async with open_house() as house:
        yield house


@pytest.fixture
async def client(plain: House) -> AsyncIterator[httpx.AsyncClient]:
    """A visitor's client with the cookie of the page."""
    async with httpx.AsyncClient(base_url=plain.url) as client:
        await client.get("/")
        yield client


def message(**said: object) -> bytes:
    """A message whose id follows from what it says, so that every worker collects the same tests."""
    return json.dumps({"id": str(uuid5(NAMESPACE_OID, repr(said))), **said}).encode()


async def test_page_guards_itself(client: httpx.AsyncClient) -> None:
    """The page allows nothing but its own files, and holds no script, style or address of another house."""
    page = await client.get("/")

    assert page.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert page.headers["Cache-Control"] == "no-store"
    for file in STATIC.iterdir():
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text
        assert " style=" not in text
        assert "innerHTML" not in text
    assert "<script>" not in page.text


async def test_panel_only_in_demonstration(client: httpx.AsyncClient) -> None:
    """Without DEMO there is no panel, and nobody can be a second person."""
    page = await client.get("/")

    assert "trial" not in page.text
    assert (await client.get("/phone/messages?person=b&wait=0")).status_code == 400


async def test_cookie_is_guarded(plain: House) -> None:
    """The cookie is random, kept from scripts and other sites, and given once."""
    async with httpx.AsyncClient(base_url=plain.url) as client:
        first = (await client.get("/")).headers.get_list("Set-Cookie")
        again = (await client.get("/")).headers.get_list("Set-Cookie")

    assert len(first) == 1
    assert again == []
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(first[0].split("; "))
    assert "Secure" not in first[0]


async def test_cookie_is_secure_on_https() -> None:
    """With an https address the cookie travels on https alone and belongs to this host alone."""
    async with open_house(public_url="https://aabendoer.example") as house, httpx.AsyncClient() as client:
        cookie = (await client.get(house.url)).headers["Set-Cookie"]

    assert cookie.startswith("__Host-")
    assert "Secure" in cookie.split("; ")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"hej", 400),
        (b"\xff\xfe", 400),
        (b"[" * 9_000, 400),
        (b"[]", 400),
        (b"{}", 400),
        (json.dumps({"id": "1", "text": "hej"}).encode(), 400),
        (json.dumps({"id": 7, "text": "hej"}).encode(), 400),
        (message(), 400),
        (message(text=7), 400),
        (message(text="hej", tapped="1:2"), 400),
        (message(tapped="no question"), 400),
        (message(tapped="1:" + "x" * 200), 400),
        (message(position={"lat": 91, "lon": 0}), 400),
        (message(position={"lat": float("nan"), "lon": 0}), 400),
        (message(position={"lat": True, "lon": 0}), 400),
        (message(position={"lat": 10**400, "lon": 0}), 400),
        (message(position="55,11"), 400),
        (message(text="x" * 11_000), 413),
        (message(text=""), 202),
        (message(text="'; drop table inbox; --\x00\u202e"), 202),
        (message(text="\ud800 half a letter"), 202),
        (message(text="x" * 2_000), 202),
        (message(tapped="41:2"), 202),
        (message(position={"lat": 55, "lon": -11.5}), 202),
    ],
)
async def test_bad_bodies_are_refused(client: httpx.AsyncClient, body: bytes, status: int) -> None:
    """What is no message is refused in a word, what is one is taken; nothing breaks."""
    answer = await client.post("/phone/messages", content=body, headers=OURS)

    assert answer.status_code == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {**OURS, "Origin": "https://evil.example"},
        {**OURS, "Origin": "null"},
        {**OURS, "Origin": "http://[::1"},
        {**OURS, "Sec-Fetch-Site": "cross-site"},
        {**OURS, "Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/phone/messages", "/phone/forget"])
async def test_other_pages_may_not_write(
    client: httpx.AsyncClient, plain: House, path: str, headers: dict[str, str]
) -> None:
    """A request that does not come from our own page changes nothing."""
    answer = await client.post(path, content=message(text="hej"), headers=headers)

    assert answer.status_code == 403
    assert plain.heard == []


async def test_demonstration_answers_this_machine_only() -> None:
    """A foreign name that points at this machine does not reach the demonstration."""
    async with open_house(demo=True) as house, httpx.AsyncClient(base_url=house.url) as client:
        await client.get("/")
        rebound = {**OURS, "Host": "evil.example", "Origin": "http://evil.example"}

        answer = await client.post("/phone/messages", content=message(text="hej"), headers=rebound)

    assert answer.status_code == 403


async def test_without_cookie_nobody_writes(plain: House) -> None:
    """A message without our cookie, or with one that is not ours, is nobody's."""
    async with httpx.AsyncClient(base_url=plain.url) as client:
        bare = await client.post("/phone/messages", content=message(text="hej"), headers=OURS)
        made_up = await client.get("/phone/messages?wait=0", headers={"Cookie": "aabendoer-a=../../etc/passwd"})

    assert bare.status_code == 401
    assert made_up.status_code == 401
    assert plain.heard == []


async def test_forged_cookie_is_nobody(plain: House) -> None:
    """A cookie that we did not sign, made up or another's with a changed letter, writes nothing and is renewed."""
    async with httpx.AsyncClient(base_url=plain.url) as client:
        ours = (await client.get("/")).cookies["aabendoer-a"]
    value, _, mark = ours.partition(".")
    other = ("0" if value[0] != "0" else "1") + value[1:]

    async with httpx.AsyncClient(base_url=plain.url) as client:
        for forged in ("0" * 32, f"{'0' * 32}.{mark}", f"{other}.{mark}", value, f"{value}.", f".{mark}"):
            headers = {**OURS, "Cookie": f"aabendoer-a={forged}"}
            answer = await client.post("/phone/messages", content=message(text="hej"), headers=headers)
            page = await client.get("/", headers=headers)
            assert answer.status_code == 401
            assert "aabendoer-a" in page.headers["Set-Cookie"]
            client.cookies.clear()

    assert plain.heard == []


async def test_newcomers_are_limited(plain: House) -> None:
    """One address brings so many new people in a minute; who is known already is let in, and other addresses are."""
    there, elsewhere = {"X-Forwarded-For": "1.1.1.1, 192.0.2.7"}, {"X-Forwarded-For": "192.0.2.7, 198.51.100.1"}
    async with httpx.AsyncClient(base_url=plain.url) as client:
        known = (await client.get("/", headers=there)).headers["Set-Cookie"].partition(";")[0]
        statuses = []
        for _ in range(NEW_EACH + 1):
            client.cookies.clear()
            statuses.append((await client.get("/", headers=there)).status_code)
        client.cookies.clear()
        busy = await client.get("/", headers=there)
        again = await client.get("/", headers={**there, "Cookie": known})
        other = await client.get("/", headers=elsewhere)
        cleared = await client.post("/phone/forget", headers={**there, **OURS, "Cookie": known})

    assert statuses == [*[200] * (NEW_EACH - 1), 429, 429]
    assert "ring 112" in busy.text
    assert "Set-Cookie" not in busy.headers
    assert [again.status_code, other.status_code, cleared.status_code] == [200, 200, 429]


async def test_cpr_is_not_kept(client: httpx.AsyncClient, plain: House) -> None:
    """A CPR number is masked in what a reload shows; the house gets the text, to tell the person."""
    plain.is_silent = True
    await client.post("/phone/messages", content=message(text="mit cpr er 010190-1234"), headers=OURS)

    shown = (await client.get("/phone/messages?wait=0")).text

    assert "XXXXXX-XXXX" in shown
    assert "010190" not in shown
    assert plain.heard[0].text == "mit cpr er 010190-1234"


async def test_message_not_taken_is_not_shown(client: httpx.AsyncClient, plain: House) -> None:
    """Where storing fails the visitor hears it, and a reload does not pretend that the message was sent."""
    plain.is_broken = True

    answer = await client.post("/phone/messages", content=message(text="hej"), headers=OURS)

    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert (await client.get("/phone/messages?wait=0")).json()["messages"] == []
