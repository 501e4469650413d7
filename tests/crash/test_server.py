"""PostgreSQL itself is killed: what a write returned from is there afterwards, and the bot goes on by itself."""

import asyncio
import sys
from collections.abc import Iterator

import pytest

from bot.store import inbox
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.seal import Seal
from tests.databases import SECRET
from tests.line.looking import until
from tests.postgresql import Server
from tests.store.rows import NOW, heard

pytestmark = [pytest.mark.crash, pytest.mark.postgresql]

WRITTEN = 200


@pytest.fixture
def own() -> Iterator[Server]:
    """A server of the test's own, which waits for the disk."""
    server = Server(is_quick=False)
    yield server
    server.stop()


@pytest.mark.long
async def test_returned_write_survives(own: Server) -> None:
    """The server is killed while a process writes: every write that had returned is there."""
    url = own.create("written")
    writer = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.store.writer", url),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert writer.stdout is not None
    said = [(await writer.stdout.readline()).decode().strip() for _ in range(WRITTEN)]
    await asyncio.to_thread(own.kill)
    said += (await writer.stdout.read()).decode().split()
    await writer.wait()

    await asyncio.to_thread(own.start)

    kept = {provider_id for (provider_id,) in own.rows("written", "select provider_id from inbox")}
    assert set(said) <= kept


async def test_bot_goes_on_when_it_is_back(own: Server) -> None:
    """A process that was connected writes again once the server is back, and is known to live."""
    database = await Database.open(own.create("left"), Seal(SECRET))
    await migrate(database)
    await database.join()
    await asyncio.gather(*(_put(database, number) for number in range(20)))

    await asyncio.to_thread(own.kill)
    with pytest.raises(Exception, match=r"(?i)connection|closed"):
        await _put(database, 20)
    await asyncio.to_thread(own.start)

    assert await _put(database, 21)
    await until(lambda: _lives(database))
    await database.close()


async def _put(database: Database, number: int) -> bool:
    return await database.write(lambda db: inbox.put(db, heard(f"SM{number}"), NOW)) is not None


async def _lives(database: Database) -> bool:
    try:
        return database.process in await database.living()
    except Exception:
        return False
