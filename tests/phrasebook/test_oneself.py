"""What somebody says of themselves in the middle of a message, and what only sounds like it."""

import pytest

from bot.phrasebook.oneself import has_no_bed, told_of_oneself


@pytest.mark.parametrize(
    "text",
    [
        "jeg er kvinde og mangler et sted at sove",
        "kvinde søger sovested aarhus",
        "pige på 20 mangler seng",
        "som enlig kvinde, hvor kan jeg sove",
        "vi er to kvinder der mangler seng",
        "jeg er gravid og har ingen seng",
        "I am a homeless woman, need a bed",
    ],
)
def test_a_woman_says_so(text: str) -> None:
    """In whatever words, beside what she asks."""
    assert told_of_oneself(text).is_woman


@pytest.mark.parametrize(
    "text",
    ["jeg er ikke en kvinde", "min søster er kvinde", "jeg er gift med en kvinde", "jeg er bange for kvinder", "sove"],
)
def test_others_are_no_women(text: str) -> None:
    """A woman who is only spoken of does not write."""
    assert not told_of_oneself(text).is_woman


@pytest.mark.parametrize(
    "text",
    ["jeg er en mand min kone slår mig", "jeg er 30 og mand", "hej mand på 40 mangler seng", "i am a man and cold"],
)
def test_a_man_says_so(text: str) -> None:
    """In whatever words, beside what he asks."""
    assert told_of_oneself(text).is_man


@pytest.mark.parametrize("text", ["jeg er sulten mand", "min mand slår mig", "er du en mand", "jeg er ikke mand"])
def test_others_are_no_men(text: str) -> None:
    """A man who is spoken of, or to, does not write."""
    assert not told_of_oneself(text).is_man


@pytest.mark.parametrize(
    ("text", "card", "is_all"),
    [
        ("har ikk gult kort", False, True),
        ("jeg har ikke noget sygesikringsbevis", False, True),
        ("jeg har ikke gult kort, hvad så?", False, True),
        ("jeg er bulgarer uden gult kort, sove i nat aarhus", False, False),
        ("no yellow card sleep aarhus", False, False),
        ("jeg har gult kort", True, True),
        ("jeg har mistet mit gule kort", None, False),
        ("skal man have gult kort", None, False),
    ],
)
def test_cards_are_told(text: str, card: bool | None, is_all: bool) -> None:
    """Whether they have one, where it is said, and whether that is all."""
    told = told_of_oneself(text)

    assert (told.card, told.is_all) == (card, is_all)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("min kone har smidt mig ud og jeg har ondt i en tand", True),
        ("min tand er flækket og jeg har ingen steder at sove", True),
        ("jeg er gravid og bor i en bil", True),
        ("smidt ud og har gæld", True),
        ("I got kicked out and have debt", True),
        ("jeg blev smidt ud af varmestuen", False),
        ("jeg blev smidt ud da jeg var 15", False),
        ("jeg har smidt mine ting ud", False),
        ("jeg er hjemløs og har tandpine", False),
    ],
)
def test_no_bed_for_tonight(text: str, expected: bool) -> None:
    """Put out, or out of doors: now, and not once."""
    assert has_no_bed(text) is expected
