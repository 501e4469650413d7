"""`backup` and `restore`: the whole database into a file while it runs, and back while nothing does.

SQLite writes the copy itself; PostgreSQL's own pg_dump and pg_restore do it there. A backup opens with the key of its
database alone, so the key is kept apart from it, and `restore` looks whether it is there before anything is replaced.
"""

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from bot.commands import postgresql_tools
from bot.commands.console import out
from bot.commands.opened import opened
from bot.commands.plain import fail
from bot.config import Settings
from bot.errors import BadDatabase
from bot.store.database import Database
from bot.store.guard import Guard
from bot.store.migrate import newest
from bot.store.ready import ready
from bot.store.seal import Seal
from bot.store.sqlite import PREFIX

_BESIDE = ("", "-wal", "-shm")
# What fills by itself at a start, and so is no loss.
_OF_ITS_OWN = ("alembic_version", "jobs", "key_check", "places", "schedules", "versions", "sqlite_sequence")


async def backup(settings: Settings, file: Path) -> None:
    """Copy the database into a new file that only its owner may read."""
    if file.exists():
        fail(f"{file} exists; choose another name")
    if not file.parent.is_dir():
        fail(f"{file.parent} is no folder; make it first")
    async with opened(settings) as database, database.read() as db:
        try:
            # An empty file of ours first: what is written into it is never anybody else's to read.
            file.touch(mode=0o600, exist_ok=False)
            if settings.is_shared:
                await postgresql_tools.dump(settings.database_url, file)
            else:
                await db.exec_driver_sql("VACUUM INTO ?", (str(file),))
        except (OSError, DatabaseError) as error:
            file.unlink(missing_ok=True)
            fail(f"{file}: cannot be written: {error.orig if isinstance(error, DatabaseError) else error.strerror}")
        except BaseException:
            file.unlink(missing_ok=True)
            raise
    out.print(f"Written to {file}", highlight=False, markup=False, soft_wrap=True)


async def restore(settings: Settings, file: Path, *, yes: bool) -> None:
    """Put a backup in the place of the database; what was there is kept beside it. Nothing may run meanwhile."""
    if not (settings.secret_key or (settings.data_dir / "secret_key").exists()):
        fail(f"{settings.key_name}: put the key of the backup there first, or set SECRET_KEY; without it nothing opens")
    if settings.is_shared:
        await postgresql_tools.restore(settings, file, yes=yes)
    else:
        await _restore_file(settings, file, yes=yes)
    out.print(f"{file} is restored. Start again with `run`.", highlight=False, markup=False, soft_wrap=True)


async def _restore_file(settings: Settings, file: Path, *, yes: bool) -> None:
    target = settings.database_file
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    guard = Guard(target)
    guard.take()
    new = target.with_name(f"{target.name}.restoring")
    try:
        if not yes and (held := _rows(target)):
            fail(f"{target} holds {held} rows already; --yes puts the backup in its place and keeps it beside it")
        _copy(file, new)
        await _checked(settings, new, file)
        if kept := _set_aside(target):
            out.print(
                f"What was there is {kept} now; delete it when all is well.",
                highlight=False,
                markup=False,
                soft_wrap=True,
            )
        new.replace(target)
    finally:
        for end in _BESIDE:
            new.with_name(f"{new.name}{end}").unlink(missing_ok=True)
        guard.release()


def _copy(file: Path, new: Path) -> None:
    """The backup, whole and of a version that we know, in a file of ours. A backup is never changed itself."""
    try:
        new.unlink(missing_ok=True)
        new.touch(mode=0o600)
        shutil.copyfile(file, new)
        with sqlite3.connect(f"file:{new}?mode=ro", uri=True) as copy:
            (state,) = copy.execute("PRAGMA integrity_check").fetchone()
            (version,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
        copy.close()
    except OSError as error:
        fail(f"{file}: cannot be copied to {new}: {error.strerror}")
    except (sqlite3.Error, TypeError) as error:
        fail(f"{file}: is no backup of Åben Dør: {error}")
    if state != "ok":
        fail(f"{file}: is damaged: {state}")
    if version > newest():
        fail(f"{file}: was written by a newer Åben Dør (tables {version}, here {newest()}); install that one first")


async def _checked(settings: Settings, new: Path, file: Path) -> None:
    """Our key opens it, and its tables are made those of today. Raises WrongKey, BadDatabase."""
    try:
        database = await Database.open(f"{PREFIX}{new}", Seal(settings.key()))
    except BadDatabase as error:
        fail(f"{file}: {error}")
    try:
        await ready(database, settings.key_name)
    finally:
        await database.close()


def _rows(target: Path) -> int:
    """How many rows a start would not make by itself; 0 where there is no database."""
    if not target.exists() or not target.stat().st_size:
        return 0
    try:
        with sqlite3.connect(f"file:{target}?mode=ro", uri=True) as there:
            names = [name for (name,) in there.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            filled = [f'SELECT count(*) FROM "{name}"' for name in names if name not in _OF_ITS_OWN]  # noqa: S608
            held = sum(there.execute(query).fetchone()[0] for query in filled)
        there.close()
    except sqlite3.Error as error:
        fail(f"{target}: is there and is no database ({error}); move it away first")
    return int(held)


def _set_aside(target: Path) -> Path | None:
    """The database of before, with what lies beside it, under a name that says when it was replaced."""
    if not target.exists():
        return None
    kept = target.with_name(f"{target.name}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%S}")
    for end in _BESIDE:
        if (part := target.with_name(f"{target.name}{end}")).exists():
            part.replace(kept.with_name(f"{kept.name}{end}"))
    return kept
