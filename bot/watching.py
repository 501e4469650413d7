"""What operators see of a running process: a word for each part, when each was last alive, and how much waits."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot import metrics
from bot.channels.base import Channel, Polling
from bot.deliver import Deliver
from bot.dispatch import Dispatch
from bot.i18n import Translator
from bot.logs import logger
from bot.model import ChannelName
from bot.store import inbox, outbox, versions
from bot.store.database import Database
from scheduler.clock import Clock

# A poll of Telegram lasts half a minute when nobody writes.
SILENT_AFTER = 120.0
# One fault is no outage: it is repeated in seconds.
A_WHILE = timedelta(minutes=1)
_CALLED = {ChannelName.SMS: "SMS", ChannelName.TELEGRAM: "Telegram"}
_WITH_A_PROVIDER = (ChannelName.SMS, ChannelName.TELEGRAM)

log = logger(__name__)


class Parts(Protocol):
    """A running process. `loops` are those that must never end."""

    database: Database
    clock: Callable[[], datetime]
    jobs: Clock
    dispatch: Dispatch
    deliver: Deliver
    loops: list[asyncio.Task[None]]

    @property
    def channels(self) -> Mapping[ChannelName, Channel]:
        """The channels that are on."""
        ...


class Watch:
    """Looks at the parts of one process."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def words(self) -> dict[str, str]:
        """A word for each part: ok, off, or what is wrong."""
        found = {"database": "ok", "clock": "late" if self._parts.jobs.is_late(self._parts.clock()) else "ok"}
        try:
            async with self._parts.database.read() as db:
                await versions.of_directory(db)
        except Exception:
            log.exception("database_down")
            found["database"] = "down"
        for loop in self._parts.loops:
            found[loop.get_name()] = "stopped" if loop.done() else "ok"
        return found | {name: self.word(name) for name in _WITH_A_PROVIDER}

    def word(self, name: ChannelName) -> str:
        """Of one channel: off, failing (each attempt to send fails), silent (its provider cannot be polled) or ok."""
        channel = self._parts.channels.get(name)
        if channel is None:
            return "off"
        if self._parts.deliver.failing(name):
            return "failing"
        return "silent" if isinstance(channel, Polling) and channel.silent_for() > SILENT_AFTER else "ok"

    def trouble(self, t: Translator, other_ways: str) -> str:
        """What people hear of channels that have failed for a while, with what else there is; "" when none has."""
        now = self._parts.clock()
        down = [_CALLED[name] for name in _WITH_A_PROVIDER if self._has_failed(name, now)]
        if not down:
            return ""
        said = t("{channels} does not work right now. You can write here.", channels=t.listing(down))
        return f"{said} {t('Or try: {ways}', ways=other_ways)}" if other_ways else said

    def _has_failed(self, name: ChannelName, now: datetime) -> bool:
        since = self._parts.deliver.failing(name) if name in self._parts.channels else None
        return bool(since and now - since > A_WHILE) or self.word(name) == "silent"

    def heartbeats(self) -> dict[str, dict[str, float | None]]:
        """How many seconds ago each timed job ended, and each channel heard and sent something; None: never yet."""
        ago = self._ago
        return {
            "jobs": {name: ago(self._parts.jobs.last.get(name)) for name in self._parts.jobs.names},
            "heard": {name: ago(self._parts.dispatch.heard.get(name)) for name in self._parts.channels},
            "sent": {name: ago(self._parts.deliver.last_sent(name)) for name in self._parts.channels},
        }

    async def measure(self) -> None:
        """Set what is only known by looking, for whoever is about to read the metrics."""
        now = self._parts.clock()
        async with self._parts.database.read() as db:
            lines = {"inbox": await inbox.backlog(db), "outbox": await outbox.backlog(db, now)}
        for line, (number, oldest) in lines.items():
            metrics.WAITING.labels(line).set(number)
            metrics.OLDEST.labels(line).set((now - oldest).total_seconds() if oldest else 0)
        for name in _WITH_A_PROVIDER:
            metrics.CHANNEL_UP.labels(name).set(self.word(name) in {"ok", "off"})
        for name in self._parts.channels:
            for gauge, at in (
                (metrics.HEARD_AT, self._parts.dispatch.heard.get(name)),
                (metrics.SENT_AT, self._parts.deliver.last_sent(name)),
            ):
                if at:
                    gauge.labels(name).set(at.timestamp())

    def _ago(self, moment: datetime | None) -> float | None:
        return round((self._parts.clock() - moment).total_seconds(), 1) if moment else None
