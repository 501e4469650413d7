"""How far it is, what is nearer, and what is left to somebody who cannot get there.

Kilometres are between the middles of towns, and as the crow flies; of the street within a town we know nothing.
"""

from dataclasses import replace

from bot.conversation import Reply, Turn
from bot.matching import Match, Role
from bot.matching.reach import HERE_KM, distance_km
from bot.model import Intent, Place, Trust
from bot.phrasebook.at_doors import asks_for_ride, is_stuck
from bot.phrasebook.said import Thing, asked_thing
from bot.search.asked import Search, same_search
from bot.search.beside import NIGHT_TOPICS, discreet
from bot.search.details import about, tell_place, way
from bot.search.found import near_ones
from bot.search.meant import lying_in, meant_by
from bot.search.offered import offered
from bot.search.order import order
from bot.search.questions import ask_nearer, ask_town
from bot.store import appointments
from bot.wording.buttons import human_button
from bot.wording.doubts import Listing
from bot.wording.lines import municipality_itself
from bot.wording.listing import NUMBER, note_said, sentence

NOT_WORTH_IT_KM = 3
"""So little nearer is no nearer."""
MOST_OFFERED = 9
_FETCHES = ("hente", "toget", "kørsel")
"""What a note says of a place that helps people to get there."""


def km_to(search: Search, place: Place) -> int | None:
    """Whole kilometres from the town in mind to a place elsewhere; None where nobody knows, or it is in that town."""
    where = search.position or (search.town.position if search.town else None)
    if where is None or place.position is None or place.address_hidden:
        return None
    km = distance_km(where, place.position)
    return round(km) if km > HERE_KM else None


async def tell_way_there(turn: Turn) -> Reply:
    """How far it is, or what is left to who cannot get there; who has an appointment there cannot come to that."""
    if turn.reading.intent is Intent.CANCEL_APPOINTMENT and await _has_appointment_there(turn):
        return Reply("", passes="appointments")
    search = same_search(turn)
    named = lying_in(turn, search.topics, search.town_name) or meant_by(turn, search.town_name).place
    place = named or turn.directory.place(turn.shown[0])
    if place is None or search.town is None:
        return ask_town(turn, search)
    if asked_thing(turn.text) is Thing.FAR:
        return tell_distance(turn, search, place)
    if asks_for_ride(turn.text) and not is_stuck(turn.text, there=True):
        return tell_ride(turn, search, place)
    nearer = tell_nearer(turn, search, place) if turn.reading.near else tell_stuck(turn, search, place)
    return nearer or ask_nearer(turn, search)


async def _has_appointment_there(turn: Turn) -> bool:
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    places = (turn.directory.place_of(one.schedule) for one in own)
    return any(place is not None and place.id in turn.shown[:1] for place in places)


def tell_distance(turn: Turn, search: Search, place: Place) -> Reply:
    """How far it is, and the street; within the town only the street."""
    km, t = km_to(search, place), turn.t
    said = t("From {town} to {name} it is about {km} km.", town=search.town_name, name=place.name, km=km) if km else ""
    return _with_way(turn, search, place, said)


def tell_ride(turn: Turn, search: Search, place: Place) -> Reply:
    """No listing knows the buses: where it is, and whom to ask."""
    return _with_way(turn, search, place, turn.t("I do not know buses and trains."))


def tell_stuck(turn: Turn, search: Search, place: Place, opener: str = "") -> Reply:
    """Who cannot get there rings and says so: some fetch people, some know another bed. The place stays in mind."""
    t, phone = turn.t, _number_of(turn, place)
    other = None if phone else _answers_now(turn, search)
    helps = any(word in (place.note or "").casefold() for word in _FETCHES)
    said = [
        opener,
        t("Ring {phone} and say that you cannot get there.", phone=phone) if phone else _told(turn, other),
        note_said(t, place) if helps else "",
        t("Or write MENNESKE.") if phone else t("Write MENNESKE to write with a human."),
        t("Are you freezing badly, ring 112.") if search.topics[0] in NIGHT_TOPICS else "",
        discreet(t, search),
    ]
    told = about(turn, search, place.id, " ".join(filter(None, said)))
    shows = (place.id, other.id) if other else told.shows
    return replace(told, shortcuts=(human_button(t),), shows=shows)


def tell_nearer(turn: Turn, search: Search, place: Place) -> Reply | None:
    """A nearer one than `place`, or that there is none; None where only a street or a postcode could tell."""
    km, nearest = km_to(search, place), _nearest(turn, search)
    if km is None:
        others = [one for one in near_ones(turn.directory, search, turn.now) if one.place.id != place.id]
        is_only_one = search.position is None and not any(one.role is Role.HERE for one in others)
        only = turn.t("I know no more near {town}.", town=search.town_name)
        return tell_stuck(turn, search, place, only) if is_only_one and search.town else None
    near_km = (km_to(search, nearest.place) or 0) if nearest else km
    if nearest and nearest.place.id != place.id and near_km <= km - NOT_WORTH_IT_KM:
        if not near_km:
            return tell_place(turn, search, nearest.place.id, opener=turn.t("This is nearer:"))
        opener = turn.t("This is nearer, {km} km from {town}:", km=near_km, town=search.town_name)
        return tell_place(turn, search, nearest.place.id, opener=opener)
    nothing = turn.t("I know nothing nearer to {town}. It is {km} km.", town=search.town_name, km=km)
    return tell_stuck(turn, search, place, nothing)


def _with_way(turn: Turn, search: Search, place: Place, said: str) -> Reply:
    listing = Listing.of(turn.directory, place, search.moment(turn.now), turn.now)
    return about(turn, search, place.id, f"{said} {way(turn.t, turn.directory, listing)}".strip(), without="way")


def _nearest(turn: Turn, search: Search) -> Match | None:
    near = near_ones(turn.directory, search, turn.now)
    known = [one for one in near if one.distance_km is not None and not one.is_for_some]
    at = search.moment(turn.now).at
    return min(known, key=lambda one: (round(one.distance_km or 0), order(one, search, at)), default=None)


def _number_of(turn: Turn, place: Place) -> str | None:
    """The place's own number, the one in its note, or that of the municipality where it lies."""
    if place.phone or (told := NUMBER.search(place.note or "")) is None:
        hall = municipality_itself(turn.directory, place.municipality, turn.now)
        return place.phone or (hall.phone if hall else None)
    return told[0]


def _answers_now(turn: Turn, search: Search) -> Place | None:
    """Somebody else who takes the telephone now."""
    out = [one.id for one in turn.directory.helping if search.leaves_out(one)]
    query = replace(search.query(turn.now, *search.topics[:1]), at=turn.now)
    known = offered(turn.directory, query, out, MOST_OFFERED)
    return next((one.place for one in known if one.works_now and one.place.phone and one.role is not Role.DANGER), None)


def _told(turn: Turn, other: Place | None) -> str:
    if other is None:
        return turn.t("I have no number for them.")
    place, known = f"{other.name}, {other.phone}", turn.directory.trust.get(other.id, Trust())
    if known.is_confirmed(turn.now):
        return sentence(turn.t("They answer now: {place}", place=place))
    return sentence(turn.t("Open now: {place}", place=place))
