"""Run a Starlette application on a loopback port inside the test, and hang up on its clients on demand."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import Protocol, Self, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tests.providers.faults import Fault

# The connections that are open now, by the address of their client.
_transports: dict[tuple[str, int], asyncio.Transport] = {}

# SO_LINGER on, with no time: closing then sends a reset instead of a polite end.
RESET = struct.pack("ii", 1, 0)


class Served:
    """One application on one port. `url` stays the same when it is stopped and started again."""

    def __init__(self, app: ASGIApp, *, port: int = 0) -> None:
        self._app = app
        self._port = port
        self._server: _QuietServer | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Listen; returns when connections are taken."""
        # With the protocol named, asyncio sets TCP_NODELAY; without it every answer waits 40 ms for an acknowledgement.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        self._port = listener.getsockname()[1]
        config = uvicorn.Config(self._app, http=_Connection, lifespan="off", log_config=None, access_log=False)
        self._server = _QuietServer(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[listener]))
        await self._server.ready.wait()

    async def stop(self) -> None:
        """Refuse connections from now on; hang up on those that are open."""
        if self._server is None or self._task is None:
            return
        self._server.end.set()
        await self._task
        self._server = self._task = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.stop()


class Provider(Protocol):
    """What `serve` runs: an application that is told where it is served."""

    app: Starlette
    served: Served

    async def close(self) -> None:
        """End what it still does by itself, such as reporting."""


SomeProvider = TypeVar("SomeProvider", bound=Provider)


@contextlib.asynccontextmanager
async def serve(provider: SomeProvider, *, port: int = 0) -> AsyncIterator[SomeProvider]:
    """The provider, answering on loopback."""
    async with Served(provider.app, port=port) as served:
        provider.served = served
        try:
            yield provider
        finally:
            await provider.close()


async def until_gone(request: Request) -> None:
    """Wait until the client gives up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def hang_up(request: Request) -> None:
    """Reset the connection that the request came on: the client never has an answer."""
    if request.client and (transport := _transports.get((request.client.host, request.client.port))):
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        transport.abort()


class _QuietServer(uvicorn.Server):
    """A server that leaves the process's signals alone, says when it is ready and ends at once."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.end = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self.end.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        for task in self.server_state.tasks:
            task.cancel()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Connection(HttpToolsProtocol):
    """A connection that can be found by its client's address."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self.client:
            _transports[self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self.client:
            _transports.pop(self.client, None)


async def cut_before(fault: Fault, request: Request) -> Response | None:
    """The connection goes, or the answer is long in coming, before anything was done."""
    if fault.name == "reset":
        hang_up(request)
        return Response()
    if fault.name == "slow":
        await asyncio.sleep(fault.seconds)
    return None


async def cut_after(fault: Fault, request: Request) -> Response | None:
    """It was done, and the client never hears so."""
    if fault.name == "accept-then-time-out":
        await until_gone(request)
        return Response()
    if fault.name == "accept-then-reset":
        hang_up(request)
        return Response()
    return None
