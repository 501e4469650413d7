"""What a few words say beside any subject, as tables."""

import pytest

from bot.phrasebook.said import Doubted, asks_for_admission, asks_to_keep_things, doubted, is_angry


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("må politiet få det at vide", Doubted.POLICE),
        ("samarbejder i med politiet", Doubted.POLICE),
        ("giver i det videre til udlændingestyrelsen", Doubted.OFFICE),
        ("ved jobcentret at jeg skriver", Doubted.OFFICE),
        ("fortæller du det til min far", Doubted.FAMILY),
        ("skal jeg sige mit navn", Doubted.NAMELESS),
        ("er det gratis at sms jer", Doubted.COST),
        ("hvad skal du bruge det til", Doubted.WHY),
        ("er det her sikkert", Doubted.SAFE),
        ("vil du køre mig hjem", Doubted.FETCHED),
        ("kan jeg blive hentet", Doubted.FETCHED),
        ("will you tell the police", Doubted.POLICE),
        ("can you pick me up", Doubted.FETCHED),
    ],
)
def test_doubts_are_heard(text: str, about: Doubted) -> None:
    """What is asked about us, in many words."""
    assert doubted(text) is about


@pytest.mark.parametrize(
    "text",
    [
        "politiet har taget mine ting",
        "kan i ringe til politiet",
        "jeg vil anmelde et overfald til politiet",
        "jeg har brug for hjælp fra kommunen",
        "hvad koster det",
        "er det gratis at sove der",
        "jeg kan godt køre mad ud for jer",
        "jeg skal hente mine børn",
        "hvorfor er der lukket",
        "min mand ser hvad jeg skriver",
    ],
)
def test_other_words_are_no_doubt(text: str) -> None:
    """The police, the municipality, a price and a drive can be spoken of without asking about us."""
    assert doubted(text) is None


@pytest.mark.parametrize(
    ("text", "angry"),
    [
        ("tak for ingenting", True),
        ("i er alle sammen ens", True),
        ("du er ubrugelig", True),
        ("tak for hjælpen", False),
        ("i er alle sammen søde", False),
        ("tak for ingen sms i nat", False),
    ],
)
def test_anger_is_no_thanks(text: str, angry: bool) -> None:
    """Bitter thanks are anger; true ones are not."""
    assert is_angry(text) is angry


@pytest.mark.parametrize(
    "text",
    [
        "kan jeg opbevare mine ting der",
        "hvor gør jeg af mine ting",
        "kan nogen passe min taske",
        "har de skabe",
        "et sted til mine møbler",
        "where can i leave my bags",
    ],
)
def test_things_are_to_be_kept(text: str) -> None:
    """Where one can leave what one owns."""
    assert asks_to_keep_things(text)


@pytest.mark.parametrize(
    "text",
    [
        "hvad har i gemt om mig",
        "gemmer i mine beskeder",
        "de har stjålet mine ting",
        "kan jeg få mine ting tilbage",
        "skal jeg have min sovepose med",
        "må jeg have min hund med",
        "hvor kan jeg vaske mine ting",
    ],
)
def test_other_things_are_not(text: str) -> None:
    """Data, a theft, what to bring, a dog and washing are something else."""
    assert not asks_to_keep_things(text)


@pytest.mark.parametrize(
    "text",
    [
        "kan han blive indlagt",
        "bliver han indlagt",
        "kan jeg blive indlagt?",
        "hvordan bliver man indlagt",
        "min søn skal indlægges",
        "i må indlægge mig",
        "kan man blive tvangsindlagt",
        "og kan de så indlægge ham nu",
    ],
)
def test_admission_is_asked_for(text: str) -> None:
    """By who asks for themselves or somebody else."""
    assert asks_for_admission(text)


@pytest.mark.parametrize(
    "text",
    [
        "jeg er indlagt",
        "jeg er indlagt og kan ikke komme i morgen",
        "jeg skal indlægges så jeg kan ikke komme",
        "min mor har været indlagt",
        "hvor kan jeg bo efter indlæggelse",
        "kan jeg komme indenfor",
    ],
)
def test_who_is_admitted_asks_nothing(text: str) -> None:
    """Being there, or having been, is another matter."""
    assert not asks_for_admission(text)
