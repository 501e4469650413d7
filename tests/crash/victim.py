"""The application as a process of its own that kills itself between two steps of the line.

The parts are the ordinary ones. Only the database is one that watches which write comes by: a write is known by the
method that asks for it ("Dispatch._put"), and the process dies entering it, before its commit, or after it.
"""

import asyncio
import os
import signal
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import uvicorn
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import logs
from bot.app import App, utc_now
from bot.channels.sms import SmsChannel  # noqa: F401
from bot.channels.telegram import authorities
from bot.config import Settings
from bot.i18n import Catalogues
from bot.store.database import Database, Job, T
from bot.store.seal import Seal
from tests.starter import reader

# Loaded once in the process that all victims are forked from, with what a start keeps for later ones; it never changes.
READER = reader()
Catalogues.load()
authorities()
# Long enough that what a step did before is out on the wire: the 200 to a webhook.
_SETTLES = 0.05


class Moment(StrEnum):
    """When the process dies, seen from one write."""

    ENTERING = "entering"
    UNCOMMITTED = "uncommitted"
    COMMITTED = "committed"


@dataclass(frozen=True, slots=True)
class Death:
    """Die at `moment` of the first write that `method` asks for."""

    method: str
    moment: Moment


class DeadlyDatabase(Database):
    """A database that kills its process as told."""

    death: Death | None = None

    async def write(self, job: Job[T], *, long: bool = False, fresh: bool = False) -> T:
        """Run the job, or die around it."""
        if self.death is None or not job.__qualname__.startswith(f"{self.death.method}."):
            return await super().write(job, long=long, fresh=fresh)
        match self.death.moment:
            case Moment.ENTERING:
                await asyncio.sleep(_SETTLES)
                die()
            case Moment.UNCOMMITTED:
                return await super().write(lambda db: _die_after(job, db), fresh=fresh)
        await super().write(job, fresh=fresh)
        die()
        raise AssertionError("unreachable")


async def _die_after(job: Job[T], db: AsyncConnection) -> T:
    result = await job(db)
    die()
    return result


def die() -> None:
    """As a power cut ends it: nothing is flushed, nothing is closed."""
    os.kill(os.getpid(), signal.SIGKILL)


def live(settings: Settings, death: Death | None, report_takes: timedelta, ahead: timedelta) -> None:
    """Run the application until SIGTERM, or until it dies. Its clock is `ahead` of ours."""
    logs.set_up("ERROR")
    asyncio.run(_serve(settings, death, report_takes, ahead))


async def _serve(settings: Settings, death: Death | None, report_takes: timedelta, ahead: timedelta) -> None:
    database = await DeadlyDatabase.open(settings.database_url, Seal(settings.key()))
    app = await App.build(
        settings, clock=lambda: utc_now() + ahead, reader=READER, database=database, report_takes=report_takes
    )
    if isinstance(database, DeadlyDatabase):
        database.death = death
    config = uvicorn.Config(
        app.web(),
        host=settings.host,
        port=settings.port,
        http="httptools",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=2,
    )
    await uvicorn.Server(config).serve()
