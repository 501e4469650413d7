"""What is worked out once for all, of one snapshot of the directory.

On the first night of frost a town asks where it can sleep: at two hundred messages a second most of them ask what
somebody has just asked. Kept is what the directory says and never who asked; a position is somebody's own, and nothing
is kept of it.
"""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from bot.store.directory import Directory

MOST_KEPT = 500

Known = TypeVar("Known")


class Kept(Generic[Known]):
    """What was worked out, by what was asked; forgotten when there is a newer directory, or too much of it."""

    def __init__(self) -> None:
        self._directory: Directory | None = None
        self._known: dict[Hashable, Known] = {}

    def of(self, directory: Directory, asked: Hashable, work: Callable[[], Known]) -> Known:
        """What `work` finds for those who ask this of the directory; it is done for the first of them."""
        if self._directory is not directory or len(self._known) >= MOST_KEPT:
            self._directory = directory
            self._known = {}
        if asked not in self._known:
            self._known[asked] = work()
        return self._known[asked]
