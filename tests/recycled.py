"""Databases of a PostgreSQL that go from test to test: making one takes a quarter of a second, putting one in order
a fiftieth. What a test has changed in the tables themselves is not mended: such a database goes.
"""

from itertools import count
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from tests.postgresql import Server

# Rows that are gone stay in the files for a while, so that a database grows with each test.
_MOST_TESTS = 25
_OTHERS = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
_SEQUENCES = "SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences ORDER BY 1"
_SHAPE = """SELECT md5(string_agg(one, ' ' ORDER BY one)) FROM (
    SELECT concat(c.oid, c.relname, c.relfilenode, c.relchecks, a.attname, a.atttypid, a.attnotnull) AS one
    FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL SELECT concat('trigger', tgname) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT concat('function', proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
) AS ones"""


class Recycled:
    """Those that begin as `template` is: copies of it, lent to one test each."""

    def __init__(self, server: Server, template: str) -> None:
        self._server, self._template = server, template
        self._numbers = count(1)
        self._free: list[str] = []
        self._tests: dict[str, int] = {}
        self._restoring = server.wait_for(_keep(server.url(template)))
        self._shape = server.rows(template, _SHAPE)

    def lend(self) -> str:
        """The name of one."""
        if self._free:
            return self._free.pop()
        name = f"{self._template}_{next(self._numbers)}"
        self._server.create(name, self._template)
        return name

    def begin_in_fork(self, number: int) -> None:
        """In a fork: those that are free belong to others too, and new ones are counted from `number`."""
        self._free.clear()
        self._numbers = count(number)

    def take_back(self, name: str) -> None:
        """Whatever a test has stored is gone, and whoever is still connected."""
        self._tests[name] = self._tests.get(name, 0) + 1
        if self._tests[name] < _MOST_TESTS and self._server.wait_for(self._restored(name)):
            self._free.append(name)
        else:
            self._server.drop(name)

    async def _restored(self, name: str) -> bool:
        connection = await asyncpg.connect(self._server.url(name))
        try:
            await connection.execute(_OTHERS)
            if await _told(connection, _SHAPE) != self._shape:
                return False
            await connection.execute(self._restoring)
        finally:
            await connection.close()
        return True


async def _keep(url: str) -> str:
    """Put a copy of every row beside the tables; returns what makes them as they were."""
    connection = await asyncpg.connect(url)
    try:
        tables = [table for (table,) in await _told(connection, _TABLES)]
        steps = ["SET session_replication_role = replica", *(f'DELETE FROM "{table}"' for table in tables)]  # noqa: S608 - our own tables
        await connection.execute("CREATE SCHEMA kept")
        for table in tables:
            await connection.execute(f'CREATE TABLE kept."{table}" AS TABLE "{table}"')
            if await _told(connection, f'SELECT FROM "{table}" LIMIT 1'):
                steps.append(f'INSERT INTO "{table}" SELECT * FROM kept."{table}"')  # noqa: S608
            else:
                await connection.execute(f'DROP TABLE kept."{table}"')
        for name, last, is_called in await _told(connection, _SEQUENCES):
            steps.append(f"SELECT setval('\"{name}\"', {last}, {is_called})")
    finally:
        await connection.close()
    return ";\n".join(steps)


async def _told(connection: Any, query: str) -> list[Any]:
    return [tuple(row) for row in await connection.fetch(query)]
