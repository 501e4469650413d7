"""Two processes on one PostgreSQL beside one: how many messages a second, and what each costs to compute.

Two cores hold neither two busy processes nor PostgreSQL beside them, and the load and the provider want their part. So
the provider takes two seconds for each message, as one may on a bad day: then it is the 64 messages under way at once
that hold a process up, not the cores, and what is seen is whether two get in each other's way. What a message costs to
compute, of all processes together, tells what more cores would bring.
"""

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import postgresql
from tests.benchmarks.figures import Figure
from tests.benchmarks.load import fire, shots
from tests.benchmarks.processes import Begun, Provider, acquaint, application, computed, provider

PROVIDER_TAKES = 2.0
MESSAGES = 800


@dataclass(frozen=True, slots=True)
class Shared:
    """How some processes did together: messages a second, and ms of computing a message in ours and in PostgreSQL."""

    per_second: float
    ours: float
    database: float


def sharing(*, quick: bool = False) -> list[Figure]:
    """One process, then two."""
    count = 300 if quick else MESSAGES
    postgresql.use(is_quick=False)
    one, two = (_measured(processes, count) for processes in (1, 2))
    return [
        Figure("sharing", "one process", one.per_second, "messages/s"),
        Figure("sharing", "two processes", two.per_second, "messages/s"),
        Figure("sharing", "two, of one", two.per_second / one.per_second, "times", at_least=1.7),
        Figure("sharing", "computing a message, one process", one.ours, "ms"),
        Figure("sharing", "computing a message, two processes", two.ours, "ms"),
        Figure("sharing", "computing in PostgreSQL a message, one process", one.database, "ms"),
        Figure("sharing", "computing in PostgreSQL a message, two processes", two.database, "ms"),
    ]


def _measured(processes: int, count: int) -> Shared:
    server = postgresql.server()
    with tempfile.TemporaryDirectory() as name, provider(PROVIDER_TAKES) as twilio, _database(processes) as database:
        known = acquaint(Path(name), count, database)
        with ExitStack() as running:
            bots = [
                running.enter_context(application(Path(name), twilio.url, database=database)) for _ in range(processes)
            ]
            _load(bots, twilio, known[: 64 * processes], "warm")
            ours, theirs = sum(bot.computed() for bot in bots), _computed_by(server)
            per_second = _load(bots, twilio, known, "load")
            ours, theirs = sum(bot.computed() for bot in bots) - ours, _computed_by(server) - theirs
    return Shared(per_second, 1000 * ours / count, 1000 * theirs / count)


@contextmanager
def _database(processes: int) -> Iterator[str]:
    server, name = postgresql.server(), f"sharing{processes}"
    try:
        yield server.create(name)
    finally:
        server.drop(name)


def _load(bots: Sequence[Begun], twilio: Provider, people: Sequence[str], round_: str) -> float:
    """Everybody writes, each to one of the processes; how many a second went through the whole line."""
    with ThreadPoolExecutor(len(bots)) as threads:
        shares = [people[number :: len(bots)] for number in range(len(bots))]
        fired = [
            threads.submit(fire, bot.url, shots(bot.url, share, round_=f"{round_}{number}"))
            for number, (bot, share) in enumerate(zip(bots, shares, strict=True))
        ]
        sent = min(hit.sent for shots_ in fired for hit in shots_.result())
    taken = twilio.taken(len(people))
    if len(taken) != len(people):
        raise RuntimeError(f"{len(people) - len(taken)} messages were lost")
    return len(taken) / (max(at for _, at in taken) - sent)


def _computed_by(server: postgresql.Server) -> float:
    return sum(computed(pid) for pid in server.pids())
