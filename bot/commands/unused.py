"""What libraries load for uses that we make none of, left out of the one process that stays: a tenth of its memory.

Each of these is loaded by the package that holds it, whatever is wanted of that package.
"""

import sys
from types import ModuleType

_EMPTY = (
    # Sessions, and with them the whole ORM.
    "sqlalchemy.ext.asyncio.scoping",
    "sqlalchemy.ext.asyncio.session",
    # uvicorn's own command line, its reloader and its many processes.
    "uvicorn.main",
)
_MISSING = (
    # structlog would colour stack traces with it, and can do without.
    "rich",
)


class _Empty(ModuleType):
    """A module that has every name, and nothing behind it."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return None


def leave_out() -> None:
    """From now on, importing these loads nothing; what is loaded already stays."""
    for name in _EMPTY:
        sys.modules.setdefault(name, _Empty(name))
    for name in _MISSING:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
