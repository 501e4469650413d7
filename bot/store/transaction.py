"""What a transaction is made of: a job that runs on a connection, and the seal that belongs to it.

A job keeps nothing outside the database: it may be rolled back and run again.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.seal import Seal

# Where processes on one PostgreSQL tell each other that there is something new.
CHANNEL = "aabendoer"

T = TypeVar("T")
Job = Callable[[AsyncConnection], Awaitable[T]]


def seal_of(connection: AsyncConnection) -> Seal:
    """The seal that belongs to the database of this connection."""
    seal: Seal = connection.sync_connection.info["seal"]  # type: ignore[union-attr]
    return seal
