"""That the ordinary hours hold after all is told from a closing, from other hours and from a question."""

from datetime import date, datetime

import pytest

from bot.model import Act
from bot.moment import COPENHAGEN
from bot.understanding.orders import posts
from bot.understanding.orders.usual import USUAL

NOW = datetime(2026, 12, 1, 14, 30, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("vi lukker alligevel ikke tidligere", ()),
        ("nej vi lukker alligevel ikke før", ()),
        ("vi lukker i dag alligevel ikke tidligere", (date(2026, 12, 1),)),
        ("vi har ikke lukket i morgen som vi skrev", (date(2026, 12, 2),)),
        ("torsdag er åben alligevel", (date(2026, 12, 3),)),
        ("vi holder normale åbningstider i morgen", (date(2026, 12, 2),)),
        ("vi åbner alligevel på fredag", (date(2026, 12, 4),)),
        ("vi lukker til normal tid", ()),
    ],
)
def test_ordinary_hours_hold(text: str, days: tuple[date, ...]) -> None:
    """The days that are named; none where it says nothing of them."""
    order = posts.read(text, NOW)

    assert order is not None
    assert (order.meant, order.doubt, order.dates) == (Act.OPEN, USUAL, days)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("vi lukker ikke før 23 i aften", Act.OPEN),
        ("vi åbner alligevel kl 16", Act.OPEN),
        ("vi åbner alligevel ikke", Act.CLOSED),
        ("lukket i dag, ellers åbent som normalt", Act.CLOSED),
    ],
)
def test_other_posts_stay(text: str, act: Act) -> None:
    """With a clock time, or closed after all."""
    order = posts.read(text, NOW)

    assert order is not None
    assert order.act is act


@pytest.mark.parametrize(
    "text", ["vi har ikke lukket op endnu", "vi lukker ikke til normal tid", "vi har ikke åbent som normalt i dag"]
)
def test_neither_open_nor_closed_is_asked(text: str) -> None:
    """Nothing is guessed."""
    order = posts.read(text, NOW)

    assert order is not None
    assert (order.act, order.doubt) == (Act.UNCLEAR, "hours")


@pytest.mark.parametrize(
    ("text", "intervals", "closed"),
    [
        ("vi holder lukket mellem jul og nytår undtagen d 29 der har vi 12-15", 1, 3),
        ("lukket torsdag til søndag undtagen lørdag", 0, 3),
        ("åbent 10-14 resten af ugen på nær torsdag", 4, 1),
    ],
)
def test_exception_in_one_message(text: str, intervals: int, closed: int) -> None:
    """A day apart has its own hours, is as ever where the rest is closed, and closed where the rest is open."""
    order = posts.read(text, NOW)

    assert order is not None
    assert (len(order.intervals), len(order.dates)) == (intervals, closed)


def test_pattern_begins_with_its_month() -> None:
    """ "Fra januar" is the first such day of that month."""
    order = posts.read("tirsdag 10-14 fra januar", NOW)

    assert order is not None
    assert order.recurring
    assert order.intervals[0][0] == datetime(2027, 1, 5, 10, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("suppen er aflyst", Act.NOTE),
        ("lægen er aflyst i dag", Act.NOTE),
        ("åbent 17-22 i dag men bingo er aflyst", Act.OPEN),
        ("mandag er aflyst", Act.CLOSED),
        ("lukket i dag og bingo er aflyst", Act.CLOSED),
    ],
)
def test_thing_called_off_closes_nothing(text: str, act: Act) -> None:
    """Soup without soup is news; a day that is called off is closed."""
    order = posts.read(text, NOW)

    assert order is not None
    assert order.act is act
