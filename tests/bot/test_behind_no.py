"""Which wish stands behind a no, as a table."""

from datetime import UTC, datetime

import pytest

from bot.behind_no import behind_no
from bot.conversation import Reply
from bot.left_open import question_of
from bot.model import Address, ChannelName, Inbound, Intent, Reading, Topic
from bot.store.dialogues import Dialogue, Question
from tests.starter import reader

READER = reader()
NOW = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)


def meant(text: str, *asked: Question) -> Reading:
    """What the text means, with the wish that may stand behind its no."""
    inbound = Inbound(Address(ChannelName.SMS, "+4520000001"), "1", text)
    return behind_no(READER, inbound, READER.read(text, NOW), Dialogue(questions=asked), NOW)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("nej, tøj", Topic.CLOTHES),
        ("nej jeg vil hellere have tøj", Topic.CLOTHES),
        ("hellere mad", Topic.FOOD),
        ("nej så hellere en varmestue", Topic.WARM_ROOM),
        ("nej jeg skal sove ikke spise", Topic.SHELTER),
        ("nej men har i tøj", Topic.CLOTHES),
        ("nej ikke mad, et bad", Topic.BATH),
        ("no rather a place to sleep", Topic.SHELTER),
    ],
)
def test_wish_is_read(text: str, topic: Topic) -> None:
    """The kind of help after the no is what is asked for."""
    assert meant(text).topics[:1] == (topic,)


@pytest.mark.parametrize(("text", "town"), [("nej kolding", "Kolding"), ("nej ikke slagelse men korsør", "Korsør")])
def test_town_is_read(text: str, town: str) -> None:
    """The town that stands instead is the one that counts."""
    assert meant(text).place == town


@pytest.mark.parametrize("text", ["nej hellere i morgen", "nej hellere fredag"])
def test_time_is_read(text: str) -> None:
    """Another time is a wish where it is wished for."""
    assert meant(text).when


@pytest.mark.parametrize(
    "text",
    [
        "nej",
        "nej tak",
        "nej vent",
        "nej tak til mad",
        "nej tak jeg har fået mad",
        "nej ikke i morgen",
        "nej jeg vil ikke til tandlæge",
        "nej det er for koldt",
        "nej jeg klarer mig",
        "nej lad os glemme det med tandlægen",
    ],
)
def test_no_stays_no(text: str) -> None:
    """What denies, gives a reason or says nothing more asks for no help."""
    assert meant(text).intent is Intent.DECLINE


def test_no_to_life_and_death_is_heard() -> None:
    """To the hardest question a no with more in it is still its answer."""
    asked = question_of("emergency", Reply("?", then="take_answer"), NOW)
    assert asked

    assert meant("nej jeg er bare sulten", asked).intent is Intent.DECLINE


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("jeg skal sove ikke læge", (Topic.SHELTER,)),
        ("ikke mad, et sted at sove", (Topic.SHELTER,)),
        ("jeg har spist, jeg mangler tandlæge", (Topic.DENTAL,)),
        ("har fået mad, mangler seng", (Topic.SHELTER,)),
        ("jeg har sovet men er sulten", (Topic.FOOD,)),
        ("ikke tandlæge, læge", (Topic.HEALTH,)),
        ("jeg skal ikke sove jeg skal have mad", (Topic.FOOD,)),
        ("jeg har ikke brug for mad, men et sted at sove", (Topic.SHELTER,)),
        ("jeg er mæt men mangler et sted at sove", (Topic.SHELTER,)),
    ],
)
def test_denied_need_is_none(text: str, topics: tuple[Topic, ...]) -> None:
    """Only what is asked for is looked for, not what was had or is not wanted."""
    assert meant(text).topics == topics


@pytest.mark.parametrize(
    "text",
    [
        "jeg har ikke mad eller et sted at sove",
        "jeg har ingen mad og ingen seng",
        "jeg har ikke spist og mangler et sted at sove",
        "ikke spist, fryser",
        "jeg kan ikke sove",
        "jeg må ikke sove hos min søster, jeg mangler et sted at sove",
        "jeg har sovet ude i nat og fryser",
        "jeg har mad men ingen seng",
        "jeg skal ikke til tandlægen i morgen, jeg er syg",
        "kan jeg sove her selvom jeg ikke har mad",
    ],
)
def test_lack_is_a_need(text: str) -> None:
    """What somebody has not, or cannot, is what they need; and a time that is called off stays called off."""
    assert meant(text) == READER.read(text, NOW)


def test_town_and_time_stay_with_the_need() -> None:
    """They were said of the whole message."""
    read = meant("ikke mad i aalborg i nat, et sted at sove")

    assert (read.topics, read.place) == ((Topic.SHELTER,), "Aalborg")
