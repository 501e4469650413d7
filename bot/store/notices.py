"""Notices that staff wrote: drafts, those on their way, and how they ended. Their receivers: bot.store.receivers."""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Message, Notice, NoticeId, NoticeState, PersonId, Subject
from bot.store.database import seal_of
from bot.store.outbox import OF_NOTICE, message_of
from bot.store.schema import notices, outbox, state_in

# A draft of yesterday is not sent by a code that somebody finds in an old message.
DRAFT_LIVES = timedelta(hours=24)
N = NoticeState
_GOING = (N.SET, N.QUEUEING, N.SENDING, N.STOPPED)


async def draft(
    db: AsyncConnection,
    sender: PersonId,
    subject: Subject,
    message: Message,
    now: datetime,
    *,
    urgent: bool = False,
    starts_at: datetime | None = None,
) -> NoticeId:
    """Keep a notice that is not confirmed yet."""
    values = {
        "sender": sender,
        "municipality": subject.municipality,
        "town": subject.town,
        "topic": subject.topic,
        "urgent": urgent,
        "state": N.DRAFT,
        "sealed": seal_of(db).close(message, OF_NOTICE),
        "starts_at": starts_at,
        "created_at": now,
    }
    return NoticeId((await db.execute(insert(notices).values(**values).returning(notices.c.id))).scalar_one())


async def find(db: AsyncConnection, number: int) -> Notice | None:
    """The notice of this number."""
    row = (await db.execute(select(notices).where(notices.c.id == number))).first()
    return _notice(db, row) if row else None


async def last_draft(db: AsyncConnection, sender: PersonId, now: datetime) -> Notice | None:
    """The newest that the sender has not confirmed yet, not older than a day."""
    query = select(notices).where(
        notices.c.sender == sender, notices.c.state == N.DRAFT, notices.c.created_at > now - DRAFT_LIVES
    )
    row = (await db.execute(query.order_by(notices.c.id.desc()).limit(1))).first()
    return _notice(db, row) if row else None


async def last_to(db: AsyncConnection, person: PersonId, since: datetime) -> tuple[Notice, datetime] | None:
    """The notice that went out to the person last, and when; None where none did since then."""
    o = outbox.c
    query = (
        select(o.notice, o.claimed_at)
        .where(o.person == person, o.notice.is_not(None), o.claimed_at > since)
        .order_by(o.claimed_at.desc())
        .limit(1)
    )
    row = (await db.execute(query)).first()
    notice = await find(db, row.notice) if row else None
    return (notice, row.claimed_at) if row and notice else None


async def newest(
    db: AsyncConnection, sender: PersonId, municipalities: Collection[str] | None, since: datetime, most: int
) -> Sequence[Notice]:
    """The newest of somebody's own and of their municipalities (None: all of them), without drafts of others."""
    theirs = notices.c.state != N.DRAFT
    if municipalities is not None:
        theirs = theirs & notices.c.municipality.in_(list(municipalities))
    query = select(notices).where(or_(notices.c.sender == sender, theirs), notices.c.created_at > since)
    return [_notice(db, row) for row in await db.execute(query.order_by(notices.c.id.desc()).limit(most))]


async def going(db: AsyncConnection) -> Sequence[Notice]:
    """All that something is still to be done about: urgent ones first, then the oldest."""
    query = select(notices).where(state_in(notices.c.state, *_GOING)).order_by(notices.c.urgent.desc(), notices.c.id)
    return [_notice(db, row) for row in await db.execute(query)]


async def put(db: AsyncConnection, notice: NoticeId, **values: Any) -> None:
    """Change some of its columns."""
    await db.execute(update(notices).where(notices.c.id == notice).values(**values))


async def move(db: AsyncConnection, notice: Notice, to: NoticeState, **values: Any) -> bool:
    """Bring it from the state in which it was seen to another; False when it is in that no more."""
    here = notices.c.id == notice.id, notices.c.state == notice.state
    return (await db.execute(update(notices).where(*here).values(state=to, **values))).rowcount == 1


async def queued_to(db: AsyncConnection, notice: NoticeId) -> PersonId:
    """The last person whose row stands in the outbox."""
    return PersonId((await db.execute(select(notices.c.queued_to).where(notices.c.id == notice))).scalar_one())


async def end(db: AsyncConnection, notice: NoticeId, counts: Mapping[str, int]) -> None:
    """It is over and told; the figures stay when the rows of its receivers go."""
    await put(db, notice, state=N.DONE, counts=json.dumps(dict(counts)))


async def ended(db: AsyncConnection, notice: NoticeId) -> Counter[str] | None:
    """The figures with which it ended."""
    stored = (await db.execute(select(notices.c.counts).where(notices.c.id == notice))).scalar()
    return Counter(json.loads(stored)) if stored else None


def _notice(db: AsyncConnection, row: Row[Any]) -> Notice:
    return Notice(
        id=NoticeId(row.id),
        sender=PersonId(row.sender) if row.sender else None,
        subject=Subject(row.topic, row.municipality, row.town),
        urgent=bool(row.urgent),
        state=NoticeState(row.state),
        created_at=row.created_at,
        starts_at=row.starts_at,
        valid_until=row.valid_until,
        paused=bool(row.paused),
        receivers=row.receivers,
        over_at=row.over_at,
        message=message_of(seal_of(db).open(row.sealed, OF_NOTICE)) if row.sealed else None,
    )
