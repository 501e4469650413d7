"""The moments that words mean, as tables."""

from datetime import UTC, datetime

import pytest

from bot.moment import COPENHAGEN, asked_moment


def at(text: str) -> datetime:
    """A wall clock time in Copenhagen: "2026-12-01 14:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("when", "now", "sleeps", "expected"),
    [
        (None, "2026-12-01 14:30", True, "2026-12-01 14:30"),
        ("now", "2026-12-01 14:30", False, "2026-12-01 14:30"),
        ("today", "2026-12-01 14:30", False, "2026-12-01 14:30"),
        ("tonight", "2026-12-01 14:30", True, "2026-12-01 22:00"),
        ("tonight", "2026-12-01 14:30", False, "2026-12-01 18:00"),
        ("tonight", "2026-12-01 23:59", True, "2026-12-01 23:59"),
        ("tonight", "2026-12-02 00:01", True, "2026-12-02 00:01"),
        ("tonight", "2026-12-02 04:59", True, "2026-12-02 04:59"),
        ("tonight", "2026-12-02 05:00", True, "2026-12-02 22:00"),
        ("tomorrow", "2026-12-01 23:59", False, "2026-12-02 12:00"),
        ("tomorrow", "2026-12-02 00:01", False, "2026-12-03 12:00"),
        ("tomorrow", "2026-12-01 14:30", True, "2026-12-02 22:00"),
        ("tomorrow 14:00", "2026-12-01 14:30", False, "2026-12-02 14:00"),
        ("today 20:00", "2026-12-01 14:30", False, "2026-12-01 20:00"),
        ("today 08:00", "2026-12-01 14:30", False, "2026-12-01 14:30"),
        ("tonight 01:00", "2026-12-01 20:00", True, "2026-12-02 01:00"),
        ("fri", "2026-12-01 14:30", False, "2026-12-04 12:00"),
        ("tue", "2026-12-01 14:30", False, "2026-12-01 14:30"),
        ("tue 10:00", "2026-12-01 14:30", False, "2026-12-08 10:00"),
        ("tue 16:00", "2026-12-01 14:30", False, "2026-12-01 16:00"),
        ("weekend", "2026-12-01 14:30", False, "2026-12-05 12:00"),
        ("weekend", "2026-12-06 14:30", False, "2026-12-06 14:30"),
        ("tomorrow 02:30", "2027-03-27 14:00", False, "2027-03-28 03:30"),
        ("tomorrow", "2027-03-27 23:30", True, "2027-03-28 22:00"),
        ("tonight", "2027-10-30 14:00", True, "2027-10-30 22:00"),
    ],
)
def test_moment_of_words(when: str | None, now: str, sleeps: bool, expected: str) -> None:
    """Midnight, the clocks' changes, and clocks that have passed."""
    assert asked_moment(when, at(now), sleeps=sleeps).at == at(expected)


def test_utc_is_moved_home() -> None:
    """What the database gives is UTC; "tonight" is counted on Copenhagen's clock."""
    assert asked_moment("tonight", datetime(2026, 12, 1, 23, 30, tzinfo=UTC), sleeps=True).is_now


def test_days_are_whole() -> None:
    """A day without a clock asks for the whole day's hours; one with a clock does not."""
    assert asked_moment("fri", at("2026-12-01 14:30")).by_day
    assert not asked_moment("fri 14:00", at("2026-12-01 14:30")).by_day
