"""Every word that we ask people to write is one that we understand."""

import pytest

from bot.model import Command, Intent, Reading, Topic
from bot.wording.buttons import ASKS_FOR, HUMAN
from tests.starter import reader

WORDS = {
    "STOP": Reading(intent=Intent.STOP),
    "AFMELD": Reading(intent=Intent.UNSUBSCRIBE),
    "SLET MIG": Reading(intent=Intent.DELETE_ME),
    "MINE DATA": Reading(intent=Intent.MY_DATA),
    "MENU": Reading(intent=Intent.MENU),
    HUMAN.upper(): Reading(intent=Intent.HUMAN),
    "ENGLISH": Reading(intent=Intent.LANGUAGE, language_code="en"),
    "DANSK": Reading(intent=Intent.LANGUAGE, language_code="da"),
    "START": Reading(command=Command.START),
    "MERE": Reading(command=Command.MORE),
    "FORTRYD": Reading(command=Command.UNDO),
}
EXAMPLES = {
    "mad i Aarhus": Topic.FOOD,
    "food in Aarhus": Topic.FOOD,
    "varmestue i Aarhus": Topic.WARM_ROOM,
    "warm room in Aarhus": Topic.WARM_ROOM,
    "shelter": Topic.SHELTER,
    "food": Topic.FOOD,
    "dentist": Topic.DENTAL,
}


@pytest.mark.parametrize("word", WORDS)
def test_words_do_what_we_say(word: str) -> None:
    """In capitals as we write them, and small as people do."""
    assert reader().read(word) == WORDS[word]
    assert reader().read(word.lower()) == WORDS[word]


@pytest.mark.parametrize("topic", Topic)
def test_buttons_ask_for_their_topic(topic: Topic) -> None:
    """The key of a button reads as a question for that help, small and in capitals."""
    for word in (ASKS_FOR[topic], ASKS_FOR[topic].upper()):
        reading = reader().read(word)

        assert (reading.intent, reading.topics[:1]) == (Intent.FIND_HELP, (topic,))


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_understood(example: str) -> None:
    """What our texts give as an example works."""
    reading = reader().read(example)

    assert (reading.intent, reading.topics[:1]) == (Intent.FIND_HELP, (EXAMPLES[example],))
