"""What is worked out once for all who ask the same in the same minute is what each would have been told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.matching import Query, offers
from bot.model import Position, Topic
from bot.search.offered import offered
from bot.store.directory import Directory
from tests import starter

MINUTE = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)
BED = Query((Topic.SHELTER,), MINUTE, town=starter.towns().find("Slagelse"))


def test_same_minute_hears_the_same() -> None:
    """Two who ask twenty seconds apart are offered what matching finds; who asks at night is looked for again."""
    directory = starter.directory()

    one = offered(directory, replace(BED, at=MINUTE + timedelta(seconds=5)), (), 9)
    two = offered(directory, replace(BED, at=MINUTE + timedelta(seconds=25)), (), 9)
    later = offered(directory, replace(BED, at=MINUTE + timedelta(hours=16)), (), 9)

    assert one is two
    assert one == tuple(offers(directory.helping, BED, directory.trust, directory.changes, limit=9))
    assert later is not one
    assert later == tuple(
        offers(
            directory.helping,
            replace(BED, at=MINUTE + timedelta(hours=16)),
            directory.trust,
            directory.changes,
            limit=9,
        )
    )


def test_seen_places_are_another_question() -> None:
    """Who has been told of a place is offered others."""
    directory = starter.directory()
    first, *_ = offered(directory, BED, (), 9)

    assert first.place.id not in [match.place.id for match in offered(directory, BED, (first.place.id,), 9)]


def test_new_directory_is_looked_at() -> None:
    """After an import or a post nothing of before is told."""
    directory = starter.directory()
    first, *_ = offered(directory, BED, (), 9)
    without = Directory(tuple(place for place in directory.places if place.id != first.place.id))

    assert first.place.id not in [match.place.id for match in offered(without, BED, (), 9)]


def test_position_is_kept_by_nobody() -> None:
    """Somebody's own position is looked for each time."""
    directory = starter.directory()
    near = replace(BED, position=Position(55.4, 11.35))

    assert offered(directory, near, (), 9) is not offered(directory, near, (), 9)
