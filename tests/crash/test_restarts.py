"""A restart while people write: nobody is refused, nobody is left out, nobody is told twice.

The socket belongs to somebody who stays, as with systemd's socket activation; here that is the test.
"""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections import Counter
from pathlib import Path

import httpx
import pytest

from tests.databases import SECRET, Contents, Kind, furnish, rows, url_of
from tests.line.looking import until
from tests.providers.served import serve
from tests.providers.twilio_api import TwilioApi

pytestmark = pytest.mark.crash

# What systemd does: the socket is number 3, and the variables name it and whom it is for.
_HANDED = 'exec 3<&"$0"; export LISTEN_FDS=1 LISTEN_PID=$$; exec "$@"'
EVERY = 0.15


async def started(listener: socket.socket, folder: Path, twilio: TwilioApi, url: str) -> Process:
    """A process that is handed the socket; ready when it says where it is."""
    number = listener.fileno()
    process = await asyncio.create_subprocess_exec(
        *("/bin/bash", "-c", _HANDED, str(number), sys.executable, "-m", "bot", "run"),
        env={
            "PATH": os.environ["PATH"],
            "DATABASE_URL": url_of(folder),
            "DATA_DIR": str(folder),
            "SECRET_KEY": SECRET,
            "PUBLIC_URL": url,
            "TWILIO_ACCOUNT_SID": twilio.account_sid,
            "TWILIO_AUTH_TOKEN": twilio.auth_token,
            "TWILIO_FROM": twilio.sender,
            "TWILIO_API_URL": twilio.url,
        },
        stdout=asyncio.subprocess.PIPE,
        pass_fds=(number,),
    )
    assert process.stdout is not None
    assert await asyncio.wait_for(process.stdout.readline(), 30)
    return process


async def ended(process: Process) -> None:
    """Ask it to end, and wait for it."""
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 15) == 0


async def write_on(twilio: TwilioApi, refused: list[str], stop: asyncio.Event) -> int:
    """People write one after the other, each once, on a connection of their own; how many did."""
    async with asyncio.TaskGroup() as group:
        for who in range(10_000):
            if stop.is_set():
                return who
            group.create_task(_write(twilio, who, refused))
            await asyncio.sleep(EVERY)
    return 0


async def _write(twilio: TwilioApi, who: int, refused: list[str]) -> None:
    try:
        status = await twilio.text(from_=f"+45200{who + 1:05}", body="mad i Slagelse", sid=f"IN{who:05}")
    except httpx.TransportError as error:
        refused.append(repr(error))
    else:
        if status != 200:
            refused.append(str(status))


@pytest.mark.long(Kind.POSTGRESQL)
async def test_restart_refuses_nobody(tmp_path: Path, database_kind: Kind) -> None:
    """On SQLite the one process ends and the next begins; on PostgreSQL two are restarted in turn."""
    await furnish(tmp_path, Contents.NEW)
    refused: list[str] = []
    stop = asyncio.Event()
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        async with _patient() as client, serve(TwilioApi(bot_url=url, bot=client)) as twilio:
            processes = [await started(listener, tmp_path, twilio, url)]
            if database_kind is Kind.POSTGRESQL:
                processes.append(await started(listener, tmp_path, twilio, url))
            try:
                writing = asyncio.create_task(write_on(twilio, refused, stop))
                await asyncio.sleep(1)
                for number, old in enumerate(processes):
                    await ended(old)
                    processes[number] = await started(listener, tmp_path, twilio, url)
                    await asyncio.sleep(1)
                stop.set()
                wrote = await writing
                assert refused == []
                await until(lambda: _is_still(tmp_path, wrote), within=120)
            finally:
                for process in processes:
                    if process.returncode is None:
                        await ended(process)

        assert wrote > 10
        assert rows(tmp_path, "select state, count(*) from inbox group by state") == [("done", wrote)]
        assert set(Counter(sms.outgoing for sms in twilio.messages).values()) == {1}
        assert len({sms.to for sms in twilio.messages}) == wrote


def _patient() -> httpx.AsyncClient:
    """As a proxy is told to be: a connection for each request, and patience, for a busy machine starts slowly."""
    alone = httpx.Limits(max_keepalive_connections=0)
    return httpx.AsyncClient(verify=False, trust_env=False, timeout=60, limits=alone)  # noqa: S501 loopback


async def _is_still(folder: Path, wrote: int) -> bool:
    waiting = "select count(*) from outbox where state in ('waiting', 'sending', 'unknown')"
    done = "select count(*) from inbox where state = 'done'"
    return bool(rows(folder, waiting)[0][0] == 0 and rows(folder, done)[0][0] == wrote)
