"""What puts a post right is told from an order, from a no, and from anything else."""

from datetime import date, datetime

import pytest

from bot.moment import COPENHAGEN
from bot.understanding.orders import mended

NOW = datetime(2026, 12, 1, 14, 30, tzinfo=COPENHAGEN)
EIGHT = 20 * 60


@pytest.mark.parametrize(
    "text", ["nej 20", "20 mente jeg", "forkert, det er 20", "ups kl 20", "ikke 21 men 20", "20 ikke 21"]
)
def test_time_alone_may_be_either_bound(text: str) -> None:
    """Whether it opens or closes then is for the post to say."""
    mend = mended.read(text, NOW)

    assert mend is not None
    assert mend.hour is not None
    assert (mend.hour.minutes, mend.figure, mend.owns_slip) == (EIGHT, "20", True)


def test_bound_may_be_named() -> None:
    """Until, from, and both."""
    until, since, both = (mended.read(text, NOW) for text in ("nej, til 20", "undskyld, fra 11", "nej 17-20"))

    assert until is not None
    assert until.closes is not None
    assert until.opens is None
    assert since is not None
    assert since.opens is not None
    assert since.closes is None
    assert both is not None
    assert both.opens is not None
    assert both.closes is not None


def test_day_is_mended() -> None:
    """A day alone moves it."""
    mend = mended.read("nej, det er på fredag", NOW)

    assert mend is not None
    assert (mend.days, mend.hour) == ((date(2026, 12, 4),), None)


@pytest.mark.parametrize(
    "text",
    ["nej", "tak", "nej tak", "nej suppen er kl 19", "hvor kan jeg sove kl 20", "nej, lukket i morgen", "nej 99"],
)
def test_more_or_less_is_no_mend(text: str) -> None:
    """A no alone, thanks, and whatever has words of its own."""
    assert mended.read(text, NOW) is None


def test_bare_no_says_nothing_else() -> None:
    """It is told from thanks and from what is right."""
    assert mended.is_bare_no("nej det er forkert")
    assert not mended.is_bare_no("nej tak")
    assert not mended.is_bare_no("nej 20")
