"""A house of cardboard behind the real phone: scripted answers, a real server, and faults on demand."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp

from bot.channels.browser import BrowserChannel
from bot.model import Address, Choice, Inbound, Message, Outgoing, OutgoingId, Priority, RoleName
from bot.store.seal import Seal
from bot.web.phone import phone_routes
from tests.running import SECRET

SLEEP = Message(
    "Slagelse i nat:\n1 Toften, Toftevej 1. Åben hele døgnet. Ring først på 20 00 00 11.\n"
    "2 Natcafeen, Nygade 112. Åben fra 22 til 07.",
    "da",
    choices=(Choice("1", "Toften"), Choice("2", "Natcafeen"), Choice("other", "En anden by")),
    question="41",
    shortcuts=(Choice("menneske", "Tal med et menneske"),),
    pages=("3 Gaderummet, Havnen 3. Ring til 1888 hele døgnet.",),
)
TOWN = Message("Hvilken by er du i?", "da", question="42", asks_position=True)
TOFTEN = Message("Toften har plads til hunde. Ring på 20 00 00 11. Du kan komme, som du er.", "da")
EMERGENCY = Message("Ring 112 nu. De hjælper dig, til hjælpen er hos jer. Læg din ven på siden.", "da")
HELLO = Message(
    "Jeg er en maskine. Skriv STOP, hvis jeg ikke må skrive.", "da", shortcuts=(Choice("stop", "Stop det"),)
)
HERE = Message("Tak. Det nærmeste er Toften, 300 meter væk.", "da")
WHAT = Message("Det forstod jeg ikke. Skriv for eksempel: mad i Odense.", "da")


def answers(inbound: Inbound) -> tuple[Message, ...]:
    """What the house says to one message."""
    if inbound.position:
        return (HERE,)
    if inbound.tapped:
        return (TOFTEN,)
    text = inbound.text.lower()
    if "overdosis" in text:
        return (EMERGENCY,)
    if "slagelse" in text:
        return (SLEEP, HELLO)
    if "sove" in text:
        return (TOWN,)
    return (TOFTEN if text == "1" else replace(WHAT, text=f"{WHAT.text}\n{inbound.text}"),)


@dataclass
class House:
    """The scripted house; `heard` is what was put, doubles left out as the inbox leaves them out."""

    url: str = ""
    channel: BrowserChannel = field(default_factory=BrowserChannel)
    heard: list[Inbound] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    is_broken: bool = False
    is_silent: bool = False
    ids: "count[int]" = field(default_factory=lambda: count(1))

    async def put(self, inbound: Inbound) -> None:
        self.posts.append(inbound.provider_id)
        if self.is_broken:
            raise OSError("the disk is full")
        if inbound.provider_id in {known.provider_id for known in self.heard}:
            return
        self.heard.append(inbound)
        if not self.is_silent:
            for message in answers(inbound):
                await self.say(inbound.address, message)

    async def say(self, address: Address, message: Message) -> None:
        await self.channel.send(outgoing(address, message, number=next(self.ids)))


def outgoing(address: Address, message: Message, *, number: int, at: datetime | None = None) -> Outgoing:
    """One claimed outgoing, as the outbox hands it over."""
    at = at or datetime.now(UTC)
    return Outgoing(OutgoingId(number), address, message, Priority.REPLY, 1, at + timedelta(hours=1), at)


async def _no_code(role: RoleName, town: str) -> str:  # noqa: ARG001
    """A scripted house knows no roles."""
    return ""


@asynccontextmanager
async def open_house(*, demo: bool = False, public_url: str = "") -> AsyncIterator[House]:
    """The phone behind a real server on a free port of this machine."""
    house = House()
    app = Starlette(
        routes=phone_routes(
            house.channel, house.put, Seal(SECRET), public_url=public_url, demo=_no_code if demo else None
        )
    )
    async with served(app) as house.url:
        yield house
        house.channel.release()


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    """The address of `app` behind a real server, its lifespan included, on a free port of this machine."""
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started and not serving.done():  # noqa: ASYNC110  (uvicorn offers no event)
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving
