"""Looking from outside at what an installation has stored and counted."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from prometheus_client import REGISTRY

from tests.databases import rows

__all__ = ["counted", "rows", "states", "until", "until_stored"]


def states(folder: Path, table: str = "outbox") -> dict[str, int]:
    """How many rows of the outbox, or the inbox, are in each state."""
    return dict(rows(folder, f"select state, count(*) from {table} group by state"))  # noqa: S608 - our own tables


def counted(name: str, **labels: str) -> float:
    """What a counter stands at. It counts for the whole test run: compare two."""
    return REGISTRY.get_sample_value(f"aabendoer_{name}_total", labels) or 0.0


async def until(is_so: Callable[[], Awaitable[bool]], *, within: float = 60.0) -> None:
    """Ask again and again until it is so."""
    async with asyncio.timeout(within):
        while not await is_so():  # noqa: ASYNC110 - what is asked may be another process
            await asyncio.sleep(0.01)


async def until_stored(folder: Path, wanted: dict[str, int], *, table: str = "outbox") -> None:
    """Wait until the rows are in these states, and no others."""

    async def are() -> bool:
        return states(folder, table) == wanted

    await until(are)
