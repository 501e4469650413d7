"""One answer for all who ask the same in the same minute, and never somebody else's."""

import gc
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.i18n import Translator
from bot.model import Position, Topic, Wish
from bot.moment import COPENHAGEN
from bot.search.asked import Search
from bot.search.found import found
from bot.store.directory import Directory
from tests import starter

NOW = datetime(2026, 12, 1, 13, 30, 5, tzinfo=UTC)
FOOD = Search((Topic.FOOD,), town=starter.towns().find("Odense"), said="mad i odense")


def danish() -> Translator:
    """Who speaks Danish."""
    return starter.catalogues().translator("da")


def test_same_question_has_one_answer() -> None:
    """Two who ask in other words for the same, twenty seconds apart, hear the very same."""
    one = found(danish(), starter.directory(), FOOD, NOW)
    two = found(
        danish(), starter.directory(), replace(FOOD, said="odense, noget at spise"), NOW + timedelta(seconds=20)
    )

    assert one is two


def test_other_questions_have_their_own() -> None:
    """The hour, the language, a wish, what was told before and what is said first each make another answer."""
    t, directory = danish(), starter.directory()
    one = found(t, directory, FOOD, NOW)

    others = [
        found(t, directory, FOOD, NOW + timedelta(hours=9)),
        found(starter.catalogues().translator("en"), directory, FOOD, NOW),
        found(t, directory, replace(FOOD, wishes=(Wish.DOG,)), NOW),
        found(t, directory, FOOD, NOW, seen=one.shows[:1]),
        found(t, directory, FOOD, NOW, opener="Ja."),
    ]

    assert all(other is not one for other in others)


def test_new_directory_has_new_answers() -> None:
    """After an import or a post nothing of before is told."""
    one = found(danish(), starter.directory(), FOOD, NOW)
    without = Directory(tuple(place for place in starter.directory().places if place.id != one.shows[0]))

    assert one.shows[0] not in found(danish(), without, FOOD, NOW).shows


def test_personal_answers_are_kept_by_nobody() -> None:
    """Where somebody stands, and the words that tell alcohol from heroin, are worked out each time."""
    near = replace(FOOD, position=Position(55.4, 10.39))
    drinks = replace(FOOD, topics=(Topic.ADDICTION,), said="jeg vil holde op med at drikke")

    for search in (near, drinks):
        assert found(danish(), starter.directory(), search, NOW) is not found(
            danish(), starter.directory(), search, NOW
        )


def test_their_words_are_not_kept() -> None:
    """What somebody wrote is gone with the answer, though the answer is kept for others."""
    found(danish(), starter.directory(), replace(FOOD, said="jeg hedder Bo Hansen og er sulten"), NOW)

    held = [one.said for one in gc.get_objects() if isinstance(one, Search)]

    assert held
    assert not [said for said in held if "Hansen" in said]


def test_hour_that_comes_twice_is_two() -> None:
    """When the clocks go back 2.30 comes twice, and what is open the first time may be shut the second."""
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    local = [moment.astimezone(COPENHAGEN) for moment in (first, second)]

    one, two = (found(danish(), starter.directory(), FOOD, moment) for moment in local)

    assert local[0] == local[1].replace(fold=0)
    assert one is not two
