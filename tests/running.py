"""The whole application in process, with the local provider servers around it and a clock that tests set."""

import contextlib
import random
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App
from bot.channels.telegram import TelegramChannel
from bot.config import Secret, Settings
from bot.model import ChannelName
from tests.databases import SECRET, Contents, furnish, url_of
from tests.providers.served import Served, serve
from tests.providers.telegram_api import TelegramApi
from tests.providers.twilio_api import TwilioApi
from tests.starter import reader

__all__ = [
    "SECRET",
    "TUESDAY_AFTERNOON",
    "FakeClock",
    "Running",
    "free_port",
    "known_to_telegram",
    "running",
    "settings_for",
]

# A Tuesday afternoon in Copenhagen (UTC+1).
TUESDAY_AFTERNOON = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)
WEBHOOK_SECRET = "webhook-secret-of-the-tests"


@dataclass(slots=True)
class FakeClock:
    """What the application takes for the time."""

    now: datetime = TUESDAY_AFTERNOON
    heard_by: list[Callable[[], None]] = field(default_factory=list)
    """Who would otherwise look at the time only once a second."""

    def __call__(self) -> datetime:
        """The time."""
        return self.now

    def later(self, **amount: float) -> None:
        """Let time pass: `later(hours=2)`."""
        self.now += timedelta(**amount)
        for look in self.heard_by:
            look()


@dataclass(slots=True)
class Running:
    """One running application and what is around it."""

    app: App
    clock: FakeClock
    twilio: TwilioApi
    telegram: TelegramApi
    url: str
    folder: Path


def free_port() -> int:
    """A loopback port that nobody listens on, below those that the system gives to connections of its own accord."""
    while True:
        port = random.randrange(10_000, 32_000)
        with socket.socket() as listener, contextlib.suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


def settings_for(folder: Path, url: str, twilio: TwilioApi, telegram: TelegramApi, **changes: object) -> Settings:
    """Settings of an installation that talks to the local servers."""
    values: dict[str, object] = {
        "database_url": url_of(folder),
        "data_dir": folder,
        "secret_key": Secret(SECRET),
        "public_url": url,
        "twilio_account_sid": twilio.account_sid,
        "twilio_auth_token": Secret(twilio.auth_token),
        "twilio_from": twilio.sender,
        "twilio_api_url": twilio.url,
        "telegram_bot_token": Secret(telegram.token),
        "telegram_api_url": telegram.url,
        "telegram_webhook_secret": Secret(WEBHOOK_SECRET),
        **changes,
    }
    return Settings(**values)  # type: ignore[arg-type]


@contextlib.asynccontextmanager
async def running(folder: Path, *, clock: FakeClock | None = None, **changes: object) -> AsyncIterator[Running]:
    """Start everything below `folder`; a second start there goes on with the same database."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    clock = clock or FakeClock()
    await furnish(folder, Contents.DEMO if changes.get("demo") else Contents.NEW)
    async with (
        serve(TwilioApi(bot_url=url, clock=clock)) as twilio,
        serve(TelegramApi(bot_url=url)) as telegram,
    ):
        app = await App.build(settings_for(folder, url, twilio, telegram, **changes), clock=clock, reader=reader())
        async with Served(app.web(), port=port) as served:
            # Timed work runs when a test says so.
            await app.start(beats=False)
            clock.heard_by.append(app.deliver.wake)
            try:
                yield Running(app, clock, twilio, telegram, served.url, folder)
            finally:
                clock.heard_by.remove(app.deliver.wake)
                await app.stop()


@contextlib.asynccontextmanager
async def known_to_telegram(folder: Path) -> AsyncIterator[Running]:
    """The same, once its webhook is registered, so that no request of its own is counted with those of a test."""
    await furnish(folder)
    async with running(folder) as started:
        telegram = started.app.channels[ChannelName.TELEGRAM]
        assert isinstance(telegram, TelegramChannel)
        await telegram.registered.wait()
        yield started
