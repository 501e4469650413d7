"""What every start does with a database: its tables are made those of today, and our key must be its own."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import BadSeal, HalfRotated, WrongKey
from bot.store.database import Database, seal_of
from bot.store.migrate import migrate
from bot.store.schema import addresses, key_check
from bot.store.seal import Seal

PURPOSE, _WORD = "key check", "aabendoer"
# The mark of the key, and that of the next one while bot.store.rotation is changing it.
MARK, NEXT_MARK = 1, 2


async def ready(database: Database, key_name: str) -> None:
    """Migrate, then raise WrongKey unless the key is the one of the first start; the first start leaves its mark.

    Raises HalfRotated while a change of the key is not finished.
    """
    await migrate(database)
    try:
        async with database.read() as db:
            is_marked = await _opens(db)
        if not is_marked:
            await database.write(_mark)
            async with database.read() as db:
                await _opens(db)
    except BadSeal:
        raise WrongKey(key_name) from None


async def _opens(db: AsyncConnection) -> bool:
    """Whether there is a mark; raises BadSeal when it, or an address from before there were marks, does not open."""
    seal = seal_of(db)
    marks = {row.id: row.sealed for row in await db.execute(select(key_check))}
    if NEXT_MARK in marks:
        raise HalfRotated
    if MARK in marks:
        seal.open(marks[MARK], PURPOSE)
        return True
    older = (await db.execute(select(addresses.c.sealed).limit(1))).scalar()
    if older is not None:
        seal.open(older, "address")
    return False


async def _mark(db: AsyncConnection) -> None:
    # Of two processes that start at once the first wins, and the other looks again.
    row = insert(key_check).values(id=MARK, sealed=marked(seal_of(db)))
    await db.execute(row.on_conflict_do_nothing())


def marked(seal: Seal) -> bytes:
    """What shows that a database belongs to the key of this seal."""
    return seal.close(_WORD, PURPOSE)
