"""What an import would change in the directory, told before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from bot.model import Place, Position, Schedule, ScheduleChange

Listed = Place | Schedule


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a listing that an import would change."""

    field: str
    before: object
    after: object

    def __str__(self) -> str:
        return f"{self.field}: {_told(self.before)} -> {_told(self.after)}"


@dataclass(frozen=True, slots=True)
class Changed:
    """A place or schedule that an import would change."""

    listed: Listed
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import would do. `missing` stand in the directory but not in the file: they stay, unless pruned."""

    what: str
    added: tuple[Listed, ...] = ()
    changed: tuple[Changed, ...] = ()
    unchanged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the import would change nothing."""
        return not (self.added or self.changed or self.removed)

    def __str__(self) -> str:
        """For whoever imports: one line for each listing that changes, then the count of the rest."""
        lines = [f"+ {one.id}: {_name(one)}" for one in self.added]
        lines += [f"~ {one.listed.id}: {change}" for one in self.changed for change in one.fields]
        lines += [f"- {one}" for one in self.removed]
        if self.missing:
            lines.append(f"only in the directory: {', '.join(self.missing)}")
        count = f"{len(self.added)} new, {len(self.changed)} changed, {len(self.unchanged)} as before"
        return "\n".join([*lines, f"{self.what}: {count}"])


def changes(what: str, before: Sequence[Listed], after: Sequence[Listed], *, prune: bool = False) -> Summary:
    """What importing `after` over `before` would do, by id. Only `prune` removes."""
    known = {str(one.id): one for one in before}
    kept = {str(one.id) for one in after}
    pairs = [(known[one.id], one) for one in after if one.id in known]
    missing = tuple(name for name in known if name not in kept)
    return Summary(
        what,
        added=tuple(one for one in after if one.id not in known),
        changed=tuple(Changed(new, _differences(old, new)) for old, new in pairs if old != new),
        unchanged=tuple(str(new.id) for old, new in pairs if old == new),
        missing=() if prune else missing,
        removed=missing if prune else (),
    )


def _name(listed: Listed) -> str:
    return listed.name if isinstance(listed, Place) else listed.title


def _differences(old: Listed, new: Listed) -> tuple[FieldChange, ...]:
    names = [field.name for field in fields(new)]
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(FieldChange(name, before, after) for name, before, after in pairs if before != after)


def _told(value: object) -> str:
    if value is None or value == ():
        return "nothing"
    if isinstance(value, Position):
        return f"{value.lat} {value.lon}"
    if isinstance(value, ScheduleChange):
        return f"{value.day} {value.hours or 'off'}"
    return ", ".join(_told(part) for part in value) if isinstance(value, tuple) else str(value)
