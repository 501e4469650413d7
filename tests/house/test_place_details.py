"""The promise about length, for everything that can be asked about one place."""

import pytest

from bot.channels.sms_text import is_gsm7, segments
from bot.model import Trust
from bot.moment import asked_moment
from bot.search.details import MOST_ROOM, more, number, way, week_hours
from bot.wording.doubts import Listing
from bot.wording.listing import Asked, in_full
from tests.house.test_listing_text import MOMENTS
from tests.starter import catalogues, directory

CHOICES = ("The way", "Phone", "All week", "News", "Another place")


@pytest.mark.parametrize("language", ["da", "en"])
def test_details_fit_two_parts(language: str) -> None:
    """Each detail of each place, with all choices below it."""
    t = catalogues().translator(language)
    choices = "\n".join(f"{number} {t(choice)}" for number, choice in enumerate(CHOICES, 1))

    for now in MOMENTS:
        for place in directory().places:
            listing = Listing(place, Trust(), (), asked_moment(None, now), now)
            left = in_full(t, listing, Asked()).left_over
            details = (
                in_full(t, listing, Asked(), MOST_ROOM).text,
                more(t, directory(), listing, left),
                way(t, directory(), listing),
                number(t, directory(), listing),
                week_hours(t, directory(), listing),
            )

            assert all(segments(f"{text}\n{choices}").count <= 2 and is_gsm7(text) for text in details)


def test_no_address_is_told_that_is_hidden() -> None:
    """No detail of a place with a hidden address names its street or its town's postcode."""
    t = catalogues().translator("da")
    hidden = [place for place in directory().places if place.address_hidden]

    for place in hidden:
        listing = Listing(place, Trust(), (), asked_moment(None, MOMENTS[0]), MOMENTS[0])

        assert "Vi må ikke sige" in way(t, directory(), listing)
        assert place.postcode is None or place.postcode not in more(t, directory(), listing, ())
