"""What is said of an appointment, as tables."""

import pytest

from bot.phrasebook.appointed import (
    Asked,
    OfList,
    Second,
    asked_of_appointment,
    asks,
    of_list,
    second_thought,
    wants_other_times,
)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("hvad skal jeg have med", Asked.BRING),
        ("skal jeg tage mit sygesikringskort med", Asked.BRING),
        ("må jeg tage min hund med", Asked.DOG),
        ("kan min mor komme med", Asked.ALONG),
        ("må jeg have en veninde med", Asked.ALONG),
        ("hvad sker der så", Asked.WHAT),
        ("gør det ondt", Asked.WHAT),
        ("hvor længe varer det", Asked.LONG),
        ("how long does it take", Asked.LONG),
        ("what should i bring", Asked.BRING),
        ("can i bring my mother", Asked.ALONG),
        ("er hun sød", None),
        ("jeg tager den første", None),
    ],
)
def test_questions_are_heard(text: str, about: Asked | None) -> None:
    """What is asked about an appointment, in many words."""
    assert asked_of_appointment(text) is about


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("er hun sød", True),
        ("og hvad koster det", True),
        ("rødt hus?", True),
        ("fredag kl 10", False),
        ("ja tak", False),
    ],
)
def test_questions_are_known(text: str, *, question: bool) -> None:
    """A question begins as one or ends as one."""
    assert asks(text) is question


@pytest.mark.parametrize(
    "text", ["har i andre tider", "kan det blive lidt senere", "er der en anden dag", "any other times"]
)
def test_other_times_are_no_question(text: str) -> None:
    """Who wants other times gets some."""
    assert wants_other_times(text)
    assert not asks(text)


@pytest.mark.parametrize(
    ("text", "thought"),
    [
        ("jeg kommer lidt for sent", Second.LATE),
        ("toget er forsinket", Second.LATE),
        ("jeg kan ikke nå det", Second.LATE),
        ("jeg når det ikke", Second.LATE),
        ("jeg kom for sent", Second.MISSED),
        ("jeg sov over mig", Second.MISSED),
        ("jeg nåede det ikke", Second.MISSED),
        ("jeg kan ikke finde indgangen", Second.LOST),
        ("jeg er faret vild", Second.LOST),
        ("nej jeg vil ikke alligevel", Second.REGRET),
        ("jeg har ombestemt mig", Second.REGRET),
        ("drop aftalen", Second.REGRET),
        ("kan jeg få en ny tid", Second.ANEW),
        ("running late sorry", Second.LATE),
        ("i cant find it", Second.LOST),
        ("kan jeg komme for sent?", None),
        ("jeg kommer", None),
        ("jeg kan ikke finde et sted at sove", None),
        ("jeg har fundet noget alligevel", None),
    ],
)
def test_second_thoughts_are_heard(text: str, thought: Second | None) -> None:
    """Coming late, having come late, not finding it, and wanting it no more."""
    assert second_thought(text) is thought


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jeg vil ikke stå på venteliste mere", OfList.OFF),
        ("slet mig fra ventelisten", OfList.OFF),
        ("afmeld ventelisten til tandlægen", OfList.OFF),
        ("glem ventelisten", OfList.OFF),
        ("står jeg på venteliste", OfList.ON),
        ("I behøver ikke skrive om tiden", OfList.OFF_FOR_WHO_WAITS),
        ("jeg har fundet en anden tandlæge", OfList.OFF_FOR_WHO_WAITS),
        ("fjern mig fra listen", OfList.OFF_FOR_WHO_WAITS),
        ("jeg vil gerne på venteliste", None),
        ("kan jeg ikke komme på venteliste til en bolig", None),
        ("jeg har fundet en seng", None),
        ("hvad er en venteliste", None),
    ],
)
def test_wait_list_is_spoken_of(text: str, said: OfList | None) -> None:
    """A no to it, a question about it, and words that mean it only from who waits."""
    assert of_list(text) is said
