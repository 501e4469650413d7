"""The order of matches, one rule a test: near, fitting, open, for all, trusted, main topic, nearest."""

from dataclasses import replace
from datetime import UTC, timedelta

from bot.matching import Role, matches, takes_over
from bot.model import ChangeOfHours, PlaceId, Position, Standing, Topic, Town, Trust, Wish
from tests.matching.places import HERE, SLAGELSE, TUESDAY_10, a_place, ask, ids, order_of

NOW = TUESDAY_10.astimezone(UTC)
KORSOER = Position(55.32993, 11.13857)
SORØ = Position(55.43184, 11.55547)


def test_open_then_soon_then_unknown() -> None:
    """Open now comes first, then what opens soonest, then unknown, last what is closed for long."""
    places = [
        a_place("summer", opening_hours=None, season="Jun-Aug"),
        a_place("unknown", opening_hours=None),
        a_place("tomorrow", opening_hours="We 09:00-15:00"),
        a_place("tonight", opening_hours="Mo-Su 18:00-22:00"),
        a_place("open", opening_hours="Tu 09:00-15:00"),
    ]

    assert order_of(places, ask()) == ["open", "tonight", "tomorrow", "unknown", "summer"]


def test_opening_is_at_the_asked_time() -> None:
    """Somebody who asks about tonight gets what is open tonight."""
    places = [a_place("day", opening_hours="Mo-Su 09:00-15:00"), a_place("night", opening_hours="Mo-Su 21:00-07:00")]

    assert order_of(places, ask(at=TUESDAY_10 + timedelta(hours=12))) == ["night", "day"]


def test_here_before_nearby() -> None:
    """The own municipality comes before another town, even while its hours are unknown."""
    places = [
        a_place("next-town", municipality="Sorø", town="Sorø", position=SORØ),
        a_place("own", opening_hours=None),
    ]

    found = matches(places, ask(), {}, {})

    assert [(match.place.id, match.role) for match in found] == [("own", Role.HERE), ("next-town", Role.NEARBY)]
    assert found[1].distance_km is not None
    assert 12 < found[1].distance_km < 14


def test_reach_depends_on_the_topic() -> None:
    """A bed may be an hour away; a cup of coffee may not."""
    aalborg = Position(57.048, 9.9187)
    fjerritslev = Town("Fjerritslev", "Jammerbugt", ("9690",), Position(57.08822, 9.26622))
    far = a_place(
        "aalborg",
        municipality="Aalborg",
        position=aalborg,
        topics=(Topic.SHELTER, Topic.WARM_ROOM),
        phone="20 00 00 01",
    )

    assert order_of([far], ask(Topic.SHELTER, town=fjerritslev)) == ["aalborg"]
    assert order_of([far], ask(Topic.WARM_ROOM, town=fjerritslev)) == []


def test_another_town_hall_is_no_help() -> None:
    """A municipality's desk helps its own people only, however near it is."""
    desk = a_place("desk", kind="municipality", municipality="Sorø", topics=(Topic.SOCIAL_WORKER,))

    assert order_of([desk], ask(Topic.SOCIAL_WORKER)) == []


def test_position_goes_before_town() -> None:
    """A shared position is what distances are measured from."""
    places = [a_place("slagelse"), a_place("korsoer", position=KORSOER)]

    assert order_of(places, ask(position=KORSOER)) == ["korsoer", "slagelse"]


def test_unknown_whereabouts_match_nothing() -> None:
    """Without a town or a position nothing is near."""
    assert order_of([HERE], ask(town=None)) == []


def test_more_urgent_topic_first() -> None:
    """With several needs, the places for the most urgent come first, each place once."""
    places = [
        a_place("food", topics=(Topic.FOOD,)),
        a_place("both", topics=(Topic.FOOD, Topic.SHELTER), opening_hours=None),
    ]

    assert order_of(places, ask(Topic.SHELTER, Topic.FOOD)) == ["both", "food"]


def test_main_topic_before_side_topic() -> None:
    """Among open places, the one whose main topic it is comes first."""
    places = [a_place("side", topics=(Topic.FOOD, Topic.WARM_ROOM)), a_place("z-main")]

    assert order_of(places, ask()) == ["z-main", "side"]


def test_trained_help_before_by_the_way() -> None:
    """Treatment whose hours are unknown comes before an open warm room that names it third."""
    places = [
        a_place("warm", topics=(Topic.WARM_ROOM, Topic.COMMUNITY, Topic.ADDICTION)),
        a_place("treatment", kind="addiction_treatment", topics=(Topic.ADDICTION,), opening_hours=None),
    ]

    assert order_of(places, ask(Topic.ADDICTION)) == ["treatment", "warm"]


def test_nearest_first_when_asked() -> None:
    """Asked for something nearer, distance counts more than the main topic."""
    places = [a_place("far-main", position=KORSOER), a_place("near-side", topics=(Topic.FOOD, Topic.WARM_ROOM))]

    assert order_of(places, ask()) == ["far-main", "near-side"]
    assert order_of(places, ask(near=True)) == ["near-side", "far-main"]


def test_women_only_after_open_to_all() -> None:
    """In a general answer a women's place comes after those open to all."""
    places = [a_place("a-women", welcomes=(Wish.WOMEN_ONLY,)), a_place("all")]

    assert order_of(places, ask()) == ["all", "a-women"]


def test_doubted_and_full_come_later() -> None:
    """A place that was said to be full or shut comes after its equals, until it is confirmed again."""
    places = [a_place("a-doubted"), a_place("b-full"), a_place("c-again"), a_place("d")]
    trust = {
        PlaceId("a-doubted"): Trust(doubted_at=NOW - timedelta(days=1)),
        PlaceId("b-full"): Trust(free_places=0, free_places_at=NOW - timedelta(hours=1)),
        PlaceId("c-again"): Trust(doubted_at=NOW - timedelta(days=2), confirmed_at=NOW - timedelta(days=1)),
    }

    found = matches(places, ask(), trust, {})

    assert ids(found) == ["c-again", "d", "a-doubted", "b-full"]
    assert [match.is_doubted for match in found] == [False, False, True, False]


def test_free_places_decay() -> None:
    """Free places are told for twelve hours, and for the asked time: not for tomorrow night."""
    trust = {HERE.id: Trust(free_places=3, free_places_at=NOW - timedelta(hours=11))}

    now = matches([HERE], ask(), trust, {})[0]
    later = matches([HERE], ask(at=TUESDAY_10 + timedelta(hours=2)), trust, {})[0]

    assert (now.free_places, later.free_places, later.free_places_at) == (3, None, None)


def test_confirmation_lasts_ninety_days() -> None:
    """A listing that nobody confirmed within 90 days is not confirmed."""
    fresh = {HERE.id: Trust(confirmed_at=NOW - timedelta(days=90))}
    old = {HERE.id: Trust(confirmed_at=NOW - timedelta(days=91))}

    told = [matches([HERE], ask(), trust, {})[0].is_confirmed for trust in (fresh, old, {})]

    assert told == [True, False, False]


def test_posted_change_decides() -> None:
    """A place that posted a day off is closed in the answer."""
    shut = {HERE.id: [ChangeOfHours(HERE.id, TUESDAY_10.date())]}

    assert matches([HERE], ask(), {}, shut)[0].opening.standing is Standing.CLOSED


def test_next_place_takes_over() -> None:
    """When a place closes, the one that is open then, or opens soonest after, takes over."""
    evening = a_place("evening", opening_hours="Mo-Su 14:00-22:00")
    places = [
        evening,
        a_place("unknown", opening_hours=None),
        a_place("breakfast", opening_hours="Mo-Su 07:00-09:00"),
        a_place("noon", opening_hours="Mo-Su 12:00-14:00"),
    ]
    query = ask(at=TUESDAY_10.replace(hour=20))
    first = matches(places, query, {}, {})[0]

    then = takes_over(first, places, query, {}, {})
    nobody = takes_over(first, [evening], query, {}, {})

    assert (first.place.id, then and then.place.id, nobody) == ("evening", "breakfast", None)


def test_round_the_clock_needs_nobody() -> None:
    """A place that never closes needs nobody to take over."""
    query = ask()
    found = matches([HERE], query, {}, {})[0]

    assert takes_over(found, [HERE, a_place("other")], query, {}, {}) is None


def test_place_without_position_counts_by_name() -> None:
    """A place in the same municipality counts as here although nobody knows where it lies."""
    lost = a_place("lost", position=None)

    assert order_of([lost], ask()) == ["lost"]
    assert order_of([lost], ask(town=replace(SLAGELSE, municipality=None))) == ["lost"]


def test_told_for_the_day_goes_first_when_many_close() -> None:
    """On Christmas Eve who has posted hours goes before who is only ordinarily open; on other days it does not."""
    eve = TUESDAY_10.replace(month=12, day=24)
    plain, told = a_place("plain", opening_hours="Mo-Su 09:00-15:00"), a_place("told", opening_hours=None)
    firsts = []
    for at in (eve, eve.replace(day=22)):
        hours = ChangeOfHours(told.id, at.date(), at.replace(hour=16), at.replace(hour=21))
        firsts.append(ids(matches([plain, told], ask(at=at), {}, {told.id: [hours]}))[0])

    assert firsts == ["told", "plain"]
