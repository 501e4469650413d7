"""The metronome: APScheduler calls each timed job, which reads what is due from rows.

A beat that is missed, by its misfire grace or because nothing ran for a week, skips nothing: the next one finds the
same rows, once. Each run is kept (bot.store.jobs), idle ones at most once a minute. Where several processes share the
database, one does a job at a time; the others leave that beat to it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

from bot import metrics
from bot.logs import logger
from bot.store.jobs import Ran

log = logger(__name__)

Counts = Mapping[str, int]
Work = Callable[[datetime], Awaitable[Counts]]
_KEPT_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of timed work: a plain function that takes `now` and returns counts.

    `everywhere`: each process does it, for what it keeps in memory.
    """

    name: str
    every: timedelta
    run: Work
    everywhere: bool = False


class Clock:
    """Runs jobs until it is stopped. `last` says when each last ended; `keep` stores what it did."""

    def __init__(
        self,
        jobs: tuple[Job, ...],
        now: Callable[[], datetime],
        keep: Callable[[Ran], Awaitable[None]],
        alone: Callable[[str], AbstractAsyncContextManager[bool]] = lambda _: nullcontext(True),
    ) -> None:
        self._jobs = {job.name: job for job in jobs}
        self._now = now
        self._keep = keep
        self._alone = alone
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._kept: dict[str, datetime] = {}
        self._running: dict[str, asyncio.Lock] = {job.name: asyncio.Lock() for job in jobs}
        self._hurried: set[asyncio.Task[None]] = set()
        self.last: dict[str, datetime] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The jobs, in their order."""
        return tuple(self._jobs)

    def start(self) -> None:
        """Begin; every job runs at once, then at its beat."""
        for job in self._jobs.values():
            self._scheduler.add_job(
                self._beat,
                "interval",
                args=[job],
                id=job.name,
                seconds=job.every.total_seconds(),
                # By the metronome's own time; what a job takes for the time is another matter.
                next_run_time=datetime.now(UTC),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def stop(self) -> None:
        """End; a job under way is finished by the loop."""
        for task in self._hurried:
            task.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def hurry(self, name: str) -> None:
        """Run one job soon, rather than at its beat."""
        task = asyncio.create_task(self._beat(self._jobs[name]))
        self._hurried.add(task)
        task.add_done_callback(self._hurried.discard)

    def is_late(self, now: datetime) -> bool:
        """Some job has missed three beats."""
        jobs = self._jobs.values()
        return any(now - self.last.get(job.name, now) > 3 * job.every + timedelta(seconds=5) for job in jobs)

    async def run(self, name: str) -> Counts:
        """Run one job now, and say what it did; a run under way is finished first. Nothing when another does it."""
        job, now = self._jobs[name], self._now()
        async with self._running[name], nullcontext(True) if job.everywhere else self._alone(name) as ours:
            if not ours:
                self.last[name] = now
                return {}
            began = perf_counter()
            try:
                counts = await job.run(now)
            except Exception:
                await self._store(Ran(name, now, _ms(began), now, {"failed": 1}))
                raise
            self.last[name] = now
            metrics.JOB_AT.labels(name).set(now.timestamp())
            did = {what: number for what, number in counts.items() if number}
            if did or now - self._kept.get(name, datetime.min.replace(tzinfo=now.tzinfo)) >= _KEPT_EVERY:
                await self._store(Ran(name, now, _ms(began), now if did else None, did))
        return counts

    async def _beat(self, job: Job) -> None:
        try:
            counts = await self.run(job.name)
        except asyncio.CancelledError:
            # The end: APScheduler would report it as a fault. The next start finds the same rows.
            return
        except Exception:
            log.exception("job_failed", job=job.name)
            return
        if any(counts.values()):
            log.info("job_ran", job=job.name, **counts)

    async def _store(self, ran: Ran) -> None:
        try:
            await self._keep(ran)
        except Exception:
            log.exception("job_not_kept", job=ran.name)
        else:
            self._kept[ran.name] = ran.ran_at


def _ms(began: float) -> int:
    return round(1000 * (perf_counter() - began))
