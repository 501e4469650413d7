"""The names of places made short: for the label of a choice, and inside a sentence. Pure."""

import re

from bot.hours import opening
from bot.i18n import Translator
from bot.model import Place, Standing
from bot.phrasebook.expressions import plain
from bot.wording.address import elsewhere
from bot.wording.doubts import LINES, Listing
from bot.wording.hours import short_hours
from bot.wording.listing import is_quietly_for_women

LABEL, SHORTEST_NAME = 40, 4
# A name is not cut after one of these: "Natvarmestuen på".
_HANGING = re.compile(r"(?: (?:i|på|for|til|ved|af|og|med|under))+$")
# Before a name is cut it loses what says least: "Rådgivnings- og", "Center for", and all after a dash.
_LEAST = re.compile(r"^(?:\w+- og |Center for )(?=\w)| - .*")


def label(t: Translator, listing: Listing, town: str | None = None, room: int = LABEL) -> str:
    """The label of a choice: the name and whether it is open, "Café Hjerterummet, åben til 21"."""
    place = listing.place
    away = elsewhere(place, town) if town else ""
    women = t("women only") if is_quietly_for_women(place) else ""
    after = [part for part in (away, women, _state(t, listing)) if part]
    for name in names_of(place, town):
        full = ", ".join((name, *after))
        if len(full) <= room:
            return full
    last = names_of(place, town)[-1]
    if " " not in last and away and len(", ".join((last, *after[1:]))) <= room:
        return ", ".join((last, *after[1:]))  # half a name is none
    return ", ".join((_up_to_word(last, room - len(", ".join(after)) - 2), *after))


def short_name(place: Place, town: str | None, room: int) -> str:
    """The name as short as it must be: without the town in mind, without the organisation's, cut between words."""
    names = names_of(place, town)
    return next((name for name in names if len(name) <= room), _up_to_word(names[-1], room))


def called(place: Place) -> set[str]:
    """What people may call the place: its name, with or without the town and whose it is, in plain words."""
    return {words for name in names_of(place, place.town) if len(words := plain(name)) > SHORTEST_NAME}


def _state(t: Translator, listing: Listing) -> str:
    place = listing.place
    if place.kind in LINES and place.phone:
        return place.phone
    opened = opening(place, listing.moment.at, listing.changes)
    if opened.standing is Standing.UNKNOWN:
        return t("ring first") if place.phone else t("time unknown")
    return short_hours(t, opened, listing.now, listing.moment.at)


def names_of(place: Place, town: str | None) -> list[str]:
    """The name in full, without the town in mind, without whose place it is, without its kind; the shortest last."""
    bare = place.name
    if town:
        bare = bare.removesuffix(f", {town}").removesuffix(f" i {town}").removesuffix(f" {town}")
    owner = f"{(place.organisation or '').split(' / ')[0]}s "
    plain = bare.removeprefix(owner)
    before_comma = plain.split(", ")[0]
    kind, _, own = before_comma.partition(" ")
    last = own if own[:1].isupper() and kind[-3:] in {"met", "det", "ret"} else before_comma
    return [place.name, bare, *(name[0].upper() + name[1:] for name in (plain, before_comma, last))]


def _up_to_word(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    text = _LEAST.sub("", text)
    text = text[:1].upper() + text[1:]
    if len(text) <= room:
        return text
    return _HANGING.sub("", text[: room + 1].rsplit(" ", 1)[0]).rstrip(" ,-")
