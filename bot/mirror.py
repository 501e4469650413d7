"""What one process shows on the browser phone, the others can show too: a proxy sends a page now here and now there.

Processes tell each other only ids; the words are read from the database, where they are sealed.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.channels.browser import BrowserChannel
from bot.logs import logger
from bot.model import ChannelName, OutgoingId
from bot.store import inbox, outbox
from bot.store.database import Database

SHOWN, ECHOED = "shown", "echoed"

log = logger(__name__)


class Mirror:
    """Keeps one process's mailboxes as full as those of the others."""

    def __init__(self, database: Database, browser: BrowserChannel) -> None:
        self._database = database
        self._browser = browser
        self._reading: set[asyncio.Task[None]] = set()
        browser.on_shown = lambda number: database.tell(SHOWN, number)
        browser.on_heard = lambda number: database.tell(ECHOED, number)
        database.on(SHOWN, lambda number: self._begin(self._show(number)))
        database.on(ECHOED, lambda number: self._begin(self._echo(number)))

    def _begin(self, reading: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(reading)
        self._reading.add(task)
        task.add_done_callback(self._read)

    def _read(self, task: asyncio.Task[None]) -> None:
        self._reading.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            # It is in the database and in the other's mailbox; a page that asks there has it.
            log.warning("not_mirrored", kind=type(fault).__name__)

    async def _show(self, number: str) -> None:
        if number:
            async with self._database.read() as db:
                outgoing = await outbox.find(db, OutgoingId(int(number)))
            if outgoing:
                self._browser.show(outgoing)

    async def _echo(self, number: str) -> None:
        if number:
            turn = self._browser.turn()
            async with self._database.read() as db:
                inbound = await inbox.find(db, ChannelName.BROWSER, number)
            if inbound:
                self._browser.echo(inbound, turn)
