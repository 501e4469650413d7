"""Whatever people do in whatever order, no time ever has more people than seats."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, Appointment, AppointmentId, ChannelName, PersonId
from bot.store import appointments, people
from bot.store.database import Database
from tests.databases import drop_all, opened, scratch
from tests.store.test_appointments import DENTIST, LENGTH, NOW, TEN

PEOPLE, TIMES, SEATS = 4, 3, 2
ROOMY = replace(DENTIST, capacity=SEATS)
CHANGES = {"book": appointments.book, "cancel": appointments.cancel, "restore": appointments.restore}
DOES = st.sampled_from(["hold", "move", "lapse", *CHANGES])
ACTS = st.lists(
    st.tuples(DOES, st.integers(0, PEOPLE - 1), st.integers(0, TIMES - 1), st.integers(0, 7)), min_size=5, max_size=40
)


@settings(max_examples=25, deadline=None)
@given(acts=ACTS)
def test_capacity_is_never_exceeded(acts: list[tuple[str, int, int, int]]) -> None:
    """Random holds, bookings, cancellations, moves and minutes that pass."""
    asyncio.run(play(acts))


async def play(acts: list[tuple[str, int, int, int]]) -> None:
    """Every act, and a look at the seats after each."""
    with scratch() as folder:
        async with opened(Path(folder)) as database:
            await _play(database, acts)
        # One of PostgreSQL's is put in order for the next example: that is faster than making another.
        drop_all()


async def _play(database: Database, acts: list[tuple[str, int, int, int]]) -> None:
    crowd = [await _person(database, n) for n in range(PEOPLE)]
    known: dict[int, AppointmentId] = {}
    now = NOW
    for does, who, when, minutes in acts:
        now += timedelta(minutes=minutes)
        start = TEN + LENGTH * when
        act = partial(_act, does=does, who=crowd[who], known=known.get(who), start=start, now=now)
        found = await database.write(act)
        if found:
            known[who] = found.id
        async with database.read() as db:
            taken = await appointments.taken(db, ROOMY.id, TEN, TEN + LENGTH * TIMES, now)
        assert all(number <= SEATS for number in taken.values())


async def _act(
    db: AsyncConnection, *, does: str, who: PersonId, known: AppointmentId | None, start: datetime, now: datetime
) -> Appointment | None:
    """One act; those that need an appointment do nothing without one."""
    if does == "hold":
        return await appointments.hold(db, ROOMY, start, start + LENGTH, who, now)
    if does == "lapse":
        await appointments.lapse(db, now)
    elif known is not None and does == "move":
        await appointments.move(db, known, ROOMY, start, start + LENGTH, now)
    elif known is not None:
        await CHANGES[does](db, known, now)
    return None


async def _person(database: Database, number: int) -> PersonId:
    address = Address(ChannelName.SMS, f"+45200000{number:02}")
    return (await database.write(lambda db: people.meet(db, address, NOW, "da"))).id
