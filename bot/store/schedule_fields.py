"""The fields of a schedule as they stand in a file: which there are, what each may hold, and what must agree."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.errors import Fault
from bot.model import PlaceId, Schedule, ScheduleChange, ScheduleId, Topic
from bot.store.field_checks import Check, hours, identity, one_of, text, whole, yes_or_no

if TYPE_CHECKING:
    # It loads the library for YAML, which only imports need.
    from bot.store.yaml_entries import Entry

_TELLING = re.compile(
    r"\b(?:stof|vold|rusmid|sovested|seng|fix|hiv|sex)|herberg|forsorg|hjemløs|husvild|krisecent|misbrug|alkohol|ædru"
    r"|afhængig|abstinens|metadon|substitution|psyk|selvmord|angst|behandling|gæld|straf|prostit|kommune|natcaf",
    re.IGNORECASE,
)
"""Words that tell on a lock screen what somebody needs help with. A short one counts only where a word begins."""
_CLOCKS = re.compile(r"\d{2}:\d{2}-\d{2}:\d{2}(?:, ?\d{2}:\d{2}-\d{2}:\d{2})*")
_WEEK = 7 * 24 * 60


def schedule_of(entry: "Entry", faults: list[Fault]) -> Schedule | None:
    """The schedule of an entry; None, and every fault added, when it is none."""
    found = [Fault(entry.line_of(name), name, problem) for name, problem in _problems(entry.values)]
    faults += found
    if found:
        return None
    values: dict[str, Any] = {name: value for name, value in entry.values.items() if value is not None}
    values["id"] = ScheduleId(values["id"])
    values["place"] = PlaceId(values["place"])
    values["topic"] = Topic(values["topic"])
    values["changes"] = tuple(_changes_of(entry.values.get("changes")))
    return Schedule(**values)


def mapping_of(schedule: Schedule) -> dict[str, object]:
    """The schedule's fields in the order of a file; what is not set is left out."""
    known: dict[str, object] = {name: getattr(schedule, name) for name in FIELDS}
    known |= {"id": str(schedule.id), "place": str(schedule.place), "topic": str(schedule.topic)}
    known["changes"] = [_change_mapping(change) for change in schedule.changes] or None
    known["example"] = schedule.example or None
    return {name: value for name, value in known.items() if value is not None}


def _problems(values: dict[str, object]) -> Iterator[tuple[str, str]]:
    """What is wrong in an entry, as (field, problem)."""
    yield from ((name, "is missing") for name in NEEDED if name not in values)
    yield from ((name, problem) for name, value in values.items() if (problem := FIELDS[name](value)) is not None)


def telling(words: str) -> str | None:
    """What in the words tells on a lock screen what somebody needs help with; None when nothing does."""
    found = _TELLING.search(words)
    return found[0] if found else None


def _discreet(most: int) -> Check:
    """Short text for a reminder."""

    def check(value: object) -> str | None:
        problem, told = _short(most)(value), telling(str(value))
        if problem or told is None:
            return problem
        return f"tells on a lock screen what it is about ({told!r}); write as little as 'aftale'"

    return check


def _short(most: int) -> Check:
    """Text that leaves room in an SMS."""

    def check(value: object) -> str | None:
        return text(value) or (f"is longer than {most} characters" if len(str(value)) > most else None)

    return check


def _changes(value: object) -> str | None:
    if not isinstance(value, list) or not value:
        return (
            'must be a list, as [{date: 2026-12-24, hours: "10:00-12:00"}]; without hours there are no times that day'
        )
    problem = next((problem for one in value if (problem := _change(one)) is not None), None)
    if problem:
        return problem
    days = [change.day for change in _changes_of(value)]
    return next((f"{day} is there twice" for day in days if days.count(day) > 1), None)


def _change(value: object) -> str | None:
    if not isinstance(value, dict) or "date" not in value or not value.keys() <= {"date", "hours"}:
        return "each must have a date, and perhaps hours, and nothing else"
    if _day(value["date"]) is None:
        return f"{value['date']!r} is no date (as 2026-12-24)"
    clocks = value.get("hours")
    if clocks is None:
        return None
    if not isinstance(clocks, str) or not _CLOCKS.fullmatch(clocks) or hours(clocks):
        return f'{value["date"]}: {clocks!r} are no hours of one day (as "10:00-12:00")'
    return None


def _day(value: object) -> date | None:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _changes_of(value: object) -> Iterator[ScheduleChange]:
    for one in value if isinstance(value, list) else ():
        day = _day(one["date"])
        if day is not None:
            yield ScheduleChange(day, one.get("hours"))


def _change_mapping(change: ScheduleChange) -> dict[str, object]:
    return {"date": change.day, "hours": change.hours} if change.hours else {"date": change.day}


NEEDED = ("id", "place", "title", "discreet_title", "topic", "hours", "slot_minutes")

FIELDS: Mapping[str, Check] = {
    "id": identity,
    "place": identity,
    "title": _short(60),
    "discreet_title": _discreet(40),
    "topic": one_of(frozenset(Topic), f"topic ({', '.join(sorted(Topic))})"),
    "hours": hours,
    "slot_minutes": whole(5, 8 * 60, "of minutes"),
    "capacity": whole(1, 200, "of people"),
    "drop_in": yes_or_no,
    "lead_minutes": whole(0, 4 * _WEEK, "of minutes"),
    "horizon_days": whole(1, 365, "of days"),
    "agenda": _short(120),
    "bring": _short(120),
    "way": _discreet(120),
    "changes": _changes,
    "example": yes_or_no,
}
"""Every field of an entry, in the order in which a file has them."""
