"""Real databases for tests: SQLite in a test's folder, or one of a real PostgreSQL that belongs to that folder.

Each kind of contents is made once and copied, so that a test begins in a few hundredths of a second.
"""

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.app import App
from bot.config import Secret, Settings
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.seal import Seal
from tests import postgresql
from tests.recycled import Recycled
from tests.starter import reader

FILE = "aabendoer.db"
SECRET = "a-secret-for-tests-that-is-long-enough-to-be-one"


class Kind(StrEnum):
    """What a test's databases are."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


class Contents(StrEnum):
    """Today's tables alone; a new installation; one that is for trying out."""

    BLANK = "blank"
    NEW = "new"
    DEMO = "demo"


_used = [Kind.SQLITE]
_copied: dict[Contents, bytes] = {}
_recycled: dict[str, Recycled] = {}
_made: set[str] = set()
_lent: dict[str, tuple[str, Recycled]] = {}


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder beside those of the tests, for what begins anew many times in one test."""
    return tempfile.TemporaryDirectory(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT"))


def use(kind: Kind) -> None:
    """From now on databases are of this kind."""
    _used[0] = kind


def drop_all() -> None:
    """Those of a PostgreSQL that a test has made go, or go back; its files go with its folder."""
    while _made:
        postgresql.server().drop(_made.pop())
    while _lent:
        _, (name, recycled) = _lent.popitem()
        recycled.take_back(name)


def begin_in_fork() -> None:
    """In a fork of a process whose tests have used PostgreSQL: the databases of this one are its own."""
    postgresql.server().begin_in_fork()
    for recycled in _recycled.values():
        recycled.begin_in_fork(os.getpid() * 1_000)


def name_of(folder: Path) -> str:
    """What the database of the installation below `folder` is called, on a PostgreSQL."""
    own = postgresql.name_of(folder)
    return _lent[own][0] if own in _lent else own


def url_of(folder: Path) -> str:
    """DATABASE_URL of the installation below `folder`; an empty database when there is none yet."""
    if _used[0] is Kind.SQLITE:
        return f"sqlite:///{folder}/{FILE}"
    own = postgresql.name_of(folder)
    if own not in _made and own not in _lent:
        _made.add(own)
        return postgresql.server().create(own)
    return postgresql.server().url(name_of(folder))


async def furnish(folder: Path, contents: Contents = Contents.NEW) -> None:
    """Put a database with these contents below `folder`, unless there is one."""
    if _used[0] is Kind.SQLITE:
        if not (folder / FILE).exists():
            (folder / FILE).write_bytes(_copied.get(contents) or await _copy_of(contents))
            (folder / FILE).chmod(0o600)
        return
    server, own = postgresql.server(), postgresql.name_of(folder)
    if own in _made or own in _lent:
        return
    template = server.url(contents)
    if template not in _recycled:
        server.drop(contents)
        await _fill(server.create(contents), contents)
        _recycled[template] = Recycled(server, contents)
    _lent[own] = (_recycled[template].lend(), _recycled[template])


@contextlib.asynccontextmanager
async def opened(folder: Path, contents: Contents = Contents.BLANK) -> AsyncIterator[Database]:
    """The database below `folder`, open."""
    await furnish(folder, contents)
    database = await Database.open(url_of(folder), Seal(SECRET))
    try:
        yield database
    finally:
        await database.close()


def rows(folder: Path, query: str) -> list[Any]:
    """What the database below `folder` holds, seen from outside."""
    if _used[0] is Kind.POSTGRESQL:
        return postgresql.server().rows(name_of(folder), query)
    with contextlib.closing(sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)) as database:
        return database.execute(query).fetchall()


def bytes_of(folder: Path) -> bytes:
    """Every byte of the database below `folder`, with its log and all else that lies there."""
    files = list(folder.iterdir())
    if _used[0] is Kind.POSTGRESQL:
        files += postgresql.server().files(name_of(folder))
    return b"".join(file.read_bytes() for file in files if file.is_file())


async def _copy_of(contents: Contents) -> bytes:
    with scratch() as folder:
        await _fill(f"sqlite:///{folder}/{FILE}", contents)
        _copied[contents] = (Path(folder) / FILE).read_bytes()
    return _copied[contents]


async def _fill(url: str, contents: Contents) -> None:
    if contents is Contents.BLANK:
        database = await Database.open(url, Seal(SECRET))
        await migrate(database)
        await database.close()
        return
    with scratch() as folder:
        settings = Settings(
            database_url=url,
            data_dir=Path(folder),
            secret_key=Secret(SECRET),
            demo=contents is Contents.DEMO,
        )
        app = await App.build(settings, only={}, reader=reader())
        await app.database.close()
