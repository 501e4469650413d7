"""Places with the hours that a test is about, and wall-clock times."""

from datetime import datetime

from bot.hours import COPENHAGEN
from bot.model import Place, PlaceId, Topic


def place(hours: str | None = None, *, season: str | None = None) -> Place:
    """A warm room with these hours."""
    return Place(
        id=PlaceId("varmestue"),
        name="Varmestuen",
        kind="day_centre",
        topics=(Topic.WARM_ROOM,),
        opening_hours=hours,
        season=season,
    )


def local(text: str, *, fold: int = 0) -> datetime:
    """A wall-clock time in Denmark, as "2026-03-29 01:30"; fold 1 is the second time round in autumn."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN, fold=fold)
