"""What a place needs is told from a volunteer's own need, from a post, and from an offer."""

from datetime import datetime

import pytest

from bot.model import Act
from bot.moment import COPENHAGEN
from bot.understanding.orders import needs, posts

NOW = datetime(2026, 12, 1, 14, 30, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    "text",
    [
        "vi mangler dyner",
        "vi mangler en frivillig i aften",
        "kan nogen komme med tæpper",
        "er der nogen der kan tage vagten i aften?",
        "hej, vi er for få på vagt i nat",
        "kan nogen hjælpe i køkkenet kl 18",
        "kan vi få nogle flere frivillige",
    ],
)
def test_need_of_the_place(text: str) -> None:
    """Things and hands."""
    order = needs.read(text, NOW)

    assert posts.read(text, NOW) is None
    assert order is not None
    assert (order.act, order.body) == (Act.NEED, text)


@pytest.mark.parametrize(
    "text",
    [
        "jeg mangler en dyne",
        "kan nogen hjælpe mig",
        "vi mangler et sted at sove",
        "jeg har dyner I kan få",
        "vi mangler hjælp",
        "vi mangler",
        "suppe kl 18",
    ],
)
def test_other_words_are_none(text: str) -> None:
    """Whoever needs something themselves is a citizen, and nothing named is nothing needed."""
    assert needs.read(text, NOW) is None


def test_need_beside_hours_is_told() -> None:
    """Both of one message are kept."""
    order = posts.read("åbent til 21 men vi mangler frivillige", NOW)

    assert order is not None
    assert order.act is Act.OPEN
    assert order.news is not None
    assert order.news.body == "vi mangler frivillige"


def test_named_note_may_tell_of_a_need() -> None:
    """What stands after the word is told as it is."""
    order = posts.read("opslag: vi mangler dyner", NOW)

    assert order is not None
    assert (order.act, order.body) == (Act.NOTE, "vi mangler dyner")
