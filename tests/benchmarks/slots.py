"""Slots: a search for the next free times over many schedules, as one question does it."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from time import perf_counter

from bot.model import PlaceId, Schedule, ScheduleId, Slot, Topic
from bot.moment import COPENHAGEN
from bot.slots import free_slots
from tests.benchmarks.figures import Figure, median_of

NOW = datetime(2026, 12, 1, 8, 30, tzinfo=COPENHAGEN)
SCHEDULES, DAYS, TIMES = 50, 60, 21
HOURS = (
    "Mo-Fr 09:00-15:00; PH off",
    "Tu,Th 10:00-12:30; PH off",
    "week 1-53/2 Mo 15:00-18:00; PH off",
    "Mo-Su 20:00-02:00",
)

Taken = Mapping[datetime, int]


def slots() -> list[Figure]:
    """The three next times in each of the schedules: half taken, and with every time taken for all sixty days."""
    schedules = [_schedule(number) for number in range(SCHEDULES)]
    cold = _milliseconds(schedules, [{}] * SCHEDULES)
    every = [free_slots(one, {}, NOW, limit=10_000) for one in schedules]
    half = [_taken(times, 0.5) for times in every]
    full = [_taken(times, 1) for times in every]
    name = f"search over {SCHEDULES} schedules x {DAYS} days"
    return [
        Figure(
            "slots", f"{name}, half taken", median_of(TIMES, lambda: _milliseconds(schedules, half)), "ms", at_most=5
        ),
        Figure("slots", f"{name}, all taken", median_of(TIMES, lambda: _milliseconds(schedules, full)), "ms"),
        Figure("slots", f"{name}, the first after a start", cold, "ms"),
    ]


def _schedule(number: int) -> Schedule:
    return Schedule(
        id=ScheduleId(f"schedule-{number}"),
        place=PlaceId("place"),
        title="Aftale",
        discreet_title="aftale",
        topic=Topic.HEALTH,
        hours=HOURS[number % len(HOURS)],
        slot_minutes=(20, 30, 45)[number % 3],
        horizon_days=DAYS,
    )


def _taken(times: list[Slot], share: float) -> Taken:
    chance = random.Random(47)
    return {slot.start.astimezone(UTC): 1 for slot in times if chance.random() < share}


def _milliseconds(schedules: list[Schedule], taken: list[Taken]) -> float:
    begun = perf_counter()
    for schedule, there in zip(schedules, taken, strict=True):
        free_slots(schedule, there, NOW, limit=3)
    return 1000 * (perf_counter() - begun)
