"""Work in batches: each in its own transaction, until nothing more is due."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime

from scheduler.clock import Counts, Work
from scheduler.voice import Voice


def in_batches(
    voice: Voice, is_due: Callable[[datetime], Awaitable[bool]], batch: Callable[[datetime], Awaitable[Counter[str]]]
) -> Work:
    """The function for the clock. What a batch stored leaves while the next one is made."""

    async def run(now: datetime) -> Counts:
        counts = Counter[str]()
        while await is_due(now):
            counts += await batch(now)
            voice.spoke()
        return counts

    return run
