"""What processes on one PostgreSQL know of each other: who lives, who does what alone, and that there is news.

One session beside the pool holds a lock under the number of its process for as long as that lives: a process that is
killed loses it at once, without a lease to run out. The same session takes the locks of what one process does alone,
listens for news, and tells it. Told is only a topic, never a text; a lost one costs a second, for every loop also looks
by itself.
"""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from zlib import crc32

import asyncpg  # type: ignore[import-untyped]

from bot.logs import logger
from bot.store.transaction import CHANNEL

# Advisory locks have two numbers: the first says what kind ours are.
_LIVES, _ALONE = 0x0AABE001, 0x0AABE002
# News within so many seconds is told together: NOTIFY makes commits wait for one another.
_TOLD_EVERY = 0.02
_LOOKED_AFTER_EVERY = 10.0
_PAUSE = 0.5

log = logger(__name__)


class Presence:
    """This process, as the others see it. `process` is its number, by which it claims what it sends."""

    def __init__(self, connect: Callable[[], Awaitable[Any]]) -> None:
        self._connect = connect
        self._session: Any = None
        self._turn = asyncio.Lock()
        self._keeping: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._news: set[tuple[str, str]] = set()
        self._held: set[str] = set()
        self._heard: dict[str, list[Callable[[str], object]]] = {}
        self.process = 1 + secrets.randbelow(2**31 - 1)

    async def begin(self) -> None:
        """Live, until `end`."""
        if self._keeping is None:
            await self._open()
            self._keeping = asyncio.create_task(self._keep(), name="presence")

    async def end(self) -> None:
        """The others need not wait for us any more."""
        if self._keeping is not None:
            self._keeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeping
        if self._session is not None:
            with contextlib.suppress(Exception):
                await self._session.close(timeout=2)

    def on(self, topic: str, call: Callable[[str], object]) -> None:
        """Call it with what another process tells of `topic`, and with nothing when we may have missed that."""
        self._heard.setdefault(topic, []).append(call)

    def tell(self, topic: str, what: str = "") -> None:
        """Soon the other processes know that there is something new; `what`: an id, never a text."""
        self._news.add((topic, what))
        self._wake.set()

    async def living(self) -> set[int]:
        """The numbers of all processes that live."""
        rows = await self._ask(
            "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objsubid = 2"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND granted",
            _LIVES,
        )
        return {int(number) for (number,) in rows}

    @contextlib.asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[bool]:
        """Whether no other process is doing this now; then none begins while we do."""
        if name in self._held:
            yield False
            return
        self._held.add(name)
        try:
            [(taken,)] = await self._ask("SELECT pg_try_advisory_lock($1, $2)", _ALONE, _number(name))
            try:
                yield taken
            finally:
                if taken:
                    # A session that is gone has given it back.
                    with contextlib.suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                        await self._ask("SELECT pg_advisory_unlock($1, $2)", _ALONE, _number(name))
        finally:
            self._held.discard(name)

    async def _ask(self, query: str, *values: object) -> list[Any]:
        async with self._turn:
            found: list[Any] = await self._session.fetch(query, *values)
            return found

    async def _open(self) -> None:
        session = await self._connect()
        # Shared, for the server may not have noticed yet that an earlier session of ours is over.
        await session.fetch("SELECT pg_advisory_lock_shared($1, $2)", _LIVES, self.process)
        await session.add_listener(CHANNEL, self._on_news)
        session.add_termination_listener(lambda _: self._wake.set())
        self._session = session

    async def _keep(self) -> None:
        while True:
            try:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_LOOKED_AFTER_EVERY):
                        await self._wake.wait()
                self._wake.clear()
                if self._session.is_closed():
                    await self._open()
                    for topic in self._heard:
                        self._call(topic, "")
                await self._tell()
            except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
                log.warning("presence_lost", kind=type(error).__name__)
                self._session.terminate()
                self._wake.set()
                await asyncio.sleep(_PAUSE)

    async def _tell(self) -> None:
        """Tell what is new; when nothing is, ask whether the server is still there."""
        news, self._news = self._news, set()
        async with asyncio.timeout(_LOOKED_AFTER_EVERY):
            if not news:
                await self._ask("SELECT 1")
            for topic, what in news:
                await self._ask("SELECT pg_notify($1, $2)", CHANNEL, f"{topic} {self.process} {what}")
        await asyncio.sleep(_TOLD_EVERY)

    def _on_news(self, session: Any, pid: int, channel: str, payload: str) -> None:  # noqa: ARG002
        topic, teller, what = (*payload.split(" ", 2), "", "")[:3]
        if teller != str(self.process):
            self._call(topic, what)

    def _call(self, topic: str, what: str) -> None:
        for call in self._heard.get(topic, ()):
            call(what)


def _number(name: str) -> int:
    return crc32(name.encode()) & 0x7FFFFFFF
