"""The ways out, one a channel: which may be used now, when the next one may, and which of them work."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import ChannelName

# A channel that failed for so long was down: what waits for its next try then need not wait any more.
OUTAGE = timedelta(seconds=30)


@dataclass(slots=True)
class Lane:
    """One channel's way out. It rests after "too many requests", and pauses (by the loop's time) for its allowance."""

    rests_until: datetime | None = None
    pauses_until: float = 0.0
    last_sent: datetime | None = None
    failing_since: datetime | None = None

    def failed(self, now: datetime) -> None:
        """The provider did not take one."""
        self.failing_since = self.failing_since or now

    def worked(self, now: datetime) -> bool:
        """The provider took one; whether that ends an outage."""
        since, self.failing_since, self.last_sent = self.failing_since, None, now
        return since is not None and now - since >= OUTAGE


class Lanes:
    """All of them."""

    def __init__(self, names: Iterable[ChannelName]) -> None:
        self._lanes = {name: Lane() for name in names}

    def __getitem__(self, name: ChannelName) -> Lane:
        return self._lanes[name]

    def ready(self, now: datetime, *, paused: bool) -> Iterator[ChannelName]:
        """Those that do not rest. `paused`: also those that wait for the provider's allowance."""
        time = asyncio.get_running_loop().time()
        for name, lane in self._lanes.items():
            is_rested = lane.rests_until is None or lane.rests_until <= now
            if is_rested and (paused or lane.pauses_until <= time):
                yield name

    def longest_sleep(self, most: float) -> float:
        """For how many seconds, at most so many, nothing that waits for an allowance can go."""
        now = asyncio.get_running_loop().time()
        pauses = [lane.pauses_until - now for lane in self._lanes.values() if lane.pauses_until > now]
        return min([most, *pauses])
