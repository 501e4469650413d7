"""Which region a municipality belongs to: regional lines (the doctor out of hours) answer only their own people."""

import csv
from functools import cache
from importlib.resources import files

REGIONS = ("Region Hovedstaden", "Region Sjælland", "Region Syddanmark", "Region Midtjylland", "Region Nordjylland")


def region_of(municipality: str | None) -> str | None:
    """The region's name as in the places file's `area`; None for a municipality that is not known."""
    return _regions().get(municipality or "")


def municipalities() -> frozenset[str]:
    """The names of all municipalities, as in towns.csv."""
    return frozenset(_regions())


@cache
def _regions() -> dict[str, str]:
    text = files("bot").joinpath("starter", "regions.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {row["municipality"]: row["region"] for row in csv.DictReader(lines, delimiter=";")}
