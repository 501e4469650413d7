"""How any command speaks without colours and tables: a line to standard output, or one complaint and status 1."""

import sys
from collections.abc import Iterable
from typing import NoReturn

_RED, _PLAIN = "\x1b[31m", "\x1b[0m"


def say(line: str) -> None:
    """Say a line at once, also where nobody sits at a terminal."""
    print(line, flush=True)  # noqa: T201


def nearest(said: str, known: Iterable[str]) -> str:
    """ "; did you mean …?" with the names that come near to what was said; "" where none does."""
    import difflib

    near = difflib.get_close_matches(said, sorted(known), n=3, cutoff=0.4)
    return f"; did you mean {', '.join(near)}?" if near else ""


def fail(message: str) -> NoReturn:
    """Say what is wrong and end with status 1."""
    print(f"{_RED}{message}{_PLAIN}" if sys.stderr.isatty() else message, file=sys.stderr)  # noqa: T201
    sys.exit(1)
