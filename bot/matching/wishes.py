"""Whether a place takes this person, and how well it meets what they wish: rules of the house, as far as known."""

import re
from enum import IntEnum

from bot.model import Place, Wish

YOUTH_ENDS = 25
"""The wish `youth` is for 18-25-year-olds, as in Danish social policy."""


FOR_GROWN_UPS = frozenset({"shelter", "night_shelter", "winter_shelter", "drug_consumption_room"})
"""No child is sent to sleep or to sit there, whatever the listing says of ages (serviceloven § 110 is for adults)."""


_CARDLESS = re.compile(r"\buden (?:dansk )?(?:sundhedskort|gult kort)\b")
"""The note of a place that was made for those without the card, as clinics and winter shelters are."""
_PAID = ("betaling", "kr.", "billig")


class Fit(IntEnum):
    """How a place meets the wishes."""

    YES = 0
    ASK = 1  # nobody has said: "ring og spørg"
    POOR = 2  # probably not, so it comes last


def is_for_the_cardless(place: Place) -> bool:
    """Whether the place was made for those who have no Danish health card."""
    return bool(_CARDLESS.search(place.note or ""))


def admits(place: Place, wishes: tuple[Wish, ...], age: int | None) -> bool:
    """Whether the place's rules let this person in, as far as both are known.

    A place for those under 18 is offered only to somebody who said to be so.
    """
    if Wish.USING in wishes and place.may_be_intoxicated is False:
        return False
    if age is not None:
        if age < 18 and place.kind in FOR_GROWN_UPS:
            return False
        return (place.min_age or 0) <= age <= (place.max_age or age)
    if Wish.YOUTH in wishes and (place.min_age or 0) >= YOUTH_ENDS:
        return False
    return place.max_age is None or place.max_age >= 18


def fit(place: Place, wish: Wish) -> Fit:
    """How well `place` meets one wish. A place that says yes in `welcomes` is always a yes."""
    if wish in place.welcomes or _says_yes(place, wish):
        return Fit.YES
    return Fit.POOR if _is_poor(place, wish) else Fit.ASK


def _says_yes(place: Place, wish: Wish) -> bool:
    match wish:
        case Wish.USING:
            return place.may_be_intoxicated is True
        case Wish.NO_ID:
            return place.needs_danish_health_card is False
        case Wish.FREE:
            return place.free_of_charge is True or _is_all_free((place.price or "").casefold())
        case Wish.YOUTH:
            return place.kind == "youth"
        case _:
            return False


def _is_all_free(price: str) -> bool:
    """ "Gratis morgenmad, middag mod betaling" is no yes."""
    return price.startswith("gratis") and not any(word in price for word in _PAID)


def _is_poor(place: Place, wish: Wish) -> bool:
    """What is known of shelters under serviceloven § 110.

    They tell the municipality who stays within three weekdays, so nobody is anonymous there; a night costs some
    100 kr.; and young people should not go there first (Slagelse's policy for vulnerable adults).
    """
    is_110 = place.kind == "shelter"
    match wish:
        case Wish.NO_ID:
            return is_110 or place.needs_danish_health_card is True
        case Wish.FREE:
            return is_110 or place.free_of_charge is False or "kr." in (place.price or "")
        case Wish.YOUTH:
            return is_110
        case _:
            return False
