"""The lexicon's word and what the examples teach, weighed together.

Both are right where the other is not: the lexicon where a phrase says it all, the examples where only the sum of many
small words does. The thresholds were chosen on the examples, each judged by weights that had not seen it, and on the
messages of tests/understanding/choosing, which no example is taken from.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.model import Emergency, Intent, Topic
from bot.understanding.learned import Judgement
from bot.understanding.needs import ENOUGH

NOTHING = "none"
"""The label of the examples that are no emergency, or about no topic."""

LEANS = "leans"
"""The label of the examples that ask on about the place named last."""

LONGEST_LEANING = 9
"""Words; whoever writes more tells of something new."""

_LEANING = 0.5

_ALARMING, _ALARMING_KEYWORDS = 0.3, 0.8
"""So likely an emergency must be. One or two words are mostly a search ("metadon"), which dangers name too."""

_ALARMING_SILENCED = 0.8
"""So likely it must be where a phrase of the lexicon says that there is none ("konen slår mig ihjel hvis jeg kommer for
sent"); below, it is asked about."""

_OF_ONE_KIND = 0.33
"""So likely one kind must be where the lexicon hears none: a little of each is no danger, and is asked about."""

_DOUBTFUL = {Emergency.SUICIDE: 0.1}
_ELSE_DOUBTFUL, _DOUBTFUL_KEYWORDS = 0.15, 0.5
"""From here on a danger is doubtful, and asked about: sooner where people hint and rarely say it, later in one or two
words."""

_DOUBTFUL_IN_PLAIN_WORDS = 0.3
"""So likely the wish to die must be, to be asked about, where no word of despair stands: "undskyld jeg forstyrrer". Of
the 573 dangers in choosing/ it leaves two unasked, and of 211 asked in vain 57."""

_ASKED_BESIDE: Mapping[Emergency, frozenset[Topic]] = {
    Emergency.MEDICAL: frozenset({Topic.HEALTH}),
    Emergency.OVERDOSE: frozenset({Topic.ADDICTION, Topic.HEALTH}),
    Emergency.SUICIDE: frozenset({Topic.MENTAL}),
    Emergency.VIOLENCE: frozenset({Topic.VIOLENCE}),
    Emergency.CHILD: frozenset({Topic.SOCIAL_WORKER, Topic.VIOLENCE, Topic.RELATIVES}),
}
"""A danger is only asked about where nothing else is asked for, or what belongs to it."""

_KEYWORDS = 2
_HEARD, _SURELY_HEARD = 0.05, 0.15
"""What an alarming phrase of the lexicon adds, and one that is sure."""

_NAMED = 2.0
"""How much likelier the kind is that the lexicon names: both together name more kinds right than either alone."""

_TAKEN = 0.25
"""Who wants to die and so likely has taken something already needs 112 and Giftlinjen first: there minutes count. So
does a friend who "will not wake", which is also said by those who would rather not live: so likely the body is in
danger where the lexicon hears that, and death is not nearly certain to be meant."""

_SURELY_MEANT = 0.8

_TRUST_DEED, _IN_KEYWORDS = 0.05, 0.3
"""What the lexicon's deed adds: its votes are weighed already, so it only decides where the examples waver. In a word
or two, where there is little else to go by, all that it says adds more."""

_LEAST_DEED = 0.3
"""So likely a deed must be at least: nobody's data are told because of a word or two that nobody understands."""

_TRUST_NO_DEED = {Intent.FIND_HELP: 0.15, Intent.UNKNOWN: 0.0}
"""What the lexicon adds to the two that do nothing: that nothing is wanted it cannot know."""

_CLEARLY = 0.1
"""So much less likely a label must be without a word that an explanation names it."""

_SECOND_TOPIC = 0.2
_ALONE = 0.45
"""So likely a topic must be where the lexicon heard none: a bare town or "hjælp" is asked about, not guessed at."""

_HELPS = 3.0
"""How much likelier what still helps is in a danger."""

_HEARD_TOPIC = 0.05
_MOST_TOPICS = 3
_TRUST_TOPIC, _TOPIC_IN_KEYWORDS = 0.05, 0.8
"""How much a lexicon's score adds to the log of a share: much where there is little else to go by."""

_SURE = 9.0
WITH_TOPICS = frozenset({Intent.FIND_HELP, Intent.BOOK})
# To go through the members of an enumeration takes longer than through a tuple of them.
_INTENTS, _TOPICS, _DANGERS = tuple(Intent), tuple(Topic), tuple(Emergency)


@dataclass(frozen=True, slots=True)
class Danger:
    """The kind of emergency that is told of, and the kind that there may be; whether a sure phrase speaks for that."""

    told: Emergency | None = None
    doubted: Emergency | None = None
    is_sure: bool = False


def danger(
    lexical: Emergency | None,
    judged: Judgement,
    *,
    words: int,
    is_sure: bool = False,
    is_dark: bool = True,
    silenced: Collection[Emergency] = (),
) -> Danger:
    """The danger in so many `words`, where the lexicon hears `lexical` and says that there is none of `silenced`.

    `is_dark`: whether a word of despair is among them.
    """
    likely = 1.0 - judged.likely[NOTHING]
    if lexical is not None:
        likely += _SURELY_HEARD if is_sure else _HEARD
    kind = max(_DANGERS, key=lambda one: judged.likely[one] * (_NAMED if one is lexical else 1.0))
    if kind is Emergency.SUICIDE:
        kind = _of_the_body(lexical, judged) or kind
    is_one = lexical is not None or judged.likely[kind] >= _OF_ONE_KIND
    alarming = _ALARMING if words > _KEYWORDS or lexical else _ALARMING_KEYWORDS
    if is_one and likely >= (_ALARMING_SILENCED if kind in silenced else alarming):
        return Danger(told=kind)
    if lexical is not None and is_sure:
        return Danger(doubted=lexical, is_sure=True)
    doubtful = _DOUBTFUL.get(kind, _ELSE_DOUBTFUL) if words > _KEYWORDS else _DOUBTFUL_KEYWORDS
    if kind is Emergency.SUICIDE and not is_dark:
        doubtful = max(doubtful, _DOUBTFUL_IN_PLAIN_WORDS)
    return Danger(doubted=kind) if likely >= doubtful else Danger()


def _of_the_body(lexical: Emergency | None, judged: Judgement) -> Emergency | None:
    """The danger to somebody's body that goes before the wish to die, where both may be told of."""
    likely = judged.likely
    if likely[Emergency.OVERDOSE] >= _TAKEN:
        return Emergency.OVERDOSE
    of_body = likely[Emergency.OVERDOSE] + likely[Emergency.MEDICAL]
    is_heard = lexical in (Emergency.MEDICAL, Emergency.OVERDOSE) and likely[Emergency.SUICIDE] < _SURELY_MEANT
    return lexical if is_heard and of_body >= _TAKEN else None


def worth_asking(felt: Danger, about: Sequence[Topic]) -> Emergency | None:
    """The danger to ask about in a message on these topics; None where it plainly is about something else and no sure
    phrase speaks for the danger."""
    if felt.doubted is None or felt.is_sure or not about or about[0] in _ASKED_BESIDE[felt.doubted]:
        return felt.doubted
    return None


def leans(judged: Judgement) -> bool:
    """Whether a short message likely asks on about the place named last."""
    return judged.likely[LEANS] >= _LEANING


def wanted(lexical: Intent, judged: Judgement, *, words: int, is_told: bool = False) -> Intent:
    """The intent that the examples and the lexicon together find likeliest in so many `words`. `is_told`: hardly a word
    beside the lexicon's phrase for a need ("jeg fryser"); then too few examples alone don't make it unknown."""
    shares = {intent: judged.likely[intent] for intent in _INTENTS}
    shares[lexical] += _TRUST_NO_DEED.get(lexical, _TRUST_DEED) + (_IN_KEYWORDS if words <= _KEYWORDS else 0.0)
    best = max(shares, key=lambda intent: shares[intent])
    if best not in _TRUST_NO_DEED and shares[best] < _LEAST_DEED:
        best = max(_TRUST_NO_DEED, key=lambda intent: shares[intent])
    return lexical if best is Intent.UNKNOWN and lexical is Intent.FIND_HELP and is_told else best


def topics(
    scores: Mapping[Topic, float], judged: Judgement, *, words: int, still_help: Sequence[Topic] = ()
) -> tuple[Topic, ...]:
    """The topics of a message of so many `words`, best first, by the lexicon's `scores` and the examples together; none
    when neither knows any.

    `still_help`: what helps once a danger is answered; it goes first unless another kind is far likelier.
    """
    trust = _TOPIC_IN_KEYWORDS if words <= _KEYWORDS else _TRUST_TOPIC
    heard = [topic for topic, score in scores.items() if score >= ENOUGH]
    if not heard and not still_help and max(judged.likely[topic] for topic in _TOPICS) < _ALONE:
        return ()
    mixed = {topic: judged.likely[topic] * (_HELPS if topic in still_help else 1.0) for topic in _TOPICS}
    for topic, score in scores.items():
        mixed[topic] *= math.exp(max(min(score, _SURE), -_SURE) * trust)
    whole = sum(mixed.values())
    first, *others = sorted(mixed, key=lambda topic: -mixed[topic])
    also = [topic for topic in others if mixed[topic] / whole >= (_HEARD_TOPIC if topic in heard else _SECOND_TOPIC)]
    return (first, *also)[:_MOST_TOPICS]


def shares(judged: Mapping[str, Judgement]) -> list[str]:
    """For explanations: what the examples found likely."""
    return [
        f"examples: {question} {label} {share:.2f}"
        for question, judgement in judged.items()
        for label, share in sorted(judgement.likely.items(), key=lambda one: -one[1])[:3]
    ]


def hang_on(judged: Mapping[str, Judgement], without: Sequence[tuple[str, Mapping[str, Judgement]]]) -> list[str]:
    """For explanations: what the likeliest labels hang on. `without`: each word, and the judgement without it."""
    lines = []
    for question, judgement in judged.items():
        label = max(judgement.likely, key=lambda one: judgement.likely[one])
        left = sorted((other[question].likely[label] if other else 0.0, word) for word, other in without)
        told = [f"{share:.2f} without {word!r}" for share, word in left if share < judgement.likely[label] - _CLEARLY]
        if told:
            lines.append(f"examples: {question} {label} hangs on {', '.join(told[:3])}")
    return lines
