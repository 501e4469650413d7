"""Start and rest: from the command to readiness, and what an idle process holds."""

import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, median_of
from tests.benchmarks.processes import application, provider

# The first beats of the clock are over by then.
_RESTS = 4.0


def start(*, quick: bool = False) -> list[Figure]:
    """The first start of an installation, later ones, and idle memory: with the browser phone alone, and with all."""
    repeats = 1 if quick else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = _seconds(folder)
        again = median_of(repeats, lambda: _seconds(folder))
        with application(folder) as bot:
            time.sleep(_RESTS)
            idle = bot.memory_mb()
        with provider() as both, application(folder, both.url, telegram=True) as bot:
            time.sleep(_RESTS)
            idle_with_channels = bot.memory_mb()
    return [
        Figure("start", "first start to ready", first, "s"),
        Figure("start", "start to ready", again, "s", at_most=2),
        Figure("start", "idle memory", idle, "MB", at_most=120),
        Figure("start", "idle memory with SMS and Telegram", idle_with_channels, "MB", at_most=120),
    ]


def _seconds(folder: Path) -> float:
    with application(folder) as bot:
        return bot.seconds_to_ready
