"""Every municipality lies in one of the five regions."""

from bot.regions import REGIONS, region_of
from tests.starter import towns


def test_municipalities_have_regions() -> None:
    """Each municipality of the towns file has its region, and each region has municipalities."""
    municipalities = {town.municipality for town in towns().towns if town.municipality}

    found = {region_of(municipality) for municipality in municipalities}

    assert len(municipalities) == 99
    assert found == set(REGIONS)
