"""Which databases the tests run on: `--database sqlite` (as it is without), `postgresql`, or `both`.

With `both` all run on SQLite, and on PostgreSQL those that are about storing, sharing and dying, with some journeys on
one channel: what differs between the databases lies below the handlers. `postgresql` runs everything there.

And how many: without `--long` all; `--long not` (`make test`) leaves out those of tests/faults and those marked long,
for which processes are begun and killed again and again; `--long only` (`make test-faults`) runs just these. Of each
kind of the long ones something stays in `make test`.
"""

from collections.abc import Iterator

import pytest

from tests import databases, postgresql
from tests.databases import Kind

BOTH = "both"
# Whose tests open a database. The others run once.
ON_A_DATABASE = {"booking", "commands", "crash", "handlers", "journeys", "line", "scheduler", "security", "store"}
ON_A_DATABASE |= {"faults"}
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


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options."""
    parser.addoption("--database", choices=[*Kind, BOTH], default=Kind.SQLITE, help="what the tests run on")
    parser.addoption("--long", choices=["too", "not", "only"], default="too", help="those that take long")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with a database runs on each kind that is asked for and that it is about."""
    folder = metafunc.module.__name__.split(".")[1]
    own = [kind for kind in Kind if metafunc.definition.get_closest_marker(kind)]
    asked = metafunc.config.getoption("--database")
    kinds = own or [kind for kind in Kind if asked in (kind, BOTH)]
    if (folder in ON_A_DATABASE or own) and kinds != [Kind.SQLITE]:
        metafunc.parametrize("database_kind", kinds, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not asked for, and with `both`, on PostgreSQL, what says nothing more there."""
    on_both, long = config.getoption("--database") == BOTH, config.getoption("--long")
    wanted = [True, False] if long == "too" else [long == "only"]
    kept = [one for one in items if _is_long(one) in wanted and not (on_both and _says_no_more(one))]
    config.hook.pytest_deselected(items=[one for one in items if one not in set(kept)])
    items[:] = kept


def _is_long(item: pytest.Item) -> bool:
    """Below tests/faults, or marked so: on any database, or on those that the mark names."""
    marker = item.get_closest_marker("long")
    if marker is None:
        return LONG_FOLDER in item.path.parts
    return not marker.args or _kind_of(item) in marker.args


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
