"""The lexicon's word and what the examples teach, weighed together.

Both are right where the other is not: the lexicon where a phrase says it all, the examples where only the sum of many
small words does. The thresholds were chosen on the examples, each judged by weights that had not seen it, and on the
messages of tests/understanding/choosing, which no example is taken from.
"""

import math
from collections.abc import Mapping

from bot.model import Emergency, Intent, Topic
from bot.understanding.learned import Judgement
from bot.understanding.needs import ENOUGH

NOTHING = "none"
"""The label of the examples that are no emergency, or about no topic."""

_ALARMING, _ALARMING_KEYWORDS = 0.65, 0.95
"""So likely an emergency must be by the examples alone. Emergencies are a fifth of them, far more than of what people
write. One or two words are mostly a search ("metadon"), which dangers name too."""

_KEYWORDS = 2
_IMPOSSIBLE, _SURELY_IMPOSSIBLE = 0.1, 0.05
"""Below this the examples overrule an alarming word, and below the second even one that is sure."""

_NAMED = 2.0
"""How much likelier the kind is that the lexicon names: both together name more kinds right than either alone."""

_UNSURE = 0.3
_TRUST = 0.4
"""How likely a deed that the lexicon names is held to be before the examples are asked: they know few of each deed."""

_TRUST_NO_DEED = {Intent.FIND_HELP: 0.3, Intent.UNKNOWN: 0.2}
_SECOND_TOPIC = 0.2
_ALONE = 0.4
"""So likely a topic must be where the lexicon heard none: a bare town or "hjælp" is asked about, not guessed at."""

_HEARD_TOPIC = 0.05
_MOST_TOPICS = 3
_SURE = 9.0
WITH_TOPICS = frozenset({Intent.FIND_HELP, Intent.BOOK})


def danger(lexical: Emergency | None, judged: Judgement, *, words: int, is_sure: bool = False) -> Emergency | None:
    """The kind of emergency in a message of so many `words`, None when there is none."""
    likely = 1.0 - judged.likely[NOTHING]
    if lexical is not None:
        enough = _SURELY_IMPOSSIBLE if is_sure else _IMPOSSIBLE
    else:
        enough = _ALARMING if words > _KEYWORDS else _ALARMING_KEYWORDS
    if likely < enough:
        return None
    return max(Emergency, key=lambda kind: judged.likely[kind] * (_NAMED if kind is lexical else 1.0))


def wanted(lexical: Intent, judged: Judgement) -> Intent:
    """The intent: what the examples say, or the lexicon, unless the examples are surer than it is trusted."""
    shares = {intent: judged.likely[intent] for intent in Intent}
    shares[lexical] += _TRUST_NO_DEED.get(lexical, _TRUST)
    best = max(shares, key=lambda intent: shares[intent])
    return lexical if shares[best] < _UNSURE and lexical is not Intent.UNKNOWN else best


def topics(scores: Mapping[Topic, float], judged: Judgement) -> tuple[Topic, ...]:
    """The topics, best first, by the lexicon's `scores` and the examples together; none when neither knows any."""
    heard = [topic for topic, score in scores.items() if score >= ENOUGH]
    if not heard and max(judged.likely[topic] for topic in Topic) < _ALONE:
        return ()
    mixed = {topic: judged.likely[topic] * math.exp(_trusted(scores.get(topic, 0.0))) for topic in Topic}
    whole = sum(mixed.values())
    first, *others = sorted(mixed, key=lambda topic: -mixed[topic])
    also = [topic for topic in others if mixed[topic] / whole >= (_HEARD_TOPIC if topic in heard else _SECOND_TOPIC)]
    return (first, *also)[:_MOST_TOPICS]


def _trusted(score: float) -> float:
    """How much a lexicon's score adds to the log of a share: half of it, which was best out of fold, at most 4.5."""
    return max(min(score, _SURE), -_SURE) / 2


def shares(judged: Mapping[str, Judgement]) -> list[str]:
    """For explanations: what the examples found likely."""
    return [
        f"examples: {question} {label} {share:.2f}"
        for question, judgement in judged.items()
        for label, share in sorted(judgement.likely.items(), key=lambda one: -one[1])[:3]
    ]
