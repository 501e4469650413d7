"""`run`: everything, until told to end."""

import asyncio
import contextlib
import errno
import gc
import signal
import socket
import sys
from collections.abc import Callable, Iterator

import uvicorn

from bot import config
from bot.app import App
from bot.commands.console import fail, out
from bot.config import Settings

# SIGTERM: uvicorn lets requests end for this long, then the lifespan drains.
_REQUESTS_END = 2
# New objects between two collections; Python's 700 are made in answering half a message.
_COLLECT_EVERY = 5_000


class Server(uvicorn.Server):
    """Ends on SIGTERM and SIGINT with status 0, once everything is drained; uvicorn raises them again."""

    def __init__(self, configuration: uvicorn.Config, before_end: Callable[[], None]) -> None:
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
        await super().shutdown(sockets)


async def serve(settings: Settings) -> None:
    """Start, say where, and run until SIGTERM or SIGINT."""
    sockets = listening(settings.host, settings.port)
    whole = await App.build(settings)
    # Lexicon, towns and places stay for good: looking through them again and again is what makes a collection long.
    gc.freeze()
    gc.set_threshold(_COLLECT_EVERY)
    server = Server(
        uvicorn.Config(
            whole.web(),
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
        whole.release,
    )
    _say_where(settings, sockets[0].getsockname()[1])
    await server.serve(sockets)
    if not server.started:
        sys.exit(1)


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
    out.print(f"[bold]Åben Dør[/bold]  http://{shown}:{port}/  (browser phone)")
    out.print(f"  SMS: {'on' if settings.has_sms else 'off: TWILIO_ACCOUNT_SID is not set'}")
    out.print(f"  Telegram: {'on' if settings.has_telegram else 'off: TELEGRAM_BOT_TOKEN is not set'}")
    if settings.demo:
        out.print("  DEMO: the browser phone can be anybody; never on a public address")
