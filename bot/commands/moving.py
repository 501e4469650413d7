"""`migrate --to URL`: the whole installation moves from SQLite to PostgreSQL, while nothing runs."""

from bot.commands.console import out
from bot.commands.plain import fail
from bot.config import POSTGRESQL, Settings
from bot.store import moving
from bot.store.database import Database
from bot.store.moving import Moved
from bot.store.ready import ready
from bot.store.seal import Seal


async def migrate(settings: Settings, to: str) -> None:
    """Move every row, and say table by table what went over. The SQLite file stays as it is."""
    if settings.is_shared:
        fail("DATABASE_URL: is PostgreSQL already; `migrate` moves from SQLite")
    if not to.startswith(POSTGRESQL):
        fail("--to: must be the address of a PostgreSQL, as postgresql://user:password@host/aabendoer")
    seal, moved = Seal(settings.key()), list[Moved]()
    source = await Database.open(settings.database_url, seal)
    try:
        # Who ran meanwhile would answer people whom the new database does not know of.
        await source.join()
        await ready(source, settings.key_name)
        target = await Database.open(to, seal)
        try:
            await moving.move(source, target, moved.append)
        finally:
            await target.close()
    finally:
        await source.close()
    for one in moved:
        out.print(f"{one.table:16} {one.rows:9} rows   checksum {one.checksum:016x}", highlight=False)
    out.print(f"Moved {sum(one.rows for one in moved)} rows; counts and checksums agree.", highlight=False)
    where = "" if settings.secret_key else f" (it is in {settings.key_name})"
    out.print(f"Now set DATABASE_URL to the new address, and SECRET_KEY to the same key{where}.", highlight=False)
