"""The entries of a YAML file, each with the lines of its fields, so that every fault can be told by line and field.

It knows how a file is laid out, and not what any field means.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

import yaml

from bot.errors import Fault


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file: its fields as YAML gave them, and where each stands."""

    line: int
    values: dict[str, object]
    lines: dict[str, int]

    def line_of(self, field: str) -> int:
        """The field's line, or the entry's own where it is missing."""
        return self.lines.get(field, self.line)


def entries(text: str, parts: Mapping[str, Container[str]], faults: list[Fault]) -> dict[str, list[Entry]]:
    """The entries of each part that the file has. `parts`: a plural for each, and the fields that are known in it.

    What is laid out wrong is added to `faults`: no YAML, a part or field that nobody knows, one that is there twice.
    """
    root = _root(text, faults)
    if root is None:
        return {}
    found: dict[str, list[Entry]] = {}
    for key, value in root.value:
        name = str(key.value)
        if name not in parts:
            faults.append(Fault(_line(key), name, f"is not one of {', '.join(parts)}"))
        elif name in found:
            faults.append(Fault(_line(key), name, "is there twice"))
        else:
            found[name] = list(_entries(value, name, parts[name], faults))
    if not found:
        faults.append(Fault(_line(root), next(iter(parts)), "is missing"))
    return found


def _root(text: str, faults: list[Fault]) -> yaml.MappingNode | None:
    loader = None
    try:
        loader = yaml.SafeLoader(text)
        root = loader.get_single_node()
    except RecursionError:
        faults.append(Fault(loader.get_mark().line + 1 if loader else 1, "file", "has lists in lists without end"))
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.append(Fault(mark.line + 1 if mark else 1, "file", f"not YAML: {error.problem or error.context}"))
        return None
    except yaml.YAMLError as error:
        faults.append(Fault(1, "file", f"not YAML: {error}"))
        return None
    if isinstance(root, yaml.MappingNode):
        return root
    faults.append(Fault(1, "file", "must begin with places:"))
    return None


def _entries(node: yaml.Node, part: str, fields: Container[str], faults: list[Fault]) -> Iterator[Entry]:
    if not isinstance(node, yaml.SequenceNode):
        faults.append(Fault(_line(node), part, f"must be a list of {part}"))
        return
    for one in node.value:
        if isinstance(one, yaml.MappingNode):
            yield _entry(one, part, fields, faults)
        else:
            faults.append(Fault(_line(one), part, f"each {part[:-1]} must be a list of fields"))


def _entry(node: yaml.MappingNode, part: str, fields: Container[str], faults: list[Fault]) -> Entry:
    entry = Entry(_line(node), {}, {})
    for key, value in node.value:
        name = str(key.value)
        if name not in fields:
            faults.append(Fault(_line(key), name, f"is no field of a {part[:-1]}"))
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
    except Exception:
        # What a mark such as !!int is put before is taken on trust, and any error may come of it.
        faults.append(Fault(_line(node), name, f"cannot be read as {node.tag.rpartition(':')[2]}"))
    return None


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
