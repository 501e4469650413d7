"""What is worked out once for all who ask the same in the same minute.

On the first night of frost a town asks where it can sleep: at two hundred messages a second most of them ask what
somebody has just asked. Kept is what the directory says and never who asked; a position is somebody's own, and nothing
is kept of it.
"""

from collections.abc import Hashable
from typing import Any

from bot.store.directory import Directory

MOST_KEPT = 500


class Kept:
    """What was worked out of one snapshot of the directory, by what was asked; forgotten when there is a newer one.

    `most`: after so many it begins anew; infinite where what is kept can't be more than the directory holds.
    """

    def __init__(self, most: float = MOST_KEPT) -> None:
        self._most = most
        self._directory: Directory | None = None
        self._known: dict[Hashable, Any] = {}

    def of(self, directory: Directory) -> dict[Hashable, Any]:
        """Look here first, and put here what was not found."""
        if self._directory is not directory or len(self._known) >= self._most:
            self._directory = directory
            self._known = {}
        return self._known
