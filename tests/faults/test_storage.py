"""The database takes nothing for a while: who writes is told to send again, and afterwards all have their answer."""

import asyncio
import contextlib
import os
import resource
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import httpx
import pytest

from tests.crash.lives import Lives, Written, lives
from tests.databases import Kind, url_of
from tests.faults.conftest import BOTH, Somebody, nothing_is_lost
from tests.faults.provider_faults import SMS, TELEGRAM
from tests.line.looking import until
from tests.running import Running

# Longer than either database is waited for, and longer than the providers wait for us.
LOCKED = 21.0
MOST = 200


@contextlib.asynccontextmanager
async def locked(folder: Path, kind: Kind) -> AsyncIterator[None]:
    """Somebody else keeps everybody from writing."""
    if kind is Kind.SQLITE:
        with contextlib.closing(sqlite3.connect(folder / "aabendoer.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
        return
    session = await asyncpg.connect(url_of(folder))
    try:
        async with session.transaction():
            await session.execute("LOCK TABLE inbox, outbox IN EXCLUSIVE MODE")
            yield
    finally:
        await session.close()


async def test_locked_for_twenty_seconds(house: Running, database_kind: Kind) -> None:
    """Ten people write to a locked database, and again when they were not heard: each is answered once."""
    people = [Somebody(house, SMS if number % 2 else TELEGRAM, number) for number in range(1, 11)]
    before = Somebody(house, SMS, 20)
    await before.asks()

    async with locked(house.folder, database_kind):
        writing = [asyncio.create_task(_insists(one, f"{number}000001")) for number, one in enumerate(people)]
        await asyncio.sleep(LOCKED)
    await asyncio.gather(*writing)
    await until(lambda: _is_over(house, 11))

    for one in (*people, before):
        assert len(one.heard) == len(set(one.heard)) == BOTH


async def _insists(one: Somebody, sid: str) -> None:
    """As a provider does: the same message again until it is taken."""
    while True:
        with contextlib.suppress(httpx.TransportError):
            if one.channel is SMS:
                status = await one.house.twilio.text(from_=f"+45200000{one.number:02}", body="mad i Odense", sid=sid)
            else:
                message = one.house.telegram.message(700000 + one.number) | {"text": "mad i Odense"}
                status = await one.house.telegram.push({"update_id": int(sid), "message": message}) or 0
            if status == 200:
                return
            assert status == 503
        await asyncio.sleep(0.5)


async def _is_over(house: Running, inbounds: int) -> bool:
    return nothing_is_lost(house, inbounds)


@contextlib.contextmanager
def tmpfs(folder: Path) -> Iterator[Path]:
    """A file system of its own of a few megabytes, where we may make one."""
    small = folder / "small"
    small.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() or not mount or subprocess.run([mount, "-t", "tmpfs", "-o", "size=16m", "tmpfs", small]).returncode:
        pytest.skip("only an administrator may mount")
    try:
        yield small
    finally:
        subprocess.run(["umount", "-l", small], check=True)


def _fill_up(house: Lives) -> Callable[[], None]:
    """Until the file system takes no byte more; what makes room again."""
    filler = house.folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"\0" * 4096):
            pass
    return filler.unlink


def _forbid_growth(house: Lives) -> Callable[[], None]:
    """The process may write to no file; what lets it again."""
    assert house.process is not None and house.process.pid is not None
    pid, before = house.process.pid, resource.prlimit(house.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))

    def allow() -> None:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)

    return allow


@pytest.mark.sqlite
async def test_disk_is_full(tmp_path: Path) -> None:
    """A real file system without room: 503 to the providers, and nothing lost or doubled when there is room again."""
    with tmpfs(tmp_path) as small:
        await _survives(small, _fill_up)


@pytest.mark.sqlite
async def test_file_may_not_grow(tmp_path: Path) -> None:
    """The same by a limit on the process, which no administrator is needed for."""
    await _survives(tmp_path, _forbid_growth)


async def _survives(folder: Path, fill: Callable[[Lives], Callable[[], None]]) -> None:
    async with lives(folder) as house:
        await house.begin()
        assert await house.hears(_question(0))
        wrote = 1

        # Three are under way when the room ends, and what is left of it takes some more.
        writing = [asyncio.create_task(house.hears(_question(number))) for number in range(1, 4)]
        make_room = fill(house)
        await asyncio.gather(*writing)
        wrote += len(writing)
        while await house.hears(_question(wrote)):
            wrote += 1
            assert wrote < MOST
        wrote += 1
        status = await house.twilio.text(from_="+4520099999", body="mad i Odense", sid="INfull")
        # Longer than three failures of one's own take.
        await asyncio.sleep(3)
        make_room()
        await house.hear_again()
        await house.settled()

        assert status == 503
        assert house.rows("select state, count(*) from inbox group by state") == [("done", wrote)]
        heard = Counter(sms.to for sms in house.twilio.messages)
        assert len(heard) == wrote
        assert set(heard.values()) == {BOTH}
        assert set(Counter(sms.outgoing for sms in house.twilio.messages).values()) == {1}
        await house.end()


def _question(number: int) -> Written:
    return Written(SMS, number, f"IN{number:06}", "mad i Odense")
