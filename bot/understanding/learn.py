"""`make learn`: weights from the examples, by softmax regression with AdaGrad. The same examples give the same file.

Examples are one JSON object a line in locales/<language>/examples/*.jsonl, with the fields of the labels; `also_ok`
readings count as half right. Nothing here runs in the bot.
"""

import hashlib
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.model import Emergency, Intent, Topic
from bot.understanding.learned import SCALE, features
from bot.understanding.reader import HOME, LEARNED, Reader
from bot.understanding.weighing import NOTHING

EXAMPLES = HOME / "locales" / "da" / "examples"
_EPOCHS, _RATE, _DECAY = 12, 0.35, 1e-5
_SEEN_AT_LEAST = 2
_SHRINK = {"topic": 0.03}
"""What each round takes off every weight of a question (lasso): out of fold it mends topics, and worsens the others."""

_HALF_RIGHT = 0.5
_BARE = 0.4
"""In so many lessons on dangers the lexicon's alarms are hidden, so that plain words are learnt too: its phrases know
the examples better than they will know what is written tomorrow."""

_ALARMS = "v emergencies:"
_ABOUT_SOMETHING = frozenset({Intent.FIND_HELP, Intent.BOOK})

Rows = dict[str, list[float]]
Lesson = tuple[list[str], dict[int, float]]


def examples(folder: Path = EXAMPLES) -> list[dict[str, Any]]:
    """All examples, in the order of files and lines."""
    return [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def fingerprint(told: Sequence[Mapping[str, Any]]) -> str:
    """Changes when an example does, so that a test can say that the weights are out of date."""
    return hashlib.sha256(json.dumps(list(told), sort_keys=True).encode()).hexdigest()[:16]


def lessons(told: Sequence[Mapping[str, Any]], reader: Reader) -> dict[str, tuple[tuple[str, ...], list[Lesson]]]:
    """For each question its labels, and for each example the features with how right each label is."""
    heard = [features(reader.hear(one["text"]), one["text"]) for one in told]
    intents, topics = tuple(Intent), (NOTHING, *Topic)
    both = list(zip(heard, told, strict=True))
    dangers = (NOTHING, *Emergency)
    about = [(own, one) for own, one in both if one["topics"] or one["intent"] in _ABOUT_SOMETHING]
    return {
        "intent": (intents, [(own, _shares(_intents(one), intents)) for own, one in both]),
        "topic": (topics, [(_on_topics(own), _shares(_topics(one), topics)) for own, one in about]),
        "emergency": (
            dangers,
            [(own, {dangers.index(one["emergency"] or NOTHING): 1.0}) for own, one in zip(heard, told, strict=True)],
        ),
    }


def _on_topics(own: Sequence[str]) -> list[str]:
    """`own` without the votes that are not about topics: out of fold those only distract."""
    return [feature for feature in own if not feature.startswith("v ") or feature.startswith("v topics:")]


def _intents(one: Mapping[str, Any]) -> list[str]:
    return [one["intent"], *(other["intent"] for other in one.get("also_ok", ()) if not one["emergency"])]


def _topics(one: Mapping[str, Any]) -> list[str]:
    others = [other["topics"][0] for other in one.get("also_ok", ()) if other["topics"]]
    return [*one["topics"][:2], *others[:1]] or [NOTHING]


def _shares(right: Sequence[str], labels: Sequence[str]) -> dict[int, float]:
    weights: dict[int, float] = {}
    for rank, label in enumerate(dict.fromkeys(right)):
        weights[labels.index(label)] = 1.0 if rank == 0 else _HALF_RIGHT / rank
    whole = sum(weights.values())
    return {label: weight / whole for label, weight in weights.items()}


def learnt(labels: Sequence[str], taught: Sequence[Lesson], *, shrink: float = 0.0) -> Rows:
    """Weights by feature, for the labels in their order; each round takes `shrink` off every weight."""
    counts = Counter(feature for own, _ in taught for feature in own)
    rows: Rows = {feature: [0.0] * len(labels) for feature, count in counts.items() if count >= _SEEN_AT_LEAST}
    squares: Rows = {feature: [1e-8] * len(labels) for feature in rows}
    kept = [([feature for feature in own if feature in rows], right) for own, right in taught]
    hides = Emergency.MEDICAL in labels
    chance = random.Random(7)  # noqa: S311 - only the order of lessons
    for _ in range(_EPOCHS):
        chance.shuffle(kept)
        for own, right in kept:
            _step(rows, squares, _bare(own) if hides and chance.random() < _BARE else own, right)
        if shrink:
            _shrink(rows, shrink)
    return rows


def _bare(own: Sequence[str]) -> Sequence[str]:
    """A message's features without the lexicon's alarms."""
    return [feature for feature in own if not feature.startswith(_ALARMS)]


def _shrink(rows: Rows, shrink: float) -> None:
    """Bring every weight nearer to nothing by `shrink`."""
    for feature, row in rows.items():
        rows[feature] = [math.copysign(max(abs(weight) - shrink, 0.0), weight) for weight in row]


def _step(rows: Rows, squares: Rows, own: Sequence[str], right: Mapping[int, float]) -> None:
    sums = [sum(column) for column in zip(*(rows[feature] for feature in own), strict=True)]
    most = max(sums)
    powers = [math.exp(one - most) for one in sums]
    whole = sum(powers)
    slopes = [(at, power / whole - right.get(at, 0.0)) for at, power in enumerate(powers)]
    slopes = [(at, slope) for at, slope in slopes if abs(slope) > 0.002]
    for feature in own:
        row, square = rows[feature], squares[feature]
        for at, slope in slopes:
            slope += _DECAY * row[at]
            square[at] += slope * slope
            row[at] -= _RATE * slope / math.sqrt(square[at] + 1.0)


def written(questions: Mapping[str, tuple[Sequence[str], Rows]], mark: str) -> Iterable[str]:
    """The lines of the file."""
    yield f"# Made by 'make learn' from the examples beside it; never edited by hand. Examples: {mark}"
    for question, (labels, rows) in questions.items():
        yield "\t".join([question, "", *labels])
        for feature in sorted(rows):
            pairs = [(label, round(weight * SCALE)) for label, weight in zip(labels, rows[feature], strict=True)]
            shown = [f"{label}={weight}" for label, weight in pairs if abs(weight) > 2]
            if shown:
                yield "\t".join([question, feature, *shown])


def main() -> None:
    """Learn from all examples and write the file."""
    told = examples()
    questions = {}
    for question, (labels, taught) in lessons(told, Reader.load(weights=None)).items():
        questions[question] = (labels, learnt(labels, taught, shrink=_SHRINK.get(question, 0.0)))
        sys.stderr.write(f"{question}: {len(taught)} examples, {len(questions[question][1])} features\n")
    LEARNED.write_text("\n".join(written(questions, fingerprint(told))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
