"""A process in which many want one time. Run as `python -m tests.store.racer URL FIRST MANY`: says how many have it.

It says "ready", and begins when it is written a line.
"""

import asyncio
import sys

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, Appointment, ChannelName
from bot.store import appointments, people
from bot.store.database import Database
from bot.store.seal import Seal
from tests.databases import SECRET
from tests.store.test_appointments import DENTIST, LENGTH, NOW, TEN


async def race(url: str, first: int, many: int) -> None:
    """Everybody at once."""
    database = await Database.open(url, Seal(SECRET))

    async def book(db: AsyncConnection, number: int) -> Appointment | None:
        person = await people.meet(db, Address(ChannelName.SMS, f"+45200{number:05}"), NOW, "da")
        held = await appointments.hold(db, DENTIST, TEN, TEN + LENGTH, person.id, NOW)
        return await appointments.book(db, held.id, NOW) if held else None

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)
    ended = await asyncio.gather(
        *(database.write(lambda db, n=n: book(db, n)) for n in range(first, first + many))  # type: ignore[misc]
    )
    sys.stdout.write(f"{sum(one is not None for one in ended)}\n")
    await database.close()


if __name__ == "__main__":
    asyncio.run(race(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
