"""How SQLite goes about a query: by which index, and whether it sorts."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.prepared import NEAR


async def plan_of(database: Database, ask: Callable[[AsyncConnection], Awaitable[object]]) -> str:
    """That of the one query that `ask` sends."""
    asked: list[tuple[str, Any]] = []
    async with database.read() as db:
        info = db.sync_connection.info  # type: ignore[union-attr]
        # What is written out once is sent as any other statement is, so that it is seen here.
        near = info.pop(NEAR)
        event.listen(
            db.sync_connection, "before_cursor_execute", lambda _c, _k, sql, values, *_: asked.append((sql, values))
        )
        await ask(db)
        info[NEAR] = near
        [(sql, values)] = asked
        return " ".join(str(row) for row in await db.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values))
