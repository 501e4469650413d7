"""Putting a change into a module that is loaded: into a function itself, or into what the module assigns.

A changed assignment is made anew, with all later ones that are made of it, so that what functions look up is changed.
What other modules have imported of it is not: a change that nobody notices so is tried anew (tests.mutation.anew).
"""

import ast
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from tests.mutation.changes import AT_IMPORT, Change, functions_of, module_name

Put = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Assigned:
    """How a changed assignment is put in, the lines of what uses it, and whether nobody else can have imported it."""

    put: Put
    used: frozenset[int]
    is_private: bool


def into_function(change: Change) -> Put | None:
    """For a change of a function that is called by name; None when it is not to be found."""
    function = _function(change)
    if function is None:
        return None
    code = functions_of(_compiled(change))[change.function]

    def put() -> None:
        function.__code__ = code

    return put


def into_assignments(change: Change) -> Assigned | None:
    """For a change that counts only at import; None when it is in something else, such as a class."""
    body = ast.parse(change.source).body
    at = next((n for n, one in enumerate(body) if one.lineno <= change.lines.start <= (one.end_lineno or 0)), None)
    function = into_function(change) if change.function != AT_IMPORT else None
    if at is None or not (_assigned(body[at]) or function):
        return None
    affected = _assigned(body[at]) or {change.function}
    again: list[ast.stmt] = [body[at]] if _assigned(body[at]) else []
    for one in body[at + 1 :]:
        if affected.isdisjoint({each.id for each in ast.walk(one) if isinstance(each, ast.Name)}):
            continue
        if _assigned(one):
            again.append(one)
        affected |= _assigned(one) or ({one.name} if isinstance(one, ast.FunctionDef) else set())
    if not again:
        return None
    made = compile(ast.Module(again, []), change.file, "exec")

    def put() -> None:
        if function:
            function()
        exec(made, vars(_module(change)))  # noqa: S102

    is_private = all(name.startswith("_") for name in affected)
    unchanged = ast.parse(Path(change.file).read_text(encoding="utf-8"))
    return Assigned(put, frozenset(_users(unchanged, affected)), is_private)


def _users(module: ast.Module, names: Set[str]) -> Iterator[int]:
    """The lines of the functions that look up one of the names."""
    for one in ast.walk(module):
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and not names.isdisjoint(
            {each.id for each in ast.walk(one) if isinstance(each, ast.Name)}
        ):
            yield from range(one.lineno, (one.end_lineno or 0) + 1)


def _assigned(statement: ast.stmt) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    targets = [statement.target] if isinstance(statement, ast.AnnAssign) else targets
    return {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}


def _module(change: Change) -> ModuleType:
    return import_module(module_name(change.file))


def _compiled(change: Change) -> Any:
    return compile(change.source, str(Path(change.file).resolve()), "exec")


def _function(change: Change) -> FunctionType | None:
    """The function itself, below what decorates it."""
    found: Any = _module(change)
    for name in change.function.split("."):
        found = vars(found).get(name)
    found = getattr(found, "fget", None) or getattr(found, "__func__", found)
    return found if isinstance(found, FunctionType) else None
