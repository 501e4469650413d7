"""Appointments: who takes which seat of a slot, from the first hold to what came of it.

A seat can be taken once. The unique index `appointments_seat` holds that, whatever two processes do at once; what is
counted here before an insert only chooses a seat that is likely to be free. A hold that lapsed gives its seat back at
the moment when somebody else wants it, so nobody waits for the sweep.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, not_, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Appointment, AppointmentId, AppointmentState, PersonId, Schedule, ScheduleId
from bot.reminding import reminder_times
from bot.store import outbox
from bot.store.afterwards import when_to_ask
from bot.store.codes import new_code
from bot.store.database import seal_of
from bot.store.schema import appointments
from bot.store.schema.columns import state_in

HELD_FOR = timedelta(minutes=10)
AGREED_KEPT = timedelta(days=30)
_NICKNAME = "nickname"
# With each clash the code may be longer: from A11, of which there are 900, to seven signs, enough for everybody.
_ATTEMPTS, _TRIES_A_LENGTH = 15, 3
_LAPSED = {"state": AppointmentState.LAPSED, "held_until": None}
_STOOD = (AppointmentState.BOOKED, AppointmentState.CAME, AppointmentState.MISSED)
# Who comes before the hour sits there all the same; `appointments_seat` has the same three.
_SEATED = (AppointmentState.HELD, AppointmentState.BOOKED, AppointmentState.CAME)
_FROM_OLD = (AppointmentState.LAPSED, AppointmentState.CANCELLED)


async def taken(
    db: AsyncConnection, schedule: ScheduleId, start: datetime, end: datetime, now: datetime
) -> Mapping[datetime, int]:
    """How many seats are taken at each start (aware UTC) from `start` up to `end`; a hold that lapsed takes none."""
    query = (
        select(appointments.c.starts_at, func.count())
        .where(
            appointments.c.schedule == schedule,
            appointments.c.starts_at >= start,
            appointments.c.starts_at < end,
            _takes_seat(now),
        )
        .group_by(appointments.c.starts_at)
    )
    return {row[0]: row[1] for row in await db.execute(query)}


async def hold(
    db: AsyncConnection,
    schedule: Schedule,
    start: datetime,
    end: datetime,
    person: PersonId,
    now: datetime,
    *,
    until: datetime | None = None,
) -> Appointment | None:
    """Keep a seat for `person` until `until`, ten minutes when nothing is said; None when every seat is taken.

    Who holds or has this very time already gets that one back: a second tap takes no second seat.
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    own = await _first(db, _at(schedule.id, start), appointments.c.person == person, _takes_seat(now))
    if own:
        return own
    values = {
        "schedule": schedule.id,
        "person": person,
        "starts_at": start,
        "ends_at": end,
        "state": AppointmentState.HELD,
        "held_until": until or now + HELD_FOR,
        "booked_at": now,
    }
    for attempt in range(_ATTEMPTS):
        seat = await _free_seat(db, schedule, start, now)
        if seat is None:
            return None
        statement = insert(appointments).values(**values, seat=seat, code=new_code(1 + attempt // _TRIES_A_LENGTH))
        made = (await db.execute(statement.on_conflict_do_nothing().returning(appointments.c.id))).scalar()
        if made is not None:
            return await find(db, AppointmentId(made))
    return None


async def book(db: AsyncConnection, appointment: AppointmentId, now: datetime) -> Appointment | None:
    """Make a held seat the person's. None when the hold lapsed and somebody else has the seat, or the time is past.

    A yes that comes late is still a yes as long as the seat is there; a second yes changes nothing.
    """
    held = await find(db, appointment)
    if held is None or held.state is AppointmentState.BOOKED:
        return held
    if held.state not in (AppointmentState.HELD, AppointmentState.LAPSED) or held.start <= now:
        return None
    if held.state is AppointmentState.LAPSED and await _seat_is_gone(db, appointment):
        return None
    return await _booked(db, held, now)


async def restore(db: AsyncConnection, appointment: AppointmentId, now: datetime) -> Appointment | None:
    """Called off by mistake: booked again with the same code. None when somebody else has the seat, or it is past."""
    gone = await find(db, appointment)
    if gone is None or gone.state is not AppointmentState.CANCELLED or gone.start <= now:
        return gone if gone and gone.state is AppointmentState.BOOKED else None
    return None if await _seat_is_gone(db, appointment) else await _booked(db, gone, now)


async def cancel(db: AsyncConnection, appointment: AppointmentId, now: datetime) -> Appointment | None:
    """Give the seat back at once. None when there was nothing to call off: called off before, or long over."""
    standing = await find(db, appointment)
    if standing is None or standing.state not in (AppointmentState.HELD, AppointmentState.BOOKED):
        return None
    if standing.end <= now:
        return None
    await outbox.withdraw(db, appointment)
    return await _change(db, appointment, state=AppointmentState.CANCELLED, evening_at=None, soon_at=None)


async def move(
    db: AsyncConnection, appointment: AppointmentId, schedule: Schedule, start: datetime, end: datetime, now: datetime
) -> Appointment | None:
    """The same appointment, code and all, at another time; the old seat is free at once. None when the new is full."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    standing = await find(db, appointment)
    if standing is None or standing.state is not AppointmentState.BOOKED or start <= now:
        return None
    if (standing.schedule, standing.start) == (schedule.id, start):
        return standing
    seat = await _free_seat(db, schedule, start, now)
    if seat is None:
        return None
    await outbox.withdraw(db, appointment)
    evening, soon = reminder_times(start, now)
    return await _change(
        db,
        appointment,
        schedule=schedule.id,
        starts_at=start,
        ends_at=end,
        seat=seat,
        coming=None,
        evening_at=evening,
        soon_at=soon,
        booked_at=now,
    )


async def has_lapsed(db: AsyncConnection, now: datetime) -> bool:
    """Whether some hold is over."""
    query = select(appointments.c.id).where(_is_over(now))
    return (await db.execute(query.limit(1))).first() is not None


async def lapse(db: AsyncConnection, now: datetime) -> int:
    """Holds that are over give their seats back; how many."""
    return (await db.execute(update(appointments).where(_is_over(now)).values(**_LAPSED))).rowcount


async def mark(
    db: AsyncConnection, appointment: AppointmentId, state: AppointmentState, now: datetime
) -> Appointment | None:
    """What came of it, which may be corrected. They are written to about it once. None when it never stood."""
    found = await find(db, appointment)
    if found is None or found.state not in _STOOD:
        return None
    asks = when_to_ask(state, found.end, now)
    return await _change(db, appointment, state=state, evening_at=None, soon_at=None, ask_after_at=asks)


async def call(db: AsyncConnection, appointment: AppointmentId, nickname: str | None) -> None:
    """The name that the person wants to be called by there."""
    sealed = seal_of(db).close(nickname, _NICKNAME) if nickname else None
    await _change(db, appointment, sealed_nickname=sealed)


async def find(db: AsyncConnection, appointment: AppointmentId) -> Appointment | None:
    """The appointment with this id, whatever became of it."""
    return await _first(db, appointments.c.id == appointment)


async def by_code(db: AsyncConnection, code: str) -> Appointment | None:
    """The appointment with this code, as it is said or written: "b 47" is B47."""
    return await _first(db, appointments.c.code == "".join(code.split()).upper())


async def of_person(db: AsyncConnection, person: PersonId, now: datetime) -> list[Appointment]:
    """What the person has booked and what is not over yet, the next first."""
    query = select(appointments).where(
        appointments.c.person == person,
        appointments.c.state == AppointmentState.BOOKED,
        appointments.c.ends_at > now,
    )
    rows = await db.execute(query.order_by(appointments.c.starts_at, appointments.c.id))
    return [opened(db, row) for row in rows]


async def of_schedule(
    db: AsyncConnection, schedule: ScheduleId, start: datetime, end: datetime
) -> Sequence[Appointment]:
    """What is booked in a schedule from `start` up to `end`, in order of time."""
    query = select(appointments).where(
        appointments.c.schedule == schedule,
        appointments.c.state == AppointmentState.BOOKED,
        appointments.c.starts_at >= start,
        appointments.c.starts_at < end,
    )
    rows = await db.execute(query.order_by(appointments.c.starts_at, appointments.c.seat))
    return [opened(db, row) for row in rows]


async def clear_old(db: AsyncConnection, now: datetime) -> int:
    """What is over for thirty days goes, with all that was agreed; holds and cancelled ones a day after their time."""
    old = or_(
        appointments.c.ends_at <= now - AGREED_KEPT,
        and_(appointments.c.state.in_(_FROM_OLD), appointments.c.ends_at <= now - timedelta(days=1)),
    )
    return (await db.execute(delete(appointments).where(old))).rowcount


def _takes_seat(now: datetime) -> ColumnElement[bool]:
    lapsed = and_(appointments.c.state == AppointmentState.HELD, appointments.c.held_until <= now)
    return and_(state_in(appointments.c.state, *_SEATED), not_(lapsed))


def _is_over(now: datetime) -> ColumnElement[bool]:
    return and_(appointments.c.state == AppointmentState.HELD, appointments.c.held_until <= now)


def _at(schedule: ScheduleId, start: datetime) -> ColumnElement[bool]:
    return and_(appointments.c.schedule == schedule, appointments.c.starts_at == start)


async def _free_seat(db: AsyncConnection, schedule: Schedule, start: datetime, now: datetime) -> int | None:
    """The first seat that nobody has, once holds that are over have given theirs back."""
    await db.execute(update(appointments).where(_at(schedule.id, start), _is_over(now)).values(**_LAPSED))
    query = select(appointments.c.seat).where(_at(schedule.id, start), state_in(appointments.c.state, *_SEATED))
    seats = set((await db.execute(query)).scalars())
    return next((seat for seat in range(schedule.capacity) if seat not in seats), None)


async def _booked(db: AsyncConnection, held: Appointment, now: datetime) -> Appointment | None:
    evening, soon = reminder_times(held.start, now)
    return await _change(
        db,
        held.id,
        state=AppointmentState.BOOKED,
        held_until=None,
        evening_at=evening,
        soon_at=soon,
        booked_at=now,
    )


async def _seat_is_gone(db: AsyncConnection, appointment: AppointmentId) -> bool:
    own = select(appointments.c.schedule, appointments.c.starts_at, appointments.c.seat)
    mine = (await db.execute(own.where(appointments.c.id == appointment))).one()
    query = select(appointments.c.id).where(
        _at(mine.schedule, mine.starts_at),
        appointments.c.seat == mine.seat,
        state_in(appointments.c.state, *_SEATED),
    )
    return (await db.execute(query)).first() is not None


async def _change(db: AsyncConnection, appointment: AppointmentId, **values: object) -> Appointment | None:
    await db.execute(update(appointments).where(appointments.c.id == appointment).values(**values))
    return await find(db, appointment)


async def _first(db: AsyncConnection, *conditions: ColumnElement[bool]) -> Appointment | None:
    row = (await db.execute(select(appointments).where(*conditions))).first()
    return opened(db, row) if row else None


def opened(db: AsyncConnection, row: Any) -> Appointment:
    """The appointment of a row, with the name that the person wants to be called by."""
    return appointment_of(row, seal_of(db).open(row.sealed_nickname, _NICKNAME) if row.sealed_nickname else None)


def appointment_of(row: Any, nickname: str | None = None) -> Appointment:
    """The appointment of a row that has its columns."""
    return Appointment(
        id=AppointmentId(row.id),
        code=row.code,
        schedule=ScheduleId(row.schedule),
        person=PersonId(row.person),
        start=row.starts_at,
        end=row.ends_at,
        state=AppointmentState(row.state),
        held_until=row.held_until,
        nickname=nickname,
        coming=row.coming,
    )
