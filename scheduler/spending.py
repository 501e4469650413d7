"""Every ten seconds: when the day's limit of SMS parts is reached, staff hear of it once, by a case."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.i18n import DANISH
from bot.store import cases, spending
from bot.store.cases import CaseKind
from bot.store.database import Database
from scheduler.clock import Counts, Work
from scheduler.voice import Voice


def job(database: Database, voice: Voice, most: int) -> Work:
    """The function for the clock. `most` 0: there is no limit."""

    async def run(now: datetime) -> Counts:
        if not most or not await _is_news(database, most, now):
            return {}
        return {"told": int(await database.write(lambda db: tell(db, voice, most, now)))}

    return run


async def _is_news(database: Database, most: int, now: datetime) -> bool:
    day = spending.day_of(now)
    async with database.read() as db:
        return await spending.of_day(db, day) >= most and not await spending.was_told(db, day)


async def tell(db: AsyncConnection, voice: Voice, most: int, now: datetime) -> bool:
    """Open the case; False when another process has just done so."""
    if not await spending.told(db, spending.day_of(now)):
        return False
    text = voice.catalogues.translator(DANISH)(
        "Today's limit of {parts} SMS parts is reached. I still answer, but reminders and notices wait. "
        "The setting MOST_PARTS_PER_DAY raises it.",
        parts=most,
    )
    await cases.open_case(db, kind=CaseKind.COST, person=None, municipality=None, place=None, text=text, now=now)
    return True
