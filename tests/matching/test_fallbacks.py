"""What stands in when nothing near works: lines, a shelter far away that answers, another kind of help, 112."""

from bot.matching import Match, Role, fallbacks, offers
from bot.model import Place, Position, Topic, Wish
from tests.matching.places import HERE, TUESDAY_10, a_place, ask, ids

ALARM = a_place(
    "alarm",
    kind="emergency_line",
    area="national",
    municipality=None,
    phone="112",
    topics=(Topic.HEALTH,),
    position=None,
)
LINE = a_place(
    "line",
    kind="helpline",
    area="national",
    municipality=None,
    town=None,
    phone="20 00 00 02",
    topics=(Topic.MENTAL,),
    position=None,
    opening_hours="Mo-Su 09:00-05:00",
)
DOCTOR = a_place("doctor", LINE, kind="emergency_line", area="Region Sjælland", topics=(Topic.HEALTH,))
DESK = a_place("desk", kind="municipality", topics=(Topic.SOCIAL_WORKER,), opening_hours=None, phone="20 00 00 03")
FAR = a_place(
    "far",
    kind="shelter",
    municipality="Tønder",
    town="Toftlund",
    topics=(Topic.SHELTER,),
    phone="20 00 00 04",
    position=Position(55.18858, 9.06925),
)


def roles(found: list[Match]) -> list[tuple[str, Role]]:
    """Each fallback's id and what it is to the question."""
    return [(match.place.id, match.role) for match in found]


def test_lines_of_the_same_topic() -> None:
    """Lines of the country, and of the own region only, help where no place does."""
    other = a_place("other", DOCTOR, area="Region Nordjylland")

    assert roles(fallbacks([LINE, DOCTOR, other], ask(Topic.HEALTH), {}, {})) == [("doctor", Role.LINE)]
    assert roles(fallbacks([LINE, DOCTOR], ask(Topic.MENTAL), {}, {})) == [
        ("line", Role.LINE),
        ("doctor", Role.STAND_IN),
    ]


def test_closed_line_is_no_answer() -> None:
    """At 06:30 a line that closes at 05 works no more, and comes after what does."""
    query = ask(Topic.MENTAL, at=TUESDAY_10.replace(hour=6, minute=30))

    found = fallbacks([LINE, ALARM], query, {}, {})

    assert [(match.place.id, match.works_now) for match in found] == [("line", False), ("alarm", True)]


def test_alarm_only_as_the_last_resort() -> None:
    """112 is named only when nothing else works now, near or far."""
    assert ids(fallbacks([ALARM, DESK], ask(Topic.DEBT), {}, {})) == ["desk", "alarm"]
    assert ids(fallbacks([ALARM, LINE], ask(Topic.MENTAL), {}, {})) == ["line"]
    assert ids(fallbacks([ALARM, LINE], ask(Topic.DEBT), {}, {})) == ["alarm"]
    assert ids(fallbacks([ALARM, HERE], ask(Topic.WARM_ROOM), {}, {})) == []


def test_alarm_although_women_have_a_place() -> None:
    """A women's place that is open does not answer for just anybody."""
    women = a_place("women", welcomes=(Wish.WOMEN_ONLY,))

    assert ids(fallbacks([ALARM, women], ask(), {}, {})) == ["alarm"]


def test_far_shelter_that_answers() -> None:
    """A shelter within an evening's way that is open now helps with a bed, nearest first; not with a meal."""
    nearer = a_place("nearer", FAR, position=Position(55.4, 10.4))
    unreached = a_place("unreached", nearer, phone=None, address=None)
    farther = a_place("farther", FAR, position=Position(55.4, 10.2))
    silent = a_place("silent", FAR, phone=None)
    shut = a_place("shut", FAR, opening_hours="Mo-Su 21:00-07:00")
    places = [FAR, farther, nearer, unreached, silent, shut]

    assert roles(fallbacks(places, ask(Topic.SHELTER), {}, {})) == [("nearer", Role.FAR), ("farther", Role.FAR)]
    assert fallbacks(places, ask(Topic.FOOD), {}, {}) == []


def test_stand_in_is_open_and_near() -> None:
    """Another kind of help stands in while it is open: a shelter for a meal, but not a closed one."""
    shelter = a_place("shelter", kind="shelter", topics=(Topic.SHELTER,))
    shut = a_place("shut", shelter, opening_hours="Mo-Su 21:00-07:00")
    room = a_place("room", kind="drug_consumption_room", topics=(Topic.WARM_ROOM,))

    found = fallbacks([shelter, shut, room], ask(Topic.BATH), {}, {})

    assert roles(found) == [("shelter", Role.STAND_IN)]
    assert found[0].topic is Topic.SHELTER


def test_line_stands_in_for_its_own_topic() -> None:
    """A line for violence that also knows rights is nobody's line for debt."""
    violence = a_place("violence", LINE, topics=(Topic.VIOLENCE, Topic.RIGHTS))

    assert fallbacks([violence], ask(Topic.DEBT), {}, {}) == []


def test_own_town_hall_is_named() -> None:
    """The own municipality must guide everybody, whatever it is about; another's need not."""
    other = a_place("other", DESK, municipality="Sorø")

    assert roles(fallbacks([DESK, other], ask(Topic.PETS), {}, {})) == [("desk", Role.TOWN_HALL)]


def test_offer_holds_what_works() -> None:
    """Three places whose hours are unknown leave the last seat to something that works now."""
    unknown: list[Place] = [a_place(name, opening_hours=None) for name in "abc"]

    assert ids(offers([*unknown, ALARM], ask(), {}, {})) == ["a", "b", "alarm"]
    assert ids(offers([*unknown, HERE], ask(), {}, {})) == ["here", "a", "b"]


def test_offer_without_places_is_lines() -> None:
    """Where no place is near, the lines for the topic are the offer."""
    unknown = a_place("unknown", LINE, opening_hours=None)

    assert ids(offers([unknown, LINE, ALARM], ask(Topic.MENTAL), {}, {})) == ["unknown", "line"]
