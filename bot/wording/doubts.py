"""A listing as it is seen for a moment, and how far it can be trusted: not confirmed, told by the place itself today.

Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.holidays import is_often_shut
from bot.hours import hold_when_many_close, opening
from bot.i18n import COPENHAGEN, Translator
from bot.model import ChangeOfHours, Place, PostedNote, Standing, Trust
from bot.moment import Moment
from bot.store.directory import Directory
from bot.wording.posted import FREE_PLACES_HOLD

LINES = frozenset({"emergency_line", "helpline"})


@dataclass(frozen=True, slots=True)
class Listing:
    """A place, with what is known of it, as it is seen for a moment that somebody asks about."""

    place: Place
    trust: Trust
    changes: Sequence[ChangeOfHours]
    moment: Moment
    now: datetime
    notes: Sequence[PostedNote] = ()

    @classmethod
    def of(cls, directory: Directory, place: Place, moment: Moment, now: datetime) -> "Listing":
        """The listing of `place` from the directory."""
        trust, changes = directory.trust.get(place.id, Trust()), directory.changes.get(place.id, ())
        return cls(place, trust, changes, moment, now, directory.notes.get(place.id, ()))


def doubt(t: Translator, listing: Listing) -> str:
    """Why one should ring first; empty when the listing is confirmed and fresh."""
    trust, now = listing.trust, listing.now
    if listing.place.kind == "emergency_line":
        return ""
    if _may_be_shut(listing):
        return t("many are closed that day")
    if trust.is_confirmed(now) or _posted_at(listing) is not None or _has_told_of_room(listing):
        return ""
    if trust.is_doubted:
        return t("somebody wrote that it was shut or wrong")
    if trust.confirmed_at is None:
        return t("not confirmed")
    return t("last confirmed in {month}", month=t.month(trust.confirmed_at, now))


def _posted_at(listing: Listing) -> datetime | None:
    """When the place posted the hours of the asked day; None where nobody did, or somebody found it otherwise since."""
    day = listing.moment.at.astimezone(COPENHAGEN).date()
    posted = [one.posted_at for one in listing.changes if one.day == day and one.posted_at is not None]
    last, doubted = max(posted, default=None), listing.trust.doubted_at
    return None if last and listing.trust.is_doubted and doubted and doubted >= last else last


def _has_told_of_room(listing: Listing) -> bool:
    """Whether it told its free places lately, and nobody found it otherwise since."""
    told = listing.trust.free_places_at
    if told is None or listing.now - told > FREE_PLACES_HOLD or not listing.moment.is_now:
        return False
    return not listing.trust.is_doubted or (listing.trust.doubted_at or told) < told


def told_itself(t: Translator, listing: Listing) -> str:
    """ "Oplyst i dag", where the place itself posted the hours of the asked day and nobody has confirmed the rest."""
    posted = _posted_at(listing)
    if posted is None or listing.trust.is_confirmed(listing.now):
        return ""
    return t("Told by the place {day}.", day=t.day(posted, listing.now))


def _may_be_shut(listing: Listing) -> bool:
    """Whether its ordinary hours say open on a day like Christmas Eve, and nobody has said so for that day."""
    place, changes, day = listing.place, listing.changes, listing.moment.at.astimezone(COPENHAGEN).date()
    if not is_often_shut(day) or place.kind in LINES or hold_when_many_close(place, day, changes):
        return False
    return opening(place, listing.moment.at, changes).standing is not Standing.UNKNOWN
