"""Where something of ours breaks: a calm word with every header, a line in our log, and nothing of what is inside."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from structlog.testing import capture_logs

from bot.web.security import HEADERS, SecurityHeaders


async def _breaks(request: Request) -> Response:
    raise OSError(f"disk full at {request.path_params['secret']}")


async def _breaks_midway(_: Request) -> Response:
    async def half() -> AsyncIterator[bytes]:
        yield b"half"
        raise OSError("disk full")

    return StreamingResponse(half())


async def _leaves(_: Request) -> Response:
    raise ClientDisconnect


APP = Starlette(
    routes=[Route("/breaks/{secret}", _breaks), Route("/midway", _breaks_midway), Route("/leaves", _leaves)],
    middleware=[Middleware(SecurityHeaders, https=True)],
)


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """Somebody at an application whose routes break."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(APP), base_url="https://dor.example.dk") as client:
        yield client


async def test_fault_is_answered_calmly(client: httpx.AsyncClient) -> None:
    """A fault is a 500 in a word, with the headers of every response; the log has it, without the address."""
    with capture_logs() as logged:
        answer = await client.get("/breaks/0a1b2c")

    assert (answer.status_code, answer.text) == (500, "Something of ours broke.")
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.headers["Cache-Control"] == "no-store"
    assert [(line["event"], line["method"]) for line in logged] == [("request_broke", "GET")]
    assert "0a1b2c" not in str({name: value for name, value in logged[0].items() if name != "exc_info"})


async def test_page_that_breaks_is_danish(client: httpx.AsyncClient) -> None:
    """Who opens it in a browser reads what to do, with 112 beside it, and no script or style can come in with it."""
    answer = await client.get("/breaks/x", headers={"Accept": "text/html,*/*;q=0.8"})

    assert answer.status_code == 500
    assert "Noget gik galt hos os" in answer.text
    assert 'href="tel:112"' in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["X-Frame-Options"] == "DENY"


async def test_what_began_is_cut_off(client: httpx.AsyncClient) -> None:
    """An answer that has begun cannot become another: the server cuts it, so that nobody takes it for whole."""
    with pytest.raises(OSError, match="disk full"):
        await client.get("/midway")


async def test_who_left_is_no_fault() -> None:
    """Whoever hangs up in the middle of a request is nothing to report."""
    said: list[object] = []

    async def send(message: object) -> None:
        said.append(message)

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "GET", "path": "/leaves", "headers": [], "query_string": b"", "root_path": ""}
    with capture_logs() as logged:
        await APP(scope, receive, send)

    assert (said, logged) == ([], [])
