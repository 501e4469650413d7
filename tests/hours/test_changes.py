"""What volunteers post for a day goes before the ordinary hours of that day, and of that day only."""

import pytest

from bot.hours import opening, week
from bot.model import ChangeOfHours, Opening, PlaceId, Standing
from tests.hours.places import local, place

DAY = "Mo-Su 09:00-15:00"
NIGHT = "Mo-Su 21:00-07:00"


def change(day: str, opens: str | None = None, closes: str | None = None, of: str = "varmestue") -> ChangeOfHours:
    """A posted change; times as "2026-11-24 10:00"."""
    return ChangeOfHours(
        place=PlaceId(of),
        day=local(day).date(),
        opens=local(opens) if opens else None,
        closes=local(closes) if closes else None,
    )


SHUT = change("2026-11-24")
LATER = change("2026-11-24", "2026-11-24 12:00", "2026-11-24 20:00")
OVERNIGHT = change("2026-11-24", "2026-11-24 20:00", "2026-11-25 08:00")

POSTED = [
    # hours, change, at, told
    (DAY, SHUT, "2026-11-24 10:00", Opening(Standing.CLOSED, opens=local("2026-11-25 09:00"))),
    (DAY, LATER, "2026-11-24 10:00", Opening(Standing.CLOSED, opens=local("2026-11-24 12:00"))),
    (DAY, LATER, "2026-11-24 16:00", Opening(Standing.OPEN, until=local("2026-11-24 20:00"))),
    (DAY, OVERNIGHT, "2026-11-25 03:00", Opening(Standing.OPEN, until=local("2026-11-25 08:00"))),
    (DAY, OVERNIGHT, "2026-11-24 10:00", Opening(Standing.CLOSED, opens=local("2026-11-24 20:00"))),
    # the night before goes on; the night of the day falls away
    (NIGHT, SHUT, "2026-11-24 03:00", Opening(Standing.OPEN, until=local("2026-11-24 07:00"))),
    (NIGHT, SHUT, "2026-11-25 03:00", Opening(Standing.CLOSED, opens=local("2026-11-25 21:00"))),
    ("24/7", SHUT, "2026-11-24 12:00", Opening(Standing.CLOSED, opens=local("2026-11-25 00:00"))),
    ("24/7", SHUT, "2026-11-23 12:00", Opening(Standing.OPEN, until=local("2026-11-24 00:00"))),
    # no hours of its own, and a holiday
    (None, LATER, "2026-11-24 16:00", Opening(Standing.OPEN, until=local("2026-11-24 20:00"))),
    (None, LATER, "2026-11-25 16:00", Opening(Standing.UNKNOWN)),
    (
        DAY,
        change("2026-12-25", "2026-12-25 10:00", "2026-12-25 14:00"),
        "2026-12-25 11:00",
        Opening(Standing.OPEN, until=local("2026-12-25 14:00")),
    ),
    # one bound was not said
    (
        DAY,
        change("2026-11-24", "2026-11-24 11:00"),
        "2026-11-24 12:00",
        Opening(Standing.OPEN, local("2026-11-24 15:00")),
    ),
    (
        DAY,
        change("2026-11-24", None, "2026-11-24 12:00"),
        "2026-11-24 09:30",
        Opening(Standing.OPEN, local("2026-11-24 12:00")),
    ),
    (
        DAY,
        change("2026-11-24", "2026-11-24 18:00"),
        "2026-11-24 19:00",
        Opening(Standing.OPEN, local("2026-11-25 00:00")),
    ),
    # somebody else's
    (
        DAY,
        change("2026-11-24", of="herberg"),
        "2026-11-24 10:00",
        Opening(Standing.OPEN, until=local("2026-11-24 15:00")),
    ),
]


@pytest.mark.parametrize(("hours", "posted", "at", "told"), POSTED)
def test_posted_change_holds(hours: str | None, posted: ChangeOfHours, at: str, told: Opening) -> None:
    """A change replaces the hours of its day; nights before and days after are as ever."""
    assert opening(place(hours), local(at), [posted]) == told


def test_two_intervals_on_one_day() -> None:
    """A day may be posted in two pieces."""
    posted = [
        change("2026-11-24", "2026-11-24 16:00", "2026-11-24 18:00"),
        change("2026-11-24", "2026-11-24 08:00", "2026-11-24 10:00"),
    ]

    between = opening(place(DAY), local("2026-11-24 12:00"), posted)

    assert between == Opening(Standing.CLOSED, opens=local("2026-11-24 16:00"))


def test_week_shows_the_change() -> None:
    """The hours of the week have the posted day in them, and the others as ever."""
    days = dict(week(place("Mo-Fr 09:00-15:00"), local("2026-11-23").date(), [SHUT]))

    assert days[local("2026-11-24").date()] == ()
    assert days[local("2026-11-25").date()] == ((local("2026-11-25 09:00"), local("2026-11-25 15:00")),)
