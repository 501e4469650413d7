"""Runs a module and looks, 500 times in each second that it computes, at where it is.

`python -m tests.benchmarks.sampled FILE bot run` writes to FILE how often each stack was seen, at its end. The timer
interrupts between two steps of the interpreter, so nothing is slowed down or hidden as under a tracing profiler.
"""

import json
import runpy
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

EVERY = 0.002
_DEEPEST = 80
_seen: Counter[str] = Counter()


def _look(_: int, frame: FrameType | None) -> None:
    lines: list[str] = []
    while frame is not None and len(lines) < _DEEPEST:
        lines.append(f"{frame.f_code.co_filename}:{frame.f_code.co_name}")
        frame = frame.f_back
    _seen["\n".join(lines)] += 1


def run(file: Path, module: str, arguments: list[str]) -> None:
    """Run the module as the command line does."""
    sys.argv = [module, *arguments]
    signal.signal(signal.SIGPROF, _look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        file.write_text(json.dumps({"stacks": _seen.most_common()}))


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
