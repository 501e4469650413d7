"""What a few words say at a door or on the way there, in tables; each with its near misses."""

import pytest

from bot.phrasebook.at_doors import (
    Refused,
    asks_detail,
    asks_if_open,
    asks_of_papers,
    asks_what_then,
    is_of_another_door,
    is_stuck,
    shut_door,
    telling_words,
    turned_away,
)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("der er fyldt", Refused.ROOM),
        ("også fyldt", Refused.ROOM),
        ("de har ikke mere mad", Refused.ROOM),
        ("vagten bad mig gå", Refused.ROOM),
        ("døren er låst", Refused.SHUT),
        ("ingen lukker op", Refused.SHUT),
        ("de svarer ikke", Refused.UNREACHED),
        ("der tør jeg ikke gå hen", Refused.UNWILLING),
        ("jeg er fuld", None),
        ("vi er fulde", None),
        ("toften er fuld", None),
        ("er toften fuld", None),
        ("jeg har ingen mad i dag", None),
        ("min mor smed mig ud", None),
        ("de lukker kl 22", None),
        ("hvad hvis der er fuldt", None),
    ],
)
def test_refusals_are_told_apart(text: str, how: Refused | None) -> None:
    """A no at a door, and what only sounds like one."""
    assert turned_away(text) is how


def test_name_makes_it_a_refusal() -> None:
    """ "Toften er fuld" is about a place once we know that Toften is one; asked, it is none."""
    assert turned_away("toften er fuld", named=True) is Refused.ROOM
    assert turned_away("er toften fuld", named=True) is None


@pytest.mark.parametrize(
    ("text", "is_it"), [("også fyldt", True), ("der er fyldt", False), ("jeg siger jo igen", False)]
)
def test_another_door_is_told_apart(text: str, is_it: bool) -> None:
    """ "Også" is one more door; what is said again is the same."""
    assert is_of_another_door(text) is is_it


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("skabet er lukket", "skabet"),
        ("døren var låst", ""),
        ("herberget er fuldt", ""),
        ("blå kors er lukket", "blå kors"),
    ],
)
def test_shut_door_may_have_a_name(text: str, telling: str) -> None:
    """Words before "er lukket" name a door, unless any door is called so."""
    assert telling_words(shut_door(text)) == frozenset(telling.split())


@pytest.mark.parametrize(
    "text", ["hvor så", "ok og hvad så", "hvad gør jeg nu", "hvor skal jeg ellers gå hen", "what now"]
)
def test_what_then_is_heard(text: str) -> None:
    """The whole message asks for the next place."""
    assert asks_what_then(text)


@pytest.mark.parametrize(
    "text", ["hvor er det", "hvad skal jeg have med", "hvad gør jeg først", "hvor skal jeg hen i morgen"]
)
def test_other_questions_are_none(text: str) -> None:
    """What asks about a place or a time asks for no other place."""
    assert not asks_what_then(text)


@pytest.mark.parametrize(
    "text", ["hvor langt er der", "er det langt væk", "jeg kan ikke komme i morgen", "jeg har ingen penge"]
)
def test_not_everybody_is_stuck(text: str) -> None:
    """A question for the distance, an appointment and an empty purse are no complaint about the way."""
    assert not is_stuck(text)


@pytest.mark.parametrize(
    "text",
    [
        "er parasollen åben i morgen",
        "har parasollen åbent søndag",
        "hvornår lukker toften",
        "og hvad med toften på fredag",
        "åbningstider parasollen",
        "er der åbent på parasollen nu",
        "kan man komme på parasollen i weekenden",
    ],
)
def test_one_place_is_asked_about(text: str) -> None:
    """Whether it is open, and when."""
    assert asks_if_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "parasollen har lukket",
        "hvor er der åbent i nat",
        "er der noget åbent i morgen",
        "er der et herberg åbent i odense",
        "hvilke steder har åbent",
        "jeg skal bruge et sted der er åbent",
    ],
)
def test_any_place_is_another_question(text: str) -> None:
    """Which place is open is a search, and a shut door is a complaint."""
    assert not asks_if_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "hvornår skal jeg være ude om morgenen",
        "hvor længe må man blive der",
        "må jeg blive der flere nætter",
        "får man eget værelse",
        "må jeg ryge derinde",
        "må man drikke",
    ],
)
def test_detail_is_asked(text: str) -> None:
    """When one must leave, how long one may stay, what is allowed."""
    assert asks_detail(text)


@pytest.mark.parametrize(
    "text", ["kan jeg få mad", "hvornår skal jeg møde", "kan jeg blive tandlægebehandlet", "må man have hund med"]
)
def test_other_help_is_no_detail(text: str) -> None:
    """Another kind of help, an appointment, and what a listing does hold."""
    assert not asks_detail(text)


def test_papers_are_asked_about() -> None:
    """Whether they must be shown; who needs new ones asks for help."""
    assert asks_of_papers("kan jeg gå ind uden at vise sygesikring")
    assert asks_of_papers("skal jeg vise sygesikringskort")
    assert asks_of_papers("skal jeg have et cpr-nummer")
    assert not asks_of_papers("jeg skal have et nyt sygesikringskort")
    assert not asks_of_papers("kan jeg få et nyt pas")
