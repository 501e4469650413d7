"""Brings a database to the tables of today, with the migrations beside this file.

A migration's file is named after its revision ("0001_the_first_tables.py"). Alembic is loaded only when one is missing:
it costs 10 MB and a tenth of a second at every start.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.store.database import Database

MIGRATIONS = Path(__file__).with_name("migrations")


async def migrate(database: Database) -> None:
    """Apply what is missing. Nothing happens on a database of today."""
    async with database.read() as db:
        if not await db.run_sync(_is_of_today):
            await db.run_sync(_upgrade)


def newest() -> str:
    """The revision of the last migration."""
    return max(file.name for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py")).partition("_")[0]


def _is_of_today(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == newest()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
