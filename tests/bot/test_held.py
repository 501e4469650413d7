"""A reminder that is due at night: what waits for the morning, and what helps nobody any more."""

from datetime import UTC, datetime

import pytest

from bot.moment import COPENHAGEN
from bot.reminding import Due, due


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in December in Denmark, in UTC."""
    return datetime(2026, 12, day, hour, minute, tzinfo=COPENHAGEN).astimezone(UTC)


NIGHT, MORNING = at(2, 23), at(3, 8)
# When it begins, when the soon one goes; then what is left of the two in the morning, and how many are dropped.
HELD = {
    "in the afternoon, both": (at(3, 14), at(3, 12), MORNING, at(3, 12), 0),
    "at ten, the soon one alone": (at(3, 10), MORNING, None, MORNING, 0),
    "at nine, the evening's after all": (at(3, 9), None, MORNING, None, 0),
    "soon one due at night too": (at(3, 9), at(2, 22), None, MORNING, 0),
    "begins as the night ends": (MORNING, None, None, None, 1),
    "begins a minute after": (at(3, 8, 1), None, MORNING, None, 0),
    "over before the morning": (at(3, 7), at(3, 5), None, None, 1),
}


@pytest.mark.parametrize("case", HELD)
def test_night_holds_what_helps(case: str) -> None:
    """The evening's reminder is late and it is eleven at night: nothing is said now, and this is what stays."""
    start, soon_at, evening_left, soon_left, dropped = HELD[case]

    assert due(start, at(2, 17), soon_at, NIGHT) == Due(None, start, evening_left, soon_left, dropped)
