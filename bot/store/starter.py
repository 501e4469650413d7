"""What a new installation begins with: the starter places, and in the demonstration example schedules.

Nobody has agreed to the example schedules, so a real person must never be given a time in one.
"""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import places, schedules, versions
from bot.store.database import Database

STARTER = Path(__file__).parents[1] / "starter"


async def load(database: Database, *, demo: bool) -> None:
    """Put the places into a database that never held any; with `demo`, examples into one without schedules."""
    async with database.read() as db:
        is_new = not await versions.of_directory(db)
        needs_examples = demo and not await schedules.all_of(db)
        known = {place.id for place in (await places.directory(db)).places} if needs_examples else set()
    if not (is_new or needs_examples):
        return
    from bot.store.places_file import read

    listed = read((STARTER / "places.yaml").read_text(encoding="utf-8")).places
    ids = {place.id for place in listed}
    examples = read((STARTER / "schedules.yaml").read_text(encoding="utf-8"), ids).schedules if needs_examples else ()
    there = ids if is_new else known

    async def store(db: AsyncConnection) -> None:
        if is_new:
            await places.put(db, listed)
        await schedules.put(db, [example for example in examples if example.place in there])

    await database.write(store)
