"""When reminders go: the evening before at 17, two hours before, never at night, never twice for one reason."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moment import COPENHAGEN
from bot.reminding import EVENING, QUIET_FROM, QUIET_TO, SOON, Reminder, decent, due, is_quiet, reminder_times

moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
minutes = st.integers(0, 40 * 24 * 60).map(lambda number: timedelta(minutes=number))


def local(day: str, clock: str) -> datetime:
    """A wall clock in Copenhagen, as UTC."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=COPENHAGEN).astimezone(UTC)


# start; booked; the evening one; the soon one
TIMES = {
    "an ordinary one": ("2026-12-03 10:00", "2026-12-01 14:00", "2026-12-02 17:00", "2026-12-03 08:00"),
    "half past seven: the evening before is all": (
        "2026-12-03 07:30",
        "2026-12-01 14:00",
        "2026-12-02 17:00",
        None,
    ),
    "half past nine, booked the night before: at eight": (
        "2026-12-03 09:30",
        "2026-12-02 20:00",
        None,
        "2026-12-03 08:00",
    ),
    "booked the same day": ("2026-12-03 15:00", "2026-12-03 09:00", None, "2026-12-03 13:00"),
    "booked an hour before": ("2026-12-03 10:00", "2026-12-03 09:00", None, None),
    "booked as the evening one would go": ("2026-12-03 10:00", "2026-12-02 17:00", None, "2026-12-03 08:00"),
    "booked as the soon one would go": ("2026-12-03 15:00", "2026-12-03 13:00", None, None),
    "half past nine, booked as the night ends": ("2026-12-03 09:30", "2026-12-03 08:00", None, None),
    "begins as the night ends, booked in it": ("2026-12-03 08:00", "2026-12-02 22:00", None, None),
    "the night when clocks go forward": (
        "2026-03-29 10:00",
        "2026-03-20 10:00",
        "2026-03-28 17:00",
        "2026-03-29 08:00",
    ),
    "the night when clocks go back": ("2026-10-25 10:00", "2026-10-20 10:00", "2026-10-24 17:00", "2026-10-25 08:00"),
    "late in the evening": ("2026-12-03 22:30", "2026-12-01 10:00", "2026-12-02 17:00", "2026-12-03 20:30"),
}


def moment(said: str | None) -> datetime | None:
    """The moment that a row of the table means."""
    return local(*said.split(" ")) if said else None


@pytest.mark.parametrize("name", TIMES)
def test_times_of_the_table(name: str) -> None:
    """Both reminders, over quiet hours and clocks that change."""
    start, booked, evening, soon = map(moment, TIMES[name])
    assert start and booked

    assert reminder_times(start, booked) == (evening, soon)


@given(start=moments, before=minutes)
def test_times_are_decent(start: datetime, before: timedelta) -> None:
    """Every reminder lies between booking and start, in waking hours; the evening one is at 17 the day before."""
    booked = start - before

    evening, soon = reminder_times(start, booked)

    for at in filter(None, (evening, soon)):
        assert booked < at < start
        assert not is_quiet(at)
    if evening:
        assert evening.astimezone(COPENHAGEN).time() == EVENING
        assert (start.astimezone(COPENHAGEN).date() - evening.astimezone(COPENHAGEN).date()).days == 1


@given(start=moments, before=minutes, late=st.integers(0, 14 * 24 * 60))
def test_what_is_sent_helps(start: datetime, before: timedelta, late: int) -> None:
    """However late we look: never at night, never after the start, and what is held comes before it."""
    evening, soon = reminder_times(start, start - before)
    at = min(filter(None, (evening, soon)), default=start) + timedelta(minutes=late)

    found = due(start, evening, soon, at)

    if found.say:
        assert at < start
        assert not is_quiet(at)
        assert at < found.until <= start
    for again in filter(None, (found.evening_at, found.soon_at)):
        assert at < again < start
    if found.dropped:
        assert (found.say, found.evening_at, found.soon_at) == (None, None, None)


@given(start=moments, before=minutes, steps=st.lists(st.integers(1, 12 * 60), max_size=60))
def test_each_is_sent_once(start: datetime, before: timedelta, steps: list[int]) -> None:
    """Whenever we wake, at most one of each kind goes, the soon one last; who was told late is not told twice."""
    booked = start - before
    evening, soon = reminder_times(start, booked)
    now, sent = booked, list[Reminder]()

    for step in steps:
        now += timedelta(minutes=step)
        found = due(start, evening, soon, now)
        evening, soon = found.evening_at, found.soon_at
        sent += [found.say] if found.say else []

    assert sent in ([], [Reminder.EVENING], [Reminder.SOON], [Reminder.EVENING, Reminder.SOON])


@given(start=moments, before=minutes)
def test_waking_each_minute_loses_none(start: datetime, before: timedelta) -> None:
    """Who looks at the very moment sends all that there is."""
    evening, soon = reminder_times(start, start - before)
    expected = [kind for kind, at in ((Reminder.EVENING, evening), (Reminder.SOON, soon)) if at]
    sent = list[Reminder]()

    for at in filter(None, (evening, soon)):
        found = due(start, evening, soon, at)
        evening, soon = found.evening_at, found.soon_at
        sent += [found.say] if found.say else []

    assert len(sent) == len(expected)


@given(at=moments)
def test_decent_is_soonest(at: datetime) -> None:
    """In waking hours at once, else at eight."""
    woken = decent(at)

    assert woken >= at
    assert not is_quiet(woken)
    assert woken == at or woken.astimezone(COPENHAGEN).time() == QUIET_TO
    assert woken - at <= timedelta(hours=12)
    assert (QUIET_FROM.hour, SOON) == (21, timedelta(hours=2))
