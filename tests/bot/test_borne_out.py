"""What of a reading the words bear out, as a table."""

import pytest

from bot.borne_out import borne_out, says
from bot.model import Command, Emergency, Intent, Reading, Topic


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("stop", True),
        ("lad være med at skrive til mig", True),
        ("jeg vil ikke have flere beskeder", True),
        ("min mand læser med, I må ikke skrive", True),
        ("hun vil ikke have flere beskeder fra mig", False),
        ("kommunen holder op med at skrive til mig", False),
        ("ingen svarer på mine beskeder", False),
        ("min søn er holdt op med at skrive", False),
        ("she never answers my texts", False),
    ],
)
def test_only_we_are_stopped(text: str, stays: bool) -> None:
    """That somebody else writes no more stops nothing of ours."""
    heard = borne_out(Reading(intent=Intent.STOP), text, was_told=False)

    assert (heard.intent is Intent.STOP) is stays


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("der var lukket", True),
        ("forkert telefonnummer", True),
        ("hvorfor skriver I at der er åbent?", True),
        ("nummer dødt", True),
        ("address?", False),
        ("er de lukket", False),
        ("har de åbent i morgen?", False),
        ("den blå linje nummer", False),
        ("tror I de har lukket juleaften", False),
        ("mon de har fyldt op", False),
    ],
)
def test_questions_complain_of_nothing(text: str, stays: bool) -> None:
    """A question or a name is no complaint; a reproach is one, however it is put."""
    heard = borne_out(Reading(intent=Intent.FEEDBACK), text, was_told=True)

    assert (heard.intent is Intent.FEEDBACK) is stays
    assert heard.follows_up is not stays


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("der var lukket", True),
        ("de er flyttet", True),
        ("ingen svarede", True),
        ("the door was locked", True),
        ("det er ikke et godt sted", False),
        ("maden er dårlig", False),
        ("de er ikke søde", False),
    ],
)
def test_facts_of_a_place(text: str, expected: bool) -> None:
    """What another would find there too; taste is none."""
    assert says("fact", text) is expected


@pytest.mark.parametrize("text", ["han hedder Ole", "han har ikke telefon", "hun er 42"])
def test_fact_is_no_violence(text: str) -> None:
    """A guess falls; what the lexicon plainly hears stays."""
    guess = Reading(emergency=Emergency.VIOLENCE, intent=Intent.FIND_HELP, topics=(Topic.VIOLENCE,))
    plain = Reading(emergency=Emergency.VIOLENCE, intent=Intent.FIND_HELP, is_plain=True)

    assert borne_out(guess, text, was_told=False) == Reading()
    assert borne_out(plain, text, was_told=False) == plain


def test_cross_is_asked_about() -> None:
    """Somebody who is cross may be more: one question, and no list of homes."""
    guess = Reading(emergency=Emergency.VIOLENCE, intent=Intent.FIND_HELP, topics=(Topic.VIOLENCE,))

    heard = borne_out(guess, "han er sur på mig", was_told=False)

    assert (heard.emergency, heard.doubt, heard.topics) == (None, Emergency.VIOLENCE, ())


def test_evicted_family_needs_a_bed() -> None:
    """No child is in danger from a bailiff: a roof goes first, then the municipality."""
    guess = Reading(emergency=Emergency.CHILD, intent=Intent.FIND_HELP, topics=(Topic.VIOLENCE,))

    heard = borne_out(guess, "far med to drenge sat ud af lejligheden", was_told=False)

    assert (heard.emergency, heard.topics) == (None, (Topic.SHELTER, Topic.SOCIAL_WORKER))


@pytest.mark.parametrize(
    "text", ["min mand har smidt os ud af lejligheden", "de har sat mig ud af lejligheden jeg er 16"]
)
def test_child_put_out_is_in_danger(text: str) -> None:
    """A near miss: who was put out by a husband, or is a child, is in danger first."""
    guess = Reading(emergency=Emergency.CHILD, intent=Intent.FIND_HELP, topics=(Topic.VIOLENCE,))

    assert borne_out(guess, text, was_told=False) == guess


def test_question_beside_a_list_moves_nothing() -> None:
    """ "Må vi blive sammen" is asked of the place."""
    heard = borne_out(Reading(intent=Intent.MOVE_APPOINTMENT), "må vi blive sammen", was_told=True)

    assert (heard.intent, heard.follows_up) == (Intent.FIND_HELP, True)


def test_bed_is_asked_anew() -> None:
    """Where to sleep is a need of its own, whatever was told before."""
    heard = borne_out(Reading(follows_up=True), "hvor kan jeg så sove", was_told=True)

    assert heard.topics == (Topic.SHELTER,)


def test_word_of_law_is_no_command() -> None:
    """ "Databehandleraftale" is no agreement of an appointment."""
    heard = borne_out(Reading(command=Command.AGREED), "hvad er jeres databehandleraftale", was_told=False)

    assert heard.command is None
