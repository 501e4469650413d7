"""Talks between a citizen and a human: asked for, taken by one, given on, over. Times and holders, and no words.

asking -> held -> over        (taken by exactly one; the database sees to it)
   ^        |
   `--------'                 (whoever held it was removed or wrote STOP)
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Row, bindparam, delete, exists, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import PersonId, RoleName
from bot.store.schema import addresses, asked, persons, roles, state_in, talks


class TalkState(StrEnum):
    """Where a talk stands."""

    ASKING = "asking"
    HELD = "held"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk. `staff` holds it; `given_to` was asked to go on with it. `rounds`: how often those on duty were asked.

    `heard_at` is the citizen's newest word; `waits_since` their first that nobody has answered.
    """

    id: int
    case: int
    citizen: PersonId
    pseudonym: str
    municipality: str | None
    state: TalkState
    staff: PersonId | None
    given_to: PersonId | None
    rounds: int
    opened_at: datetime
    heard_at: datetime
    waits_since: datetime | None


@dataclass(frozen=True, slots=True)
class Waking:
    """When those on duty are asked (again), when others are, and when the citizen hears that nobody has taken it."""

    wake_at: datetime | None = None
    widen_at: datetime | None = None
    tell_at: datetime | None = None


_all = select(talks, persons.c.pseudonym).join(persons, persons.c.id == talks.c.citizen)
_is_asking = state_in(talks.c.state, TalkState.ASKING)
_is_held = state_in(talks.c.state, TalkState.HELD)
_held_by = _all.where(_is_held, talks.c.staff == bindparam("whose")).order_by(
    talks.c.heard_at.desc(), talks.c.id.desc()
)


async def open_talk(
    db: AsyncConnection, case: int, citizen: PersonId, municipality: str | None, waking: Waking, now: datetime
) -> int:
    """Somebody is wanted. The citizen has no other talk (see `of_citizen`)."""
    made = insert(talks).values(
        case=case,
        citizen=citizen,
        municipality=municipality,
        state=TalkState.ASKING,
        rounds=0,
        opened_at=now,
        heard_at=now,
        **_times(waking),
    )
    return int((await db.execute(made.returning(talks.c.id))).scalar_one())


async def find(db: AsyncConnection, talk: int) -> Talk | None:
    """The talk with that number."""
    row = (await db.execute(_all.where(talks.c.id == talk))).first()
    return _talk(row) if row else None


async def of_citizen(db: AsyncConnection, citizen: PersonId) -> Talk | None:
    """The talk that is asked for or held, if there is one."""
    row = (await db.execute(_all.where(talks.c.citizen == citizen, or_(_is_asking, _is_held)))).first()
    return _talk(row) if row else None


async def of_case(db: AsyncConnection, case: int) -> Talk | None:
    """The newest talk about a case."""
    row = (await db.execute(_all.where(talks.c.case == case).order_by(talks.c.id.desc()).limit(1))).first()
    return _talk(row) if row else None


async def held_by(db: AsyncConnection, staff: PersonId) -> tuple[Talk, ...]:
    """The talks that somebody holds, the one with the citizen's newest word first."""
    return tuple(_talk(row) for row in await db.execute(_held_by, {"whose": staff}))


async def ended_last(db: AsyncConnection, staff: PersonId, since: datetime) -> Talk | None:
    """The talk that somebody held last and that has ended since then."""
    mine = _all.where(state_in(talks.c.state, TalkState.OVER), talks.c.staff == staff, talks.c.over_at >= since)
    row = (await db.execute(mine.order_by(talks.c.over_at.desc()).limit(1))).first()
    return _talk(row) if row else None


async def schedule(db: AsyncConnection, talk: int, waking: Waking, *, rounds: int | None = None) -> None:
    """When what comes next comes."""
    values = _times(waking) | ({} if rounds is None else {"rounds": rounds})
    await db.execute(update(talks).where(talks.c.id == talk).values(**values))


async def widen(db: AsyncConnection, talk: int, at: datetime) -> None:
    """Others are asked then; all else stays as it was planned."""
    await db.execute(update(talks).where(talks.c.id == talk, _is_asking).values(widen_at=at))


async def take(db: AsyncConnection, talk: Talk, staff: PersonId, now: datetime) -> bool:
    """`staff` holds it from now on; False when somebody was faster, or it is over."""
    taken = await db.execute(
        update(talks)
        .where(talks.c.id == talk.id, _is_asking)
        .values(
            state=TalkState.HELD,
            staff=staff,
            heard_at=await _newest(db, staff, now),
            waits_since=None,
            **_times(Waking()),
        )
    )
    if taken.rowcount != 1:
        return False
    await _mark(db, talk.citizen, in_talk=True)
    return True


async def offer(db: AsyncConnection, talk: Talk, to: PersonId | None, now: datetime) -> None:
    """Its holder wants to give it to a colleague; None: no longer."""
    given_at = now if to else None
    await db.execute(update(talks).where(talks.c.id == talk.id, _is_held).values(given_to=to, given_at=given_at))


async def accept(db: AsyncConnection, talk: Talk, by: PersonId) -> bool:
    """The colleague holds it now; False when it is no longer offered to them."""
    accepted = await db.execute(
        update(talks)
        .where(talks.c.id == talk.id, _is_held, talks.c.given_to == by)
        .values(staff=by, given_to=None, given_at=None)
    )
    return accepted.rowcount == 1


async def release(db: AsyncConnection, talk: Talk, waking: Waking) -> bool:
    """Nobody holds it any more: it is asked for again. False when that is no longer so."""
    released = await db.execute(
        update(talks)
        .where(talks.c.id == talk.id, _is_held)
        .values(state=TalkState.ASKING, staff=None, given_to=None, given_at=None, rounds=0, **_times(waking))
    )
    await db.execute(delete(asked).where(asked.c.talk == talk.id))
    await _mark(db, talk.citizen, in_talk=False)
    return released.rowcount == 1


async def end(db: AsyncConnection, talk: Talk, now: datetime) -> bool:
    """It is over, held or not; False when it was before."""
    ended = await db.execute(
        update(talks)
        .where(talks.c.id == talk.id, or_(_is_asking, _is_held))
        .values(state=TalkState.OVER, over_at=now, given_to=None, given_at=None, **_times(Waking()))
    )
    if ended.rowcount == 1:
        await _mark(db, talk.citizen, in_talk=False)
    return ended.rowcount == 1


async def heard(db: AsyncConnection, talk: Talk, now: datetime) -> None:
    """The citizen wrote in it."""
    heard_at = await _newest(db, talk.staff, now) if talk.staff else now
    waits = talk.waits_since or now
    await db.execute(update(talks).where(talks.c.id == talk.id).values(heard_at=heard_at, waits_since=waits))


async def said(db: AsyncConnection, talk: Talk, now: datetime) -> None:
    """The human wrote in it."""
    await db.execute(update(talks).where(talks.c.id == talk.id).values(said_at=now, waits_since=None, tell_at=None))


async def ask(db: AsyncConnection, talk: int, people: Collection[PersonId]) -> None:
    """They are asked to take it, once more if they were before."""
    if not people:
        return
    statement = upsert(asked).on_conflict_do_update(index_elements=["talk", "person"], set_={"said_no": False})
    await db.execute(statement, [{"talk": talk, "person": one, "said_no": False} for one in people])


async def decline(db: AsyncConnection, talk: int, person: PersonId) -> None:
    """They cannot now."""
    await db.execute(update(asked).where(asked.c.talk == talk, asked.c.person == person).values(said_no=True))


async def asked_of(db: AsyncConnection, talk: int) -> dict[PersonId, bool]:
    """Who was asked, and whether they said no."""
    rows = await db.execute(select(asked.c.person, asked.c.said_no).where(asked.c.talk == talk))
    return {PersonId(row.person): bool(row.said_no) for row in rows}


async def due(db: AsyncConnection, now: datetime) -> Sequence[tuple[Talk, Waking]]:
    """Those that are asked for and whose next time has come, oldest first: each with its times."""
    times = (talks.c.wake_at, talks.c.widen_at, talks.c.tell_at)
    query = _all.where(_is_asking, or_(*(time <= now for time in times))).order_by(talks.c.id).limit(100)
    rows = await db.execute(query.with_for_update(skip_locked=True, of=talks))
    return [(_talk(row), Waking(row.wake_at, row.widen_at, row.tell_at)) for row in rows]


async def given_before(db: AsyncConnection, then: datetime) -> Sequence[Talk]:
    """Those that were offered to a colleague who has not answered since."""
    query = _all.where(_is_held, talks.c.given_at <= then).order_by(talks.c.id)
    return [_talk(row) for row in await db.execute(query.with_for_update(skip_locked=True, of=talks))]


async def quiet_since(db: AsyncConnection, then: datetime) -> Sequence[Talk]:
    """Held talks in which nobody has written since."""
    nobody = (talks.c.heard_at <= then, or_(talks.c.said_at.is_(None), talks.c.said_at <= then))
    query = _all.where(_is_held, *nobody).order_by(talks.c.id)
    return [_talk(row) for row in await db.execute(query.with_for_update(skip_locked=True, of=talks))]


async def waiting_since(db: AsyncConnection, then: datetime) -> Sequence[Talk]:
    """Held talks in which the citizen has waited for an answer since, and has not heard that they still do."""
    query = _all.where(_is_held, talks.c.waits_since <= then, talks.c.tell_at.is_(None)).order_by(talks.c.id)
    return [_talk(row) for row in await db.execute(query.with_for_update(skip_locked=True, of=talks))]


async def nudged(db: AsyncConnection, talk: Talk, now: datetime) -> None:
    """Both sides heard that the citizen waits; not again before the human has written."""
    await db.execute(update(talks).where(talks.c.id == talk.id).values(tell_at=now))


async def orphaned(db: AsyncConnection) -> Sequence[Talk]:
    """Held talks whose holder is gone, has no such role any more, wrote STOP, or can be reached nowhere."""
    may = exists().where(
        roles.c.person == talks.c.staff,
        or_(
            roles.c.role == RoleName.ADMIN,
            (roles.c.role == RoleName.STAFF) & (roles.c.municipality == talks.c.municipality),
        ),
    )
    holder = persons.alias("holder")
    is_here = exists().where(holder.c.id == talks.c.staff, holder.c.stopped_at.is_(None))
    is_reached = exists().where(addresses.c.person == talks.c.staff, addresses.c.opted_out_at.is_(None))
    query = _all.where(_is_held, or_(~may, ~is_here, ~is_reached)).order_by(talks.c.id)
    return [_talk(row) for row in await db.execute(query.with_for_update(skip_locked=True, of=talks))]


async def _newest(db: AsyncConnection, staff: PersonId, now: datetime) -> datetime:
    """Now, but later than every word in their other talks: two words of one moment still have an order."""
    newest = (await db.execute(select(func.max(talks.c.heard_at)).where(_is_held, talks.c.staff == staff))).scalar()
    return max(now, newest + timedelta(microseconds=1)) if newest else now


async def _mark(db: AsyncConnection, citizen: PersonId, *, in_talk: bool) -> None:
    await db.execute(update(persons).where(persons.c.id == citizen).values(in_talk=in_talk))


def _times(waking: Waking) -> dict[str, datetime | None]:
    return {"wake_at": waking.wake_at, "widen_at": waking.widen_at, "tell_at": waking.tell_at}


def _talk(row: Row[tuple[object, ...]]) -> Talk:
    return Talk(
        id=row.id,
        case=row.case,
        citizen=PersonId(row.citizen),
        pseudonym=row.pseudonym,
        municipality=row.municipality,
        state=TalkState(row.state),
        staff=PersonId(row.staff) if row.staff is not None else None,
        given_to=PersonId(row.given_to) if row.given_to is not None else None,
        rounds=row.rounds,
        opened_at=row.opened_at,
        heard_at=row.heard_at,
        waits_since=row.waits_since,
    )
