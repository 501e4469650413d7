"""The catalogues and what the code says out of them, for the tests."""

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.i18n import LOCALES

ROOT = Path(__file__).parents[2]


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue as it lies in the file."""
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as handle:
        return read_po(handle, abort_invalid=True)


def sentences(language: str) -> dict[str, str]:
    """msgid to msgstr, without the header."""
    return {str(message.id): str(message.string) for message in catalogue(language) if message.id}


def placeholders(text: str) -> set[str]:
    """The names in curly braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Every module that may say something."""
    for folder in ("bot", "handlers", "scheduler"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield file, ast.parse(file.read_text("utf-8"))


@cache
def said() -> dict[str, str]:
    """Every msgid that code asks a translator for, and the file that does."""
    return {
        str(node.args[0].value): file.name
        for file, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and _is_translator(node.func)
    }


@cache
def constants() -> frozenset[str]:
    """Every string in the code: tables of msgids are among them."""
    return frozenset(
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _is_translator(function: ast.expr) -> bool:
    match function:
        case ast.Name(id="t") | ast.Attribute(attr="t"):
            return True
        case ast.Call(func=ast.Attribute(attr="into" | "translator")):
            return True
        case ast.Name(id="self"):
            return True
    return False
