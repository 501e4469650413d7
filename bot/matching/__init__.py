"""Which places fit a question, and in which order; and what works now when none of them does. Pure.

`matches` holds what is near; `fallbacks` holds what stands in for it: lines of the region and the country, a shelter
farther off that is open, another kind of help that is open, and for the worst case 112. Together they always
hold something that works now, as long as the directory has one line that never closes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.matching.look import Look
from bot.matching.ranking import Match, Query, Role, order
from bot.matching.reach import FAR_KM, HERE_KM, PLANS
from bot.matching.wishes import Fit, admits
from bot.model import ChangeOfHours, Place, PlaceId, Standing, Topic, Trust
from bot.regions import region_of

STAND_IN_KM = 30
"""Farther than this nobody goes for a stand-in that cannot be rung first."""

NEAR_VIOLENCE = frozenset({Topic.VIOLENCE, Topic.MENTAL, Topic.RELATIVES})
"""What a line for violence is rung about; that it knows rights or beds too is for those who flee."""

_FOR_ANYTHING = frozenset({"emergency_line", "municipality"})
"""Kinds that may be told whatever is asked for."""
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
    return _matches(places, Look(query, trust, changes))


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
    look = Look(query, trust, changes)
    return _fallbacks(places, look, _matches(places, look), limit)


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
    look = Look(query, trust, changes)
    near = _matches(places, look)
    shown = near[:limit]
    if any(match.works_now and not match.is_for_some for match in shown):
        return shown
    others = [*near[limit:], *_fallbacks(places, look, near)]
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


def _matches(places: Sequence[Place], look: Look) -> list[Match]:
    query, wanted = look.query, frozenset(look.query.topics)
    found = [
        look.match(place, role, topic)
        for place in places
        if not wanted.isdisjoint(place.topics)
        if (topic := _served(place, query)) is not None
        if (role := _nearness(place, look, topic)) is not None
    ]
    return sorted(found, key=lambda match: order(match, query))


def _fallbacks(places: Sequence[Place], look: Look, near: Sequence[Match], limit: int = 6) -> list[Match]:
    query, taken = look.query, {match.place.id for match in near}
    helpful = {*query.topics, *(stand_in for topic in query.topics for stand_in in PLANS[topic].stand_ins)}
    found = [
        match
        for place in places
        if not helpful.isdisjoint(place.topics) or place.kind in _FOR_ANYTHING
        if place.id not in taken and (match := _fallback(place, look)) is not None
    ]
    found.sort(key=lambda match: (not match.works_now, match.role, *_nearest_first(match, query), order(match, query)))
    danger = [match for match in found if match.role is Role.DANGER]
    others = _varied([match for match in found if match.role is not Role.DANGER])[:limit]
    if any(match.works_now and not match.is_for_some for match in [*near, *others]):
        return others
    return [*others[: limit - 1], *sorted(danger, key=lambda match: len(match.place.phone or ""))[:1]]


def _served(place: Place, query: Query) -> Topic | None:
    """The most urgent topic of the question that this place serves for this person."""
    if place.kind == "crisis_centre" and Topic.VIOLENCE not in query.topics:
        return None
    if place.kind == "helpline" and place.topics[0] is Topic.VIOLENCE and NEAR_VIOLENCE.isdisjoint(query.topics):
        return None
    for topic in query.topics:
        if topic in place.topics:
            return topic if admits(place, query.wishes, query.age) else None
    return None


def _nearness(place: Place, look: Look, topic: Topic) -> Role | None:
    """HERE, NEARBY or None. A municipality helps its own people only."""
    query = look.query
    if place.area is not None:
        return None
    if place.municipality is not None and place.municipality == query.home:
        return Role.HERE
    near_km = PLANS[topic].near_km
    if place.kind == "municipality" or look.is_beyond(place, near_km if near_km > HERE_KM else HERE_KM):
        return None
    km = look.distance_km(place)
    if km is None:
        return Role.HERE if query.town is not None and place.town == query.town.name and not query.home else None
    if km <= HERE_KM:
        return Role.HERE
    return Role.NEARBY if km <= near_km else None


def _fallback(place: Place, look: Look) -> Match | None:
    """What `place` can do for somebody whom no near place helps; None: nothing."""
    query = look.query
    if not admits(place, query.wishes, query.age):
        return None
    if place.kind == "emergency_line" and place.area == "national":
        return look.match(place, Role.DANGER, query.topics[0]) if look.works_now(place) else None
    if place.kind == "municipality" and place.municipality == query.home:
        return look.match(place, Role.TOWN_HALL, query.topics[0])
    answers_here = place.area is not None and place.area in {"national", region_of(query.home)}
    topic = _served(place, query)
    if topic is not None:
        if answers_here:
            return look.match(place, Role.LINE, topic)
        if PLANS[topic].is_worth_going_far and _is_in_reach(place, look):
            return _if_it_works(place, look, Role.FAR, topic)
    for topic in query.topics:
        for stand_in in PLANS[topic].stand_ins:
            if stand_in in place.topics and _stands_in(place, look, stand_in, answers_here=answers_here):
                return _if_it_works(place, look, Role.STAND_IN, stand_in)
    return None


def _is_in_reach(place: Place, look: Look) -> bool:
    """Whether somebody gets there in an evening, and knows where to go or whom to ring."""
    km = look.distance_km(place)
    return km is not None and km <= FAR_KM and bool(place.phone or place.address)


def _stands_in(place: Place, look: Look, topic: Topic, *, answers_here: bool) -> bool:
    """Whether the place can help with its `topic` in another's stead: near, or a line that one can ring from here."""
    if place.kind in {"crisis_centre", "drug_consumption_room"}:
        return False
    if answers_here:
        is_its_own = place.topics[0] is topic and (place.kind != "emergency_line" or topic is Topic.HEALTH)
        return place.phone is not None and is_its_own
    if _nearness(place, look, topic) is None:
        return False
    km = look.distance_km(place)
    # A shelter far off is worth ringing for a bed, and for nothing else.
    may_be_rung = place.phone is not None and topic is not Topic.SHELTER
    return may_be_rung or km is None or km <= STAND_IN_KM


def _nearest_first(match: Match, query: Query) -> tuple[float, float]:
    """Stand-ins: places here, then lines, then places farther off; beds far off by the way there."""
    if match.role is Role.FAR:
        return (0, match.distance_km or 0)
    if match.role is not Role.STAND_IN:
        return (0, 0)
    if match.place.area is not None:
        return (1, 0)
    is_here = match.place.municipality == query.home or (match.distance_km or 0) <= HERE_KM
    return (0 if is_here else 2, match.distance_km or 0)


def _if_it_works(place: Place, look: Look, role: Role, topic: Topic) -> Match | None:
    works = look.works_now(place) and not look.is_for_some(place)
    return look.match(place, role, topic) if works else None


def _varied(found: list[Match]) -> list[Match]:
    """At most three that work now, so that the ones to ring first (unknown hours) are heard too; closed ones last."""
    open_now = [match for match in found if match.works_now or match.is_posted]
    unknown = [match for match in found if match.opening.standing is Standing.UNKNOWN]
    closed = [match for match in found if match.opening.standing is Standing.CLOSED and match not in open_now]
    return [*open_now[:3], *unknown, *open_now[3:], *closed]
