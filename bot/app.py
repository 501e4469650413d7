"""Composition: builds database, channels, loops, clock and web app, and starts and stops them in one lifespan."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta

from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.answering import Answering
from bot.channels.base import Channel
from bot.channels.browser import BrowserChannel
from bot.config import Settings
from bot.deliver import Deliver
from bot.dispatch import OUTBOX, Dispatch
from bot.i18n import DANISH, Catalogues
from bot.logs import logger
from bot.mirror import Mirror
from bot.model import Address, ChannelName, Inbound, Report, RoleName, Terms
from bot.settling import REPORT_TAKES
from bot.steps import Mind
from bot.store import inbox, invitations, jobs, outbox, starter
from bot.store.atlas import Atlas
from bot.store.database import Database
from bot.store.ready import ready
from bot.store.seal import Seal
from bot.store.versions import DIRECTORY
from bot.understanding.orders.reader import OrderReader
from bot.understanding.reader import Reader
from bot.watching import Watch
from bot.web.calendar import calendar_routes
from bot.web.health import health_routes
from bot.web.security import SecurityHeaders
from bot.wiring import Wired, wired
from handlers import CONVERSATIONS, MANNERS
from scheduler import (
    after,
    check_ins,
    directory,
    dusk,
    new_cases,
    notices,
    reminders,
    renewals,
    retention,
    spending,
    unclaimed,
    wait_list,
)
from scheduler.clock import Clock, Job
from scheduler.voice import Voice

# SIGTERM must be over in 10 s; the web server takes its share first.
DRAIN_SECONDS = 7.0

log = logger(__name__)


def utc_now() -> datetime:
    """The time outside."""
    return datetime.now(UTC)


class App:
    """Everything that runs. `start` and `stop` are its lifespan; the web app is `web`."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime], database: Database, atlas: Atlas) -> None:
        self.settings = settings
        self.clock = clock
        self.database = database
        self.atlas = atlas
        self.loops: list[asyncio.Task[None]] = []
        self.wired = Wired()
        self.mirror: Mirror | None = None
        self.catalogues = Catalogues.load()
        self.jobs: Clock
        self.deliver: Deliver
        self.dispatch: Dispatch

    @classmethod
    async def build(
        cls,
        settings: Settings,
        *,
        clock: Callable[[], datetime] = utc_now,
        only: Mapping[ChannelName, Channel] | None = None,
        reader: Reader | None = None,
        database: Database | None = None,
        report_takes: timedelta = REPORT_TAKES,
    ) -> "App":
        """Open the database and put the parts together; nothing runs yet. `only`: these channels and no others."""
        database = database or await Database.open(settings.database_url, Seal(settings.key()))
        try:
            await database.join()
            await ready(database, settings.key_name)
        except BaseException:
            await database.close()
            raise
        await starter.load(database, demo=settings.demo)
        atlas = Atlas(database)
        await atlas.refresh(clock())
        reader = reader or Reader.load()
        app = cls(settings, clock, database, atlas)
        catalogues = app.catalogues
        app.wired = wired(settings, catalogues, app) if only is None else Wired(channels=dict(only))
        if isinstance(browser := app.channels.get(ChannelName.BROWSER), BrowserChannel):
            app.mirror = Mirror(database, browser)
        app.deliver = Deliver(
            database, app.channels, clock, report_takes=report_takes, most_parts=settings.most_parts_per_day
        )
        terms = Terms(settings.sms_price, settings.alone_up_to, settings.other_ways)
        answering = Answering(Mind(CONVERSATIONS, MANNERS, reader, OrderReader(reader), catalogues, atlas, terms))
        app.dispatch = Dispatch(database, answering, clock, app.deliver.wake)
        voice = Voice(catalogues, atlas, reader.gazetteer, app.spoke)
        work = _jobs(database, atlas, voice, settings)
        app.jobs = Clock(work, clock, lambda ran: database.write(lambda db: jobs.put(db, ran)), database.alone)
        database.on(OUTBOX, lambda _: app.deliver.wake())
        database.on(DIRECTORY, lambda _: app.jobs.hurry("directory"))
        return app

    @property
    def channels(self) -> Mapping[ChannelName, Channel]:
        """The channels that are on."""
        return self.wired.channels

    async def start(self, *, beats: bool = True) -> None:
        """Settle what a dead process left, open the channels, start the loops. `beats`: and timed work by the clock."""
        await self.deliver.recover()
        for channel in self.channels.values():
            await channel.open()
        if beats:
            self.jobs.start()
        self.loops = [
            asyncio.create_task(self.dispatch.run(), name="dispatch"),
            asyncio.create_task(self.deliver.run(), name="deliver"),
        ]
        for name in (ChannelName.SMS, ChannelName.TELEGRAM):
            if name not in self.channels:
                log.info("channel_off", channel=name)

    async def stop(self) -> None:
        """Take nothing new, finish what is under way, leave the rest in the database."""
        self.jobs.stop()
        for loop in self.loops:
            loop.cancel()
        await asyncio.gather(*self.loops, return_exceptions=True)
        await self.dispatch.drain(DRAIN_SECONDS / 4)
        await self.deliver.drain(DRAIN_SECONDS * 3 / 4)
        for channel in self.channels.values():
            await channel.close()
        await self.database.close()

    def alone(self, name: str) -> AbstractAsyncContextManager[bool]:
        """Whether no other process is doing this now; then none begins while we do."""
        return self.database.alone(name)

    def spoke(self) -> None:
        """Something was stored to be sent: by us, or by another process if we are busy."""
        self.deliver.wake()
        self.database.tell(OUTBOX)

    def release(self) -> None:
        """Answer the browsers' long polls at once, since the server is about to end."""
        browser = self.channels.get(ChannelName.BROWSER)
        if isinstance(browser, BrowserChannel):
            browser.release()

    def web(self) -> Starlette:
        """The web application; its lifespan starts and stops everything."""

        @contextlib.asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            await self.start()
            yield
            await self.stop()

        return Starlette(
            routes=[
                *self.wired.routes,
                *health_routes(Watch(self), self.settings.public_url, self.settings.metrics_token),
                *calendar_routes(self.database, self.atlas, lambda: self.clock()),
            ],
            middleware=[Middleware(SecurityHeaders, https=self.settings.public_url.startswith("https:"))],
            lifespan=lifespan,
        )

    async def checks(self) -> dict[str, str]:
        """A word for each part: ok, off, or what is wrong."""
        return await Watch(self).words()

    async def idle(self) -> None:
        """Wait until everything that came in is answered and everything that can leave now has left."""
        while True:
            if not (self.dispatch.busy or await self._has_work()):
                return
            await asyncio.sleep(0.01)

    async def _has_work(self) -> bool:
        async with self.database.read() as db:
            waits = await inbox.has_waiting(db)
        return waits or not await self.deliver.is_idle()

    async def put(self, inbound: Inbound) -> bool:
        """A message came in; False when it came before."""
        return await self.dispatch.take_in(inbound)

    async def report(self, report: Report) -> bool:
        """A provider's word about an outgoing."""
        return await self.deliver.report(report)

    async def code_for(self, role: RoleName, town: str) -> str:
        """A one-time code for a volunteer of a warm room in the town, or for staff there; for the demonstration."""
        invitation = invitations.invitation_in(self.atlas.directory, role, town)
        if invitation is None:
            return ""
        now = self.clock()
        return await self.database.write(lambda db: invitations.make(db, invitation, made_by="demo", now=now))

    def trouble(self) -> str:
        """What the browser phone tells of channels that do not work, with what else there is."""
        return Watch(self).trouble(self.catalogues.translator(DANISH), self.settings.other_ways)

    async def is_receipted(self, sid: str) -> bool:
        """Whether some outgoing holds this id of Twilio's."""
        async with self.database.read() as db:
            return await outbox.is_receipted(db, ChannelName.SMS, sid)

    async def opted_out(self, address: Address, code: str) -> None:
        """The person has blocked us."""
        now = self.clock()
        await self.database.write(lambda db: outbox.opt_out(db, address, code, now))


def _jobs(database: Database, atlas: Atlas, voice: Voice, settings: Settings) -> tuple[Job, ...]:
    return (
        Job("directory", timedelta(seconds=1), directory.job(atlas), everywhere=True),
        Job("reminders", timedelta(seconds=1), reminders.job(database, voice)),
        Job("wait_list", timedelta(seconds=5), wait_list.job(database, voice)),
        Job("unclaimed", timedelta(seconds=10), unclaimed.job(database, voice)),
        Job("after", timedelta(minutes=1), after.job(database, voice)),
        Job("check_ins", timedelta(minutes=1), check_ins.job(database, voice)),
        Job("dusk", timedelta(minutes=1), dusk.job(database, voice)),
        Job("renewals", timedelta(minutes=1), renewals.job(database, voice)),
        Job("new_cases", timedelta(minutes=1), new_cases.job(database, voice)),
        Job("notices", notices.EVERY, notices.job(database, voice, settings.twilio_per_second)),
        Job("spending", timedelta(seconds=10), spending.job(database, voice, settings.most_parts_per_day)),
        Job("retention", timedelta(hours=1), retention.job(database, voice)),
    )
