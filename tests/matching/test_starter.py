"""The starter directory answers every topic in every town at every hour with something that works now."""

import csv
from datetime import datetime
from functools import cache
from importlib.resources import files
from itertools import product
from time import perf_counter

import pytest

from bot.hours import COPENHAGEN, opening
from bot.matching import Match, Query, Role, fallbacks, matches, offers, region_of
from bot.model import Position, Standing, Topic, Town, Wish
from tests.matching.places import ids, starter

TOWNS = [
    "Slagelse",
    "Kolding",
    "Vejle",
    "Rødovre",
    "Fjerritslev",
    "Aalborg",
    "Aarhus",
    "København",
    "Odense",
    "Esbjerg",
]
HOURS = {
    "Tuesday morning": datetime(2026, 11, 24, 10, tzinfo=COPENHAGEN),
    "Saturday night": datetime(2026, 11, 28, 3, tzinfo=COPENHAGEN),
    "Sunday before seven": datetime(2026, 11, 29, 6, 30, tzinfo=COPENHAGEN),
    "Christmas Eve": datetime(2026, 12, 24, 20, tzinfo=COPENHAGEN),
    "Christmas Day": datetime(2026, 12, 25, 13, tzinfo=COPENHAGEN),
}


@cache
def towns() -> dict[str, Town]:
    """The towns of the starter directory; the larger of two with the same name."""
    text = files("bot").joinpath("starter", "towns.csv").read_text(encoding="utf-8")
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter=";")
    found: dict[str, Town] = {}
    for row in rows:
        position = Position(float(row["lat"]), float(row["lon"])) if row["lat"] else None
        postcodes = tuple(filter(None, row["postcodes"].split("|")))
        found.setdefault(row["name"], Town(row["name"], row["municipality"] or None, postcodes, position))
    return found


def query(topic: Topic, town: str | None, hour: str, *wishes: Wish) -> Query:
    """One of the questions."""
    return Query((topic,), HOURS[hour], towns()[town] if town else None, wishes=wishes)


def answer(asked: Query) -> list[Match]:
    """Everything that an answer can draw on."""
    return [*matches(starter(), asked, {}, {}), *fallbacks(starter(), asked, {}, {})]


@pytest.mark.parametrize("topic", list(Topic))
@pytest.mark.parametrize("town", [*TOWNS, None])
def test_something_works_now(topic: Topic, town: str | None) -> None:
    """Every answer, and every short one, holds something that is open or answers now for just anybody."""
    for hour in HOURS:
        asked = query(topic, town, hour)

        assert any(match.works_now and not match.is_for_some for match in answer(asked)), hour
        assert any(match.works_now and not match.is_for_some for match in offers(starter(), asked, {}, {})), hour


@pytest.mark.parametrize("wish", list(Wish))
def test_wishes_leave_something(wish: Wish) -> None:
    """No single wish empties an answer."""
    for topic, town, hour in product(Topic, (*TOWNS, None), ("Saturday night", "Tuesday morning")):
        assert any(match.works_now for match in answer(query(topic, town, hour, wish))), (topic, town, hour)


def test_rules_that_always_hold() -> None:
    """Hidden addresses stay hidden, children's lines and crisis centres come only to those they are for."""
    for topic, town, hour in product(Topic, (*TOWNS, None), HOURS):
        found = answer(query(topic, town, hour))

        assert len(set(ids(found))) == len(found)
        assert not any(match.place.address for match in found if match.place.address_hidden)
        assert "boernetelefonen" not in ids(found)
        assert topic is Topic.VIOLENCE or not any(match.place.kind == "crisis_centre" for match in found)
        assert sum(match.role is Role.DANGER for match in found) <= 1


@pytest.mark.parametrize("minute", range(0, 24 * 60, 30))
def test_livslinien_sleeps_from_five(minute: int) -> None:
    """Livslinien is never told to be open between 05 and 09."""
    at = datetime(2026, 11, 24, minute // 60, minute % 60, tzinfo=COPENHAGEN)
    found = answer(Query((Topic.MENTAL,), at, towns()["Kolding"]))
    told = [match.works_now for match in found if match.place.id == "livslinien"]

    assert told == [not 5 * 60 <= minute < 9 * 60]


FIRST = [
    # topic, town, hour, the first matches
    (Topic.SHELTER, "Slagelse", "Saturday night", ["toften"]),
    (Topic.SHELTER, "Vejle", "Saturday night", ["vejle-natherberg", "overmarksgaarden"]),
    (Topic.SHELTER, "Kolding", "Saturday night", ["overmarksgaarden", "vejle-natherberg", "forsorgshjem-toftlund"]),
    (Topic.SHELTER, "Fjerritslev", "Saturday night", ["svenstrupgaard", "natvarmestue-aalborg"]),
    (Topic.SHELTER, "Esbjerg", "Christmas Day", ["forsorgshjem-toftlund"]),
    (Topic.SHELTER, "København", "Tuesday morning", ["maendenes-hjem", "gracekbh"]),
    (Topic.WARM_ROOM, "Aalborg", "Sunday before seven", ["natvarmestue-aalborg", "varmestue-aalborg"]),
    (Topic.ADDICTION, "Slagelse", "Tuesday morning", ["rusmiddelcenter-slagelse"]),
    (Topic.VIOLENCE, "Aalborg", "Saturday night", ["krisecenter-aalborg"]),
    (Topic.DENTAL, "København", "Tuesday morning", ["socialtandpleje-koebenhavn"]),
    (Topic.SOCIAL_WORKER, "Aalborg", "Tuesday morning", ["gadeteamet-aalborg"]),
    (Topic.DEBT, "Vejle", "Tuesday morning", ["taenk-kolding", "paa-fode-igen-kolding"]),
]


@pytest.mark.parametrize(("topic", "town", "hour", "first"), FIRST)
def test_first_answers_make_sense(topic: Topic, town: str, hour: str, first: list[str]) -> None:
    """Questions whose answer a street worker would know."""
    assert ids(matches(starter(), query(topic, town, hour), {}, {}))[: len(first)] == first


LINES = [
    (Topic.VIOLENCE, "Slagelse", "Sunday before seven", "lev-uden-vold-1888"),
    (Topic.MENTAL, "Kolding", "Tuesday morning", "livslinien"),
    (Topic.HEALTH, "Kolding", "Saturday night", "laegevagt-syddanmark"),
    (Topic.HEALTH, "Fjerritslev", "Saturday night", "laegevagt-nordjylland"),
    (Topic.MENTAL, "København", "Sunday before seven", "psykiatrisk-akutberedskab"),
    (Topic.FOOD, "Slagelse", "Saturday night", "toften"),
]


@pytest.mark.parametrize(("topic", "town", "hour", "first"), LINES)
def test_first_fallback_makes_sense(topic: Topic, town: str | None, hour: str, first: str) -> None:
    """What stands in first is what a street worker would name."""
    assert ids(fallbacks(starter(), query(topic, town, hour), {}, {}))[0] == first


def test_every_municipality_has_a_region() -> None:
    """Regional lines can be found for every municipality of the towns, and of the directory."""
    names = {town.municipality for town in towns().values()} | {place.municipality for place in starter()}

    assert len(names - {None}) == 99
    assert [name for name in names if name and region_of(name) is None] == []
    assert region_of(None) is None


def test_child_gets_the_childrens_line() -> None:
    """Somebody who said to be twelve gets BørneTelefonen, and nothing for grown-ups only."""
    found = answer(Query((Topic.MENTAL,), HOURS["Sunday before seven"], towns()["Kolding"], age=12))

    assert ids(found)[0] == "boernetelefonen"
    assert "depressionslinien" not in ids(found)


def test_openings_are_quick() -> None:
    """The openings of a whole directory take a few milliseconds, once its hours have been read."""
    at = HOURS["Tuesday morning"]
    standings = {opening(place, at).standing for place in starter()}

    began = perf_counter()
    for place in starter():
        opening(place, at)
    took = perf_counter() - began

    assert standings == set(Standing)
    assert took < 0.05
