"""A process in which many want one time. Run as `python -m tests.store.racer URL PERSON MANY`: says how many have it.

It says "ready", and begins when it is written a line.
"""

import asyncio
import sys

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Appointment, PersonId
from bot.store import appointments
from bot.store.database import Database
from bot.store.seal import Seal
from tests.databases import SECRET
from tests.store.test_appointments import DENTIST, LENGTH, NOW, TEN


async def race(url: str, person: PersonId, many: int) -> None:
    """All at once."""
    database = await Database.open(url, Seal(SECRET))

    async def book(db: AsyncConnection) -> Appointment | None:
        held = await appointments.hold(db, DENTIST, TEN, TEN + LENGTH, person, NOW)
        return await appointments.book(db, held.id, NOW) if held else None

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)
    ended = await asyncio.gather(*(database.write(book) for _ in range(many)))
    sys.stdout.write(f"{len({one.id for one in ended if one})}\n")
    await database.close()


if __name__ == "__main__":
    asyncio.run(race(sys.argv[1], PersonId(int(sys.argv[2])), int(sys.argv[3])))
