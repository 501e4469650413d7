"""The places file: YAML into places and schedules, and back.

One document with `places:` and `schedules:`, or one of them. Every fault is told with its line and field, all at once;
a field that nobody knows is a fault too, since it is mostly a misspelt one.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import yaml

from bot.errors import BadFile, Fault
from bot.model import Place, Schedule
from bot.store import place_fields, schedule_fields
from bot.store.yaml_entries import Entry, entries

PLACES, SCHEDULES = "places", "schedules"
PARTS = {PLACES: place_fields.FIELDS, SCHEDULES: schedule_fields.FIELDS}


class _Dumper(yaml.SafeDumper):
    """Lists of words on one line, other lists one a line; texts in quotes where YAML would read them otherwise."""


def _list(dumper: yaml.SafeDumper, values: list[object]) -> yaml.Node:
    is_words = all(isinstance(value, str) and value.isidentifier() for value in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=is_words)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    # A line break to YAML, which would come back as another one: only in double quotes it is written out.
    style = '"' if _ODD_BREAKS.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_ODD_BREAKS = re.compile("[\x85\u2028\u2029]")
_Dumper.add_representer(list, _list)
_Dumper.add_representer(str, _text)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds, in its order. `parts` tells a part that is empty from one that is not there."""

    places: tuple[Place, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    parts: frozenset[str] = frozenset()


def read(text: str, known: Collection[str] = ()) -> Contents:
    """The places and schedules of a file. Raises BadFile with every fault.

    `known` are the ids of places that stand in the directory already: a schedule may be at one of them, or at a place
    of the same file.
    """
    faults: list[Fault] = []
    found = entries(text, PARTS, faults)
    listed, bookable = found.get(PLACES, []), found.get(SCHEDULES, [])
    places = [place for entry in listed if (place := place_fields.place_of(entry, faults)) is not None]
    schedules = [one for entry in bookable if (one := schedule_fields.schedule_of(entry, faults)) is not None]
    faults += [*_doubles(listed), *_doubles(bookable), *_nowhere(bookable, {*_ids(listed), *known})]
    if faults:
        # A value that YAML cannot read is told once, and not again as an empty one.
        first: dict[tuple[int, str], Fault] = {}
        for fault in faults:
            first.setdefault((fault.line, fault.field), fault)
        raise BadFile(sorted(first.values(), key=lambda fault: fault.line))
    return Contents(tuple(places), tuple(schedules), frozenset(found))


def write(places: Sequence[Place], schedules: Sequence[Schedule] = ()) -> str:
    """A file with both in their order; `read` gives the same back."""
    document: dict[str, object] = {PLACES: [place_fields.mapping_of(place) for place in places]}
    if schedules:
        document[SCHEDULES] = [schedule_fields.mapping_of(schedule) for schedule in schedules]
    text: str = yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    return text.replace("\n- id: ", "\n\n- id: ").replace(f"\n{SCHEDULES}:", f"\n\n{SCHEDULES}:")


def _ids(listed: Sequence[Entry]) -> Iterator[str]:
    return (identity for entry in listed if isinstance(identity := entry.values.get("id"), str))


def _doubles(listed: Sequence[Entry]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for entry in listed:
        identity = entry.values.get("id")
        if not isinstance(identity, str):
            continue
        line = entry.line_of("id")
        if identity in first:
            yield Fault(line, "id", f"{identity} is used in line {first[identity]} already")
        first.setdefault(identity, line)


def _nowhere(bookable: Sequence[Entry], places: Collection[str]) -> Iterator[Fault]:
    for entry in bookable:
        place = entry.values.get("place")
        if isinstance(place, str) and place not in places:
            yield Fault(entry.line_of("place"), "place", f"{place!r} is no place in this file or in the directory")
