"""A start: the key must be the one that the database was made with, and its files are for their owner alone."""

import sqlite3
from pathlib import Path

import pytest

from bot.errors import BadDatabase, WrongKey
from bot.store.database import Database
from bot.store.ready import ready
from bot.store.seal import Seal
from tests.running import SECRET
from tests.store.rows import met

OTHER = "another secret that is long enough to be one"


async def started(folder: Path, secret: str) -> Database:
    """The database after a start."""
    database = await Database.open(f"sqlite:///{folder}/aabendoer.db", Seal(secret))
    try:
        await ready(database, "SECRET_KEY")
    except WrongKey:
        await database.close()
        raise
    return database


async def test_wrong_key_is_refused(tmp_path: Path) -> None:
    """Another key than that of the first start is told at once, even in an empty database."""
    await (await started(tmp_path, SECRET)).close()

    with pytest.raises(WrongKey, match="SECRET_KEY: not the key"):
        await started(tmp_path, OTHER)

    await (await started(tmp_path, SECRET)).close()


async def test_older_database_is_marked(tmp_path: Path) -> None:
    """A database from before there were marks is known by an address in it, and marked with the right key."""
    database = await started(tmp_path, SECRET)
    await met(database)
    await database.close()
    with sqlite3.connect(tmp_path / "aabendoer.db") as plain:
        plain.execute("delete from key_check")
    plain.close()

    with pytest.raises(WrongKey):
        await started(tmp_path, OTHER)
    await (await started(tmp_path, SECRET)).close()

    with sqlite3.connect(tmp_path / "aabendoer.db") as plain:
        assert plain.execute("select count(*) from key_check").fetchone() == (1,)
    plain.close()


async def test_files_are_private(tmp_path: Path) -> None:
    """The database and the files beside it are for their owner alone, also one that was open to others before."""
    folder = tmp_path / "data"
    await (await started(folder, SECRET)).close()
    (folder / "aabendoer.db").chmod(0o644)

    database = await started(folder, SECRET)
    await met(database)
    modes = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
    await database.close()

    assert modes == dict.fromkeys(("aabendoer.db", "aabendoer.db-wal", "aabendoer.db-shm"), 0o600)
    assert folder.stat().st_mode & 0o777 == 0o700


async def test_other_file_is_refused(tmp_path: Path) -> None:
    """A file that is no database is left as it is; that, and a folder that cannot be made, are one message each."""
    (tmp_path / "notes.txt").write_text("bread, milk\n" * 1_000)
    (tmp_path / "notes.txt").chmod(0o644)

    with pytest.raises(BadDatabase, match="not a database"):
        await Database.open(f"sqlite:///{tmp_path}/notes.txt", Seal(SECRET))
    assert (tmp_path / "notes.txt").stat().st_mode & 0o777 == 0o644
    with pytest.raises(BadDatabase, match="DATABASE_URL"):
        await Database.open(f"sqlite:///{tmp_path}/notes.txt/a.db", Seal(SECRET))
