"""Two processes of one installation on PostgreSQL, behind one address that hands each connection to one that lives."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

from bot.app import utc_now
from tests.crash.lives import Lives, lives
from tests.running import TUESDAY_AFTERNOON, free_port


@contextlib.asynccontextmanager
async def pair(folder: Path) -> AsyncIterator[tuple[Lives, Lives]]:
    """Neither is running; the providers know the one address. It is a Tuesday afternoon."""
    ahead, ports = TUESDAY_AFTERNOON - utc_now(), (free_port(), free_port())
    async with lives(folder, ahead=ahead) as one, _spread(one.port, ports):
        both = tuple(Lives(folder, one.url, port, one.twilio, one.telegram, ahead) for port in ports)
        try:
            yield both[0], both[1]
        finally:
            for each in both:
                await each.end()


@contextlib.asynccontextmanager
async def _spread(port: int, to: tuple[int, ...]) -> AsyncIterator[None]:
    turns, under_way = count(), set[asyncio.Task[None]]()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        under_way.add(task)
        first = next(turns)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            for other in range(len(to)):
                with contextlib.suppress(ConnectionRefusedError):
                    await _join(reader, writer, to[(first + other) % len(to)])
                    break
        writer.close()
        under_way.discard(task)

    async with await asyncio.start_server(take, "127.0.0.1", port):
        yield
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way)


async def _join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    there, back = await asyncio.open_connection("127.0.0.1", port)
    try:
        directions = [asyncio.create_task(_pump(reader, back)), asyncio.create_task(_pump(there, writer))]
        _, left = await asyncio.wait(directions, return_when=asyncio.FIRST_COMPLETED)
        for one in left:
            one.cancel()
        await asyncio.gather(*directions, return_exceptions=True)
    finally:
        back.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(65536):
        writer.write(piece)
        await writer.drain()
