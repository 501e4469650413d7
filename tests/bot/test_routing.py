"""Which step answers: choices by number, word, button, yes and no; what is heard; what begins afresh."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation import Reply
from bot.left_open import after
from bot.model import Address, ChannelName, Choice, Command, Inbound, Intent, Position, Reading
from bot.routing import route
from bot.store.dialogues import Dialogue, Question, Undo
from handlers import CONVERSATIONS

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
WHO = Address(ChannelName.SMS, "+4520000001")
LIST = Question(
    "q1",
    "find_help",
    "choose",
    (Choice("toften", "Toften, døgnåben"), Choice("skuret", "Skuret, åben til 22")),
    (),
    {},
    True,
    NOW.timestamp(),
)
SURE = Question(
    "q2",
    "forget",
    "delete_or_keep",
    (Choice("yes", "Ja, slet alt"), Choice("no", "Nej, behold det")),
    (),
    {},
    False,
    NOW.timestamp(),
)
TOWN = Question("q3", "find_help", "choose", (), ("place", "position"), {}, False, NOW.timestamp())


def routed(text: str, reading: Reading, *questions: Question, **inbound: object) -> tuple[str | None, str, str | None]:
    """Conversation, step and choice for `text` with these questions open, the newest last."""
    message = Inbound(WHO, "1", text=text, **inbound)  # type: ignore[arg-type]
    found = route(message, reading, Dialogue(questions=questions), CONVERSATIONS, NOW)
    return found.conversation, found.step, found.choice


@pytest.mark.parametrize(
    "said", ["2", "2.", " 2 ", "nr 2", "nr. 2", "Nummer 2", "(2)", "2 tak", "svar 2", "SKURET, ÅBEN TIL 22", "skuret"]
)
def test_choice_is_taken(said: str) -> None:
    """The number in many spellings, the label, and a word that only one label has."""
    assert routed(said, Reading(), LIST) == ("find_help", "choose", "skuret")


def test_numbers_belong_to_newest() -> None:
    """A number answers the newest question; words find an older one."""
    assert routed("1", Reading(), LIST, SURE) == ("forget", "delete_or_keep", "yes")
    assert routed("toften", Reading(), LIST, SURE) == ("find_help", "choose", "toften")


def test_plain_yes_and_no() -> None:
    """Yes and no in any words reach the question that has them."""
    assert routed("ja da", Reading(intent=Intent.CONFIRM), LIST, SURE)[2] == "yes"
    assert routed("nej, behold det", Reading(intent=Intent.DECLINE), SURE, LIST) == ("forget", "delete_or_keep", "no")


def test_unknown_number_is_told() -> None:
    """A number that the list does not have asks for one that it has."""
    assert routed("7", Reading(), LIST) == (None, "wrong_number", None)


def test_place_answers_the_town() -> None:
    """A bare town answers the question for it, and so does a position; a new need begins afresh."""
    assert routed("kolding", Reading(place="Kolding"), TOWN) == ("find_help", "choose", None)
    assert routed("", Reading(), TOWN, position=Position(55.4, 9.4)) == ("find_help", "choose", None)


@pytest.mark.parametrize("intent", [Intent.STOP, Intent.DELETE_ME, Intent.HUMAN, Intent.MENU])
def test_safety_words_beat_questions(intent: Intent) -> None:
    """Whatever is open, these begin their own conversation."""
    conversation, step, _ = routed("x y", Reading(intent=intent), LIST, TOWN)

    assert step == ""
    assert intent in next(one.begins_with for one in CONVERSATIONS if one.name == conversation)


def test_old_question_is_closed() -> None:
    """After three days a number means nothing any more, and an old button says so."""
    late = Dialogue(questions=(LIST,))
    found = route(Inbound(WHO, "1", text="2"), Reading(), late, CONVERSATIONS, NOW + timedelta(days=4))
    tapped = route(Inbound(WHO, "2", tapped="q1:toften"), Reading(), late, CONVERSATIONS, NOW + timedelta(days=4))

    assert found.choice is None
    assert tapped.step == "stale"


def test_button_of_older_list() -> None:
    """A tap names its question, so that an older list still works."""
    assert routed("", Reading(), LIST, SURE, tapped="q1:toften") == ("find_help", "choose", "toften")
    assert routed("", Reading(), LIST, tapped="q1:nowhere") == (None, "stale", None)


def test_undo_within_the_hour() -> None:
    """FORTRYD runs the step that the last reply left, for an hour."""
    undo = Undo("language", "go_back", {"language": "da"}, (NOW + timedelta(minutes=30)).timestamp())
    message, reading = Inbound(WHO, "1", text="fortryd"), Reading(command=Command.UNDO)

    soon = route(message, reading, Dialogue(undo=undo), CONVERSATIONS, NOW)
    late = route(message, reading, Dialogue(undo=undo), CONVERSATIONS, NOW + timedelta(hours=1))

    assert (soon.conversation, soon.step) == ("language", "go_back")
    assert late.step == "nothing_to_undo"


def test_more_is_no_label() -> None:
    """MERE reads on, although a label holds the word."""
    more = Question("q", "find_help", "choose", (Choice("a", "Mere om stedet"),), (), {}, True, NOW.timestamp())

    assert routed("mere", Reading(command=Command.MORE), more)[0] == "more"


def test_standing_is_no_name() -> None:
    """What a label says of the hours picks no place."""
    shut = Choice("shut", "Stedet, Herrestræde, tid ukendt")
    question = Question("q4", "find_help", "choose", (*LIST.choices, shut), (), {}, True, NOW.timestamp())

    assert routed("ukendt", Reading(), question)[0] == "unclear"
    assert routed("herrestræde", Reading(), question)[2] == "shut"


@pytest.mark.parametrize(
    ("said", "reading", "is_heard"),
    [
        ("langtbortistan", Reading(), True),
        ("Den gamle by", Reading(), True),
        ("9998", Reading(), True),
        ("det aner jeg ikke", Reading(), True),
        ("hvad koster det", Reading(follows_up=True), False),
        ("blå elefant?", Reading(), False),
        ("der er noget helt andet, jeg tænker på", Reading(), False),
        ("77", Reading(), False),
    ],
)
def test_town_question_traps_nobody(said: str, reading: Reading, is_heard: bool) -> None:
    """Only what could be a town's name, or says that it is not known, answers the question for one."""
    question = Question("q5", "find_help", "choose", (), ("place", "words"), {}, False, NOW.timestamp())

    found = route(Inbound(WHO, "1", text=said), reading, Dialogue(questions=(question,)), CONVERSATIONS, NOW)

    assert (found.question is not None) == is_heard


def test_undo_reaches_one_reply_back() -> None:
    """FORTRYD takes back what the last reply did, or the one before it, and nothing older."""
    done = after(Dialogue(), "find_help", Reply("", undo=("undo_town", {})), None, None, NOW)

    one_later = after(done, "more", Reply(""), None, None, NOW)
    two_later = after(one_later, "find_help", Reply(""), None, None, NOW)

    assert one_later.undo
    assert two_later.undo is None
