"""Bookings: a thousand people race for one time, each in a transaction of their own. One wins, nobody else."""

import asyncio
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, Appointment, ChannelName, PersonId
from bot.store import appointments, people
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.seal import Seal
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.future import bookable
from tests.running import SECRET, TUESDAY_AFTERNOON

RACERS = 1000
START = TUESDAY_AFTERNOON + timedelta(days=1)


def bookings(*, quick: bool = False) -> list[Figure]:
    """`quick`: a tenth of them."""
    return asyncio.run(_race(RACERS // 10 if quick else RACERS))


async def _race(number: int) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(f"sqlite:///{Path(folder)}/race.db", Seal(SECRET))
        await migrate(database)
        racers = await database.write(lambda db: _racers(db, number))
        began = time.perf_counter()
        ended = await asyncio.gather(*(_book(database, person, began) for person in racers))
        took = time.perf_counter() - began
        await database.close()
    winners = [booked for booked, _ in ended if booked]
    return [
        Figure("bookings", f"winners of {number} for one time", len(winners), "", at_least=1, at_most=1),
        Figure("bookings", "tried and answered", number / took, "bookings/s"),
        Figure("bookings", "the last answer, from the start", percentile([at for _, at in ended], 1), "ms"),
    ]


async def _racers(db: AsyncConnection, number: int) -> list[PersonId]:
    addresses = (Address(ChannelName.SMS, f"+45200{n:05}") for n in range(number))
    return [(await people.meet(db, address, TUESDAY_AFTERNOON, "da")).id for address in addresses]


async def _book(database: Database, person: PersonId, began: float) -> tuple[Appointment | None, float]:
    async def job(db: AsyncConnection) -> Appointment | None:
        end = START + timedelta(minutes=10)
        held = await appointments.hold(db, bookable(0), START, end, person, TUESDAY_AFTERNOON)
        return await appointments.book(db, held.id, TUESDAY_AFTERNOON) if held else None

    booked = await database.write(job)
    return booked, 1000 * (time.perf_counter() - began)
