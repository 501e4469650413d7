"""One process runs on a SQLite file: a second one is refused in one message, until the first has ended, however."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.errors import AlreadyRunning
from bot.store.database import Database
from bot.store.seal import Seal
from tests.databases import FILE, SECRET
from tests.running import free_port

pytestmark = pytest.mark.sqlite

HOLD = """
import asyncio, sys
from bot.store.database import Database
from bot.store.seal import Seal
async def hold():
    database = await Database.open(sys.argv[1], Seal("x" * 40))
    await database.join()
    print("held", flush=True)
    await asyncio.sleep(60)
asyncio.run(hold())
"""


async def _holder(url: str) -> asyncio.subprocess.Process:
    holder = await asyncio.create_subprocess_exec(sys.executable, "-c", HOLD, url, stdout=asyncio.subprocess.PIPE)
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"held\n"
    return holder


async def test_second_run_is_refused(tmp_path: Path) -> None:
    """`run` on a file that another process runs on ends with status 1 and one message that says what to do."""
    url = f"sqlite:///{tmp_path}/{FILE}"
    holder = await _holder(url)
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": url, "SECRET_KEY": SECRET, "PORT": str(free_port())}

    second = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"), env=environment, stderr=asyncio.subprocess.PIPE
    )
    _, said = await asyncio.wait_for(second.communicate(), 30)
    holder.kill()
    await holder.wait()

    told = " ".join(said.decode().split())
    assert second.returncode == 1
    assert "already runs on it" in told
    assert str(holder.pid) in told
    assert "PostgreSQL" in told
    assert "Traceback" not in told


async def test_kill_gives_the_file_back(tmp_path: Path) -> None:
    """After kill -9 the next one runs at once."""
    url = f"sqlite:///{tmp_path}/{FILE}"
    holder = await _holder(url)
    database = await Database.open(url, Seal(SECRET))
    with pytest.raises(AlreadyRunning, match=str(holder.pid)):
        await database.join()

    holder.send_signal(signal.SIGKILL)
    await holder.wait()

    await database.join()
    await database.close()


async def test_commands_work_beside(tmp_path: Path) -> None:
    """Who only opens the file is not refused: commands work while the bot runs."""
    url = f"sqlite:///{tmp_path}/{FILE}"
    holder = await _holder(url)

    beside = await Database.open(url, Seal(SECRET))
    async with beside.read() as db:
        await db.exec_driver_sql("select 1")

    await beside.close()
    holder.kill()
    await holder.wait()
