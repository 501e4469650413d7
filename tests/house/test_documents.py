"""What SECURITY.md and the page on data protection say is so: the tests that they name, the tables, the times."""

import re
from pathlib import Path

import pytest

from bot.store import retention
from bot.store.schema import metadata

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "databeskyttelse.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
TIMES = {rule.name: rule.kept for rule in retention.RULES} | retention.OTHERS
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", SECURITY)


@pytest.mark.parametrize("name", sorted(TIMES))
def test_time_is_told(name: str) -> None:
    """Every kind of data that goes after a time stands on the page with that time."""
    [row] = [line for line in PAGE.splitlines() if f"(`{name}`)" in line]

    assert f"{TIMES[name].days} dage" in row.rpartition(" | ")[2]


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_table_is_told(table: str) -> None:
    """Every table stands on the page, so that nothing is kept that nobody is told of."""
    assert any(f"`{table}`" in line for line in PAGE.splitlines() if line.startswith("|"))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_named_test_exists(file: str, test: str) -> None:
    """A threat is held by a test that there is."""
    assert re.search(rf"def {test}\(", (ROOT / file).read_text(encoding="utf-8"))


def test_every_threat_has_a_test() -> None:
    """No row of the threat model stands without one, or without saying what is not held."""
    rows = [line for line in SECURITY.splitlines() if line.startswith("| ") and not line.startswith("| who")]
    bare = [row for row in rows if "::test_" not in row]

    assert len(rows) > 20
    assert bare == []
