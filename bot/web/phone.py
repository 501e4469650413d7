"""The browser phone: its page, what a person sends from it, and the long poll that brings the answers.

A visitor is a random cookie, signed with our key, and nothing else. In the demonstration one browser is several
invented people, each with a cookie of its own. The page is written in bot/web/static and needs nothing from outside.
"""

import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.channels.browser import BrowserChannel
from bot.model import Address, ChannelName, Inbound, Position, RoleName
from bot.store.seal import Seal
from bot.understanding.cpr import mask_cpr
from bot.web.sorry import BUSY
from bot.web.visitors import Newcomers, client_of

Put = Callable[[Inbound], Awaitable[object]]
# A one-time code that makes who writes it a volunteer or staff in a town; "" where there is no place for one.
CodeFor = Callable[[RoleName, str], Awaitable[str]]

STATIC = Path(__file__).with_name("static")
PEOPLE = ("a", "b", "c")
LARGEST_BODY = 10_000
LONGEST_TAP = 200
# Shorter than the minute after which proxies cut a silent connection.
LONGEST_WAIT = 20.0
COOKIE_SECONDS = 30 * 24 * 3600
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
HEADER = "X-Aabendoer"
_LATER = {"Retry-After": "60"}
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "font-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def phone_routes(
    channel: BrowserChannel, put: Put, seal: Seal, *, public_url: str, demo: CodeFor | None = None
) -> list[BaseRoute]:
    """The routes of the phone. `put` stores an inbound durably; `public_url` may be "" (only this machine).

    `demo` turns the demonstration on, in which anybody may be a volunteer or staff by a code that it makes.
    """
    phone = Phone(channel, put, seal, public_url=public_url, demo=demo is not None)
    trial = [Route("/phone/code", partial(_code, phone, demo), methods=["POST"])] if demo else []
    return [
        *trial,
        Route("/", phone.page),
        Route("/phone/messages", phone.listen, methods=["GET"]),
        Route("/phone/messages", phone.take, methods=["POST"]),
        Route("/phone/forget", phone.forget, methods=["POST"]),
        Mount("/phone/static", Static(directory=STATIC)),
    ]


class Static(StaticFiles):
    """The page's files, asked about at every visit: a new version must never meet an old script."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


class Phone:
    """The endpoints. Who writes is `?person=` (a letter of the demonstration) and that person's cookie."""

    def __init__(self, channel: BrowserChannel, put: Put, seal: Seal, *, public_url: str, demo: bool) -> None:
        self._channel = channel
        self._put = put
        self._seal = seal
        self._newcomers = Newcomers()
        self._demo = demo
        self._public = urlsplit(public_url)
        self._secure = self._public.scheme == "https"
        self._people = PEOPLE if demo else PEOPLE[:1]
        self._html = _page(demo=demo)

    async def page(self, request: Request) -> Response:
        headers = {
            "Content-Security-Policy": CONTENT_SECURITY_POLICY,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }
        new = [person for person in self._people if self._address(request, person) is None]
        if new and not self._newcomers.admits(client_of(request)):
            return HTMLResponse(BUSY, 429, headers={**headers, **_LATER})
        response = HTMLResponse(self._html, headers=headers)
        for person in new:
            self._give_cookie(response, person)
        return response

    async def take(self, request: Request) -> Response:
        """One message from the page; 202 means that it is stored. The same id twice is one message."""
        self.check_origin(request)
        address = self._known(request)
        inbound = _inbound(address, await _body(request))
        number = self._channel.turn()
        await self._put(inbound)
        self._channel.hear(replace(inbound, text=mask_cpr(inbound.text)[0]), number)
        return JSONResponse({"id": inbound.provider_id}, 202)

    async def listen(self, request: Request) -> Response:
        """What the page has not shown yet; waits for something to come, unless it says `wait=0`."""
        after = request.query_params.get("after", "")
        wait = 0.0 if request.query_params.get("wait") == "0" else LONGEST_WAIT
        news = await self._channel.news(self._known(request), after, wait=wait)
        body = {"cursor": news.cursor, "messages": news.messages, "trouble": self._channel.trouble()}
        return JSONResponse(body, headers={"Cache-Control": "no-store"})

    async def forget(self, request: Request) -> Response:
        """The page is empty and its visitor somebody new: for a computer that many use."""
        self.check_origin(request)
        address = self._address(request, self._person(request))
        if address:
            self._channel.forget(address)
        if not self._newcomers.admits(client_of(request)):
            # The conversation is gone all the same; only the next visitor must wait.
            busy = Response(status_code=429, headers=_LATER)
            busy.delete_cookie(self._cookie(self._person(request)), secure=self._secure, httponly=True)
            return busy
        response = Response(status_code=204)
        self._give_cookie(response, self._person(request))
        return response

    def _person(self, request: Request) -> str:
        person = request.query_params.get("person", PEOPLE[0])
        if person not in self._people:
            raise HTTPException(400, "unknown person")
        return person

    def _known(self, request: Request) -> Address:
        address = self._address(request, self._person(request))
        if address is None:
            raise HTTPException(401, "no cookie")
        return address

    def _address(self, request: Request, person: str) -> Address | None:
        value, _, mark = request.cookies.get(self._cookie(person), "").partition(".")
        is_ours = bool(value) and hmac.compare_digest(self._mark(value).encode(), mark.encode())
        return Address(ChannelName.BROWSER, value) if is_ours else None

    def _mark(self, value: str) -> str:
        """What shows that we gave the cookie `value`."""
        return self._seal.key_of(value, "browser cookie").hex()

    def _cookie(self, person: str) -> str:
        # __Host- lets no neighbour under the same domain set it; browsers want Secure with it.
        return f"{'__Host-' if self._secure else ''}aabendoer-{person}"

    def _give_cookie(self, response: Response, person: str) -> None:
        value = token_hex(16)
        response.set_cookie(
            self._cookie(person),
            f"{value}.{self._mark(value)}",
            max_age=COOKIE_SECONDS,
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )

    def check_origin(self, request: Request) -> None:
        """Only our own page may write: its header, its origin, and in the demonstration only from this machine.

        The last keeps a foreign page from reaching the demonstration by a name that it points at 127.0.0.1.
        """
        host = request.headers.get("Host", "")
        origin = request.headers.get("Origin")
        is_ours = (
            HEADER in request.headers
            and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
            and (origin is None or _netloc(origin) in {host, self._public.netloc} - {""})
            and (not self._demo or _hostname(host) in LOOPBACK | {self._public.hostname})
        )
        if not is_ours:
            raise HTTPException(403, "not from our page")


async def _code(phone: Phone, code_for: CodeFor, request: Request) -> Response:
    """A code for the demonstration's volunteer or staff, to be written like any other."""
    phone.check_origin(request)
    body = await _body(request)
    if body.get("role") not in (RoleName.VOLUNTEER, RoleName.STAFF):
        raise HTTPException(400, "unknown role")
    code = await code_for(RoleName(body["role"]), str(body.get("town", ""))[:LONGEST_TAP])
    return JSONResponse({"code": code}) if code else JSONResponse({"code": ""}, 404)


def _page(*, demo: bool) -> str:
    html = (STATIC / "phone.html").read_text(encoding="utf-8")
    panel = (STATIC / "demo.html").read_text(encoding="utf-8") if demo else ""
    return html.replace("<!-- demo -->", panel)


def _netloc(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


async def _body(request: Request) -> dict[str, Any]:
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > LARGEST_BODY:
            raise HTTPException(413, "too large")
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise HTTPException(400, "not JSON") from None
    if not isinstance(body, dict):
        raise HTTPException(400, "not an object")
    return body


def _inbound(address: Address, body: dict[str, Any]) -> Inbound:
    """What the page sent: an id and exactly one of text, tapped and position. Raises HTTPException 400."""
    match body:
        case {"id": str(), "text": str(text), **rest} if not rest:
            # Half a surrogate pair is legal JSON and no text.
            return Inbound(address, _uuid(body), text=text.encode("utf-8", "replace").decode())
        case {"id": str(), "tapped": str(tapped), **rest} if not rest and ":" in tapped and len(tapped) <= LONGEST_TAP:
            return Inbound(address, _uuid(body), tapped=tapped.encode("utf-8", "replace").decode())
        case {"id": str(), "position": {"lat": lat, "lon": lon}, **rest} if not rest:
            return Inbound(address, _uuid(body), position=Position(_degrees(lat, 90), _degrees(lon, 180)))
        case _:
            raise HTTPException(400, "not a message")


def _uuid(body: dict[str, Any]) -> str:
    try:
        return str(UUID(body["id"]))
    except ValueError:
        raise HTTPException(400, "not an id") from None


def _degrees(value: object, most: int) -> float:
    # Written so that NaN, which JSON in Python lets in, is refused too.
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= most:
        raise HTTPException(400, "not a position")
    return float(value)
