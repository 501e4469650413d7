"""Changes that no test noticed on SQLite, in what only PostgreSQL runs, or runs otherwise: the same there."""

import sys
from pathlib import Path

import pytest

from tests import databases, postgresql
from tests.mutation.changes import changes_of
from tests.mutation.tried import left
from tests.mutation.within import OPTIONS, Within

TESTS: dict[str, tuple[str, ...]] = {
    "bot/store/inbox.py": ("tests/store/test_sharing.py", "tests/line/test_shared_lines.py"),
    "bot/store/outbox.py": (
        "tests/store/test_sharing.py",
        "tests/store/test_outbox_kept.py",
        "tests/store/test_outbox_changed.py",
    ),
    "bot/store/claims.py": ("tests/store/test_sharing.py", "tests/store/test_claims.py"),
    "bot/dispatch.py": ("tests/line/test_shared_lines.py",),
    "bot/deliver.py": ("tests/line/test_shared_lines.py",),
}
# What is about processes that begin and die: nothing of it is changed here, and it takes long.
BESIDES = "not starts_at_once and not presence and not living and not winner and not deadlock"
_DATABASES = "SELECT datname FROM pg_database WHERE datname LIKE '%{}___'"


class OnPostgreSQL(Within):
    """The server is that of the process that forks."""

    is_first = False

    def _begin(self) -> None:
        databases.begin_in_fork()

    def _end(self, _child: int) -> None:
        super()._end(_child)
        for (name,) in postgresql.server().rows("postgres", _DATABASES.format(_child)):
            postgresql.server().drop(name)


def main(file: str) -> int:
    """Try what is open of `file` once more."""
    changes = left(changes_of(Path(file)), again=True)
    if not changes or file not in TESTS:
        return 0
    options = [*OPTIONS, "--database", "postgresql", "-k", BESIDES, *TESTS[file]]
    return int(pytest.main(options, plugins=[OnPostgreSQL(file, changes)]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
