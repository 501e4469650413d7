"""Who sends what: the next that may leave, claimed by one process, and what becomes of the claims of one that died."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from bot.model import ChannelName, Outgoing, OutgoingId, OutgoingState, Priority
from bot.store.database import ALONE
from bot.store.outbox import outgoings
from bot.store.prepared import Prepared
from bot.store.schema import Moment, outbox, state_in

S = OutgoingState


_earlier = outbox.alias("earlier")


def _claimable(priorities: Sequence[Priority], channels: Sequence[str]) -> Select[tuple[int]]:
    return (
        select(outbox.c.id)
        .where(
            state_in(outbox.c.state, S.WAITING),
            # Named one by one, the priorities let the index give the first due ones without looking at the others.
            state_in(outbox.c.priority, *priorities),
            outbox.c.due_at <= bindparam("now"),
            # Wrapped, so that no index of it is taken instead of the one that gives the order.
            func.coalesce(outbox.c.valid_until, literal_column("0")) > bindparam("now", type_=Moment()),
            state_in(outbox.c.channel, *channels),
            # One person's messages of one kind leave in order, one at a time; an unsettled one holds nobody up.
            ~exists().where(
                _earlier.c.key == outbox.c.key,
                _earlier.c.priority == outbox.c.priority,
                _earlier.c.id < outbox.c.id,
                state_in(_earlier.c.state, S.WAITING, S.SENDING),
                _earlier.c.valid_until > bindparam("now", type_=Moment()),
            ),
        )
        .order_by(outbox.c.priority, outbox.c.due_at, outbox.c.id)
        .limit(bindparam("most"))
    )


def _claim(claimable: Select[tuple[int]]) -> ReturningUpdate[Any]:
    # What another process is just taking is passed by. Named, so that PostgreSQL looks once.
    free = claimable.with_for_update(skip_locked=True, of=outbox).cte("claimable")
    return (
        update(outbox)
        .where(outbox.c.id.in_(select(free.c.id)))
        .values(
            state=S.SENDING,
            attempts=outbox.c.attempts + 1,
            claimed_at=bindparam("claimed"),
            claimed_by=bindparam("process"),
        )
        .returning(outbox)
    )


class Leaves(StrEnum):
    """What may leave now: everything, all but notices (money is short), or only answers and what is urgent (night)."""

    ALL = "all"
    NO_NOTICES = "no notices"
    AT_ONCE = "at once"


_PRIORITIES = {
    Leaves.ALL: tuple(Priority),
    Leaves.NO_NOTICES: tuple(one for one in Priority if one is not Priority.NOTICE),
    Leaves.AT_ONCE: (Priority.REPLY, Priority.URGENT),
}


@cache
def _first(leaves: Leaves, channels: tuple[str, ...]) -> Prepared:
    """The first that may leave, of these channels: there are few, so a statement for each set of them."""
    return Prepared(_claimable(_PRIORITIES[leaves], channels).with_only_columns(outbox.c.channel).limit(1))


@cache
def _taken(leaves: Leaves, channels: tuple[str, ...]) -> Prepared:
    return Prepared(_claim(_claimable(_PRIORITIES[leaves], channels)))


async def next_channel(
    db: AsyncConnection, channels: Sequence[ChannelName], now: datetime, *, leaves: Leaves = Leaves.ALL
) -> ChannelName | None:
    """That of the first one that a claim would take; a cheap look, so that idle costs no write."""
    if not channels:
        return None
    found = await _first(leaves, tuple(sorted(channels))).first(db, {"now": now})
    return ChannelName(found.channel) if found else None


async def claim(
    db: AsyncConnection,
    channels: Sequence[ChannelName],
    now: datetime,
    most: int,
    *,
    leaves: Leaves = Leaves.ALL,
    process: int = ALONE,
) -> list[Outgoing]:
    """Take up to `most` that are due, replies first; they are `sending` from now on."""
    if not channels:
        return []
    values = {"now": now, "claimed": now, "most": most, "process": process}
    return await outgoings(db, await _taken(leaves, tuple(sorted(channels))).rows(db, values))


# Both conditions: the second is the very one of the index.
_is_sending = and_(state_in(outbox.c.state, S.SENDING), state_in(outbox.c.state, S.SENDING, S.UNKNOWN))


async def senders(db: AsyncConnection) -> set[int]:
    """The processes that have something under way."""
    return set((await db.execute(select(outbox.c.claimed_by).where(_is_sending).distinct())).scalars())


async def unsettle_orphans(db: AsyncConnection, now: datetime, dead: Collection[int] | None = None) -> int:
    """What was being sent when a process died may have gone out, or not. `dead`: these processes and no others."""
    orphans = update(outbox).where(_is_sending)
    if dead is not None:
        orphans = orphans.where(outbox.c.claimed_by.in_(dead))
    return (await db.execute(orphans.values(state=S.UNKNOWN, due_at=now, code="crash"))).rowcount


async def give_back(db: AsyncConnection, process: int, under_way: Collection[OutgoingId]) -> int:
    """Claims that this process does not know of, since their commit was not reported: they wait again."""
    lost = update(outbox).where(_is_sending, outbox.c.claimed_by == process, outbox.c.id.not_in(under_way))
    return (await db.execute(lost.values(state=S.WAITING))).rowcount
