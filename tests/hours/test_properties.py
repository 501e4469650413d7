"""Whatever the hours and the moment: opening never raises, and agrees with the hours of the week."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hours import COPENHAGEN, opening, week
from bot.model import ChangeOfHours, PlaceId, Standing
from tests.hours.places import place

CLOCK = st.integers(0, 47).map(lambda half: f"{half // 2:02}:{half % 2 * 30:02}")
DAYS = st.sampled_from(["Mo-Su", "Mo-Fr", "Sa,Su", "We", "PH", "week 1-53/2 Su", "Nov 15-Mar 31 Mo-Su", "Dec 24"])
RULE = st.one_of(
    st.builds(lambda days, start, end: f"{days} {start}-{end}", DAYS, CLOCK, CLOCK),
    st.sampled_from(["24/7", "PH off", "Mo off", "Mo-Su unknown"]),
)
HOURS = st.lists(RULE, min_size=1, max_size=3).map("; ".join)
MOMENT = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=300, deadline=None)
@given(HOURS, MOMENT)
def test_opening_agrees_with_the_week(hours: str, at: datetime) -> None:
    """Open is inside an interval of the week; closed is outside all, on a day that is known."""
    today = at.astimezone(COPENHAGEN).date()
    days = week(place(hours), today - timedelta(days=1))[:2]
    inside = any(opens <= at < closes for _, spans in days for opens, closes in spans or ())

    told = opening(place(hours), at)

    assert inside == (told.standing is Standing.OPEN)
    if days[1][1] is None and not inside:
        assert told.standing is not Standing.OPEN


@settings(max_examples=300, deadline=None)
@given(HOURS, MOMENT)
def test_times_told_are_true(hours: str, at: datetime) -> None:
    """A place is open just before its closing time and from its opening time on."""
    told = opening(place(hours), at)

    if told.until is not None:
        assert told.until > at
        assert opening(place(hours), told.until.astimezone(UTC) - timedelta(seconds=1)).standing is Standing.OPEN
        assert opening(place(hours), told.until).standing is not Standing.OPEN
    if told.opens is not None:
        assert told.opens > at
        assert opening(place(hours), told.opens).standing is Standing.OPEN


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), MOMENT)
def test_any_text_gets_an_answer(hours: str, at: datetime) -> None:
    """Hours that nobody can read are unknown, and nothing breaks."""
    assert opening(place(hours), at).standing in set(Standing)


@settings(max_examples=200, deadline=None)
@given(HOURS, MOMENT, st.tuples(MOMENT, st.integers(-3, 30)), st.booleans(), st.booleans())
def test_any_change_gets_an_answer(
    hours: str, at: datetime, span: tuple[datetime, int], has_start: bool, has_end: bool
) -> None:
    """Posted changes, even impossible ones, never break an answer."""
    opens, length = span
    posted = ChangeOfHours(
        place=PlaceId("varmestue"),
        day=opens.astimezone(COPENHAGEN).date(),
        opens=opens if has_start else None,
        closes=opens + timedelta(hours=length) if has_end else None,
    )

    told = opening(place(hours), at, [posted])

    assert told.standing in set(Standing)
