"""Migrations: they lead to the tables of the code, from nothing and from every step before."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store.database import Database
from bot.store.migrate import MIGRATIONS, migrate, newest
from bot.store.schema import metadata
from bot.store.seal import Seal
from tests.running import SECRET


async def test_migrations_equal_the_schema(database: Database) -> None:
    """A migrated database has exactly the tables, columns and indexes that the code names."""

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    async with database.read() as db:
        assert await db.run_sync(differences) == []


@pytest.mark.sqlite
async def test_migrating_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    """A start on a database of today leaves it as it is."""
    before = (tmp_path / "aabendoer.db").stat().st_size

    await migrate(database)

    assert (tmp_path / "aabendoer.db").stat().st_size == before


async def test_folder_is_made(tmp_path: Path) -> None:
    """A database in a folder that is not there yet makes it."""
    opened = await Database.open(f"sqlite:///{tmp_path}/new/deep/aabendoer.db", Seal(SECRET))
    await migrate(opened)
    await opened.close()

    assert (tmp_path / "new" / "deep" / "aabendoer.db").exists()


def test_newest_file_is_head() -> None:
    """The number that the last file begins with is Alembic's head: by it a start knows that none is missing."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_current_head() == newest()
