"""Which databases the tests run on: `--database sqlite` (as it is without), `postgresql`, or `both`."""

from collections.abc import Iterator

import pytest

from tests import databases, postgresql
from tests.databases import Kind

# Whose tests open a database. The others run once.
ON_A_DATABASE = {"booking", "commands", "crash", "handlers", "journeys", "line", "scheduler", "security", "store"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option."""
    parser.addoption("--database", choices=[*Kind, "both"], default=Kind.SQLITE, help="what the tests run on")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with a database runs on each kind that is asked for and that it is about."""
    folder = metafunc.module.__name__.split(".")[1]
    own = [kind for kind in Kind if metafunc.definition.get_closest_marker(kind)]
    asked = metafunc.config.getoption("--database")
    kinds = own or [kind for kind in Kind if asked in (kind, "both")]
    if (folder in ON_A_DATABASE or own) and kinds != [Kind.SQLITE]:
        metafunc.parametrize("database_kind", kinds, indirect=True)


@pytest.fixture(autouse=True)
def database_kind(request: pytest.FixtureRequest) -> Iterator[Kind]:
    """What the test's databases are."""
    used: Kind = getattr(request, "param", Kind.SQLITE)
    databases.use(used)
    postgresql.use(is_quick=request.node.get_closest_marker("crash") is None)
    yield used
    databases.drop_all()
