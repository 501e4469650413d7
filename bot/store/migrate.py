"""Brings a database to the tables of today, with the migrations beside this file.

A migration's file is named after its revision ("0001_the_first_tables.py"). Alembic is loaded only when one is missing:
it costs 10 MB and a tenth of a second at every start.
"""

from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database

MIGRATIONS = Path(__file__).with_name("migrations")
_TURN = 0x0AABE000


async def migrate(database: Database) -> None:
    """Apply what is missing. Nothing happens on a database of today."""
    async with database.read() as db:
        if await db.run_sync(_is_of_today):
            return
        if not database.is_shared:
            await db.run_sync(_upgrade)
            return
    await database.write(_in_turn, fresh=True)


async def _in_turn(db: AsyncConnection) -> None:
    """Of processes that start at once the first migrates, in one transaction; the others wait and find it done."""
    await db.execute(text("SET LOCAL lock_timeout = 0"))
    await db.execute(select(func.pg_advisory_xact_lock(_TURN)))
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
