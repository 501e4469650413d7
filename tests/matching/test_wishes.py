"""What a place must allow: who is let in, which wishes it meets, and which must be asked about."""

import pytest

from bot.matching import Fit, matches
from bot.model import Place, Topic, Wish
from tests.matching.places import HERE, a_place, ask, ids, order_of

BED = a_place("bed", kind="night_shelter", topics=(Topic.SHELTER,))
HERBERG = a_place("herberg", kind="shelter", topics=(Topic.SHELTER,))


@pytest.mark.parametrize("wish", [Wish.DOG, Wish.COUPLE, Wish.WHEELCHAIR, Wish.WOMEN_ONLY, Wish.NO_ID, Wish.YOUTH])
def test_welcoming_place_comes_first(wish: Wish) -> None:
    """A place that says yes comes first; where nobody has said, the answer is to ring and ask."""
    places = [a_place("asks"), a_place("welcomes", welcomes=(wish,), opening_hours="Mo-Su 12:00-20:00")]

    found = matches(places, ask(wishes=(wish,)), {}, {})

    assert [(match.place.id, match.fit, match.ask) for match in found] == [
        ("welcomes", Fit.YES, ()),
        ("asks", Fit.ASK, (wish,)),
    ]


def test_late_welcome_is_no_help_now() -> None:
    """A place that welcomes the dog but opens in three days does not go before one that is open now."""
    places = [a_place("friday", welcomes=(Wish.DOG,), opening_hours="Fr 12:00-20:00"), a_place("open")]

    assert order_of(places, ask(wishes=(Wish.DOG,))) == ["open", "friday"]


def test_all_wishes_count() -> None:
    """With several wishes the one that is met least decides."""
    places = [a_place("one", welcomes=(Wish.DOG,)), a_place("two", welcomes=(Wish.DOG, Wish.COUPLE))]

    found = matches(places, ask(wishes=(Wish.DOG, Wish.COUPLE)), {}, {})

    assert [(match.place.id, match.ask) for match in found] == [("two", ()), ("one", (Wish.COUPLE,))]


def test_using_is_never_sent_to_a_no() -> None:
    """Who is intoxicated is never sent where that is refused."""
    places = [
        a_place("refuses", may_be_intoxicated=False),
        a_place("asks"),
        a_place("allows", may_be_intoxicated=True),
    ]

    assert order_of(places, ask(wishes=(Wish.USING,))) == ["allows", "asks"]


def test_health_card_is_asked_for() -> None:
    """Who has no papers gets places that need a health card, and shelters that report stays, last."""
    places = [
        a_place("card", BED, needs_danish_health_card=True),
        a_place("herberg", HERBERG),
        a_place("asks", BED),
        a_place("without", BED, needs_danish_health_card=False),
    ]

    assert order_of(places, ask(Topic.SHELTER, wishes=(Wish.NO_ID,))) == ["without", "asks", "card", "herberg"]


FREE = [
    ({"free_of_charge": True}, Fit.YES),
    ({"price": "Gratis mad"}, Fit.YES),
    ({"price": "40 kr."}, Fit.POOR),
    ({"free_of_charge": False}, Fit.POOR),
    ({"kind": "shelter"}, Fit.POOR),
    ({}, Fit.ASK),
]


@pytest.mark.parametrize(("fields", "fit"), FREE)
def test_free_is_read_from_the_price(fields: dict[str, object], fit: Fit) -> None:
    """Free places say so or begin their price with it; a shelter costs some 100 kr. a night."""
    assert matches([a_place("x", HERE, **fields)], ask(wishes=(Wish.FREE,)), {}, {})[0].fit is fit


def test_youth_offers_before_herberg() -> None:
    """The young get youth offers first and § 110 shelters last, and nothing for those over 25."""
    places = [
        HERBERG,
        a_place("grown-ups", BED, min_age=25),
        a_place("asks", BED),
        a_place("youth", BED, welcomes=(Wish.YOUTH,), opening_hours=None),
    ]

    assert order_of(places, ask(Topic.SHELTER, wishes=(Wish.YOUTH,))) == ["youth", "asks", "herberg"]


AGES = [
    # min, max, age, whether offered
    (None, None, None, True),
    (None, 17, None, False),
    (None, 17, 12, True),
    (None, 17, 18, False),
    (12, 25, None, True),
    (12, 25, 26, False),
    (18, None, 17, False),
    (18, None, 18, True),
    (18, 85, 86, False),
]


@pytest.mark.parametrize(("low", "high", "age", "offered"), AGES)
def test_age_limits_hold(low: int | None, high: int | None, age: int | None, offered: bool) -> None:
    """Age limits hold when the age is known; what is for children is never offered to just anybody."""
    place = a_place("x", min_age=low, max_age=high)

    assert (order_of([place], ask(age=age)) == ["x"]) is offered


def crisis_centre() -> Place:
    """A crisis centre that also names other topics."""
    return a_place("crisis", kind="crisis_centre", topics=(Topic.VIOLENCE, Topic.RELATIVES, Topic.SHELTER))


def test_crisis_centre_for_violence_only() -> None:
    """Crisis centres are for those who flee violence, and for nobody who just needs a bed."""
    places = [crisis_centre()]

    assert order_of(places, ask(Topic.SHELTER)) == []
    assert order_of(places, ask(Topic.RELATIVES)) == []
    assert order_of(places, ask(Topic.VIOLENCE)) == ["crisis"]


def test_consumption_room_waits() -> None:
    """A room to take drugs in goes behind treatment, unless the person says to be using."""
    room = a_place("room", kind="drug_consumption_room", topics=(Topic.ADDICTION,), welcomes=(Wish.USING,))
    treatment = a_place("treatment", kind="addiction_treatment", topics=(Topic.ADDICTION,), opening_hours=None)

    assert order_of([room, treatment], ask(Topic.ADDICTION)) == ["treatment", "room"]
    assert order_of([room, treatment], ask(Topic.ADDICTION, wishes=(Wish.USING,))) == ["room", "treatment"]


def test_no_wish_asks_nothing() -> None:
    """Without wishes every place fits, and nothing must be asked."""
    found = matches([HERE], ask(), {}, {})

    assert (ids(found), found[0].fit, found[0].ask) == (["here"], Fit.YES, ())
