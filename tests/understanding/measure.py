"""Measures the reader on labelled messages: `python -m tests.understanding.measure FILE.jsonl [--errors]`.

A reading is right where its intent (and first topic) equal the main label's or those of any label in `also_ok`.
"""

import json
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.model import Reading
from bot.understanding.reader import Reader


@dataclass(slots=True)
class Tally:
    """How many of how many were right, and which were not."""

    right: int = 0
    of: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, is_right: bool, miss: str) -> None:
        """Add one reading."""
        self.of += 1
        self.right += is_right
        if not is_right:
            self.misses.append(miss)

    def __str__(self) -> str:
        return f"{100 * self.right / self.of if self.of else 100:6.2f} %  ({self.right}/{self.of})"


def is_intent_right(reading: Reading, label: dict[str, Any]) -> bool:
    """Whether the intent is the label's, or another right one."""
    return any(reading.intent == one["intent"] for one in (label, *label.get("also_ok", ())) if "intent" in one)


def is_topic_right(reading: Reading, label: dict[str, Any]) -> bool:
    """Whether intent and first topic together are the label's, or another right pair."""
    first = str(reading.topics[0]) if reading.topics else None
    pairs = [
        (one.get("intent", label["intent"]), (one.get("topics") or [None])[0])
        for one in (label, *label.get("also_ok", ()))
    ]
    return (str(reading.intent), first) in pairs


def measure(reader: Reader, labels: list[dict[str, Any]]) -> tuple[dict[str, Tally], dict[str, Tally], list[float]]:
    """The tallies by field, the tallies by intent, and the time of every message in milliseconds."""
    fields: dict[str, Tally] = defaultdict(Tally)
    intents: dict[str, Tally] = defaultdict(Tally)
    times = []
    for label in labels:
        began = time.perf_counter()
        reading = reader.read(label["text"])
        times.append((time.perf_counter() - began) * 1000)
        _count(fields, intents, label, reading)
    return fields, intents, times


def _count(fields: dict[str, Tally], intents: dict[str, Tally], label: dict[str, Any], reading: Reading) -> None:
    said = f"{label['text']!r}: {_short(label)}; read as {_short(_fields(reading))}"
    fields["intent"].count(is_intent_right(reading, label), said)
    intents[label["intent"]].count(is_intent_right(reading, label), said)
    if label["topics"]:
        fields["first topic"].count(is_topic_right(reading, label), said)
    for name in ("place", "when"):
        fields[name].count(getattr(reading, name) == label[name], said)
    fields["wishes"].count({str(w) for w in reading.wishes} == set(label["wishes"]), said)
    if label["intent"] == "language":
        fields["language code"].count(reading.language_code == label.get("language_code"), said)
    if label["emergency"]:
        fields["emergencies found"].count(reading.emergency is not None, said)
        is_met = reading.emergency is not None or reading.doubt is not None
        fields["emergencies found or asked about"].count(is_met, said)
        fields["emergency kind"].count(reading.emergency == label["emergency"], said)
    else:
        fields["no false alarm"].count(reading.emergency is None, said)
        fields["not asked about a danger"].count(reading.emergency is not None or reading.doubt is None, said)


def _fields(reading: Reading) -> dict[str, Any]:
    return {
        "emergency": reading.emergency and str(reading.emergency),
        "intent": str(reading.intent),
        "topics": [str(topic) for topic in reading.topics],
        "place": reading.place,
        "when": reading.when,
        "wishes": [str(wish) for wish in reading.wishes],
    }


def _short(label: dict[str, Any]) -> str:
    parts = [label["emergency"], label["intent"], "+".join(label["topics"]), label["place"], label["when"]]
    return " ".join(filter(None, [*parts, "+".join(label["wishes"])]))


def main(arguments: list[str]) -> None:
    """Print the figures of one file; with --errors the misses too."""
    path = next(a for a in arguments if not a.startswith("--"))
    labels = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    began = time.perf_counter()
    reader = Reader.load()
    loaded = time.perf_counter() - began
    fields, intents, times = measure(reader, labels)
    times.sort()
    mean = sum(t.right / t.of for t in intents.values()) / len(intents)
    print(f"{len(labels)} messages, reader loaded in {loaded:.2f} s")
    for name, tally in fields.items():
        print(f"{name:32} {tally}")
    print(f"{'mean over intents':32} {100 * mean:6.2f} %")
    print("worst intents: " + ", ".join(f"{i} {t.right}/{t.of}" for i, t in sorted(intents.items()) if t.right < t.of))
    print(f"median {times[len(times) // 2]:.2f} ms, p95 {times[int(len(times) * 0.95)]:.2f} ms")
    if "--errors" in arguments:
        for name, tally in fields.items():
            for miss in tally.misses:
                print(f"[{name}] {miss}")


if __name__ == "__main__":
    main(sys.argv[1:])
