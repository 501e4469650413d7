"""What a provider allows all our processes together, filled by PostgreSQL's clock. One process alone counts itself.

A bucket holds one second's messages and fills as time goes; "too many requests" to one process is told to all.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, BindParameter, Float, bindparam, cast, extract, func, literal, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import ChannelName
from bot.store.schema import Moment, allowances

_SECOND = 1_000_000
_now = cast(extract("epoch", func.clock_timestamp()) * _SECOND, BigInteger)
_rate: BindParameter[float] = bindparam("rate", type_=Float())


@dataclass(frozen=True, slots=True)
class Allowed:
    """How many messages may go now; when none may, `wait` says for how many seconds."""

    messages: int
    wait: float = 0.0


_put = insert(allowances).values(messages=_rate, counted_at=_now)
_filled = allowances.c.messages + (_now - allowances.c.counted_at) * _rate / literal(float(_SECOND))
_count = _put.on_conflict_do_update(
    index_elements=["channel"], set_={"messages": func.least(_rate, _filled), "counted_at": _now}
).returning(allowances.c.messages, allowances.c.rests_until)
_spend = (
    update(allowances)
    .where(allowances.c.channel == bindparam("of"))
    .values(messages=allowances.c.messages - bindparam("spent"))
)
_put_rest = insert(allowances).values(messages=0.0, counted_at=_now, rests_until=bindparam("until", type_=Moment()))
_rest = _put_rest.on_conflict_do_update(
    index_elements=["channel"],
    set_={"rests_until": func.greatest(allowances.c.rests_until, _put_rest.excluded.rests_until)},
)


async def allowed(db: AsyncConnection, channel: ChannelName, per_second: float, now: datetime) -> Allowed:
    """What may go on this channel; nobody else is told the same before this transaction ends."""
    row = (await db.execute(_count, {"channel": channel, "rate": per_second})).one()
    if row.rests_until is not None and row.rests_until > now:
        return Allowed(0, (row.rests_until - now).total_seconds())
    messages = int(row.messages)
    return Allowed(messages, 0.0 if messages else (1 - row.messages) / per_second)


async def spend(db: AsyncConnection, channel: ChannelName, messages: int) -> None:
    """So many went."""
    await db.execute(_spend, {"of": channel, "spent": float(messages)})


async def rest(db: AsyncConnection, channel: ChannelName, until: datetime) -> None:
    """The provider told us to wait."""
    await db.execute(_rest, {"channel": channel, "until": until})
