"""Known faults in what a running installation depends on, as `make audit` and `make check` ask for them.

    python -m tests.audit [--strict]

It is no test: the answer changes without a change of ours. Where the list cannot be asked it says so and ends well;
with `--strict` (`make audit`) a known fault ends with status 1. pip-audit lives in an environment of its own, so that
an ordinary set-up need not install it.
"""

import json
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".venv-audit"
PYTHON = HOME / "bin" / "python"
TOOL, OURS = ROOT / "requirements-audit.lock", ROOT / "requirements.lock"
INSTALLING, ASKING = 180, 120


def main(arguments: Sequence[str]) -> int:
    """Ask, say, and give the status to end with."""
    if not _is_installed():
        return _skipped("pip-audit cannot be installed here")
    answer = _ask()
    if answer is None:
        return _skipped("the list of known faults cannot be reached")
    asked, faults = _read(answer)
    if not asked:
        return _skipped("the list of known faults knows none of our dependencies")
    for fault in faults:
        print(f"audit: {fault}")
    print(f"audit: {len(faults)} known faults in {asked} dependencies")
    return 1 if faults and "--strict" in arguments else 0


def _is_installed() -> bool:
    mark = HOME / ".ready"
    if mark.exists() and mark.read_text(encoding="utf-8") == TOOL.read_text(encoding="utf-8"):
        return True
    venv.create(HOME, with_pip=True, clear=True)
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not _succeeds([*install, "--require-hashes", "-r", str(TOOL)], INSTALLING):
        return False
    mark.write_text(TOOL.read_text(encoding="utf-8"), encoding="utf-8")
    return True


def _succeeds(command: Sequence[str], seconds: float) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=seconds, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _ask() -> Mapping[str, Any] | None:
    ask = [str(PYTHON), "-m", "pip_audit", "-r", str(OURS), "--require-hashes", "--disable-pip"]
    try:
        ran = subprocess.run(
            [*ask, "--progress-spinner", "off", "--timeout", "10", "--format", "json"],
            capture_output=True,
            text=True,
            timeout=ASKING,
            check=False,
        )
        answer: Mapping[str, Any] = json.loads(ran.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None
    return answer


def _read(answer: Mapping[str, Any]) -> tuple[int, list[str]]:
    """How many dependencies were looked up, and what is known of them."""
    looked_up = [one for one in answer.get("dependencies", ()) if "skip_reason" not in one]
    return len(looked_up), [
        f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for one in looked_up
        for fault in one["vulns"]
    ]


def _skipped(why: str) -> int:
    print(f"audit: skipped, {why}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
