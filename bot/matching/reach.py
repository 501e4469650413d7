"""How far each kind of help reaches, and what stands in for it when there is none: a table for the matching, and the
distance between two points.

Kilometres are between the middles of towns, since most positions are only that. A bed is worth a train ride, a cup of
coffee is not; a caseworker is of use only in one's own municipality (serviceloven § 9).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from bot.model import Position, Topic

HERE_KM = 10
"""So near that it counts as the same town: a bus ticket, or a long walk (Rødovre to the middle of København: 7 km)."""

FAR_KM = 90
"""Nobody gets farther for a bed in an evening (Slagelse to København: 80 km); beyond it the municipality is told."""

_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Plan:
    """One topic: within how many km it is still near, and the topics that stand in for it, best first.

    `is_worth_going_far`: when nothing near works, a place within FAR_KM that is open now may know a bed; people may
    come from everywhere (serviceloven § 110: "landsdækkende").
    """

    near_km: float
    stand_ins: tuple[Topic, ...]
    is_worth_going_far: bool = False


# Somebody to talk to stands in only for what weighs on the mind: nobody who is hungry is sent to a suicide line.
PLANS: Mapping[Topic, Plan] = {
    Topic.SHELTER: Plan(60, (Topic.WARM_ROOM, Topic.SOCIAL_WORKER), is_worth_going_far=True),
    Topic.WARM_ROOM: Plan(15, (Topic.SHELTER, Topic.COMMUNITY)),
    # Free dental care is reached through the staff of shelters and warm rooms (sundhedsloven § 134 a).
    Topic.DENTAL: Plan(40, (Topic.HEALTH, Topic.WARM_ROOM, Topic.SHELTER)),
    Topic.FOOD: Plan(15, (Topic.WARM_ROOM, Topic.SHELTER, Topic.COMMUNITY)),
    Topic.HEALTH: Plan(30, (Topic.SHELTER, Topic.WARM_ROOM)),
    Topic.BATH: Plan(15, (Topic.WARM_ROOM, Topic.SHELTER)),
    Topic.CLOTHES: Plan(15, (Topic.WARM_ROOM, Topic.SHELTER)),
    Topic.ADDICTION: Plan(30, (Topic.HEALTH, Topic.MENTAL)),
    Topic.MENTAL: Plan(30, (Topic.HEALTH, Topic.COMMUNITY, Topic.WARM_ROOM)),
    Topic.DEBT: Plan(40, (Topic.RIGHTS, Topic.SOCIAL_WORKER)),
    Topic.HOUSING: Plan(20, (Topic.SOCIAL_WORKER, Topic.SHELTER, Topic.RIGHTS)),
    Topic.SOCIAL_WORKER: Plan(0, (Topic.HOUSING, Topic.SHELTER, Topic.RIGHTS, Topic.WARM_ROOM)),
    Topic.VIOLENCE: Plan(100, ()),
    Topic.COMMUNITY: Plan(15, (Topic.WARM_ROOM, Topic.MENTAL, Topic.SHELTER)),
    Topic.WORK: Plan(25, (Topic.SOCIAL_WORKER, Topic.COMMUNITY, Topic.WARM_ROOM)),
    Topic.RELATIVES: Plan(30, (Topic.MENTAL, Topic.ADDICTION)),
    Topic.AFTERCARE: Plan(25, (Topic.ADDICTION, Topic.COMMUNITY, Topic.WARM_ROOM)),
    Topic.RIGHTS: Plan(60, (Topic.SOCIAL_WORKER, Topic.DEBT)),
    Topic.DIGITAL: Plan(15, (Topic.SOCIAL_WORKER, Topic.WARM_ROOM)),
    Topic.PETS: Plan(30, (Topic.WARM_ROOM, Topic.SOCIAL_WORKER, Topic.COMMUNITY)),
}


def distance_km(one: Position, other: Position) -> float:
    """The great-circle distance in km (haversine; at most 0.5 % off, which is less than the middle of a town is)."""
    lat_one, lat_other = radians(one.lat), radians(other.lat)
    half_lat = sin((lat_other - lat_one) / 2)
    half_lon = sin(radians(other.lon - one.lon) / 2)
    square = half_lat**2 + cos(lat_one) * cos(lat_other) * half_lon**2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(square)))
