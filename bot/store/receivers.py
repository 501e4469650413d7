"""Who gets a notice: counted, put into the outbox, released to be sent, counted by how it ended. Whole sets at once.

A receiver is somebody who is subscribed to the subject there, wrote no STOP and can be reached: once, at the address
that they used first. The text is sealed once in the notice; a receiver's row holds their sealed address as it stands.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import COLD, ChannelName, Notice, OutgoingState, PersonId, Priority, Subject
from bot.store.schema import Moment, addresses, inbox, outbox, persons, state_in, subscriptions

# Somebody who wrote so lately is in the midst of something, and hears it when they are done.
CALM = timedelta(minutes=5)
WITHDRAWN = "withdrawn"
S = OutgoingState
_NOT_YET = (S.QUEUED, S.WAITING, S.SENDING, S.UNKNOWN)


def _wants(subject: Subject) -> list[ColumnElement[bool]]:
    """What a subscription must be to be one to this subject."""
    s = subscriptions.c
    fits: list[ColumnElement[bool]] = []
    if subject.municipality is not None:
        fits.append(s.area.in_(["", subject.municipality]))
    if subject.town:
        fits.append(or_(s.area == "", s.town.in_(["", subject.town])))
    if subject.topic and subject.topic != COLD:
        fits.append(s.topic.in_(["", subject.topic]))
    return fits


def _reached() -> ColumnElement[bool]:
    """That the address is the one at which its person is reached: the first that is not blocked."""
    other = addresses.alias("other")
    first = (
        select(func.min(other.c.id)).where(other.c.person == persons.c.id, other.c.opted_out_at.is_(None))
    ).scalar_subquery()
    return (addresses.c.person == persons.c.id) & (addresses.c.id == first)


async def count(db: AsyncConnection, subject: Subject) -> dict[ChannelName, int]:
    """How many would get it now, by channel."""
    wanting = select(subscriptions.c.person).where(*_wants(subject))
    query = (
        select(addresses.c.channel, func.count())
        .select_from(persons)
        .join(addresses, _reached())
        .where(persons.c.id.in_(wanting), persons.c.stopped_at.is_(None), ~persons.c.discreet)
        .group_by(addresses.c.channel)
    )
    return {ChannelName(channel): number for channel, number in await db.execute(query)}


async def queue(
    db: AsyncConnection, notice: Notice, after: PersonId, now: datetime, most: int
) -> tuple[PersonId | None, int]:
    """Put the next receivers into the outbox: up to which person (None: all are there), and how many."""
    wanting = _next_wanting(notice.subject, after, most).subquery()
    upto = (await db.execute(select(func.max(wanting.c.person)))).scalar()
    if upto is None:
        return None, 0
    priority = Priority.URGENT if notice.urgent else Priority.NOTICE
    rows = (
        select(
            persons.c.id,
            addresses.c.channel,
            addresses.c.key,
            addresses.c.sealed,
            *(literal(one) for one in (str(priority), str(S.QUEUED), 0, 0)),
            *(literal(one, Moment()) for one in (now, notice.valid_until, now)),
            literal(False),
            literal(notice.id),
        )
        .select_from(persons)
        .join(addresses, _reached())
        .where(
            persons.c.id.in_(_next_wanting(notice.subject, after, most)),
            persons.c.stopped_at.is_(None),
            ~persons.c.discreet,
        )
    )
    put = insert(outbox).from_select(_COLUMNS, rows).on_conflict_do_nothing()
    return PersonId(upto), (await db.execute(put)).rowcount


_COLUMNS = (
    "person",
    "channel",
    "key",
    "sealed_address",
    "priority",
    "state",
    "attempts",
    "repeats",
    "due_at",
    "valid_until",
    "created_at",
    "forget",
    "notice",
)


def _next_wanting(subject: Subject, after: PersonId, most: int) -> Select[tuple[int]]:
    wanting = select(subscriptions.c.person).where(subscriptions.c.person > after, *_wants(subject))
    return wanting.distinct().order_by(subscriptions.c.person).limit(most)


async def release(db: AsyncConnection, notice: Notice, channel: ChannelName, now: datetime, most: int) -> Counter[str]:
    """Let the next ones go. Who is in the midst of a talk is passed over for now; who wants none any more, for good."""
    still = exists().where(subscriptions.c.person == persons.c.id, *_wants(notice.subject))
    reachable = exists().where(addresses.c.key == outbox.c.key, addresses.c.opted_out_at.is_(None))
    talks = exists().where(inbox.c.key == outbox.c.key, inbox.c.received_at > now - CALM)
    query = (
        select(outbox.c.id, (still & reachable & persons.c.stopped_at.is_(None) & ~persons.c.discreet).label("wanted"))
        .join(persons, persons.c.id == outbox.c.person)
        .where(
            outbox.c.notice == notice.id,
            outbox.c.state == S.QUEUED,
            outbox.c.channel == channel,
            ~talks,
            ~persons.c.in_talk,
        )
        .order_by(outbox.c.id)
        .limit(most)
    )
    rows = (await db.execute(query)).all()
    wanted, unwanted = [row.id for row in rows if row.wanted], [row.id for row in rows if not row.wanted]
    for ids, values in ((wanted, {"state": S.WAITING, "due_at": now}), (unwanted, _GONE)):
        if ids:
            await db.execute(update(outbox).where(outbox.c.id.in_(ids), outbox.c.state == S.QUEUED).values(**values))
    return Counter(released=len(wanted), withdrawn=len(unwanted))


_GONE: Mapping[str, Any] = {"state": S.EXPIRED, "code": WITHDRAWN}


async def under_way(db: AsyncConnection) -> dict[ChannelName, int]:
    """How many receivers' rows are released and not yet taken by the provider, by channel."""
    waiting = state_in(outbox.c.state, S.WAITING) & state_in(outbox.c.priority, Priority.NOTICE, Priority.URGENT)
    sending = state_in(outbox.c.state, S.SENDING) & state_in(outbox.c.state, S.SENDING, S.UNKNOWN)
    found = Counter[ChannelName]()
    for which in (waiting, sending):
        query = select(outbox.c.channel, func.count()).where(which, outbox.c.notice.is_not(None))
        found.update({ChannelName(one): number for one, number in await db.execute(query.group_by(outbox.c.channel))})
    return dict(found)


async def channels_left(db: AsyncConnection, notice: Notice) -> set[ChannelName]:
    """The channels on which receivers are still queued."""
    left = set()
    for channel in ChannelName:
        query = select(outbox.c.id).where(
            outbox.c.notice == notice.id, outbox.c.state == S.QUEUED, outbox.c.channel == channel
        )
        if (await db.execute(query.limit(1))).first() is not None:
            left.add(channel)
    return left


async def drop(db: AsyncConnection, notice: Notice, most: int, *, late: bool) -> int:
    """Take back what is still queued: called off, or too `late` to help anybody. How many; call until none is left."""
    queued = select(outbox.c.id).where(outbox.c.notice == notice.id, outbox.c.state == S.QUEUED).limit(most)
    gone = {"state": S.EXPIRED, "code": None if late else WITHDRAWN}
    return (await db.execute(update(outbox).where(outbox.c.id.in_(queued)).values(**gone))).rowcount


async def has_unsent(db: AsyncConnection, notice: Notice, states: Sequence[OutgoingState] = _NOT_YET) -> bool:
    """Whether some receiver's row is in one of these states: by itself, not at its end yet."""
    for state in states:
        query = select(outbox.c.id).where(outbox.c.notice == notice.id, outbox.c.state == state).limit(1)
        if (await db.execute(query)).first() is not None:
            return True
    return False


async def awaits_report(db: AsyncConnection, notice: Notice) -> bool:
    """Whether a provider that reports has not yet said of each message whether it arrived."""
    query = select(outbox.c.id).where(
        outbox.c.notice == notice.id, outbox.c.state == S.SENT, outbox.c.channel == ChannelName.SMS
    )
    return (await db.execute(query.limit(1))).first() is not None


async def counts(db: AsyncConnection, notice: Notice) -> Counter[str]:
    """How many receivers' rows are in each state; those who wanted none any more are told apart as `withdrawn`."""
    of_it = outbox.c.notice == notice.id
    rows = await db.execute(select(outbox.c.state, func.count()).where(of_it).group_by(outbox.c.state))
    found = Counter({str(state): number for state, number in rows})
    gone = select(func.count()).where(of_it, outbox.c.state == S.EXPIRED, outbox.c.code == WITHDRAWN)
    withdrawn = int((await db.execute(gone)).scalar_one())
    found[S.EXPIRED] -= withdrawn
    found[WITHDRAWN] = withdrawn
    return found
