"""Faults on demand: a queue for each thing that can be asked of a provider."""

from collections import defaultdict, deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one request. `retry_after` and `seconds` where the fault has any."""

    name: str
    retry_after: int | None = None
    seconds: float = 0.0


class Faults:
    """What will go wrong next, in order, for each thing that can be asked ("create", "list", "sendMessage")."""

    def __init__(self) -> None:
        self._next: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def put(self, asked: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` requests of this kind fail."""
        self._next[asked].extend([fault] * times)

    def take(self, asked: str) -> Fault | None:
        """The fault of this request; None when it goes well."""
        return self._next[asked].popleft() if self._next[asked] else None
