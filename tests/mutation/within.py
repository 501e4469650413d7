"""Changes in a module that is loaded: the tests are collected once, and each change is put in in a fork.

For a change in a function those tests are run that ran the statement unchanged. What cannot be put in, or may be
noticed only where it is there from the beginning, is left to tests.mutation.anew.
"""

import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.mutation.changes import AT_IMPORT, Change, changes_of
from tests.mutation.parts import PARTS
from tests.mutation.putting import Put, into_assignments, into_function
from tests.mutation.tried import QUIETLY, End, ended, keep, left, limit_memory

FOLDER = Path(tempfile.gettempdir(), f"mutation-{os.getpid()}")
OPTIONS = [f"--basetemp={FOLDER}", *QUIETLY]
# A test may take so many times as long as it did, and so many seconds more: the machine may be busy.
TIMES, SECONDS = 3, 3.0


class Within:
    """Instead of running the tests once."""

    is_first = True
    """Other tests have not been asked yet."""

    def __init__(self, file: str, changes: Sequence[Change]) -> None:
        self._file = str(Path(file).resolve())
        self._changes = changes
        self._failed: list[str] = []
        self._is_fork = False
        self._took: dict[str, float] = {}
        self._ran: dict[str, set[int]] = {}
        self._noticed = Counter[tuple[str, str]]()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed.append(report.nodeid)
            if self._is_fork:
                os._exit(1)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for item in session.items:
            self._run_unchanged(item)
        if self._failed:
            raise pytest.UsageError(f"unchanged it fails: {self._failed}")
        # What runs at import is tried by many tests, and so last.
        for change in sorted(self._changes, key=lambda one: one.function == AT_IMPORT):
            self._try(change, session.items)
        return True

    def _run_unchanged(self, item: pytest.Item) -> None:
        ran = self._ran[item.nodeid] = set[int]()

        def note(frame: FrameType, event: str, _: object) -> Any:
            if frame.f_code.co_filename != self._file:
                return None
            if event == "line":
                ran.add(frame.f_lineno)
            return note

        began = time.monotonic()
        sys.settrace(note)
        _run(item)
        sys.settrace(None)
        self._took[item.nodeid] = time.monotonic() - began

    def _try(self, change: Change, items: Sequence[pytest.Item]) -> None:
        runs = [one for one in items if not self._ran[one.nodeid].isdisjoint(change.lines)]
        put = into_function(change) if runs and change.function != AT_IMPORT else None
        is_certain = put is not None
        if put is None and (assigned := into_assignments(change)):
            put, is_certain = assigned.put, assigned.is_private
            runs = [one for one in items if not self._ran[one.nodeid].isdisjoint(assigned.used)]
        if self.is_first and not runs and (is_certain or (put is None and change.function != AT_IMPORT)):
            keep(change, End.NEVER_RUN, "")
        if put is None or not runs:
            return
        function = change.function
        runs.sort(key=lambda one: self._took[one.nodeid] / (1 + self._noticed[function, one.nodeid]))
        status, at = self._in_a_fork(put, runs)
        end = ended(status)
        if end is End.SURVIVED:
            if is_certain:
                keep(change, End.SURVIVED, str(len(runs)))
            return
        name = runs[at].nodeid if at >= 0 else "import"
        self._noticed[function, name] += 1
        keep(change, end, name)

    def _in_a_fork(self, put: Put, items: Sequence[pytest.Item]) -> tuple[int, int]:
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            self._is_fork = True
            self._run_until_one_fails(put, items, writer)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            begun = len(pipe.read())
        _, status = os.waitpid(child, 0)
        self._end(child)
        return status, begun - 1

    def _begin(self) -> None:
        """What a fork does first."""

    def _end(self, _child: int) -> None:
        """What is left of a fork goes."""
        for folder in FOLDER.iterdir() if FOLDER.exists() else ():
            shutil.rmtree(folder, ignore_errors=True)

    def _run_until_one_fails(self, put: Put, items: Sequence[pytest.Item], writer: int) -> None:
        limit_memory()
        status = 1
        try:
            put()
            self._begin()
            for item in items:
                os.write(writer, b".")
                signal.setitimer(signal.ITIMER_REAL, TIMES * self._took[item.nodeid] + SECONDS)
                _run(item)
            status = 0
        finally:
            os._exit(status)


def _run(item: pytest.Item) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def main(file: str, *, again: bool) -> int:
    """Try what is left of `file`."""
    changes = left(changes_of(Path(file)), again=again)
    if not changes:
        return 0
    return int(pytest.main([*OPTIONS, *PARTS[file]], plugins=[Within(file, changes)]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], again="again" in sys.argv[2:]))
