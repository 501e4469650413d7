"""Understanding: how often it is right on messages that nothing was tuned to, and how long a message takes."""

import json
import statistics
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure, percentile
from tests.starter import reader
from tests.understanding.measure import measure

_MESSAGES = Path(__file__).parents[1] / "understanding"
HELD_OUT, CHOOSING = _MESSAGES / "heldout", _MESSAGES / "choosing"
THE_USUAL = ("alike", "fresh", "ordinary")
"""Sets with the mix of a real service; the hard one is mostly what is easily misread."""


def understanding() -> list[Figure]:
    """The figures of the held-out sets. The messages themselves are not shown, so that nobody tunes to them.

    Some 1,500 others are read first: phrases are compiled when they are first met, so the first messages after a start
    take longer. Times are told of first readings alone.
    """
    usual = {name: _labels(HELD_OUT / f"{name}.jsonl") for name in THE_USUAL}
    together = [label for labels in usual.values() for label in labels]
    hard = _labels(HELD_OUT / "hard.jsonl")
    for file in sorted(CHOOSING.glob("*.jsonl")):
        measure(reader(), _labels(file))
    timed = {"the usual, together": together, "hard": hard}
    figures = [figure for name, labels in timed.items() for figure in _figures(name, labels)]
    return figures + [figure for name, labels in usual.items() for figure in _figures(name, labels, is_timed=False)]


def _labels(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def _figures(kind: str, labels: list[dict[str, Any]], *, is_timed: bool = True) -> list[Figure]:
    fields, intents, times = measure(reader(), labels)
    share = {name: 100 * tally.right / tally.of for name, tally in fields.items()}
    mean = statistics.mean(100 * tally.right / tally.of for tally in intents.values())
    told = f"{kind}, {len(labels)} unseen:"
    found = [
        Figure("understanding", f"{told} intent", share["intent"], "%", at_least=95),
        Figure("understanding", f"{told} mean over intents", mean, "%", at_least=90),
        Figure("understanding", f"{told} first topic", share["first topic"], "%", at_least=92),
        Figure("understanding", f"{told} emergencies found", share["emergencies found"], "%", at_least=100),
        Figure("understanding", f"{told} found or asked about", share["emergencies found or asked about"], "%"),
        Figure("understanding", f"{told} false alarms", 100 - share["no false alarm"], "%", at_most=2),
        Figure("understanding", f"{told} asked in vain", 100 - share["not asked about a danger"], "%"),
    ]
    speed = [
        Figure("understanding", f"{told} a message, median", statistics.median(times), "ms", at_most=1),
        Figure("understanding", f"{told} a message, p95", percentile(times, 0.95), "ms"),
    ]
    return found + speed if is_timed else found
