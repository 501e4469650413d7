"""Reminders among a million appointments to come: how fast the sweep is, how late a reminder leaves, how much it holds.

The last moment before 17:00 is the hardest: a day's evening reminders are due at once. Time is the benchmark's own.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.i18n import Catalogues
from bot.model import ChannelName
from bot.moment import COPENHAGEN
from bot.store import claims, tallies
from bot.store.atlas import Atlas
from bot.store.database import Database
from bot.store.tallies import Tally, What
from scheduler import reminders as sweeping
from scheduler import wait_list
from scheduler.voice import Voice
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.future import APPOINTMENTS, FIRST_DAY, build
from tests.starter import towns

PEAK = (FIRST_DAY - timedelta(days=1)).replace(hour=17).astimezone(UTC)
TICK = FIRST_DAY.replace(hour=8).astimezone(UTC)
IDLE_LOOKS = 50


def reminders(*, quick: bool = False) -> list[Figure]:
    """`quick`: a twentieth of the appointments."""
    return asyncio.run(_reminders(APPOINTMENTS // 20 if quick else APPOINTMENTS))


@dataclass(slots=True)
class _Sweep:
    """The job with a clock that goes as fast as ours, from a moment that we choose."""

    run: Callable[[datetime], Awaitable[Mapping[str, int]]]
    database: Database

    async def until_stored(self, due: datetime) -> tuple[int, float]:
        """Run from two minutes before `due` on, beat by beat; how many were sent, and how late the last was stored."""
        began, start, sent = time.perf_counter(), due - sweeping.AHEAD, 0
        counts = await self.run(start)
        sent += counts.get("sent", 0)
        ready = start + timedelta(seconds=time.perf_counter() - began)
        return sent, max(0.0, (ready - due).total_seconds())


async def _reminders(number: int) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "future.db"
        began = time.perf_counter()
        database = await build(file, number, lambda done: print(f"\r  {done}   ", end="", flush=True))
        print("\r", end="")
        built = time.perf_counter() - began
        try:
            return [Figure("reminders", f"{number:,} appointments built", built, "s"), *await _measured(database)]
        finally:
            await database.close()


async def _measured(database: Database) -> list[Figure]:
    atlas = Atlas(database)
    await atlas.refresh()
    voice = Voice(Catalogues.load(), atlas, towns(), lambda: None)
    sweep = _Sweep(sweeping.job(database, voice), database)
    waits = wait_list.job(database, voice)
    quiet = PEAK - timedelta(hours=1)
    idle = [await _milliseconds(lambda: sweep.run(quiet)) for _ in range(IDLE_LOOKS)]
    idle_waits = [await _milliseconds(lambda: waits(quiet)) for _ in range(IDLE_LOOKS)]
    before, waited = _memory_mb(), list[float]()
    answers = asyncio.create_task(_answer_meanwhile(database, waited))
    began = time.perf_counter()
    sent, late = await sweep.until_stored(PEAK)
    took = time.perf_counter() - began
    answers.cancel()
    grown = _memory_mb() - before
    claim = await _milliseconds(lambda: database.write(lambda db: claims.claim(db, [ChannelName.SMS], PEAK, 64)))
    ticked, tick_late = await sweep.until_stored(TICK)
    return [
        Figure("reminders", "a look with nothing due, p95", percentile(idle, 0.95), "ms"),
        Figure("reminders", "a look at the wait list, p95", percentile(idle_waits, 0.95), "ms"),
        Figure("reminders", f"due at once at {PEAK.astimezone(COPENHAGEN):%H:%M}", sent, "reminders"),
        Figure("reminders", "decided and stored", sent / took, "reminders/s"),
        Figure("reminders", "the last of them late", late, "s", at_most=2),
        Figure("reminders", f"the last of {ticked} two-hour ones late", tick_late, "s", at_most=2),
        Figure(
            "reminders", "a write for somebody's answer meanwhile, p95", percentile(waited, 0.95), "ms", at_most=1000
        ),
        Figure("reminders", "the first 64 of them claimed for sending", claim, "ms"),
        Figure("reminders", "memory grown by the sweep", grown, "MB", at_most=20),
    ]


ANSWER = (Tally(What.ANSWERED),)


async def _answer_meanwhile(database: Database, waited: list[float]) -> None:
    """Somebody writes every twentieth of a second."""
    while True:
        waited.append(await _milliseconds(lambda: database.write(lambda db: tallies.add(db, ANSWER, PEAK))))
        await asyncio.sleep(0.05)


async def _milliseconds(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return 1000 * (time.perf_counter() - began)


def _memory_mb() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024
