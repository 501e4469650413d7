"""Changes in what runs at import, in functions that the tests only run there too: the file is imported anew."""

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutation.changes import Change, changes_of, module_name
from tests.mutation.parts import PARTS
from tests.mutation.tried import QUIETLY, ended, keep, left, limit_memory

FOLDER = Path(tempfile.gettempdir(), f"mutation-anew-{os.getpid()}")


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module other contents; none: it may not be imported."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.module = module_name(file)
        self.source: str | None = None

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        return importlib.machinery.ModuleSpec(name, self, origin=self.file) if name == self.module else None

    def exec_module(self, module: ModuleType) -> None:
        if self.source is None:
            raise ImportError(self.module)
        module.__file__ = str(Path(self.file).resolve())
        exec(compile(self.source, module.__file__, "exec"), vars(module))  # noqa: S102


def main(file: str, *, again: bool) -> int:
    """Try what is left of `file`."""
    changes, tests = left(changes_of(Path(file)), again=again), PARTS[file]
    if not changes:
        return 0
    changed = Changed(file)
    sys.meta_path.insert(0, changed)
    _import_what_can_be()
    changed.source = Path(file).read_text(encoding="utf-8")
    began = time.monotonic()
    status = _in_a_fork(tests, 600)
    took = time.monotonic() - began
    if status:
        raise SystemExit(f"unchanged it fails: {tests}")
    for change in changes:
        changed.source = change.source
        _keep(change, _in_a_fork(tests, 8 * took + 30))
    return 0


def _import_what_can_be() -> None:
    """All that does not need the file, so that each fork has it already."""
    for root in ("bot", "handlers", "scheduler", "tests/store", "tests/line", "tests/handlers", "tests/providers"):
        for path in sorted(Path(root).rglob("*.py")):
            name = module_name(path)
            if "migrations" in name or "conftest" in name or ".test_" in name or name.endswith("__main__"):
                continue
            with contextlib.suppress(ImportError):
                importlib.import_module(name)


def _in_a_fork(tests: Sequence[str], seconds: float) -> int:
    child = os.fork()
    if not child:
        status = 1
        try:
            limit_memory()
            signal.setitimer(signal.ITIMER_REAL, seconds)
            status = int(pytest.main([f"--basetemp={FOLDER}", "-x", *QUIETLY, *tests]))
        finally:
            sys.stdout.flush()
            os._exit(status)
    _, status = os.waitpid(child, 0)
    shutil.rmtree(FOLDER, ignore_errors=True)
    return status


def _keep(change: Change, status: int) -> None:
    keep(change, ended(status), "all")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], again="again" in sys.argv[2:]))
