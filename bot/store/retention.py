"""How long each kind of data is kept: one table, which the hourly job and the page on data protection share.

Texts at most 30 days (DESIGN rule 15), also those of open cases; but of these staff are warned a week before. The
providers' ids stay for 90 without text, so that a webhook that is sent again is still a double.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Delete, Update, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AppointmentState, NoticeState, OutgoingState, PersonId
from bot.store import appointments, forget, invitations, spending
from bot.store.schema import appointments as booked
from bot.store.schema import (
    audit,
    cases,
    check_ins,
    dialogues,
    duties,
    inbox,
    notices,
    outbox,
    persons,
    place_questions,
    posts,
    roles,
    subscriptions,
    talks,
)

TEXTS, ROWS = timedelta(days=30), timedelta(days=90)
PEOPLE, ACTS = timedelta(days=365), timedelta(days=730)
FADES_SOON = timedelta(days=7)
# Forgetting somebody is some ten statements; the next hour goes on.
_PEOPLE_AT_ONCE = 100
_moving = outbox.c.state.in_([OutgoingState.WAITING, OutgoingState.SENDING, OutgoingState.UNKNOWN])
_GOING = [NoticeState.ASKED, NoticeState.SET, NoticeState.QUEUEING, NoticeState.SENDING, NoticeState.STOPPED]


@dataclass(frozen=True, slots=True)
class Rule:
    """What is removed of one kind of data, and how old it is then. `name` is what docs/databeskyttelse.md calls it."""

    name: str
    kept: timedelta
    removed: Callable[[datetime], Delete | Update]


RULES = (
    Rule(
        "inbox texts",
        TEXTS,
        lambda old: (
            update(inbox)
            .where(inbox.c.received_at < old, inbox.c.sealed.is_not(None), inbox.c.state != "waiting")
            .values(sealed=None, key=b"")
        ),
    ),
    Rule("inbox rows", ROWS, lambda old: delete(inbox).where(inbox.c.received_at < old, inbox.c.state != "waiting")),
    Rule(
        "outbox texts",
        TEXTS,
        lambda old: (
            update(outbox)
            .where(outbox.c.created_at < old, outbox.c.sealed_address.is_not(None), ~_moving)
            .values(sealed=None, sealed_address=None, key=b"")
        ),
    ),
    Rule("outbox rows", ROWS, lambda old: delete(outbox).where(outbox.c.created_at < old, ~_moving)),
    Rule(
        "notice texts",
        TEXTS,
        lambda old: (
            update(notices)
            .where(notices.c.created_at < old, notices.c.sealed.is_not(None), notices.c.state.not_in(_GOING))
            .values(sealed=None)
        ),
    ),
    Rule("posts", TEXTS, lambda old: delete(posts).where(posts.c.last_day < old.date().isoformat())),
    Rule("place questions", ROWS, lambda old: delete(place_questions).where(place_questions.c.asked_at < old)),
    Rule("dialogues", TEXTS, lambda old: delete(dialogues).where(dialogues.c.changed_at < old)),
    Rule(
        "case texts",
        TEXTS,
        lambda old: update(cases).where(cases.c.opened_at < old, cases.c.sealed.is_not(None)).values(sealed=None),
    ),
    Rule(
        "case ends",
        TEXTS,
        lambda old: (
            update(cases).where(cases.c.closed_at < old, cases.c.sealed_done.is_not(None)).values(sealed_done=None)
        ),
    ),
    Rule("talks", ROWS, lambda old: delete(talks).where(talks.c.state == "over", talks.c.over_at < old)),
    Rule("duties", TEXTS, lambda old: delete(duties).where(duties.c.day < old.date().isoformat())),
    Rule("audit", ACTS, lambda old: delete(audit).where(audit.c.at < old)),
)
# These remove themselves by more than their age: bot.store.appointments, invitations, spending, redactions and below.
OTHERS = {
    "appointments": appointments.AGREED_KEPT,
    "invitations": invitations.KEPT,
    "spending": spending.KEPT,
    "redactions": timedelta(days=7),
    "people": PEOPLE,
}


async def apply(db: AsyncConnection, now: datetime) -> dict[str, int]:
    """Remove what has been kept long enough; how many rows of each kind."""
    removed = {rule.name: (await db.execute(rule.removed(now - rule.kept))).rowcount for rule in RULES}
    return {
        **removed,
        "appointments": await appointments.clear_old(db, now),
        "invitations": await invitations.forget_old(db, now),
        "spending": await spending.clear_old(db, now),
        "people": await _forget_silent(db, now),
    }


async def fading(db: AsyncConnection, now: datetime) -> dict[str | None, list[int]]:
    """Open cases whose text goes within a week and of which staff have not heard, by municipality; now they have."""
    due = (cases.c.state == "open", cases.c.person.is_not(None), cases.c.sealed.is_not(None), ~cases.c.fades)
    statement = update(cases).where(*due, cases.c.opened_at < now - TEXTS + FADES_SOON).values(fades=True)
    found: dict[str | None, list[int]] = {}
    for row in await db.execute(statement.returning(cases.c.id, cases.c.municipality)):
        found.setdefault(row.municipality, []).append(row.id)
    return {where: sorted(numbers) for where, numbers in found.items()}


async def _forget_silent(db: AsyncConnection, now: datetime) -> int:
    """Who has not written for a year, and waits for nothing from us, is forgotten as by SLET MIG."""
    waits_for = [
        exists().where(roles.c.person == persons.c.id),
        exists().where(subscriptions.c.person == persons.c.id),
        exists().where(check_ins.c.person == persons.c.id),
        exists().where(booked.c.person == persons.c.id, booked.c.state == AppointmentState.BOOKED),
    ]
    query = select(persons.c.id).where(persons.c.last_seen < now - PEOPLE, *[~one for one in waits_for])
    silent = (await db.execute(query.limit(_PEOPLE_AT_ONCE))).scalars().all()
    for person in silent:
        await forget.forget(db, PersonId(person), now)
    return len(silent)
