"""Schedules with the hours that a test is about, and the times that are found in them."""

from datetime import datetime
from typing import Any

from bot.hours import COPENHAGEN
from bot.model import PlaceId, Schedule, ScheduleId, Slot, Topic


def schedule(hours: str = "Mo-Fr 10:00-12:00; PH off", **fields: Any) -> Schedule:
    """Half an hour with a nurse, one person at a time, within these hours."""
    values: dict[str, Any] = {
        "id": ScheduleId("sygeplejerske"),
        "place": PlaceId("varmestue"),
        "title": "Sygeplejerske i varmestuen",
        "discreet_title": "aftale",
        "topic": Topic.HEALTH,
        "slot_minutes": 30,
    }
    return Schedule(hours=hours, **values | fields)


def local(text: str, *, fold: int = 0) -> datetime:
    """A wall-clock time in Denmark, as "2026-03-29 01:30"; fold 1 is the second time round in autumn."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN, fold=fold)


def told(slots: list[Slot]) -> list[str]:
    """When the times begin, on the clock in Denmark."""
    return [f"{slot.start:%a %d/%m %H:%M}" for slot in slots]
