"""Until when somebody may think about a time that came free, and which times are news to them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.booking.waiting import NEEDED, answer_by, next_news
from bot.model import PersonId, ScheduleId, Slot
from bot.moment import COPENHAGEN
from bot.reminding import is_quiet
from bot.store.waits import Wait

moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def local(said: str) -> datetime:
    """A wall clock in Copenhagen, as UTC."""
    return datetime.fromisoformat(said).replace(tzinfo=COPENHAGEN).astimezone(UTC)


# when it begins; when it came free; until when it is kept
KEPT = {
    "soon: a quarter of an hour": ("2026-12-01 12:00", "2026-12-01 10:00", "2026-12-01 10:15"),
    "very soon: not beyond a quarter before it": ("2026-12-01 10:30", "2026-12-01 10:00", "2026-12-01 10:15"),
    "in twenty minutes: nobody can get there": ("2026-12-01 10:20", "2026-12-01 10:00", None),
    "this afternoon: two hours": ("2026-12-01 16:00", "2026-12-01 09:00", "2026-12-01 11:00"),
    "tomorrow: two hours": ("2026-12-02 10:00", "2026-12-01 14:00", "2026-12-01 16:00"),
    "tomorrow, asked late: until nine at night": ("2026-12-02 09:30", "2026-12-01 20:00", "2026-12-01 21:00"),
    "tomorrow afternoon, asked late: after breakfast": ("2026-12-02 14:00", "2026-12-01 20:00", "2026-12-02 09:00"),
    "next week: until eight in the evening": ("2026-12-08 10:00", "2026-12-01 09:00", "2026-12-01 20:00"),
    "next week, asked late: after breakfast": ("2026-12-08 10:00", "2026-12-01 20:30", "2026-12-02 09:00"),
    "at night nobody is asked": ("2026-12-08 10:00", "2026-12-01 23:00", None),
}


@pytest.mark.parametrize("name", KEPT)
def test_kept_for_the_table(name: str) -> None:
    """The deadline fits the distance in time."""
    start, now, until = KEPT[name]

    assert answer_by(local(start), local(now)) == (local(until) if until else None)


@given(now=moments, ahead=st.integers(0, 40 * 24 * 60))
def test_deadline_is_decent(now: datetime, ahead: int) -> None:
    """It is by day, leaves a quarter of an hour to think, and ends before the time begins."""
    start = now + timedelta(minutes=ahead)

    until = answer_by(start, now)

    if until is None:
        return
    assert not is_quiet(now)
    assert start - now >= NEEDED
    assert now + timedelta(minutes=15) <= until < start
    assert not is_quiet(until - timedelta(minutes=16))


def slot(said: str) -> Slot:
    """A free time."""
    return Slot(ScheduleId("nurse"), local(said), local(said) + timedelta(minutes=30), 1)


def wait(free_then: tuple[str, ...] = (), offered_then: tuple[str, ...] = ()) -> Wait:
    """Somebody who waits."""
    free, offered = frozenset(map(local, free_then)), frozenset(map(local, offered_then))
    return Wait(1, PersonId(1), ScheduleId("nurse"), local("2026-12-01 08:00"), free, offered)


NOW = local("2026-12-01 10:00")
FREE = [slot("2026-12-03 10:00"), slot("2026-12-04 10:00"), slot("2026-12-30 10:00")]


def test_first_free_time_is_news() -> None:
    """Who found nothing hears of the earliest."""
    news = next_news(wait(), FREE, NOW)

    assert news
    assert news[0] == FREE[0]


def test_same_time_is_offered_once() -> None:
    """A time that was offered before is none any more."""
    news = next_news(wait(offered_then=("2026-12-03 10:00",)), FREE, NOW)

    assert news
    assert news[0] == FREE[1]


def test_known_and_later_times_are_none() -> None:
    """Who could have had Friday hears neither of Friday nor of the end of the month."""
    assert next_news(wait(free_then=("2026-12-03 10:00", "2026-12-04 10:00")), FREE, NOW) is None


def test_sooner_than_known_is_news() -> None:
    """Who could only have had Friday hears of Thursday."""
    news = next_news(wait(free_then=("2026-12-04 10:00",)), FREE, NOW)

    assert news
    assert news[0] == FREE[0]
