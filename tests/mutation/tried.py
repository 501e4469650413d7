"""What became of each change, a line each in a file, so that a run that is cut short goes on where it stopped.

And what all ways of trying one share: in a fork that may take so much memory and time, with pytest saying little.
"""

import json
import os
import resource
import signal
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from tests.mutation.changes import Change

KEPT = Path(".mutate/tried.jsonl")
QUIETLY = ("-q", "-p", "no:cacheprovider", "-Wignore::pytest.PytestAssertRewriteWarning")
_MOST_MEMORY = 4 << 30


class End(StrEnum):
    """A test failed, or did not end; or none noticed; or none runs it at all."""

    NOTICED = "noticed"
    TIMED_OUT = "timed out"
    SURVIVED = "survived"
    NEVER_RUN = "never run"


OPEN = (End.SURVIVED, End.NEVER_RUN)


@dataclass(frozen=True, slots=True)
class Tried:
    """One change, and how it ended."""

    name: str
    file: str
    function: str
    shown: str
    end: End
    tests: str = ""
    """Which test noticed; or how many did not."""


def limit_memory() -> None:
    """A change may eat without end: this process then fails, and not the machine."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def ended(status: int) -> End:
    """What the end of a fork tells, which was to end with 0 where no test noticed."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        return End.TIMED_OUT
    return End.NOTICED if status else End.SURVIVED


def keep(change: Change, end: End, tests: str) -> None:
    """One more is known."""
    tried = Tried(change.name, change.file, change.function, change.shown, end, tests)
    with KEPT.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(tried)) + "\n")


def known() -> dict[str, Tried]:
    """The last end of each."""
    if not KEPT.exists():
        return {}
    lines = map(json.loads, KEPT.read_text(encoding="utf-8").splitlines())
    return {line["name"]: Tried(**{**line, "end": End(line["end"])}) for line in lines}


def left(changes: Iterable[Change], *, again: bool) -> list[Change]:
    """Those to be tried: the new ones; `again`: also those that no test noticed before."""
    before = known()
    return [one for one in changes if one.name not in before or (again and before[one.name].end in OPEN)]
