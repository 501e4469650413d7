"""The metronome: APScheduler calls each timed job, which reads what is due from rows.

Its misfire grace can skip a beat; nothing hangs on one, since the next beat finds the same rows.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

from bot import metrics
from bot.logs import logger

log = logger(__name__)

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of timed work: a plain function that takes `now` and returns counts."""

    name: str
    every: timedelta
    run: Callable[[datetime], Awaitable[Counts]]


class Clock:
    """Runs jobs until it is stopped. `last` says when each last ended."""

    def __init__(self, jobs: tuple[Job, ...], now: Callable[[], datetime]) -> None:
        self._jobs = jobs
        self._now = now
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self.last: dict[str, datetime] = {}

    def start(self) -> None:
        """Begin; every job runs at once, then at its beat."""
        for job in self._jobs:
            self._scheduler.add_job(
                self._beat,
                "interval",
                args=[job],
                id=job.name,
                seconds=job.every.total_seconds(),
                next_run_time=self._now(),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def stop(self) -> None:
        """End; a job under way is finished by the loop."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def is_late(self, now: datetime) -> bool:
        """Some job has missed three beats."""
        return any(now - self.last.get(job.name, now) > 3 * job.every + timedelta(seconds=5) for job in self._jobs)

    async def _beat(self, job: Job) -> None:
        now = self._now()
        try:
            counts = await job.run(now)
        except asyncio.CancelledError:
            # The end: APScheduler would report it as a fault. The next start finds the same rows.
            return
        except Exception:
            log.exception("job_failed", job=job.name)
            return
        self.last[job.name] = now
        metrics.JOB_AT.labels(job.name).set(now.timestamp())
        if any(counts.values()):
            log.info("job_ran", job=job.name, **counts)
