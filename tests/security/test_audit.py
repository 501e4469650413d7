"""The look for known faults never ends badly where it cannot look, and tells what it found where it can."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import audit


@pytest.mark.long
def test_machine_without_network_is_no_fault(tmp_path: Path) -> None:
    """Where nothing can be installed or asked, it says that it was skipped, also when it is to be strict."""
    root = Path(__file__).parents[2]
    code = f"from pathlib import Path\nfrom tests import audit\naudit.HOME = Path({str(tmp_path / 'env')!r})\n"
    code += f"audit.PYTHON = Path({sys.executable!r})\naudit.TOOL = Path({str(tmp_path / 'none.lock')!r})\n"
    (tmp_path / "none.lock").write_text("nothing-of-this-name==1.0 --hash=sha256:00\n", encoding="utf-8")
    code += "raise SystemExit(audit.main(['--strict']))\n"
    environment = os.environ | {"PIP_NO_INDEX": "1", "PYTHONPATH": str(root)}

    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    assert "skipped" in ran.stdout


@pytest.mark.parametrize(
    ("dependencies", "asked", "faults"),
    [
        ([], 0, 0),
        ([{"name": "a", "skip_reason": "not found"}], 0, 0),
        ([{"name": "a", "version": "1", "vulns": []}], 1, 0),
        ([{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}], 1, 1),
        ([{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": []}]}], 1, 1),
    ],
)
def test_answer_is_read(dependencies: list[object], asked: int, faults: int) -> None:
    """What was looked up is counted, and each fault is named with the version that mends it."""
    found = audit._read({"dependencies": dependencies})

    assert (found[0], len(found[1])) == (asked, faults)
    assert all("CVE-1" in one for one in found[1])
