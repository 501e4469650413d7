"""Where the line's time goes, out of the stacks that `sampled` has seen in the application's main thread."""

import json
from collections import Counter
from pathlib import Path

from rich.console import Group
from rich.table import Table

OURS = ("bot", "handlers", "scheduler")
MOST = 30


def hot_spots(file: Path) -> Group:
    """By what ran: packages, functions themselves, and functions of ours with all that they call."""
    packages, functions, within = Counter[str](), Counter[str](), Counter[str]()
    for stack, times in json.loads(file.read_text())["stacks"]:
        lines = stack.splitlines()
        if not lines or _waits(lines[0]):
            continue
        packages[_package(lines[0])] += times
        functions[_short(lines[0])] += times
        for line in {_short(line) for line in lines if _package(line).split("/")[0] in OURS}:
            within[line] += times
    whole = packages.total() or 1
    return Group(
        *(
            _table(title, counted, whole)
            for title, counted in (("package", packages), ("function itself", functions), ("ours, with calls", within))
        )
    )


def _table(title: str, counted: Counter[str], whole: int) -> Table:
    table = Table(title, "%", box=None)
    for name, times in counted.most_common(MOST):
        table.add_row(name, f"{100 * times / whole:.1f}")
    return table


def _waits(line: str) -> bool:
    """The loop has nothing to do: with uvloop its own frame is on top."""
    return line.endswith(("runners.py:run", "runners.py:run_until_complete", "uvloop/__init__.py:run"))


def _package(line: str) -> str:
    path = line.rpartition(":")[0]
    if "site-packages/" in path:
        return path.partition("site-packages/")[2].split("/")[0]
    parts = Path(path).parts
    ours = next((top for top in OURS if top in parts), None)
    return "/".join(parts[parts.index(ours) : -1]) if ours else "(standard library)"


def _short(line: str) -> str:
    path, _, name = line.rpartition(":")
    return f"{path.partition('site-packages/')[2] or '/'.join(Path(path).parts[-3:])} {name}"
