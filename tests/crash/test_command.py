"""The command itself, `python -m bot run`, as a municipality runs it."""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.line.looking import until
from tests.running import free_port

pytestmark = pytest.mark.crash


async def test_ends_with_zero_on_sigterm(tmp_path: Path) -> None:
    """A fresh installation without any setting starts, says so, and ends with status 0 within ten seconds."""
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": f"sqlite:///{tmp_path}/aabendoer.db",
        "DATA_DIR": str(tmp_path),
        "PORT": str(port),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, stdout=asyncio.subprocess.PIPE
    )
    try:
        async with httpx.AsyncClient(trust_env=False) as client:
            await until(lambda: _is_ready(client, port))
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        said, _ = await asyncio.wait_for(process.communicate(), 10)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()

    assert process.returncode == 0
    assert time.monotonic() - began < 10
    assert f":{port}/".encode() in said


async def _is_ready(client: httpx.AsyncClient, port: int) -> bool:
    try:
        return (await client.get(f"http://127.0.0.1:{port}/ready")).status_code == 200
    except httpx.TransportError:
        return False
