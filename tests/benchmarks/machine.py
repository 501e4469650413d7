"""On what a measurement was made: without it a figure says little."""

import os
import platform
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path


def machine() -> dict[str, str | int | float]:
    """Facts that bear on the figures."""
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": _processor(),
        "cores": os.cpu_count() or 0,
        "load before": os.getloadavg()[0],
        "system": platform.platform(terse=True),
        "python": sys.version.split()[0],
        "sqlite": sqlite3.sqlite_version,
    }


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if not described.exists():
        return platform.processor()
    named = (line for line in described.read_text().splitlines() if line.startswith("model name"))
    return next(named, ": unknown").partition(": ")[2]
