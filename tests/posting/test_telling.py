"""How a post is read back: one line, alike days together, each with its date."""

from datetime import datetime

import pytest

from bot.model import Act, Place, PlaceId, Post, Topic
from bot.moment import COPENHAGEN
from bot.posting import telling
from bot.posting.changing import changes_of
from bot.understanding.orders import posts
from tests.starter import catalogues

# A Saturday at noon.
NOW = datetime(2026, 11, 21, 12, tzinfo=COPENHAGEN)
DAY_ROOM = Place(
    PlaceId("dagstuen"), "Dagstuen", "day_centre", (Topic.WARM_ROOM,), opening_hours="Mo-Su 10:00-15:00; PH off"
)
NIGHT_ROOM = Place(
    PlaceId("natstuen"), "Natstuen", "night_shelter", (Topic.SHELTER,), opening_hours="Mo-Su 22:00-07:00"
)


def read_back(text: str, place: Place = DAY_ROOM) -> str:
    """The text posted at NOW, as it is read back."""
    order = posts.read(text, NOW)
    assert order is not None
    assert order.act in (Act.OPEN, Act.CLOSED)
    changes, lacks = changes_of(order, place, (), NOW)
    assert not lacks
    post = Post(place.id, order.act, None, NOW, changes=changes, recurring=order.recurring)
    return telling.posted(catalogues().translator("da"), post, NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("åben 17-22", "åben i dag lørdag 21/11 kl. 17-22"),
        ("lukket i morgen", "lukket i morgen søndag 22/11"),
        ("lukket juleaften og juledag", "lukket torsdag 24/12 og fredag 25/12"),
        ("fre-søn 18-02 resten af uge 48", "åben fredag 27/11 til søndag 29/11 kl. 18-2"),
        ("åbent alle hverdage 9.30-15 fra på mandag", "åben hver man-fre fra mandag 23/11 kl. 9.30-15"),
        ("åbent til midnat i aften", "åben i dag lørdag 21/11 kl. 10-24"),
        ("vi åbner først kl 13 i dag", "åben i dag lørdag 21/11 kl. 13-15"),
        ("lukker kl 14 i stedet for 15", "åben i dag lørdag 21/11 kl. 10-14"),
        ("lukket mellem 12 og 13 på mandag", "åben mandag 23/11 kl. 10-12 og 13-15"),
        ("åben 8-12 og 16-20 i morgen", "åben i morgen søndag 22/11 kl. 8-12 og 16-20"),
        ("døgnet rundt åbent i morgen", "åben i morgen søndag 22/11, hele døgnet"),
        ("åben i morgen 9-15 og på onsdag 9-12", "åben i morgen søndag 22/11 kl. 9-15, åben onsdag 25/11 kl. 9-12"),
        (
            "tirsdage og torsdage 14-18 resten af december",
            "åben tirs, tors fra tirsdag 1/12 til torsdag 31/12 kl. 14-18",
        ),
        ("fremover lukket om søndagen", "lukket hver søn fra i morgen søndag 22/11"),
    ],
)
def test_read_back_in_one_line(text: str, expected: str) -> None:
    """With weekday and date; a bound that was not said is the one that held until now."""
    assert read_back(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("åbent i nat til kl 9", "åben i dag lørdag 21/11 kl. 22-9"),
        ("lukker kl 2 i nat", "åben i dag lørdag 21/11 kl. 22-2"),
        ("vi åbner kl 20 i aften", "åben i dag lørdag 21/11 kl. 20-7"),
    ],
)
def test_nights_belong_to_their_evening(text: str, expected: str) -> None:
    """What ends in the morning stands under the evening on which it begins."""
    assert read_back(text, NIGHT_ROOM) == expected


def test_long_lists_are_cut() -> None:
    """A line that would be longer than two parts says that there is more."""
    days = ", ".join(f"{day}/12 {9 + day % 5}-1{4 + day % 6}" for day in range(1, 15))

    said = read_back(f"åben {days}")

    assert said.endswith("og flere dage")
    assert len(said) <= telling.MOST
