"""`run`: everything, until told to end. A restart refuses nobody when systemd listens for us (`inherited`)."""

import asyncio
import contextlib
import errno
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from ipaddress import ip_address

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.server import Server as WebServer

from bot import config
from bot.app import App
from bot.commands.plain import fail, say
from bot.config import Settings

# SIGTERM: uvicorn lets requests end for this long, then the lifespan drains.
_REQUESTS_END = 2
# New objects between two collections; Python's 700 are made in answering half a message.
_COLLECT_EVERY = 5_000
# Who was let in a moment before the end has yet to say what they want, and uvicorn would hang up on them.
_LAST_WORDS = 0.3
# The first socket that systemd hands over: sd_listen_fds(3).
_FIRST_HANDED = 3


class Farewell:
    """Asks each client to close its connection, once we are about to end: a proxy then opens a new one elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.is_near = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        await self._app(scope, receive, say if self.is_near and scope["type"] == "http" else send)


class Server(WebServer):
    """Ends on SIGTERM and SIGINT with status 0, once everything is drained; uvicorn raises them again."""

    def __init__(self, configuration: Config, before_end: Callable[[], None]) -> None:
        super().__init__(configuration)
        self.before_end = before_end

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self.handle_exit, number, None)
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the phones' long polls go first, or they would be waited for."""
        self.before_end()
        for server in self.servers:
            server.close()
        await asyncio.sleep(_LAST_WORDS)
        await super().shutdown(sockets)


async def serve(settings: Settings) -> None:
    """Start, say where, and run until SIGTERM or SIGINT."""
    sockets = inherited(demo=settings.demo) or listening(settings.host, settings.port)
    whole = await App.build(settings)
    # Lexicon, towns and places stay for good: looking through them again and again is what makes a collection long.
    gc.freeze()
    gc.enable()
    gc.set_threshold(_COLLECT_EVERY)
    farewell = Farewell(whole.web())

    def before_end() -> None:
        farewell.is_near = True
        whole.release()

    server = Server(
        Config(
            farewell,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            # Who is behind a proxy is read where it matters: bot.web.visitors.
            proxy_headers=False,
            date_header=True,
            timeout_graceful_shutdown=_REQUESTS_END,
            http="httptools",
            h11_max_incomplete_event_size=64 * 1024,
        ),
        before_end,
    )
    _say_where(settings, sockets[0].getsockname()[1])
    await server.serve(sockets)
    if not server.started:
        sys.exit(1)


def inherited(*, demo: bool) -> list[socket.socket]:
    """The sockets that systemd listens on in our place; none when it does not.

    They outlive the process: who connects while it is restarted waits in the queue instead of being refused.
    """
    is_ours = os.environ.pop("LISTEN_PID", "") == str(os.getpid())
    number = int(os.environ.pop("LISTEN_FDS", "") or 0) if is_ours else 0
    handed = [socket.socket(fileno=_FIRST_HANDED + one) for one in range(number)]
    for one in handed:
        one.set_inheritable(False)
        if one.family not in (socket.AF_INET, socket.AF_INET6):
            fail("The socket unit: must listen on an address and a port, as in ListenStream=127.0.0.1:8080")
        if demo and not ip_address(one.getsockname()[0]).is_loopback:
            fail("DEMO: only with a socket unit that listens on 127.0.0.1, for it lets anybody be anybody")
    return handed


def listening(host: str, port: int) -> list[socket.socket]:
    """Sockets bound to the port, before anything else is done; ends with one message when that cannot be."""
    bound = []
    try:
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            # With the protocol named, asyncio sends small answers at once (TCP_NODELAY).
            bound.append(socket.socket(family, kind, protocol))
            bound[-1].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                bound[-1].setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            bound[-1].bind(address)
    except OSError as error:
        for one in bound:
            one.close()
        if error.errno == errno.EADDRINUSE:
            fail(f"PORT: something else listens on {host} port {port} already; end it, or set another PORT")
        fail(f"HOST, PORT: {host} port {port} cannot be listened on: {error.strerror}")
    return bound


def _say_where(settings: Settings, port: int) -> None:
    shown = "localhost" if settings.host in config.LOOPBACK else settings.host
    say(f"Åben Dør  http://{shown}:{port}/  (browser phone)")
    say(f"  SMS: {'on' if settings.has_sms else 'off: TWILIO_ACCOUNT_SID is not set'}")
    say(f"  Telegram: {'on' if settings.has_telegram else 'off: TELEGRAM_BOT_TOKEN is not set'}")
    if settings.demo:
        say("  DEMO: the browser phone can be anybody; never on a public address")
