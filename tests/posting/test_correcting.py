"""A post that was read back is put right, or left as it is where nobody knows how."""

from datetime import date, datetime

import pytest

from bot.model import Act, ChangeOfHours, PlaceId, Post
from bot.moment import COPENHAGEN
from bot.posting import correcting
from bot.understanding.orders import mended

NOW = datetime(2026, 12, 1, 14, 30, tzinfo=COPENHAGEN)
PLACE = PlaceId("stedet-slagelse")


def posted(opens: str, closes: str, *, bound: str = "") -> tuple[Post, str]:
    """A post of hours of that Tuesday."""
    first, last = (datetime.fromisoformat(f"2026-12-01T{one}").replace(tzinfo=COPENHAGEN) for one in (opens, closes))
    change = ChangeOfHours(PLACE, first.date(), first, last)
    return Post(PLACE, Act.OPEN, None, NOW, changes=(change,)), bound


def hours(post: Post, bound: str, text: str) -> str | None:
    """The hours after the words, "10-20"; None where they are not put right."""
    mend = mended.read(text, NOW)
    assert mend is not None
    changes = correcting.hours_mended(post, mend, bound, NOW)
    return f"{changes[0].opens:%d %H:%M}-{changes[0].closes:%H:%M}" if changes else None


@pytest.mark.parametrize(
    ("opens", "closes", "bound", "text", "after"),
    [
        ("10:00", "21:00", "closes", "nej 20", "01 10:00-20:00"),
        ("17:00", "22:00", "", "nej 20", "01 17:00-20:00"),
        ("17:00", "22:00", "", "nej 18", "01 18:00-22:00"),
        ("17:00", "22:00", "", "nej fra 6", "01 18:00-22:00"),
        ("18:00", "22:00", "", "nej 9", "01 18:00-21:00"),
        ("18:00", "22:00", "", "nej til 1", "01 18:00-01:00"),
        ("17:00", "22:00", "", "nej 15-19", "01 15:00-19:00"),
        ("17:00", "22:00", "", "nej i morgen", "02 17:00-22:00"),
        ("17:00", "22:00", "", "nej i morgen til 20", "02 17:00-20:00"),
        ("10:00", "21:00", "closes", "nej 13", None),
    ],
)
def test_hours_are_put_right(opens: str, closes: str, bound: str, text: str, after: str | None) -> None:
    """The bound that was named, else the nearer one; what would be over is not done."""
    post, only = posted(opens, closes, bound=bound)

    assert hours(post, only, text) == after


def test_closed_day_has_no_hour_to_mend() -> None:
    """A time for a closed day is asked about."""
    shut = Post(PLACE, Act.CLOSED, None, NOW, changes=(ChangeOfHours(PLACE, date(2026, 12, 2)),))

    assert hours(shut, "", "nej 20") is None
    assert correcting.hours_mended(shut, mended.Mend(days=(date(2026, 12, 3),)), "", NOW) is not None


def test_one_time_of_a_note_is_put_right() -> None:
    """Of two times nobody knows which."""
    mend = mended.Mend(figure="18.30")

    assert correcting.note_mended("suppe kl 18", mend) == "suppe kl 18.30"
    assert correcting.note_mended("suppe kl 18 og 20", mend) is None
