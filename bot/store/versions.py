"""The version of the directory: it counts up with every change, so that a running process sees it."""

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import versions
from bot.store.transaction import CHANNEL

DIRECTORY = "directory"


async def of_directory(db: AsyncConnection) -> int:
    """Counts up with every change of listings or schedules; 0 when nothing was ever stored."""
    number = (await db.execute(select(versions.c.number).where(versions.c.name == DIRECTORY))).scalar()
    return int(number or 0)


async def directory_changed(db: AsyncConnection) -> None:
    """Something of the directory is different from now on."""
    statement = insert(versions).values(name=DIRECTORY, number=1)
    if db.dialect.name == "postgresql":
        await db.execute(select(func.pg_notify(CHANNEL, DIRECTORY)))
    await db.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"number": versions.c.number + 1}))
