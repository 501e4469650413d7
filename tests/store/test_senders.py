"""Who wrote, and how much they write."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import inbox, senders
from bot.store.database import Database
from tests.store.rows import ANNA, BENT, NOW, heard


async def test_counts_one_sender(database: Database) -> None:
    """Only the messages of this sender count, within a minute and up to this one."""
    for number, (by, second) in enumerate([(ANNA, 0), (BENT, 10), (ANNA, 20), (ANNA, 60), (ANNA, 65)]):
        at = NOW + timedelta(seconds=second)
        await database.write(lambda db, n=number, who=by, t=at: inbox.put(db, heard(f"SM{n}", by=who), t))  # type: ignore[misc]

    async def counted(db: AsyncConnection) -> list[int]:
        waiting = await inbox.waiting(db, 0)
        return [(await senders.sender(db, one, NOW, "da")).wrote_lately for one in waiting]

    assert await database.write(counted) == [1, 1, 2, 2, 3]
