"""What is to be done by day about an appointment's two reminders, at the very moments where it changes."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.moment import COPENHAGEN
from bot.reminding import Due, Reminder, decent, due, is_quiet, next_week


def at(day: int, hour: int, minute: int = 0, *, month: int = 12) -> datetime:
    """A time in Denmark, in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=COPENHAGEN).astimezone(UTC)


START, EVENING, SOON = at(3, 14), at(2, 17), at(3, 12)
# Which of the two are still to go, and when we look; then what is said, until when, and what is left.
CASES = {
    "a minute too early": (EVENING, SOON, at(2, 16, 59), Due(None, START, EVENING, SOON)),
    "one of them long gone, the other not yet": (None, SOON, at(3, 11, 59), Due(None, START, None, SOON)),
    "in the evening": (EVENING, SOON, EVENING, Due(Reminder.EVENING, SOON, None, SOON)),
    "in the evening, the only one": (EVENING, None, EVENING, Due(Reminder.EVENING, START, None, None)),
    "two hours before": (None, SOON, SOON, Due(Reminder.SOON, START, None, None)),
    "both, five hours before": (EVENING, at(3, 8), at(3, 9), Due(Reminder.SOON, START, None, None)),
    "the evening's alone, two hours before": (EVENING, None, SOON, Due(Reminder.SOON, START, None, None)),
    "the evening's, a minute earlier": (EVENING, None, at(3, 11, 59), Due(Reminder.EVENING, START, None, None)),
    "as it begins": (None, SOON, START, Due(None, START, None, None, dropped=1)),
    "both, as it begins": (EVENING, SOON, START, Due(None, START, None, None, dropped=2)),
    "the evening's, a day after": (EVENING, None, at(4, 14), Due(None, START, None, None, dropped=1)),
}


@pytest.mark.parametrize("case", CASES)
def test_due_by_day(case: str) -> None:
    """One word at most is said, and what is left or dropped is known."""
    evening, soon, now, expected = CASES[case]

    found = due(START, evening, soon, now)

    assert found == expected
    assert found.until.tzinfo is UTC


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [(at(2, 20, 59), False), (at(2, 21), True), (at(3, 7, 59), True), (at(3, 8), False)],
)
def test_night_to_the_minute(moment: datetime, *, quiet: bool) -> None:
    """From nine in the evening to eight nobody is woken, wherever this machine stands; then it waits for eight."""
    assert is_quiet(moment) is quiet
    assert decent(moment) == (at(3, 8) if quiet else moment)
    assert decent(moment).tzinfo is UTC


@pytest.mark.parametrize(
    ("after", "now", "expected"),
    [
        (at(1, 14), at(1, 15), at(8, 10)),
        (at(1, 14), at(8, 9, 59), at(8, 10)),
        (at(1, 14), at(8, 10), at(15, 10)),
        (at(1, 14), at(23, 9), at(29, 10)),
        # Half an hour after midnight it is still yesterday in UTC; and the clocks change between the two.
        (at(20, 0, 30, month=10), at(20, 1, month=10), at(27, 10, month=10)),
    ],
)
def test_same_weekday_next_week(after: datetime, now: datetime, expected: datetime) -> None:
    """It is ten in the morning on that weekday, a week later or the first such day to come."""
    assert next_week(after, now) == expected
    assert expected - now > timedelta(0)
