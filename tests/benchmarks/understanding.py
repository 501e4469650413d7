"""Understanding: how often it is right on messages that nothing was tuned to, and how long a message takes."""

import json
import statistics
from pathlib import Path

from tests.benchmarks.figures import Figure, percentile
from tests.running import reader
from tests.understanding.measure import measure

HELD_OUT = Path(__file__).parents[1] / "understanding" / "heldout" / "messages.jsonl"


def understanding() -> list[Figure]:
    """The held-out figures. The messages themselves are not shown, so that nobody tunes to them."""
    labels = [json.loads(line) for line in HELD_OUT.read_text("utf-8").splitlines() if line.strip()]
    measure(reader(), labels[:100])
    fields, intents, times = measure(reader(), labels)
    share = {name: 100 * tally.right / tally.of for name, tally in fields.items()}
    mean = statistics.mean(100 * tally.right / tally.of for tally in intents.values())
    return [
        Figure("understanding", f"intent, of {len(labels)} unseen messages", share["intent"], "%", at_least=95),
        Figure("understanding", "intent, mean over intents", mean, "%", at_least=90),
        Figure("understanding", "first topic", share["first topic"], "%", at_least=92),
        Figure("understanding", "emergencies found", share["emergencies found"], "%", at_least=100),
        Figure("understanding", "false alarms", 100 - share["no false alarm"], "%", at_most=2),
        Figure("understanding", "a message, median", statistics.median(times), "ms", at_most=1),
        Figure("understanding", "a message, p95", percentile(times, 0.95), "ms"),
    ]
