"""Waiting for something to have happened, without looking again and again."""

import asyncio
from collections.abc import Callable


class News:
    """Something happened; who waits looks whether it was enough."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def announce(self) -> None:
        """Let everybody who waits look."""
        self._next.set()
        self._next = asyncio.Event()

    async def until(self, enough: Callable[[], object], *, within: float = 5.0) -> None:
        """Wait until `enough()` is true. Raises TimeoutError after so many seconds."""
        async with asyncio.timeout(within):
            while not enough():
                await self._next.wait()
