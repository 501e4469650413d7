"""How fast notices are given to each provider: one moment a channel, which all processes share.

The moment is that up to which the channel's rate is used up (the generic cell rate algorithm). Pure but for the table.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import ChannelName
from bot.store.schema import paces

# What was not used for longer than a beat is not saved up, but for what makes one message whole.
BURST = timedelta(seconds=1)


async def used(db: AsyncConnection) -> Mapping[ChannelName, datetime]:
    """Until when each channel is used up."""
    rows = await db.execute(select(paces.c.channel, paces.c.used_until))
    return {ChannelName(row.channel): row.used_until for row in rows}


async def use(db: AsyncConnection, channel: ChannelName, until: datetime) -> None:
    """Messages were given to it."""
    put = insert(paces).values(channel=channel, used_until=until)
    await db.execute(put.on_conflict_do_update(index_elements=["channel"], set_={"used_until": until}))


def may_go(used_until: datetime | None, per_second: float, now: datetime) -> int:
    """How many the rate allows now."""
    free = now - _from(used_until, per_second, now)
    # A microsecond of rounding must not cost a message.
    return int(free.total_seconds() * per_second + 1e-3)


def after(used_until: datetime | None, per_second: float, now: datetime, number: int) -> datetime:
    """Until when it is used up once so many more have gone."""
    return _from(used_until, per_second, now) + timedelta(seconds=number / per_second)


def _from(used_until: datetime | None, per_second: float, now: datetime) -> datetime:
    earliest = now - BURST - timedelta(seconds=1 / per_second)
    return max(used_until, earliest) if used_until else earliest
