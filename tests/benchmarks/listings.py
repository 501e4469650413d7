"""Listings: how many of them are told in full within one SMS part."""

from datetime import datetime

from bot.channels.sms_text import segments
from bot.model import Trust
from bot.moment import COPENHAGEN, asked_moment
from bot.wording.doubts import Listing
from bot.wording.listing import Asked, in_full
from tests.benchmarks.figures import Figure
from tests.starter import catalogues, directory

NOW = datetime(2026, 12, 1, 14, 30, tzinfo=COPENHAGEN)


def listings() -> list[Figure]:
    """Every listing of the starter directory, asked about on a Tuesday afternoon."""
    danish, moment = catalogues().translator("da"), asked_moment(None, NOW)
    texts = [
        in_full(danish, Listing(place, Trust(), (), moment, NOW), Asked(town=place.municipality)).text
        for place in directory().places
    ]
    short = sum(segments(text).count == 1 for text in texts)
    return [
        Figure("listings", f"in one SMS part, of {len(texts)}", 100 * short / len(texts), "%", at_least=95),
        Figure("listings", "longest", max(segments(text).count for text in texts), "parts", at_most=2),
    ]
