"""Which databases the tests run on: `--database sqlite` (as it is without), `postgresql`, or `both`.

With `both` all run on SQLite, and on PostgreSQL those that are about storing, sharing and dying, with some journeys on
one channel: what differs between the databases lies below the handlers. `postgresql` runs everything there.

And how many: without `--long` all; `--long not` (`make test`) leaves out those of tests/faults and those marked long,
for which processes are begun and killed again and again, and all wordings of a journey but the first two (on Telegram
but the first); `--long only` (`make test-faults`) runs just these. Of each kind of the long ones something stays in
`make test`.

On CI the examples of the property tests are the same in every run, so that a change never fails by chance, and a
failing one is shown as it was found: making it smaller takes up to five minutes, and is for the desk. Elsewhere each
run looks at new ones.
"""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from itertools import compress
from pathlib import Path

import pytest
import structlog
from hypothesis import Phase, settings

from tests import databases, postgresql
from tests.databases import Kind

BOTH = "both"
_NO_WORDING = frozenset({"citizen", "database_kind"})
_WORDINGS = {"sms": 2, "telegram": 1}
"""So many wordings of a journey run in a quick run; all of them do beside what takes long."""
_seen: dict[str, list[str]] = {}
"""The wordings of each test, in the order in which they are collected."""
# Whose tests open a database. The others run once.
ON_A_DATABASE = {"booking", "commands", "crash", "handlers", "journeys", "line", "scheduler", "security", "store"}
ON_A_DATABASE |= {"faults"}
# What reads only files there, or opens a database of its own kind, runs once.
WITHOUT = {"tests.store.test_places_file", "tests.store.test_ready", "tests.store.test_schedules_file"}
WITHOUT |= {"tests.store.test_seal"}
LONG_FOLDER = "faults"
# Whose tests run on PostgreSQL too with `both`: folders, and modules of the others. What has a channel does so by SMS.
ON_BOTH = {"line", "scheduler", "store"}
SOME_ON_BOTH = {
    "commands": {"test_backups"},
    "crash": {"test_kills", "test_restarts", "test_steps"},
    "faults": {"test_endings", "test_storage"},
    "journeys": {"test_booking", "test_find_help", "test_reminders", "test_sleep"},
    "security": {"test_rotation"},
}

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of the user's own below it
ROOM_NEEDED = 1 << 30

_COLLECT_EVERY = 5_000

SEARCHING = (Phase.explicit, Phase.reuse, Phase.generate, Phase.target)
settings.register_profile("same", parent=settings.get_profile("ci"), derandomize=True, phases=SEARCHING)
if os.environ.get("CI"):
    settings.load_profile("same")


def pytest_configure() -> None:
    """Where tests write, and how failures are told.

    Files are in memory where the machine has the room: two fifths of the time went into waiting for the disk. A killed
    process loses nothing there either. What a test leaves is kept only when it fails.
    """
    if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM_NEEDED:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))
    # httpcore looks for this at every lock, which no one has installed; a failed import is not remembered.
    sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]
    # As it comes, structlog draws a failure with all its variables, which takes a second each time.
    *steps, _ = structlog.get_config()["processors"]
    structlog.configure([*steps, structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)])


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options."""
    parser.addoption("--database", choices=[*Kind, BOTH], default=Kind.SQLITE, help="what the tests run on")
    parser.addoption("--long", choices=["too", "not", "only"], default="too", help="those that take long")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with a database runs on each kind that is asked for and that it is about."""
    name = metafunc.module.__name__
    has_one = name.split(".")[1] in ON_A_DATABASE and name not in WITHOUT
    own = [kind for kind in Kind if metafunc.definition.get_closest_marker(kind)]
    asked = metafunc.config.getoption("--database")
    kinds = own or [kind for kind in Kind if asked in (kind, BOTH)]
    if (has_one or own) and kinds != [Kind.SQLITE]:
        metafunc.parametrize("database_kind", kinds, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not asked for, and with `both`, on PostgreSQL, what says nothing more there."""
    on_both, long = config.getoption("--database") == BOTH, config.getoption("--long")
    wanted = [True, False] if long == "too" else [long == "only"]
    asked = [_is_long(one) in wanted and not (on_both and _says_no_more(one)) for one in items]
    config.hook.pytest_deselected(items=[one for one, is_asked in zip(items, asked, strict=True) if not is_asked])
    items[:] = compress(items, asked)


def pytest_collection_finish() -> None:
    """What is there by now stays until the end: the collector of cycles need not look through it again and again.

    And it looks as often as in the running bot (bot.commands.serving).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_EVERY)


def _is_long(item: pytest.Item) -> bool:
    """Below tests/faults, or marked so: on any database, or on those that the mark names. And one more wording."""
    marker = item.get_closest_marker("long")
    if marker is None:
        return LONG_FOLDER in item.path.parts or _is_one_more_wording(item)
    return not marker.args or _kind_of(item) in marker.args


def _is_one_more_wording(item: pytest.Item) -> bool:
    """A journey in more words than its first two, or on Telegram than its first: how words are read is the same on
    every channel, and each wording of its own is a matter of the understanding, whose tests are quick."""
    if not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
        return False
    most = _WORDINGS.get(str(item.callspec.params.get("citizen")))
    return most is not None and _wording_of(item) >= most


def _wording_of(item: pytest.Function) -> int:
    """Which of its test's wordings it is, counted from 0. The indices of pytest go on from channel to channel."""
    params = item.callspec.params
    words = repr([value for name, value in params.items() if name not in _NO_WORDING])
    known = _seen.setdefault(f"{item.path}::{item.originalname}", [])
    if words not in known:
        known.append(words)
    return known.index(words)


def _kind_of(item: pytest.Item) -> Kind:
    kind: Kind = item.callspec.params.get("database_kind", Kind.SQLITE) if hasattr(item, "callspec") else Kind.SQLITE
    return kind


def _says_no_more(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function) or item.get_closest_marker(Kind.POSTGRESQL):
        return False
    if _kind_of(item) is not Kind.POSTGRESQL:
        return False
    values = item.callspec.params
    _, folder, name = item.module.__name__.split(".", 2)
    by_sms = values.get("citizen", values.get("channel", "sms")) == "sms"
    return folder not in ON_BOTH and not (name in SOME_ON_BOTH.get(folder, ()) and by_sms)


@pytest.fixture(autouse=True)
def database_kind(request: pytest.FixtureRequest) -> Iterator[Kind]:
    """What the test's databases are. Where processes are killed PostgreSQL waits for the disk."""
    used: Kind = getattr(request, "param", Kind.SQLITE)
    databases.use(used)
    postgresql.use(is_quick=request.node.get_closest_marker("crash") is None)
    yield used
    databases.drop_all()
