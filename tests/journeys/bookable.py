"""What can be booked in the journeys about appointments, and the time that passes until something follows from it."""

from datetime import UTC, datetime

from bot.model import PlaceId, Schedule, ScheduleId, Topic
from bot.moment import COPENHAGEN
from bot.store import schedules
from tests.running import Running

NURSE = Schedule(
    id=ScheduleId("nurse"),
    place=PlaceId("stedet-slagelse"),
    title="Sygeplejersken på Stedet",
    discreet_title="aftale",
    topic=Topic.HEALTH,
    hours="Mo-Fr 09:00-12:00; PH off",
    slot_minutes=30,
    bring="Tag din medicin med.",
    way="Gå ind ad porten i gården",
)


async def offer(house: Running, *offered: Schedule) -> None:
    """Let these be booked, the nurse when none is named."""
    await house.app.database.write(lambda db: schedules.put(db, offered or (NURSE,)))
    await house.app.atlas.refresh()


async def at(house: Running, day: int, hour: int, minute: int = 0, *, month: int = 12, year: int = 2026) -> None:
    """It is that time in Copenhagen, and every job has run once."""
    house.clock.now = datetime(year, month, day, hour, minute, tzinfo=COPENHAGEN).astimezone(UTC)
    await run_jobs(house)


async def run_jobs(house: Running) -> None:
    """One beat of all timed work."""
    for name in house.app.jobs.names:
        await house.app.jobs.run(name)
