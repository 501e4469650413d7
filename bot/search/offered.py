"""What the directory offers to a question, worked out once for all who ask the same in the same minute.

On the first night of frost a town asks where it can sleep: at two hundred messages a second most of them ask what
somebody has just asked. Kept are places and never who asked; a position is somebody's own, and nothing is kept of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.matching import Match, Query, offers
from bot.model import PlaceId
from bot.store.directory import Directory

MOST_KEPT = 500


@dataclass(slots=True)
class _Kept:
    """Of one snapshot of the directory."""

    directory: Directory | None = None
    offered: dict[tuple[Query, tuple[PlaceId, ...]], tuple[Match, ...]] = field(default_factory=dict)


_kept = _Kept()


def offered(directory: Directory, query: Query, seen: Sequence[PlaceId], limit: int) -> tuple[Match, ...]:
    """What helps, best first, and something that works now among it; nothing in `seen`. Hours turn on whole minutes."""
    if query.position is not None:
        return _offered(directory, query, seen, limit)
    if _kept.directory is not directory or len(_kept.offered) >= MOST_KEPT:
        _kept.directory = directory
        _kept.offered.clear()
    query = replace(query, at=query.at.replace(second=0, microsecond=0))
    key = query, tuple(seen)
    known = _kept.offered.get(key)
    if known is None:
        known = _kept.offered[key] = _offered(directory, query, seen, limit)
    return known


def _offered(directory: Directory, query: Query, seen: Sequence[PlaceId], limit: int) -> tuple[Match, ...]:
    places = [place for place in directory.helping if place.id not in seen] if seen else directory.helping
    return tuple(offers(places, query, directory.trust, directory.changes, limit=limit))
