"""docs/faults.md names tests that exist, and each fault with the very words of its table."""

import re
from pathlib import Path

from tests.faults.provider_faults import PROVIDER_FAULTS

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "faults.md").read_text()


def test_page_names_what_exists() -> None:
    """Each test that the page names is there."""
    named = re.findall(r"`(?:test_\w+\.py::)\w+`", PAGE)

    for one in named:
        file, _, name = one.strip("`").partition("::")
        assert f"def {name}(" in (HERE / file).read_text(), one
    assert len(named) > 10


def test_page_tells_what_is_noticed() -> None:
    """Each fault of a provider stands there with what a person notices."""
    for fault in PROVIDER_FAULTS:
        assert any(f"`{fault.name}`" in line and fault.notices in line for line in PAGE.splitlines()), fault
