"""The version of the directory: it counts up with every change, so that a running process sees it."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import versions

_DIRECTORY = "directory"


async def of_directory(db: AsyncConnection) -> int:
    """Counts up with every change of listings or schedules; 0 when nothing was ever stored."""
    number = (await db.execute(select(versions.c.number).where(versions.c.name == _DIRECTORY))).scalar()
    return int(number or 0)


async def directory_changed(db: AsyncConnection) -> None:
    """Something of the directory is different from now on."""
    statement = insert(versions).values(name=_DIRECTORY, number=1)
    await db.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"number": versions.c.number + 1}))
