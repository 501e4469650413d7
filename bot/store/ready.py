"""What every start does with a database: its tables are made those of today, and our key must be its own."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import BadSeal, WrongKey
from bot.store.database import Database, seal_of
from bot.store.migrate import migrate
from bot.store.schema import addresses, key_check

_PURPOSE, _WORD = "key check", "aabendoer"


async def ready(database: Database, key_name: str) -> None:
    """Migrate, then raise WrongKey unless the key is the one of the first start; the first start leaves its mark."""
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
    mark = (await db.execute(select(key_check.c.sealed))).scalar()
    if mark is not None:
        seal.open(mark, _PURPOSE)
        return True
    older = (await db.execute(select(addresses.c.sealed).limit(1))).scalar()
    if older is not None:
        seal.open(older, "address")
    return False


async def _mark(db: AsyncConnection) -> None:
    # Of two processes that start at once the first wins, and the other looks again.
    row = insert(key_check).values(id=1, sealed=seal_of(db).close(_WORD, _PURPOSE))
    await db.execute(row.on_conflict_do_nothing())
