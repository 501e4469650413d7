"""What is told beside the hours or the beds is a note of its own, and its clock is none of the opening."""

from datetime import date, datetime

import pytest

from bot.model import Act
from bot.moment import COPENHAGEN
from bot.understanding.orders import posts
from bot.understanding.orders.beside import parted, without_beds

NOW = datetime(2026, 12, 1, 14, 30, tzinfo=COPENHAGEN)
TODAY, TOMORROW = date(2026, 12, 1), date(2026, 12, 2)


@pytest.mark.parametrize(
    ("text", "rest", "news"),
    [
        ("åbent til 21 i dag og suppe kl 18", "åbent til 21 i dag", "suppe kl 18"),
        ("åbent til 21 i dag suppe kl 18", "åbent til 21 i dag", "suppe kl 18"),
        ("lukket i morgen, suppe kl 18 i aften", "lukket i morgen", "suppe kl 18 i aften"),
        ("vi holder åbent til 23 i nat, der er kaffe fra 19", "vi holder åbent til 23 i nat", "der er kaffe fra 19"),
        ("suppe kl 18 og 20, åbent til 22", "åbent til 22", "suppe kl 18 og 20"),
        ("åbent 9-15. Sygeplejersken kommer kl. 10", "åbent 9-15", "Sygeplejersken kommer kl. 10"),
        (
            "hej, vi forlænger til 22 i dag og har lasagne kl 18.30",
            "hej, vi forlænger til 22 i dag",
            "lasagne kl 18.30",
        ),
        ("åbent 17-22 men ingen mad i dag", "åbent 17-22", "ingen mad i dag"),
        ("åbent 17-22, 3 senge, suppe kl 18", "åbent 17-22, 3 senge", "suppe kl 18"),
        ("åbent 10-18 i dag. Tandlægen er her fra 13 til 15", "åbent 10-18 i dag", "Tandlægen er her fra 13 til 15"),
        ("åbent lør 10-14, kaffe og kage", "åbent lør 10-14", "kaffe og kage"),
        ("i aften åbent 18-22 + pizza kl 19", "i aften åbent 18-22", "pizza kl 19"),
    ],
)
def test_news_stands_by_itself(text: str, rest: str, news: str) -> None:
    """The news is cut out as it was written."""
    assert parted(text) == (rest, news)


@pytest.mark.parametrize(
    "text",
    [
        "åbent 17-22 og 3 senge",
        "åbent mandag og tirsdag 10-12",
        "lukket i dag pga. kursus",
        "lukket i dag pga fest og koncert",
        "lukket for frokost 12-13",
        "åbent for bad 10-12",
        "vi har åbent med kaffe 10-12",
        "vi holder åbent, kaffe og kage 14-17",
        "lukket i dag, vandskade i køkkenet",
        "Vi lukker kl 15 i dag da vi skal til fest",
        "suppe kl 18",
    ],
)
def test_one_thing_stays_whole(text: str) -> None:
    """Days, reasons and the hours of coffee itself are no news beside the hours."""
    assert parted(text) == (text, "")


def test_hours_and_beds_and_news_are_kept() -> None:
    """All three of one message."""
    order = posts.read("åbent 17-22 og 3 senge og suppe kl 18", NOW)

    assert order is not None
    assert (order.act, order.free_places) == (Act.OPEN, 3)
    assert order.news is not None
    assert (order.news.body, order.news.until, order.news.days) == ("suppe kl 18", TODAY, ())


def test_news_is_of_the_day_of_the_hours() -> None:
    """Soup on the day that is opened is no soup today."""
    order = posts.read("åbent i morgen 10-14 og fællesspisning kl 12", NOW)

    assert order is not None
    assert order.news is not None
    assert (order.news.until, order.news.days) == (TOMORROW, (TOMORROW,))


def test_day_of_the_beds_is_not_closed() -> None:
    """Beds tonight, and closed tomorrow."""
    order = posts.read("lukket i morgen og 3 senge i nat", NOW)

    assert order is not None
    assert (order.act, order.dates, order.free_places) == (Act.CLOSED, (TOMORROW,), 3)
    assert without_beds("lukket i morgen og 3 senge i nat") == "lukket i morgen"


def test_night_is_of_its_evening() -> None:
    """What is told beside hours that end in the morning is told tonight."""
    order = posts.read("ekstraåbent i nat til 8, soveposer udleveres kl 23", NOW)

    assert order is not None
    assert order.news is not None
    assert (order.news.until, order.news.days) == (TODAY, ())
