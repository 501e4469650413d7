"""What the directory offers to a question, worked out once for all who ask the same in the same minute."""

from collections.abc import Sequence
from dataclasses import replace

from bot.matching import Match, Query, offers
from bot.model import PlaceId
from bot.search.kept import Kept
from bot.store.directory import Directory

_kept = Kept[tuple[Match, ...]]()


def offered(directory: Directory, query: Query, seen: Sequence[PlaceId], limit: int) -> tuple[Match, ...]:
    """What helps, best first, and something that works now among it; nothing in `seen`. Hours turn on whole minutes."""
    if query.position is not None:
        return _offered(directory, query, seen, limit)
    query = replace(query, at=query.at.replace(second=0, microsecond=0))
    # With the offset, for the hour that comes twice: local times of it are equal.
    key = query, query.at.utcoffset(), tuple(seen)
    return _kept.of(directory, key, lambda: _offered(directory, query, seen, limit))


def _offered(directory: Directory, query: Query, seen: Sequence[PlaceId], limit: int) -> tuple[Match, ...]:
    places = [place for place in directory.helping if place.id not in seen] if seen else directory.helping
    return tuple(offers(places, query, directory.trust, directory.changes, limit=limit))
