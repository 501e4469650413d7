"""What a field of a file may hold, whatever it is a field of. A check says what is wrong with a value, or None."""

import re
from collections.abc import Callable
from enum import StrEnum

from bot.hours import valid

Check = Callable[[object], str | None]
"""What is wrong with a value, or None."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def text(value: object) -> str | None:
    """Words in one or more lines."""
    if value is None:
        return "is empty"
    if not isinstance(value, str):
        return f'must be text in quotes, as "{value}"'
    return None if value.strip() else "is empty"


def matching(pattern: re.Pattern[str], told: str) -> Check:
    """Text of this shape; `told` when it is not."""
    return lambda value: text(value) or (None if pattern.fullmatch(str(value)) else told)


identity = matching(_ID, "must be small letters, digits and single hyphens")


def one_of(allowed: frozenset[str], what: str) -> Check:
    """One of these words."""

    def check(value: object) -> str | None:
        return text(value) or (None if value in allowed else f"{value!r} is no {what}")

    return check


def words_of(words: type[StrEnum]) -> Check:
    """A list of these words, each once."""

    def check(value: object) -> str | None:
        if not isinstance(value, list) or not value:
            return "must be a list, as [one, two]"
        known = {str(word) for word in words}
        strange = [str(word) for word in value if not isinstance(word, str) or word not in known]
        if strange:
            return f"{', '.join(strange)}: not one of {', '.join(sorted(known))}"
        return "has one twice" if len(set(value)) < len(value) else None

    return check


def yes_or_no(value: object) -> str | None:
    """True or false."""
    return None if isinstance(value, bool) else "must be true or false"


def whole(low: int, high: int, what: str) -> Check:
    """A whole number `what` ("of minutes") from `low` to `high`."""

    def check(value: object) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int):
            return f"must be a whole number {what}"
        return None if low <= value <= high else f"must be {low} to {high}"

    return check


def hours(value: object) -> str | None:
    """Opening hours in OpenStreetMap syntax."""
    return text(value) or valid(str(value))
