"""Which places fit a question, and in which order; and what works now when none of them does. Pure.

`matches` holds what is near; `fallbacks` holds what stands in for it: lines of the region and the country, a shelter
far away that answers its phone, another kind of help that is open, and for the worst case 112. Together they always
hold something that works now, as long as the directory has one line that never closes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, timedelta

from bot.hours import opening
from bot.matching.ranking import Match, Query, Role, order
from bot.matching.reach import HERE_KM, PLANS, distance_km
from bot.matching.wishes import Fit, admits, fit
from bot.model import ChangeOfHours, Place, PlaceId, Standing, Topic, Trust, Wish
from bot.regions import region_of

FREE_PLACES_LAST = timedelta(hours=12)
CONFIRMED_LASTS = timedelta(days=90)
GROWN_UP = 60
"""A place that takes people up to this age and beyond is for grown-ups in general."""
STAND_IN_KM = 30
"""Farther than this nobody goes for a stand-in that cannot be rung first."""

NEAR_VIOLENCE = frozenset({Topic.VIOLENCE, Topic.MENTAL, Topic.RELATIVES})
"""What a line for violence is rung about; that it knows rights or beds too is for those who flee."""

_FITTING = frozenset({Role.HERE, Role.NEARBY, Role.LINE, Role.TOWN_HALL})
"""What belongs in an answer although it may not work now."""

__all__ = ["Fit", "Match", "Query", "Role", "fallbacks", "matches", "offers", "region_of", "takes_over"]


def matches(
    places: Sequence[Place],
    query: Query,
    trust: Mapping[PlaceId, Trust],
    changes: Mapping[PlaceId, Sequence[ChangeOfHours]],
) -> list[Match]:
    """The places here and nearby that serve the topics, best first. Empty when nobody knows where the person is.

    In this order: the more urgent topic; here before nearby; what suits the wishes; those that do it before those that
    do it by the way; open, then opens soonest, then unknown, last what is closed for long; open to all before women or
    youth only; not full; not doubted; the place whose main topic it is; nearest; open longest.
    """
    found = [
        _match(place, query, role, topic, trust, changes)
        for place in places
        for topic in _served(place, query)[:1]
        if (role := _nearness(place, query, topic)) is not None
    ]
    return sorted(found, key=lambda match: order(match, query))


def fallbacks(
    places: Sequence[Place],
    query: Query,
    trust: Mapping[PlaceId, Trust],
    changes: Mapping[PlaceId, Sequence[ChangeOfHours]],
    limit: int = 6,
) -> list[Match]:
    """What helps when nothing near fits or all is closed, best first: what works now, then what must be rung.

    112 is among them only when neither `matches` nor the rest works now for just anybody.
    """
    near = matches(places, query, trust, changes)
    taken = {match.place.id for match in near}
    found = [
        match
        for place in places
        if place.id not in taken and (match := _fallback(place, query, trust, changes)) is not None
    ]
    found.sort(key=lambda match: (not match.works_now, match.role, *_nearest_first(match, query), order(match, query)))
    danger = [match for match in found if match.role is Role.DANGER]
    others = _varied([match for match in found if match.role is not Role.DANGER])[:limit]
    if any(match.works_now and not match.is_for_some for match in [*near, *others]):
        return others
    return [*others[: limit - 1], *sorted(danger, key=lambda match: len(match.place.phone or ""))[:1]]


def offers(
    places: Sequence[Place],
    query: Query,
    trust: Mapping[PlaceId, Trust],
    changes: Mapping[PlaceId, Sequence[ChangeOfHours]],
    limit: int = 3,
) -> list[Match]:
    """At most `limit` matches for one answer; when none of them works now for just anybody, the last is one that does.

    A stand-in never pushes out the only place that fits.
    """
    near = matches(places, query, trust, changes)
    shown = near[:limit]
    if any(match.works_now and not match.is_for_some for match in shown):
        return shown
    others = [*near[limit:], *fallbacks(places, query, trust, changes)]
    works = [match for match in others if match.works_now and not match.is_for_some][:1]
    room = limit - len(works)
    rest = [match for match in others if match not in works and match.role in _FITTING]
    return [*[*shown, *rest][:room], *works]


def takes_over(
    match: Match,
    places: Sequence[Place],
    query: Query,
    trust: Mapping[PlaceId, Trust],
    changes: Mapping[PlaceId, Sequence[ChangeOfHours]],
) -> Match | None:
    """The place that one can go to when `match` closes: open then, or the one that opens soonest after it."""
    if match.opening.until is None:
        return None
    later = matches(places, replace(query, at=match.opening.until), trust, changes)
    known = (other for other in later if other.works_now or other.opening.opens is not None)
    return next((other for other in known if other.place.id != match.place.id), None)


def _served(place: Place, query: Query) -> tuple[Topic, ...]:
    """The topics of the question that this place serves for this person, most urgent first."""
    if place.kind == "crisis_centre" and Topic.VIOLENCE not in query.topics:
        return ()
    if place.kind == "helpline" and place.topics[0] is Topic.VIOLENCE and not NEAR_VIOLENCE & set(query.topics):
        return ()
    if not admits(place, query.wishes, query.age):
        return ()
    return tuple(topic for topic in query.topics if topic in place.topics)


def _nearness(place: Place, query: Query, topic: Topic) -> Role | None:
    """HERE, NEARBY or None. A municipality helps its own people only."""
    if place.area is not None:
        return None
    if place.municipality is not None and place.municipality == query.home:
        return Role.HERE
    if place.kind == "municipality":
        return None
    km = _distance(place, query)
    if km is None:
        return Role.HERE if query.town is not None and place.town == query.town.name and not query.home else None
    if km <= HERE_KM:
        return Role.HERE
    return Role.NEARBY if km <= PLANS[topic].near_km else None


def _distance(place: Place, query: Query) -> float | None:
    return distance_km(query.where, place.position) if query.where and place.position else None


def _fallback(
    place: Place,
    query: Query,
    trust: Mapping[PlaceId, Trust],
    changes: Mapping[PlaceId, Sequence[ChangeOfHours]],
) -> Match | None:
    """What `place` can do for somebody whom no near place helps; None: nothing."""
    if not admits(place, query.wishes, query.age):
        return None
    if place.kind == "emergency_line" and place.area == "national":
        match = _match(place, query, Role.DANGER, query.topics[0], trust, changes)
        return match if match.works_now else None
    if place.kind == "municipality" and place.municipality == query.home:
        return _match(place, query, Role.TOWN_HALL, query.topics[0], trust, changes)
    answers_here = place.area in {"national", region_of(query.home)} and place.area is not None
    for topic in _served(place, query)[:1]:
        if answers_here:
            return _match(place, query, Role.LINE, topic, trust, changes)
        if PLANS[topic].is_worth_ringing_far and place.phone is not None:
            return _if_it_works(_match(place, query, Role.FAR, topic, trust, changes))
    for topic in query.topics:
        for stand_in in PLANS[topic].stand_ins:
            if _stands_in(place, query, stand_in, answers_here=answers_here):
                return _if_it_works(_match(place, query, Role.STAND_IN, stand_in, trust, changes))
    return None


def _stands_in(place: Place, query: Query, topic: Topic, *, answers_here: bool) -> bool:
    """Whether the place can help with `topic` in another's stead: near, or a line that one can ring from here."""
    if topic not in place.topics or place.kind in {"crisis_centre", "drug_consumption_room"}:
        return False
    if answers_here:
        is_its_own = place.topics[0] is topic and (place.kind != "emergency_line" or topic is Topic.HEALTH)
        return place.phone is not None and is_its_own
    km = _distance(place, query)
    is_worth_the_way = place.phone is not None or km is None or km <= STAND_IN_KM
    return _nearness(place, query, topic) is not None and is_worth_the_way


def _nearest_first(match: Match, query: Query) -> tuple[float, float]:
    """Stand-ins: places here, then lines, then places farther off; nothing to order by for the other roles."""
    if match.role is not Role.STAND_IN:
        return (0, 0)
    if match.place.area is not None:
        return (1, 0)
    is_here = match.place.municipality == query.home or (match.distance_km or 0) <= HERE_KM
    return (0 if is_here else 2, match.distance_km or 0)


def _if_it_works(match: Match) -> Match | None:
    return match if match.works_now and not match.is_for_some else None


def _varied(found: list[Match]) -> list[Match]:
    """At most three that work now, so that the ones to ring first (unknown hours) are heard too; closed ones last."""
    open_now = [match for match in found if match.works_now]
    unknown = [match for match in found if match.opening.standing is Standing.UNKNOWN]
    closed = [match for match in found if match.opening.standing is Standing.CLOSED]
    return [*open_now[:3], *unknown, *open_now[3:], *closed]


def _match(
    place: Place,
    query: Query,
    role: Role,
    topic: Topic,
    trust: Mapping[PlaceId, Trust],
    changes: Mapping[PlaceId, Sequence[ChangeOfHours]],
) -> Match:
    known = trust.get(place.id, Trust())
    fits = {wish: fit(place, wish) for wish in query.wishes}
    at = query.at.astimezone(UTC)
    free = known.free_places_at is not None and at - known.free_places_at <= FREE_PLACES_LAST
    return Match(
        place=place,
        opening=opening(place, query.at, changes.get(place.id, ())),
        role=role,
        topic=topic,
        distance_km=_distance(place, query),
        fit=max(fits.values(), default=Fit.YES),
        ask=tuple(wish for wish, how in fits.items() if how is Fit.ASK),
        is_for_some=_is_for_some(place, query),
        is_confirmed=known.confirmed_at is not None and at - known.confirmed_at <= CONFIRMED_LASTS,
        is_doubted=_is_doubted(known),
        free_places=known.free_places if free else None,
        free_places_at=known.free_places_at if free else None,
    )


def _is_for_some(place: Place, query: Query) -> bool:
    if Wish.WOMEN_ONLY in place.welcomes and Wish.WOMEN_ONLY not in query.wishes:
        return True
    is_for_young = place.max_age is not None and place.max_age < GROWN_UP
    return is_for_young and query.age is None and Wish.YOUTH not in query.wishes


def _is_doubted(known: Trust) -> bool:
    return known.doubted_at is not None and (known.confirmed_at is None or known.confirmed_at < known.doubted_at)
