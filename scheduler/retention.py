"""Every hour: what has been kept long enough goes; staff hear a week before of open cases whose text will go."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.i18n import DANISH
from bot.store import cases, retention
from bot.store.cases import CaseKind
from bot.store.database import Database
from scheduler.clock import Counts, Work
from scheduler.voice import Voice


def job(database: Database, voice: Voice) -> Work:
    """The function for the clock."""

    async def run(now: datetime) -> Counts:
        removed = await database.write(lambda db: retention.apply(db, now), long=True)
        return {**removed, "warned": await database.write(lambda db: warn(db, voice, now))}

    return run


async def warn(db: AsyncConnection, voice: Voice, now: datetime) -> int:
    """One case a municipality that names the others; of how many it warns."""
    t, found = voice.catalogues.translator(DANISH), await retention.fading(db, now)
    for where, numbers in found.items():
        text = t(
            "In a week I delete the text of {cases}. Answer or close before then.",
            cases=t.listing([t("case {number}", number=one) for one in numbers]),
        )
        await cases.open_case(db, kind=CaseKind.FADING, person=None, municipality=where, place=None, text=text, now=now)
    return sum(len(numbers) for numbers in found.values())
