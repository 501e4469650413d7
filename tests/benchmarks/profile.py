"""Where the line's time goes, out of a profile of the application's main thread.

Only a function's own time is told: the database's work hops between stacks, so what a caller adds up to says little.
"""

import pstats
from collections import defaultdict
from pathlib import Path
from typing import Any

from rich.console import Group
from rich.table import Table

MOST = 40


def hot_spots(file: Path) -> Group:
    """The packages and the functions that take most time themselves."""
    stats: dict[tuple[str, int, str], tuple[int, int, float, float, Any]] = pstats.Stats(str(file)).stats  # type: ignore[attr-defined]
    packages = defaultdict[str, float](float)
    for (path, _, _), (_, _, own, _, _) in stats.items():
        packages[_package(path)] += own
    whole = sum(packages.values())
    shares = Table("package", "s", "%", box=None)
    for name, own in sorted(packages.items(), key=lambda item: -item[1])[:20]:
        shares.add_row(name, f"{own:.2f}", f"{100 * own / whole:.1f}")
    spots = Table("function", "calls", "s", "%", box=None)
    for (path, row, name), (_, calls, own, _, _) in sorted(stats.items(), key=lambda item: -item[1][2])[:MOST]:
        spots.add_row(f"{_short(path)}:{row} {name}", f"{calls:,}", f"{own:.2f}", f"{100 * own / whole:.1f}")
    return Group(shares, spots)


def _package(path: str) -> str:
    if "site-packages/" in path:
        return path.partition("site-packages/")[2].split("/")[0]
    if path == "~":
        return "(built in)"
    parts = Path(path).parts
    return next(
        ("/".join(parts[parts.index(top) : -1]) for top in ("bot", "handlers", "scheduler") if top in parts),
        "(standard library)",
    )


def _short(path: str) -> str:
    return path.partition("site-packages/")[2] or "/".join(Path(path).parts[-3:])
