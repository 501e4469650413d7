"""The time that somebody wants, out of what they wrote."""

from datetime import UTC, date, datetime, time

import pytest

from bot.booking.wanted import Trouble, Wanted, wanted, wanted_from
from bot.model import DayPart
from bot.moment import COPENHAGEN
from tests.starter import reader

# Half past two on a Tuesday afternoon.
NOW = datetime(2026, 12, 1, 14, 30, tzinfo=COPENHAGEN)
THIRD, FOURTH, FIFTH = date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 5)
SECOND, FIRST, SEVENTH = date(2026, 12, 2), date(2026, 12, 1), date(2026, 12, 7)


def said(text: str, now: datetime = NOW) -> Wanted:
    """What the text wants."""
    return wanted(reader().read(text, now.astimezone(UTC)), now)


@pytest.mark.parametrize(
    ("text", "first", "last", "part", "clock"),
    [
        ("torsdag", THIRD, FOURTH, None, None),
        ("på torsdag formiddag", THIRD, FOURTH, DayPart.MORNING, None),
        ("torsdag kl 10", THIRD, FOURTH, None, time(10)),
        ("torsdag kl. 10.30", THIRD, FOURTH, None, time(10, 30)),
        ("tandlæge i morgen eftermiddag", SECOND, THIRD, DayPart.AFTERNOON, None),
        ("tandlæge kl 9", SECOND, THIRD, None, time(9)),
        ("tandlæge kl 16", FIRST, SECOND, None, time(16)),
        ("torsdag kl 2", THIRD, FOURTH, None, time(14)),
        ("i weekenden", FIFTH, SEVENTH, None, None),
        ("den 3. december", THIRD, FOURTH, None, None),
        ("d. 3/12 kl 11", THIRD, FOURTH, None, time(11)),
        ("tirsdag", FIRST, SECOND, None, None),
        ("om eftermiddagen", None, None, DayPart.AFTERNOON, None),
        ("efter kl 12", None, None, DayPart.AFTERNOON, None),
        ("i overmorgen", THIRD, FOURTH, None, None),
        ("book", None, None, None, None),
    ],
)
def test_days_and_clocks(
    text: str, first: date | None, last: date | None, part: DayPart | None, clock: time | None
) -> None:
    """Weekdays, dates, parts of the day, clock times; a bare clock is the next one; "kl 2" is no night."""
    assert said(text) == Wanted(first, last, part, clock)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("kl 25", Trouble.NO_SUCH),
        ("25:00", Trouble.NO_SUCH),
        ("kl 12.75", Trouble.NO_SUCH),
        ("30. februar", Trouble.NO_SUCH),
        ("31/4", Trouble.NO_SUCH),
        ("29. februar", Trouble.NO_SUCH),
        ("28. marts 2027 kl 2.30", Trouble.SKIPPED),
        ("i dag kl 9", Trouble.PAST),
        ("20. november", Trouble.PAST),
        ("i går", Trouble.PAST),
    ],
)
def test_times_that_cannot_be(text: str, trouble: Trouble) -> None:
    """No such clock, no such day, the hour that spring skips, and what is over."""
    assert said(text).trouble is trouble


@pytest.mark.parametrize("text", ["åbent 24/7", "min telefon er 20 00 00 11", "jeg er 42 år", "kl 24", "kl 0.30"])
def test_figures_that_are_no_times(text: str) -> None:
    """Round the clock, a number, an age; and midnight exists."""
    assert said(text).trouble is None


def test_tomorrow_before_and_after_midnight() -> None:
    """Before midnight it is one day; awake after midnight it may be today or the day after."""
    before = said("i morgen", datetime(2026, 12, 2, 23, 59, tzinfo=COPENHAGEN))
    after = said("i morgen", datetime(2026, 12, 3, 0, 1, tzinfo=COPENHAGEN))
    by_day = said("i morgen", datetime(2026, 12, 3, 5, 0, tzinfo=COPENHAGEN))

    assert (before.first, before.last) == (THIRD, FOURTH)
    assert (after.first, after.last) == (THIRD, FIFTH)
    assert (by_day.first, by_day.last) == (FOURTH, FIFTH)


def test_hour_that_autumn_has_twice() -> None:
    """It exists, and means the first of the two."""
    found = said("24. oktober 2027 kl 10", datetime(2027, 10, 1, 12, tzinfo=COPENHAGEN))
    twice = Wanted(date(2027, 10, 31), date(2027, 11, 1), None, time(2, 30))

    assert found.at == datetime(2027, 10, 24, 10, tzinfo=COPENHAGEN)
    assert twice.at is not None
    assert twice.at.astimezone(UTC) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["torsdag kl 10", "i morgen eftermiddag", "30. februar", "i dag kl 9", "book"])
def test_kept_and_found_again(text: str) -> None:
    """What waits for the answer to another question comes back whole."""
    assert wanted_from(said(text).kept) == said(text)
