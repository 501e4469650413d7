"""Processes for a measurement: begun, waited for, ended, each by its own id."""

import asyncio
import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.i18n import DANISH
from bot.model import Address, ChannelName
from bot.store import people
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.seal import Seal
from tests.benchmarks.load import numbers
from tests.providers.telegram_api import TOKEN as BOT_TOKEN
from tests.providers.twilio_api import TOKEN
from tests.running import SECRET, TUESDAY_AFTERNOON, free_port

_PATIENCE = 60.0


@dataclass(slots=True)
class Begun:
    """A process that is ready, and how long that took."""

    url: str
    pid: int
    seconds_to_ready: float

    def memory_mb(self) -> float:
        """What it holds in memory now (resident set)."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024

    def most_memory_mb(self) -> float:
        """What it held in memory at its most."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024

    def computed(self) -> float:
        """How many seconds it has computed so far, in all its threads."""
        return computed(self.pid)


def computed(pid: int) -> float:
    """How many seconds a process has computed so far, in all its threads, with those of its children that ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def process(command: Sequence[str], port: int, environment: dict[str, str] | None = None) -> Iterator[Begun]:
    """Run a command that serves `port`, from its readiness to SIGTERM."""
    began = time.perf_counter()
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    running = subprocess.Popen(command, env=plain | (environment or {}), stdout=subprocess.DEVNULL)
    try:
        while not _is_ready(port):
            if running.poll() is not None or time.perf_counter() - began > _PATIENCE:
                raise RuntimeError(f"{command} does not start")
            time.sleep(0.005)
        yield Begun(f"http://127.0.0.1:{port}", running.pid, time.perf_counter() - began)
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(_PATIENCE)


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@contextlib.contextmanager
def floor(folder: Path) -> Iterator[Begun]:
    """The bare endpoint."""
    port = free_port()
    with process((sys.executable, "-m", "tests.benchmarks.floor", str(port), str(folder / "floor.db")), port) as begun:
        yield begun


@contextlib.contextmanager
def provider(seconds: float = 0.0) -> Iterator["Provider"]:
    """The providers' server, which takes so long for each message."""
    port = free_port()
    with process((sys.executable, "-m", "tests.benchmarks.provider", str(port), str(seconds)), port) as begun:
        yield Provider(begun.url, port)


@dataclass(slots=True)
class Provider:
    """What the provider took."""

    url: str
    port: int
    seen: int = field(default=0)

    def taken(self, count: int, within: float = _PATIENCE) -> list[tuple[str, float]]:
        """Wait for `count` more messages, as number and time; fewer when they do not come."""
        began = time.monotonic()
        while True:
            new = [(str(number), float(at)) for number, at in self._all()[self.seen :]]
            if len(new) >= count or time.monotonic() - began > within:
                self.seen += len(new)
                return new
            time.sleep(0.2)

    def _all(self) -> list[Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", "/taken")
        found: list[Any] = json.loads(connection.getresponse().read())
        connection.close()
        return found


def settings(
    folder: Path, port: int, provider_url: str = "", database: str = "", *, telegram: bool = False
) -> dict[str, str]:
    """The environment of an installation below `folder`. With a provider SMS is on, and Telegram too where asked."""
    basic = {
        "DATABASE_URL": database or _file(folder),
        "DATA_DIR": str(folder),
        "SECRET_KEY": SECRET,
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "LOG_LEVEL": "WARNING",
    }
    if not provider_url:
        return basic
    with_telegram = {"TELEGRAM_BOT_TOKEN": BOT_TOKEN, "TELEGRAM_API_URL": provider_url} if telegram else {}
    return (
        with_telegram
        | basic
        | {
            "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_FROM": "+4520000000",
            "TWILIO_API_URL": provider_url,
        }
    )


def _file(folder: Path) -> str:
    return f"sqlite:///{folder}/aabendoer.db"


@contextlib.contextmanager
def application(
    folder: Path, provider_url: str = "", *, database: str = "", telegram: bool = False, profile: Path | None = None
) -> Iterator[Begun]:
    """The real command, on SQLite below `folder` or on `database`. Its stacks are written to `profile` at the end."""
    port = free_port()
    watched = ("-m", "tests.benchmarks.sampled", str(profile)) if profile else ("-m",)
    command = (sys.executable, *watched, "bot", "run")
    with process(command, port, settings(folder, port, provider_url, database, telegram=telegram)) as begun:
        yield begun


def acquaint(folder: Path, count: int, database_url: str = "") -> list[str]:
    """Let the installation know so many people, who have been greeted: what is measured is every day, not the first."""
    known = numbers(count)

    async def meet(db: AsyncConnection) -> None:
        for number in known:
            person = await people.meet(db, Address(ChannelName.SMS, number), TUESDAY_AFTERNOON, DANISH)
            await people.remember_greeting(db, person.id)

    async def work() -> None:
        database = await Database.open(database_url or _file(folder), Seal(SECRET))
        await migrate(database)
        await database.write(meet)
        await database.close()

    asyncio.run(work())
    return known
