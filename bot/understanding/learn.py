"""`make learn`: weights and the network from the examples. The same examples give the same file on the same machine.

Of the labels' fields intent, first topics and emergency are learnt; `also_ok` readings count as half right. An example
marked `follows_up` is asked about a place just named. Every message is shown twice, the second time without the
lexicon's votes: its phrases know the examples better than they will know what is written tomorrow, so plain words must
be learnt beside them. Words of a field share what is learnt of the field. The network sees every message once, with
all that the bot would find in it. Nothing here runs in the bot.
"""

import json
import sys
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.model import Emergency, Intent, Topic
from bot.understanding import features, normalise
from bot.understanding.examples import examples, fingerprint
from bot.understanding.fields import Fields, fields
from bot.understanding.network import Floats, Layers
from bot.understanding.reader import LEARNED, Reader
from bot.understanding.regression import Lesson, Manner, Rows, learnt
from bot.understanding.table import hashed, packed
from bot.understanding.training import Shown, trained
from bot.understanding.weighing import LEANS, LONGEST_LEANING, NOTHING
from bot.understanding.weights import SCALE

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "intent": tuple(Intent),
    "topic": (NOTHING, *Topic),
    "emergency": (NOTHING, *Emergency),
    "leans": (NOTHING, LEANS),
}
_HALF_RIGHT = 0.5
_ABOUT_SOMETHING = frozenset({Intent.FIND_HELP, Intent.BOOK})
_HEARD_TO_LEAN = "v context:follows_up 2.5"
_HEAVIEST, _SLIGHT = 127, 1
"""What a weight can be in a byte, in steps. Those up to the slight ones are left out: they are most of the file and
decide nothing."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One example with its features, as the lexicon knows its words and as they are spelt; and word by word."""

    label: Mapping[str, Any]
    in_order: Sequence[frozenset[str]]
    whole: frozenset[str]
    known: list[str]
    spelt: list[str]


def seen(told: Sequence[Mapping[str, Any]], reader: Reader, of_kind: Fields) -> list[Seen]:
    """The examples with the features that the running bot would find, and the fields of their words."""
    found = []
    for one in told:
        words = features.words_of(normalise.tidy(one["text"]))
        pieces = [piece for word in sorted(set(words)) for piece in features.spelt_word(word)]
        heard = reader.hear(one["text"])
        in_order = [frozenset(features.of_word(atoms, word)) for atoms, word in features.in_order(heard)]
        whole = frozenset(features.of_whole(heard, one["text"]))
        known = sorted(features.known(heard, whole))
        spelt = [*pieces, *sorted(features.sequence(words))]
        found.append(Seen(one, in_order, whole, [*known, *of_kind.shown(known)], [*spelt, *of_kind.shown(spelt)]))
    return found


def lessons(question: str, view: str, told: Sequence[Seen]) -> list[Lesson]:
    """Features and how right each label is, for every example that teaches something on the question."""
    labels = QUESTIONS[question]
    if question == "topic":
        told = [one for one in told if one.label["topics"] or one.label["intent"] in _ABOUT_SOMETHING]
    if question == "leans":
        told = [one for one in told if _tells_whether_it_leans(one)]
    right = [_shares(_RIGHT[question](one.label), labels) for one in told]
    if view == "spelt":
        return [(one.spelt, shares) for one, shares in zip(told, right, strict=True)]
    votes = "v topics:" if question == "topic" else "v "
    with_votes = [[f for f in one.known if not f.startswith("v ") or f.startswith(votes)] for one in told]
    without = [[f for f in one.known if not f.startswith("v ")] for one in told]
    return list(zip([*with_votes, *without], [*right, *right], strict=True))


def shown(told: Sequence[Seen]) -> list[Shown]:
    """What the network learns from: each example once, with how much it teaches on each question."""
    often = Counter(one.label["intent"] for one in told)
    counts = {intent: times**-_NETWORK_EVENS for intent, times in often.items()}
    mean = sum(counts[intent] * times for intent, times in often.items()) / len(told)
    return [_shown(one, counts[one.label["intent"]] / mean) for one in told]


def _shown(one: Seen, intent_counts: float) -> Shown:
    counts = {
        "intent": intent_counts,
        "topic": float(bool(one.label["topics"]) or one.label["intent"] in _ABOUT_SOMETHING),
        "emergency": 1.0,
        "leans": float(_tells_whether_it_leans(one)),
    }
    right = [_row(_shares(_RIGHT[question](one.label), labels), len(labels)) for question, labels in QUESTIONS.items()]
    much = [np.full(len(labels), counts[question], np.float32) for question, labels in QUESTIONS.items()]
    return Shown(one.in_order, one.whole, np.concatenate(right), np.concatenate(much))


def _row(shares: Mapping[int, float], labels: int) -> Floats:
    return np.array([shares.get(label, 0.0) for label in range(labels)], np.float32)


def _tells_whether_it_leans(one: Seen) -> bool:
    """Long ones never lean; what the lexicon hears to lean is marked in one file only, and elsewhere tells nothing."""
    is_short = len(one.label["text"].split()) <= LONGEST_LEANING
    return is_short and ("follows_up" in one.label or _HEARD_TO_LEAN not in one.known)


def _intents(one: Mapping[str, Any]) -> list[str]:
    return [one["intent"], *(other["intent"] for other in one.get("also_ok", ()) if not one["emergency"])]


def _topics(one: Mapping[str, Any]) -> list[str]:
    others = [other["topics"][0] for other in one.get("also_ok", ()) if other.get("topics")]
    return [*one["topics"][:2], *others[:1]] or [NOTHING]


def _emergency(one: Mapping[str, Any]) -> list[str]:
    return [one["emergency"] or NOTHING]


def _leans(one: Mapping[str, Any]) -> list[str]:
    return [LEANS if one.get("follows_up") else NOTHING]


def _shares(right: Sequence[str], labels: Sequence[str]) -> dict[int, float]:
    weights: dict[int, float] = {}
    for rank, label in enumerate(dict.fromkeys(right)):
        weights[labels.index(label)] = 1.0 if rank == 0 else _HALF_RIGHT / rank
    whole = sum(weights.values())
    return {label: weight / whole for label, weight in weights.items()}


_RIGHT = {"intent": _intents, "topic": _topics, "emergency": _emergency, "leans": _leans}
_MANNERS = {"spelt": Manner(seen_at_least=3, ridge=2.0), "known": Manner(ridge=2.0)}
_WORDS_OF = {"spelt": features.SPELT, "known": features.KNOWN}
"""What begins the words' own features in each view."""

_EVENS, _NETWORK_EVENS = {"intent": 0.3}, 0.15
"""Most messages ask for help; unevened, what few write is heard too seldom. Both were chosen on messages of writers
whose others were left out."""


def _manner(question: str, view: str) -> Manner:
    return replace(_MANNERS[view], evens=_EVENS.get(question, 0.0))


def taught(told: Sequence[Seen], of_kind: Fields) -> list[tuple[str, Rows]]:
    """The weights of every question from both views."""
    parts = []
    for view, beginning in _WORDS_OF.items():
        words = {feature for one in told for feature in getattr(one, view) if feature.startswith(beginning)}
        words.update(of_kind.words_spelt(beginning))
        for question, labels in QUESTIONS.items():
            rows = learnt(len(labels), lessons(question, view, told), _manner(question, view))
            parts.append((question, of_kind.spread(rows, words)))
    return parts


def written(parts: Sequence[tuple[str, Rows]], layers: Layers, mark: str) -> bytes:
    """The file: what `learned.Learned.load` reads."""
    labels = sum(map(len, QUESTIONS.values()))
    begins = dict(zip(QUESTIONS, accumulate(map(len, QUESTIONS.values()), initial=0), strict=False))
    rows: dict[int, NDArray[np.int8]] = {}
    for question, own in parts:
        for feature, row in own.items():
            steps = [max(-_HEAVIEST, min(_HEAVIEST, round(weight * SCALE))) for weight in row]
            for at, step in enumerate(steps, begins[question]):
                if abs(step) > _SLIGHT:
                    rows.setdefault(hashed(feature), np.zeros(labels, np.int8))[at] = step
    table = packed(rows)
    network = {"begins": len(table), **layers.sizes()}
    head = json.dumps({"examples": mark, "features": len(rows), "questions": QUESTIONS, "network": network})
    return head.encode() + b"\n" + zlib.compress(table + layers.packed(), 9)


def main() -> None:
    """Learn from all examples and write the file."""
    told, kinds, reader = examples(), fields(), Reader.load(weights=None)
    of_kind = Fields.of(kinds, reader.words.stem)
    found = seen(told, reader, of_kind)
    layers = trained(shown(found), [len(labels) for labels in QUESTIONS.values()])
    file = written(taught(found, of_kind), layers, fingerprint([*told, kinds]))
    LEARNED.write_bytes(file)
    sys.stderr.write(f"{len(told)} examples, {len(file) // 1024} KB\n")


if __name__ == "__main__":
    main()
