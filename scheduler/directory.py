"""Every second: a changed directory is read again."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.store.atlas import Atlas
from scheduler.clock import Counts


def job(atlas: Atlas) -> Callable[[datetime], Awaitable[Counts]]:
    """The function for the clock."""

    async def run(now: datetime) -> Counts:  # noqa: ARG001 - every job takes `now`
        return {"changed": int(await atlas.refresh())}

    return run
