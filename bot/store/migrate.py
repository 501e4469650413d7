"""Brings a database to the tables of today, with the migrations beside this file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store.database import Database

_MIGRATIONS = Path(__file__).with_name("migrations")


async def migrate(database: Database) -> None:
    """Apply what is missing, each migration in its own transaction. Nothing happens on a database of today."""
    async with database.read() as db:
        await db.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    newest = ScriptDirectory.from_config(config).get_current_head()
    if MigrationContext.configure(connection).get_current_revision() != newest:
        command.upgrade(config, "head")
