"""In which order a person is told what was found: of what is equally near, first what they can really use. Pure.

It refines the order of the matching by what stands in notes and by what was asked for in the same breath.
"""

import re
from collections.abc import Hashable
from datetime import datetime

from bot.matching import Match, Role
from bot.matching.reach import HERE_KM
from bot.matching.wishes import Fit, fit, is_for_the_cardless
from bot.model import Place, Standing, Topic, Wish
from bot.moment import COPENHAGEN
from bot.phrasebook.said import asks_for_ward, is_of_night
from bot.search.asked import Search
from bot.wording.doubts import LINES
from bot.wording.listing import NUMBER

WORD, KIN = re.compile(r"[^\W\d_]{4,}"), 4
SUBSTANCES = {
    "alcohol": re.compile(r"alko|drik|drak|druk|sprut|antabus|\b(?:øl|bajere?|vin|snaps|vodka)\b|drink|booze"),
    "opioids": re.compile(r"heroin|metadon|methadon|opioid|opiat|subutex|buprenorfin|morfin|fentanyl"),
    "cannabis": re.compile(r"\bhash|cannabis|\b(?:joints?|weed|pot)\b"),
}
NEEDS_REFERRAL = re.compile(r"plads gennem kommunen|tal først med kommunen")
"""The note of a place whose door does not open for who just comes."""
_USES = re.compile(rf"{SUBSTANCES['opioids'].pattern}|stof|narko|\bfi(?:x|ks)|kanyle|sprøjte|kokain|drugs|needle")
"""Who says this may be told a clinic or a room for those who use."""
_GREENLAND = re.compile(r"grønl[aæ]nd|gr[öo]nland|greenland|kalaal|inuit")
FOR_USERS = re.compile(r"bruger (?:stoffer|heroin)")
"""The note of a place that is for those who use."""
_NURSE = re.compile(r"sygepl|\bnurse")
"""Who asks for one is told the nurse who can be booked, also while the doctor on duty answers."""
NIGHT_BEGINS, NIGHT_ENDS = 21, 6
SURGERY_OPENS, SURGERY_CLOSES, SATURDAY = 8, 16, 5
"""When one's own doctor is in on weekdays; outside it the doctor on duty is (overenskomst om almen praksis)."""


def turns_on(search: Search) -> Hashable:
    """What the order takes from the very words of the message."""
    of_words = _says_they_use(search), _is_from_greenland(search), _asks_for_nurse(search)
    return is_of_night(search.said), asks_for_ward(search.said), *of_words


def _is_from_greenland(search: Search) -> bool:
    """Whether a place for people from Greenland is asked for: it is told also while it is shut."""
    return _GREENLAND.search(search.said.casefold()) is not None


def _asks_for_nurse(search: Search) -> bool:
    return _NURSE.search(search.said.casefold()) is not None


def _says_they_use(search: Search) -> bool:
    return _USES.search(search.said.casefold()) is not None


def order(match: Match, search: Search, at: datetime, *, has_times: bool = False) -> tuple[bool | int, ...]:
    """Sorts matches for the moment that is asked about; what it holds for equal stays in the order of the matching.

    `has_times`: this help can be booked there.
    """
    place, wished = match.place, {Wish.WOMEN_ONLY, Wish.YOUTH} & set(search.wishes)
    is_lost, is_other = _cannot_be_reached(match), is_other_help(match, search)
    for_others = match.is_for_some and not wished and search.topics[0] is not Topic.VIOLENCE
    return (
        not (has_times and match.role is Role.HERE and _asks_for_nurse(search)),
        not is_duty_doctor(match, search, at),
        not (_is_from_greenland(search) and _GREENLAND.search(match.place.name.casefold())),
        is_lost or is_other,
        is_lost,
        _is_for_users(match, search) and not has_times,
        needs_warmth_at_night(search, at) and not is_open_in_town(match, search),
        # A line that anybody can ring goes before a door that most who ask find closed to them.
        max(match.role, Role.LINE) if for_others else match.role,
        for_others,
        search.uses_there and place.kind != "drug_consumption_room",
        not _is_their_own(match, search),
        not _is_among_women(match, search),
        bool(NEEDS_REFERRAL.search(place.note or "")),
        place.kind == "winter_shelter" and match.opening.standing is Standing.UNKNOWN,
        search.books and place.topics[0] is not match.topic,
        search.books and not may_be_rung(place),
        _strangeness(match, search) if search.topics[0] is Topic.ADDICTION else 0,
        -len(set(search.topics) & set(place.topics)) if len(search.topics) > 1 else 0,
        -_kinship(match, search) if search.topics[0] is Topic.ADDICTION else 0,
    )


def needs_warmth_at_night(search: Search, at: datetime) -> bool:
    """Whether it is warmth that is asked for while day rooms are shut: then a bed is warmth too."""
    return search.topics[0] is Topic.WARM_ROOM and not NIGHT_ENDS <= at.astimezone(COPENHAGEN).hour < NIGHT_BEGINS


def is_open_in_town(match: Match, search: Search) -> bool:
    """Whether it is open then in the very town, and not in another of its municipality, and takes just anybody."""
    if not match.works_now or match.is_for_some or match.role is not Role.HERE:
        return False
    is_same = search.town is not None and match.place.town == search.town.name
    return is_same if match.distance_km is None else match.distance_km <= HERE_KM


def is_duty_doctor(match: Match, search: Search, at: datetime) -> bool:
    """Whether it is the doctor on duty, and one's own is not in; who asks for a casualty ward must ring there first."""
    place = match.place
    is_line = place.kind == "emergency_line" and place.area != "national" and place.topics[0] is Topic.HEALTH
    if not is_line or search.topics[0] is not Topic.HEALTH:
        return False
    local = at.astimezone(COPENHAGEN)
    is_out = local.weekday() >= SATURDAY or not SURGERY_OPENS <= local.hour < SURGERY_CLOSES
    return asks_for_ward(search.said) or match.works_now or (is_out and match.opening.standing is Standing.UNKNOWN)


def _is_for_users(match: Match, search: Search) -> bool:
    """Whether it is for those who use, where somebody only asked for a doctor or a nurse."""
    if search.topics[0] is not Topic.HEALTH or _says_they_use(search):
        return False
    is_far = match.role is not Role.HERE
    return match.place.topics[0] is Topic.ADDICTION or (is_far and bool(FOR_USERS.search(match.place.note or "")))


def is_other_help(match: Match, search: Search) -> bool:
    """Whether it is a line for other things, which is open but cannot give what is asked for."""
    main = match.place.topics[0]
    if match.place.kind not in LINES or main in search.topics:
        return False
    return match.role is Role.STAND_IN or main is Topic.VIOLENCE


def _is_their_own(match: Match, search: Search) -> bool:
    """Whether it was made for those without the card, who often have no other; not while it is shut."""
    is_made = search.card is False and is_for_the_cardless(match.place)
    return is_made and match.opening.standing is not Standing.CLOSED


def _is_among_women(match: Match, search: Search) -> bool:
    """Whether a woman is among women there, whatever else she wishes; not while it is shut."""
    if Wish.WOMEN_ONLY not in search.wishes or match.opening.standing is Standing.CLOSED:
        return False
    return fit(match.place, Wish.WOMEN_ONLY) is Fit.YES


def may_be_rung(place: Place) -> bool:
    """Whether a number is known: its own, or of somebody who can tell."""
    return place.phone is not None or bool(NUMBER.search(place.note or ""))


def _cannot_be_reached(match: Match) -> bool:
    """Whether it is far off without a number; a national organisation counts when this is its main subject."""
    place = match.place
    if match.role < Role.LINE or may_be_rung(place):
        return False
    return place.topics[0] is not match.topic if match.role is Role.LINE else place.address is None


def _strangeness(match: Match, search: Search) -> int:
    """Whether a place is for what was said (0), for anything (1), or for something else (2): alcohol is not heroin."""
    treats, said = _substances(f"{match.place.name} {match.place.note or ''}"), _substances(search.said)
    if not treats:
        return 1
    return 0 if treats & said else 2


def _substances(text: str) -> set[str]:
    return {name for name, words in SUBSTANCES.items() if words.search(text.casefold())}


def _kinship(match: Match, search: Search) -> int:
    """How many words of the message begin like words of the name or the note: alcohol is not heroin."""
    return len(_beginnings(f"{match.place.name} {match.place.note or ''}") & _beginnings(search.said))


def _beginnings(text: str) -> set[str]:
    return {word[:KIN] for word in WORD.findall(text.casefold())}
