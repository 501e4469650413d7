"""The changes of one file: mutmut's, put into the file itself, so that what runs at import is changed as well."""

import ast
import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from inspect import CO_NEWLOCALS
from pathlib import Path
from types import CodeType

from mutmut.mutation.file_mutation import create_mutations

AT_IMPORT = ""
"""Instead of a function's name: it runs when the module is imported."""


@dataclass(frozen=True, slots=True)
class Change:
    """One small change of a file."""

    file: str
    function: str
    """In which function or method ("Deliver._send") alone; AT_IMPORT where it is elsewhere."""
    name: str
    """The same over all runs, as long as the line and what is around it in its function stay."""
    shown: str
    lines: range
    """Of the statement that is changed."""
    source: str = field(repr=False)


def module_name(file: str | Path) -> str:
    """What the file is imported as."""
    return ".".join(Path(file).with_suffix("").parts).removesuffix(".__init__")


def changes_of(file: Path) -> Iterator[Change]:
    """Every change that makes other code of it."""
    before = file.read_text(encoding="utf-8")
    module, mutations, _, _ = create_mutations(str(file), before)
    code, seen, tree = compile(before, str(file), "exec"), set[str](), ast.parse(before)
    for mutation in mutations:
        after = module.deep_replace(mutation.original_node, mutation.mutated_node).code
        changed = _differing(code, compile(after, str(file), "exec"))
        if not changed or after in seen:
            continue
        seen.add(after)
        function = changed[0] if len(changed) == 1 else AT_IMPORT
        shown, lines = _shown(before, after), _statement(tree, before, after)
        place = f"{function or _assigned(tree, lines)}\n{shown}"
        name = hashlib.sha256(place.encode()).hexdigest()[:12]
        yield Change(str(file), function, name, shown, lines, after)


def functions_of(code: CodeType, within: str = "") -> dict[str, CodeType]:
    """The functions of a module and the methods of its classes."""
    found: dict[str, CodeType] = {}
    for one in code.co_consts:
        if isinstance(one, CodeType) and not one.co_name.startswith("<"):
            name = f"{within}{one.co_name}"
            found |= {name: one} if _is_function(one) else functions_of(one, f"{name}.")
    return found


def _is_function(code: CodeType) -> bool:
    """And neither the body of a class nor a lambda."""
    return bool(code.co_flags & CO_NEWLOCALS) and not code.co_name.startswith("<")


def _differing(before: CodeType, after: CodeType) -> list[str]:
    """The functions that differ; AT_IMPORT among them when something else does."""
    one, other = functions_of(before), functions_of(after)
    changed = [name for name in one if name in other and _plain(one[name]) != _plain(other[name])]
    inside = _plain(before, besides=True) == _plain(after, besides=True)
    return changed if inside and one.keys() == other.keys() else [*changed, AT_IMPORT]


def _plain(code: CodeType, *, besides: bool = False) -> tuple[object, ...]:
    """What a code object does, without where it stands; `besides` its functions."""
    constants = [_plain_constant(one, besides=besides) for one in code.co_consts]
    return code.co_code, tuple(constants), code.co_names, code.co_varnames, code.co_freevars, code.co_flags


def _plain_constant(one: object, *, besides: bool) -> object:
    if not isinstance(one, CodeType):
        return type(one).__name__, repr(one)
    return one.co_name if besides and _is_function(one) else _plain(one, besides=besides)


def _shown(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in list(lines)[2:] if not line.startswith("@@"))


def _statement(tree: ast.Module, before: str, after: str) -> range:
    """The lines of the innermost statement that differs; of one that holds others its head."""
    pairs = enumerate(zip(before.splitlines(), after.splitlines(), strict=False), 1)
    first = next((number for number, (one, other) in pairs if one != other), 1)
    found = range(first, first + 1)
    for one in ast.walk(tree):
        if isinstance(one, ast.stmt):
            body = getattr(one, "body", None) or getattr(one, "cases", None)
            inner = body[0] if body else None
            last = (inner.lineno if isinstance(inner, ast.stmt) else first + 1) - 1 if body else one.end_lineno or 0
            if one.lineno <= first <= last:
                found = range(one.lineno, last + 1)
    return found


def _assigned(tree: ast.Module, lines: range) -> str:
    """Which statement of the module it is in."""
    around = [one for one in tree.body if one.lineno <= lines.start <= (one.end_lineno or 0)]
    return ast.unparse(around[0]).splitlines()[0][:60] if around else ""
