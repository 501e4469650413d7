"""One installation and its lives: begun, killed, begun again on the same files, with the providers staying up."""

import asyncio
import contextlib
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import httpx

from bot.app import utc_now
from bot.model import ChannelName
from tests.crash.victim import Death, live
from tests.databases import furnish
from tests.forks import forks
from tests.line.looking import rows, until
from tests.providers.served import serve
from tests.providers.telegram_api import TelegramApi
from tests.providers.twilio_api import TwilioApi
from tests.running import free_port, settings_for

REPORT_TAKES = timedelta(seconds=0.4)
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Written:
    """One message of a person, as its provider keeps it to send again until it is answered with 200."""

    channel: ChannelName
    who: int
    id: str
    text: str


@dataclass(slots=True)
class Lives:
    """The installation below `folder`. At most one process of it runs."""

    folder: Path
    url: str
    port: int
    twilio: TwilioApi
    telegram: TelegramApi
    ahead: timedelta = timedelta()
    process: ForkServerProcess | None = None
    unanswered: list[Written] = field(default_factory=list)

    async def begin(self, death: Death | None = None) -> None:
        """Start a process, which dies as told; returns when it is ready."""
        await self.conceive(death)
        async with httpx.AsyncClient(trust_env=False) as client:
            await until(lambda: self._is_ready(client))
        await until(lambda: _now(bool(self.telegram.webhook)))

    async def conceive(self, death: Death | None = None) -> None:
        """Start a process that may die before it is ready."""
        settings = settings_for(self.folder, self.url, self.twilio, self.telegram, port=self.port)
        self.process = forks.Process(target=live, args=(settings, death, REPORT_TAKES, self.ahead))
        await asyncio.to_thread(self.process.start)

    async def _is_ready(self, client: httpx.AsyncClient) -> bool:
        try:
            return (await client.get(f"http://127.0.0.1:{self.port}/ready")).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """Kill the process now."""
        assert self.process is not None and self.process.pid is not None
        os.kill(self.process.pid, signal.SIGKILL)

    async def died(self) -> None:
        """Wait until the process has died, by SIGKILL and nothing else."""
        await self._over()
        assert self.process is not None
        assert self.process.exitcode == -signal.SIGKILL

    async def end(self) -> None:
        """Ask the process to end, and wait for it."""
        if self.process is not None and self.process.is_alive():
            self.process.terminate()
            await self._over()

    async def _over(self) -> None:
        process = self.process
        assert process is not None
        await asyncio.to_thread(process.join, _PATIENCE)
        assert not process.is_alive()

    async def hears(self, written: Written) -> bool:
        """Let a person write; False when their provider had no 200, and so will send it again."""
        try:
            status = await self._post(written)
        except httpx.TransportError:
            status = None
        if status != 200:
            self.unanswered.append(written)
        return status == 200

    async def _post(self, written: Written) -> int | None:
        if written.channel is ChannelName.SMS:
            return await self.twilio.text(from_=f"+45200{written.who + 1:05}", body=written.text, sid=written.id)
        message = self.telegram.message(written.who) | {"text": written.text}
        return await self.telegram.push({"update_id": int(written.id), "message": message})

    async def hear_again(self) -> None:
        """The providers send again what was not answered."""
        again, self.unanswered = self.unanswered, []
        for written in again:
            assert await self.hears(written)

    async def settled(self) -> None:
        """Wait until nothing is on its way any more, in or out."""
        await until(lambda: asyncio.to_thread(self._is_still))

    def _is_still(self) -> bool:
        return not self.rows("select 1 from inbox where state = 'waiting'") and not self.rows(
            "select 1 from outbox where state in ('waiting', 'sending', 'unknown')"
        )

    def rows(self, query: str) -> list[Any]:
        """What the database holds."""
        return rows(self.folder, query)

    def heard(self, channel: ChannelName) -> Counter[tuple[str, str]]:
        """How often each person has each text, at the provider."""
        if channel is ChannelName.SMS:
            return Counter((sms.to, sms.body) for sms in self.twilio.messages)
        return Counter((str(bubble.chat), bubble.text) for bubble in self.telegram.bubbles)


async def _now(value: bool) -> bool:
    return value


@contextlib.asynccontextmanager
async def lives(folder: Path, *, ahead: timedelta = timedelta()) -> AsyncIterator[Lives]:
    """An installation that is not running, with its providers around it; its clock and theirs are `ahead` of ours."""
    await furnish(folder)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    async with (
        serve(TwilioApi(bot_url=url, clock=lambda: utc_now() + ahead)) as twilio,
        serve(TelegramApi(bot_url=url)) as telegram,
    ):
        one = Lives(folder, url, port, twilio, telegram, ahead)
        try:
            yield one
        finally:
            await one.end()
