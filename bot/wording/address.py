"""Where a place is, in words that are still needed: neither what its name says nor the town in mind. Pure."""

import re

from bot.model import Place


def where(place: Place, town: str | None = None) -> str:
    """Street and town; the town is left out when it is the one in mind or part of the name."""
    street = None if place.address_hidden or _names(place, place.address) else place.address
    return ", ".join(part for part in (street, elsewhere(place, town)) if part)


def elsewhere(place: Place, town: str | None) -> str:
    """The town, unless it is the one in mind or a word of the name."""
    return "" if place.town is None or place.town == town or _names(place, place.town) else place.town


def _names(place: Place, where_it_is: str | None) -> bool:
    """Whether the street or town stands in the place's name, as words of their own."""
    return bool(where_it_is and re.search(rf"\b{re.escape(where_it_is)}(?!\w)", place.name))
