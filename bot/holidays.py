"""Danish public holidays, and the days on which many close though they are none. Pure."""

from datetime import date, datetime, time
from functools import lru_cache

from opening_hours import OpeningHours

_OFTEN_SHUT = frozenset({(5, 1), (6, 5), (12, 24), (12, 31)})
"""1 May, Grundlovsdag, Christmas Eve and New Year's Eve, as (month, day): no law closes, and many do."""

_HOLIDAYS = OpeningHours("PH", country="DK")


@lru_cache(maxsize=4096)
def is_holiday(day: date) -> bool:
    """Whether it is a Danish public holiday. Store bededag is none since 2024; 24 and 31 December never were."""
    return _HOLIDAYS.is_open(datetime.combine(day, time(12)))


def is_often_shut(day: date) -> bool:
    """Whether many close on that day, which is no public holiday: ordinary hours are told, and to ring first."""
    return (day.month, day.day) in _OFTEN_SHUT and not is_holiday(day)
