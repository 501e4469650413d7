"""How long things are kept: texts 30 days, then gone here (DESIGN rule 15: at most 30 days)."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import NoticeState, OutgoingState
from bot.store import appointments
from bot.store.schema import cases, dialogues, duties, inbox, notices, outbox, place_questions, posts, talks

TEXTS = timedelta(days=30)
# The provider's ids stay longer without text, so that a webhook that is sent again is still a double.
ROWS = timedelta(days=90)
_MOVING = [OutgoingState.WAITING, OutgoingState.SENDING, OutgoingState.UNKNOWN]
_GOING = [NoticeState.ASKED, NoticeState.SET, NoticeState.QUEUEING, NoticeState.SENDING, NoticeState.STOPPED]


async def apply(db: AsyncConnection, now: datetime) -> dict[str, int]:
    """Remove what has been kept long enough; how many rows of each kind."""
    old, older = now - TEXTS, now - ROWS
    moving, going = outbox.c.state.in_(_MOVING), notices.c.state.in_(_GOING)
    counts = {
        "inbox texts": update(inbox)
        .where(inbox.c.received_at < old, inbox.c.sealed.is_not(None), inbox.c.state != "waiting")
        .values(sealed=None, key=b""),
        "inbox rows": delete(inbox).where(inbox.c.received_at < older, inbox.c.state != "waiting"),
        "outbox texts": update(outbox)
        .where(outbox.c.created_at < old, outbox.c.sealed_address.is_not(None), ~moving)
        .values(sealed=None, sealed_address=None, key=b""),
        "outbox rows": delete(outbox).where(outbox.c.created_at < older, ~moving),
        "notice texts": update(notices)
        .where(notices.c.created_at < old, notices.c.sealed.is_not(None), ~going)
        .values(sealed=None),
        "posts": delete(posts).where(posts.c.last_day < old.date().isoformat()),
        "place questions": delete(place_questions).where(place_questions.c.asked_at < older),
        "dialogues": delete(dialogues).where(dialogues.c.changed_at < old),
        "case texts": update(cases).where(cases.c.opened_at < old, cases.c.sealed.is_not(None)).values(sealed=None),
        "case ends": update(cases)
        .where(cases.c.closed_at < old, cases.c.sealed_done.is_not(None))
        .values(sealed_done=None),
        "talks": delete(talks).where(talks.c.state == "over", talks.c.over_at < older),
        "duties": delete(duties).where(duties.c.day < old.date().isoformat()),
    }
    removed = {kind: (await db.execute(statement)).rowcount for kind, statement in counts.items()}
    return {**removed, "appointments": await appointments.clear_old(db, now)}
