"""The places file: YAML into places, places into YAML, and what an import would change.

One document with `places:`, and perhaps `schedules:`, which is passed over until booking can be done. Every fault is
told with its line and field, all at once; a field that nobody knows is a fault too, since it is mostly a misspelt one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import yaml

from bot.errors import BadFile, Fault
from bot.model import Place, PlaceId, Position
from bot.store.place_fields import FIELDS, Entry, mapping_of, place_of

PARTS = ("places", "schedules")


class _Dumper(yaml.SafeDumper):
    """Lists of words on one line, other lists one a line; texts in quotes where YAML would read them otherwise."""


def _list(dumper: yaml.SafeDumper, values: list[object]) -> yaml.Node:
    is_words = all(isinstance(value, str) and value.isidentifier() for value in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=is_words)


_Dumper.add_representer(list, _list)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a place that an import would change."""

    field: str
    before: object
    after: object

    def __str__(self) -> str:
        return f"{self.field}: {_told(self.before)} -> {_told(self.after)}"


@dataclass(frozen=True, slots=True)
class Changed:
    """A place that an import would change."""

    place: Place
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import would do. `missing` stand in the directory but not in the file: they stay, unless pruned."""

    added: tuple[Place, ...] = ()
    changed: tuple[Changed, ...] = ()
    unchanged: tuple[PlaceId, ...] = ()
    missing: tuple[PlaceId, ...] = ()
    removed: tuple[PlaceId, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the import would change nothing."""
        return not (self.added or self.changed or self.removed)

    def __str__(self) -> str:
        """For whoever imports: one line for each place that changes, then the count of the rest."""
        lines = [f"+ {place.id}: {place.name}" for place in self.added]
        lines += [f"~ {one.place.id}: {change}" for one in self.changed for change in one.fields]
        lines += [f"- {place}" for place in self.removed]
        if self.missing:
            lines.append(f"only in the directory: {', '.join(self.missing)}")
        lines.append(f"{len(self.added)} new, {len(self.changed)} changed, {len(self.unchanged)} as before")
        return "\n".join([*lines, *self.remarks])


def read(text: str) -> list[Place]:
    """The places of a file, in its order. Raises BadFile with every fault."""
    faults: list[Fault] = []
    entries = [_entry(node, faults) for node in _entries(text, faults)]
    places = [place for entry in entries if entry and (place := place_of(entry, faults)) is not None]
    _refuse_doubles(entries, faults)
    if faults:
        raise BadFile(sorted(faults, key=lambda fault: fault.line))
    return places


def remarks(text: str) -> tuple[str, ...]:
    """What stands in the file and is passed over, in words for whoever imports it. The file must be readable."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    parts = dict(_parts(root)) if isinstance(root, yaml.MappingNode) else {}
    schedules = parts.get("schedules")
    if not isinstance(schedules, yaml.SequenceNode):
        return ()
    return (f"{len(schedules.value)} schedules are passed over: booking is not here yet",)


def write(places: Sequence[Place]) -> str:
    """A places file with `places` in their order; `read` gives the same places back."""
    document = {"places": [mapping_of(place) for place in places]}
    text: str = yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    return text.replace("\n- id: ", "\n\n- id: ")


def changes(
    before: Sequence[Place], after: Sequence[Place], *, prune: bool = False, remarks: Sequence[str] = ()
) -> Summary:
    """What importing `after` over the directory `before` would do, by id. Only `prune` removes."""
    known = {place.id: place for place in before}
    kept = {place.id for place in after}
    pairs = [(known[place.id], place) for place in after if place.id in known]
    missing = tuple(place.id for place in before if place.id not in kept)
    return Summary(
        added=tuple(place for place in after if place.id not in known),
        changed=tuple(Changed(new, _differences(old, new)) for old, new in pairs if old != new),
        unchanged=tuple(new.id for old, new in pairs if old == new),
        missing=() if prune else missing,
        removed=missing if prune else (),
        remarks=tuple(remarks),
    )


def _differences(old: Place, new: Place) -> tuple[FieldChange, ...]:
    names = [field.name for field in fields(Place)]
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(FieldChange(name, before, after) for name, before, after in pairs if before != after)


def _told(value: object) -> str:
    if value is None or value == ():
        return "nothing"
    if isinstance(value, Position):
        return f"{value.lat} {value.lon}"
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


def _entries(text: str, faults: list[Fault]) -> list[yaml.Node]:
    """The nodes under `places:`."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.append(Fault(mark.line + 1 if mark else 1, "file", f"not YAML: {error.problem or error.context}"))
        return []
    except yaml.YAMLError as error:
        faults.append(Fault(1, "file", f"not YAML: {error}"))
        return []
    if not isinstance(root, yaml.MappingNode):
        faults.append(Fault(1, "file", "must begin with places:"))
        return []
    parts = dict(_parts(root))
    faults += [Fault(_line(key), str(key.value), f"is not one of {', '.join(PARTS)}") for key in _strange(root)]
    places = parts.get("places")
    if places is None and "schedules" in parts:
        return []
    if not isinstance(places, yaml.SequenceNode):
        faults.append(Fault(_line(places or root), "places", "must be a list of places"))
        return []
    return list(places.value)


def _parts(root: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
    return ((str(key.value), value) for key, value in root.value)


def _strange(root: yaml.MappingNode) -> list[yaml.Node]:
    return [key for key, _ in root.value if key.value not in PARTS]


def _entry(node: yaml.Node, faults: list[Fault]) -> Entry | None:
    """One entry's fields with their lines; fields that are unknown or twice there are faults."""
    if not isinstance(node, yaml.MappingNode):
        faults.append(Fault(_line(node), "places", "each place must be a list of fields"))
        return None
    entry = Entry(_line(node), {}, {})
    for key, value in node.value:
        name = str(key.value)
        if name not in FIELDS:
            faults.append(Fault(_line(key), name, "is no field of a place"))
        elif name in entry.values:
            faults.append(Fault(_line(key), name, "is there twice"))
        else:
            entry.values[name] = _value(value, name, faults)
            entry.lines[name] = _line(key)
    return entry


def _value(node: yaml.Node, name: str, faults: list[Fault]) -> object:
    try:
        return yaml.SafeLoader("").construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError, TypeError) as error:
        faults.append(Fault(_line(node), name, f"cannot be read: {error}"))
        return None


def _refuse_doubles(entries: Sequence[Entry | None], faults: list[Fault]) -> None:
    first: dict[object, int] = {}
    for entry in entries:
        identity = entry.values.get("id") if entry else None
        if entry is None or not isinstance(identity, str):
            continue
        if identity in first:
            faults.append(Fault(entry.line_of("id"), "id", f"{identity} is used in line {first[identity]} already"))
        first.setdefault(identity, entry.line_of("id"))


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
