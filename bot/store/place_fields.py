"""The fields of a place as they stand in a file: which there are, what each may hold, and what must agree."""

import re
from collections.abc import Mapping
from typing import Any

from bot.errors import Fault
from bot.model import Place, PlaceId, Position, Topic, Wish
from bot.regions import REGIONS, region_of
from bot.store.field_checks import Check, hours, identity, matching, one_of, text, whole, words_of, yes_or_no
from bot.store.yaml_entries import Entry

KINDS: Mapping[str, str] = {
    "addiction_treatment": "treatment of alcohol or drug use",
    "aftercare": "support after treatment",
    "counselling": "people to talk to or advice at a door, of no other kind here",
    "crisis_centre": "a home for those who flee violence (serviceloven § 109); offered for violence only",
    "day_centre": "warm room, drop-in or café (serviceloven § 104 and the like)",
    "debt_advice": "advice on debt",
    "dental": "a dentist",
    "drug_consumption_room": "a room to take drugs in safety; never offered as an ordinary warm room",
    "emergency_line": "a number for emergencies, or the doctor out of hours",
    "food": "food, and nothing else",
    "helpline": "a line to ring or write to",
    "legal_aid": "legal advice",
    "municipality": "a municipality's own desk; helps its own people only",
    "night_shelter": "a bed or a chair for one night, without moving in",
    "shelter": "forsorgshjem or herberg (serviceloven § 110)",
    "street_health": "a nurse, doctor or clinic for people without a home",
    "user_organisation": "run by people who have been there themselves",
    "winter_shelter": "a night shelter that is open in the cold months only",
    "youth": "for children or the young",
}
BLOCKED_NUMBERS: Mapping[str, str] = {"70203082": "the old LOKK line is dead; use 1888"}
DENMARK = (54.4, 57.9, 7.9, 15.3)
"""Latitude and longitude, from and to: swapped or mistyped ones fall outside."""

_PHONE = re.compile(r"(?:\+45 ?)?(?:\d{3,6}|(?:\d ?){7}\d|\d{3} \d{3})")
_NUMBER_IN_TEXT = re.compile(r"\d(?:[ .]?\d){7,}")


def place_of(entry: Entry, faults: list[Fault]) -> Place | None:
    """The place of an entry; None, and every fault added, when it is none."""
    found = [Fault(entry.line_of(name), name, problem) for name, problem in _problems(entry.values)]
    faults += found
    if found:
        return None
    values: dict[str, Any] = {name: value for name, value in entry.values.items() if name in _PLAIN}
    return Place(
        **values,
        id=PlaceId(str(entry.values["id"])),
        topics=tuple(Topic(str(topic)) for topic in _list(entry.values["topics"])),
        welcomes=tuple(Wish(str(wish)) for wish in _list(entry.values.get("welcomes"))),
        sources=tuple(str(source) for source in _list(entry.values.get("sources"))),
        position=_position(entry.values),
        position_of=entry.values.get("position"),  # type: ignore[arg-type]
    )


def mapping_of(place: Place) -> dict[str, object]:
    """The place's fields in the order of a file; what is not known is left out."""
    known: dict[str, object] = {name: getattr(place, name, None) for name in FIELDS}
    known["id"] = str(place.id)
    known["position"] = place.position_of
    known["lat"] = place.position.lat if place.position else None
    known["lon"] = place.position.lon if place.position else None
    known["address_hidden"] = place.address_hidden or None
    for name in ("topics", "welcomes", "sources"):
        known[name] = [str(value) for value in getattr(place, name)] or None
    return {name: value for name, value in known.items() if value is not None}


def _problems(values: dict[str, object]) -> list[tuple[str, str]]:
    """What is wrong in an entry, as (field, problem): first each field by itself, then what must agree."""
    found = [(name, "is missing") for name in ("id", "name", "kind", "topics") if name not in values]
    found += [(name, problem) for name, value in values.items() if (problem := FIELDS[name](value)) is not None]
    wrong = {name for name, _ in found}
    return found + [(name, problem) for name, problem in _disagreements(values) if name not in wrong]


def _disagreements(values: dict[str, object]) -> list[tuple[str, str]]:
    found = []
    if values.get("address_hidden") is True and "address" in values:
        found.append(("address", "must be left out while address_hidden is true"))
    if "area" in values and "municipality" in values:
        found.append(("area", "stands for the country or a region, so leave out municipality, or this"))
    if "area" not in values and "municipality" not in values:
        found.append(("municipality", "is missing (or area, for a line of a region or the country)"))
    if ("lat" in values) != ("lon" in values):
        found.append(("lat" if "lat" in values else "lon", "lat and lon go together"))
    if "position" in values and "lat" not in values:
        found.append(("position", "needs lat and lon"))
    low, high = values.get("min_age"), values.get("max_age")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        found.append(("max_age", "is lower than min_age"))
    return found


def _municipality(value: object) -> str | None:
    return text(value) or (None if region_of(str(value)) else f"{value!r} is no municipality (as Slagelse, Kolding)")


def _texts(value: object) -> str | None:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        return "must be a list of texts"
    return None


def _degrees(low: float, high: float) -> Check:
    def check(value: object) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "must be a number of degrees"
        return None if low <= value <= high else "is not in Denmark"

    return check


def _phone(value: object) -> str | None:
    return matching(_PHONE, "is no Danish number (8 digits, or 3 to 6)")(value) or _blocked(value)


def _said(value: object) -> str | None:
    return text(value) or _blocked(value)


def _blocked(value: object) -> str | None:
    """Numbers that still circulate and must not be passed on."""
    digits = {re.sub(r"\D", "", number)[-8:] for number in _NUMBER_IN_TEXT.findall(str(value))}
    return next((f"blocked number: {BLOCKED_NUMBERS[number]}" for number in digits & set(BLOCKED_NUMBERS)), None)


_FROM_LAT, _TO_LAT, _FROM_LON, _TO_LON = DENMARK

FIELDS: Mapping[str, Check] = {
    "id": identity,
    "name": text,
    "organisation": text,
    "kind": one_of(frozenset(KINDS), f"kind ({', '.join(KINDS)})"),
    "area": one_of(frozenset({"national", *REGIONS}), f"area (national, {', '.join(REGIONS)})"),
    "municipality": _municipality,
    "town": text,
    "postcode": matching(re.compile(r"\d{4}"), "must be four digits"),
    "address": text,
    "address_hidden": yes_or_no,
    "phone": _phone,
    "topics": words_of(Topic),
    "welcomes": words_of(Wish),
    "min_age": whole(0, 120, "of years"),
    "max_age": whole(0, 120, "of years"),
    "may_be_intoxicated": yes_or_no,
    "may_use_on_site": yes_or_no,
    "needs_danish_health_card": yes_or_no,
    "free_of_charge": yes_or_no,
    "price": _said,
    "opening_hours": hours,
    "season": hours,
    "note": _said,
    "lat": _degrees(_FROM_LAT, _TO_LAT),
    "lon": _degrees(_FROM_LON, _TO_LON),
    "position": one_of(frozenset({"town", "door"}), "position (town: the middle of the town; door)"),
    "website": text,
    "sources": _texts,
    "source_date": text,
    "confidence": one_of(frozenset({"high", "medium", "low"}), "confidence (high, medium, low)"),
    "example": yes_or_no,
}
"""Every field of an entry, in the order in which a file has them. `example` is allowed and not kept."""

_PLAIN = frozenset(FIELDS) - {"id", "topics", "welcomes", "sources", "lat", "lon", "position", "example"}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _position(values: dict[str, object]) -> Position | None:
    lat, lon = values.get("lat"), values.get("lon")
    return Position(float(lat), float(lon)) if isinstance(lat, int | float) and isinstance(lon, int | float) else None
