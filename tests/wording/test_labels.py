"""Labels: a name is short, and never half a word."""

from bot.model import PlaceId
from bot.moment import Moment
from bot.wording.doubts import Listing
from bot.wording.labels import label
from tests import starter
from tests.running import TUESDAY_AFTERNOON


def test_name_is_never_half() -> None:
    """Where the name is one long word, the town goes before half of the name does."""
    directory = starter.directory()
    place = directory.place(PlaceId("svenstrupgaard"))
    assert place
    listing = Listing.of(directory, place, Moment(TUESDAY_AFTERNOON), TUESDAY_AFTERNOON)

    said = label(starter.catalogues().translator("en"), listing, "Aalborg")

    assert said == "Svenstrupgård, open day and night"
