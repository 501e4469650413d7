"""The line under load: from the webhook to the provider's hands, and how many a second, beside the bare endpoint."""

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.load import Hit, fire, shots
from tests.benchmarks.processes import Begun, Provider, acquaint, application, floor, provider

RATE, SECONDS = 50, 20
# Everybody writes once a round: the line for one person waits for itself, and that is not measured here.
BURST = 1_500
REPEATS = 3


def line(*, quick: bool = False, profile: Path | None = None) -> list[Figure]:
    """Latency at a steady rate, then bursts to the endpoint and the application in turn."""
    seconds, burst, repeats = (4, 300, 1) if quick else (SECONDS, BURST, REPEATS)
    with tempfile.TemporaryDirectory() as name, provider() as twilio:
        folder = Path(name)
        known = acquaint(folder, max(burst, RATE * seconds))
        with application(folder, twilio.url, profile=profile) as bot, floor(folder) as bare:
            _warm_up(bot, bare, twilio, known)
            return [
                *_latency(bot, twilio, known[: RATE * seconds]),
                *_throughput(bot, bare, twilio, known[:burst], repeats),
                Figure("line", "memory after the load", bot.memory_mb(), "MB"),
            ]


def _warm_up(bot: Begun, bare: Begun, twilio: Provider, known: Sequence[str]) -> None:
    people = known[:200]
    fire(bare.url, shots(bare.url, people, round_="warm"))
    fire(bot.url, shots(bot.url, people, round_="warm"))
    twilio.taken(len(people))


def _latency(bot: Begun, twilio: Provider, people: Sequence[str]) -> list[Figure]:
    hits = fire(bot.url, shots(bot.url, people, round_="rate"), rate=RATE)
    taken = dict(twilio.taken(len(people)))
    sent = {hit.number: hit.sent for hit in _all_taken(hits)}
    waits = [1000 * (taken[number] - at) for number, at in sent.items() if number in taken]
    return [
        Figure("line", f"lost at {RATE}/s", len(people) - len(waits), "messages", at_most=0),
        Figure("line", f"webhook to provider at {RATE}/s, p50", statistics.median(waits), "ms"),
        Figure("line", f"webhook to provider at {RATE}/s, p95", percentile(waits, 0.95), "ms", at_most=100),
    ]


def _throughput(bot: Begun, bare: Begun, twilio: Provider, people: Sequence[str], repeats: int) -> list[Figure]:
    floors, accepts, wholes = list[float](), list[float](), list[float]()
    computed, computed_bare = bot.computed(), bare.computed()
    for number in range(repeats):
        floors.append(_accepted(fire(bare.url, shots(bare.url, people, round_=f"b{number}"))))
        hits = fire(bot.url, shots(bot.url, people, round_=f"b{number}"))
        accepts.append(_accepted(hits))
        taken = twilio.taken(len(people))
        first, last = min(hit.sent for hit in hits), max(at for _, at in taken)
        wholes.append(len(taken) / (last - first))
    per_message = 1000 / (len(people) * repeats)
    bottom, accept, whole = map(statistics.median, (floors, accepts, wholes))
    return [
        Figure("line", "bare endpoint", bottom, "webhooks/s"),
        Figure("line", "accepting webhooks", accept, "webhooks/s"),
        Figure("line", "whole line", whole, "messages/s"),
        Figure("line", "computing a webhook, bare endpoint", (bare.computed() - computed_bare) * per_message, "ms"),
        Figure("line", "computing a message, whole line", (bot.computed() - computed) * per_message, "ms"),
        Figure("line", "accepting, of the bare endpoint", 100 * accept / bottom, "%", at_least=80),
        Figure("line", "whole line, of the bare endpoint", 100 * whole / bottom, "%", at_least=25),
    ]


def _accepted(hits: Sequence[Hit]) -> float:
    _all_taken(hits)
    return len(hits) / (max(hit.answered for hit in hits) - min(hit.sent for hit in hits))


def _all_taken(hits: Sequence[Hit]) -> Sequence[Hit]:
    refused = {hit.status for hit in hits} - {200}
    if refused:
        raise RuntimeError(f"webhooks were answered with {refused}")
    return hits
