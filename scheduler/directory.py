"""Every second: a changed directory is read again, and every midnight what is posted for the new day."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.store.atlas import Atlas
from scheduler.clock import Counts


def job(atlas: Atlas) -> Callable[[datetime], Awaitable[Counts]]:
    """The function for the clock."""

    async def run(now: datetime) -> Counts:
        return {"changed": int(await atlas.refresh(now))}

    return run
