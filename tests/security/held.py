"""Every byte that an installation holds, as a thief of its database would find them."""

from pathlib import Path

from sqlalchemy import text

from bot.store.database import Database
from bot.store.schema import metadata
from tests.databases import FILE, url_of


async def held(folder: Path, database: Database) -> bytes:
    """SQLite: the file and what lies beside it. PostgreSQL: every row of every table, bytes as bytes."""
    if url_of(folder).startswith("sqlite"):
        files = [folder / f"{FILE}{ending}" for ending in ("", "-wal", "-shm")]
        return b"".join(file.read_bytes() for file in files if file.exists())
    found: list[bytes] = []
    async with database.read() as db:
        for table in metadata.tables:
            for row in await db.execute(text(f"select * from {table}")):  # noqa: S608 - our own tables
                found += [value if isinstance(value, bytes) else str(value).encode() for value in row]
    return b"\n".join(found)


def spelled(secret: str) -> list[bytes]:
    """The bytes by which a text may lie there."""
    return [secret.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
