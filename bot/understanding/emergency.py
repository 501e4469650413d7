"""Danger to life or safety, looked for before anything else.

Phrases in emergencies/ speak for a kind of danger; "calm" ones say that it is past, an idiom, a game or a mere
question. A `sure` phrase is heard through calm ones: better to ask once too often than to pass somebody by. Only a
`never` phrase ("hvad gør man hvis") silences it, where the examples are not sure either.
"""

from collections.abc import Sequence

from bot.model import Emergency, Topic
from bot.understanding.evidence import Heard, Vote, counted
from bot.understanding.lexicon import WEIGHTS

ENOUGH, SURE, WHOLE = 3.0, WEIGHTS["sure"], WEIGHTS["whole"]
_EVERYWHERE = "emergencies:all"
_GROUPS = {kind: f"emergencies:{kind}" for kind in Emergency}
MOST_CALM = -5.0
NEVER = -50.0
_FIRST = (Emergency.OVERDOSE, Emergency.CHILD, Emergency.SUICIDE, Emergency.MEDICAL, Emergency.VIOLENCE)
"""Of two kinds with as many votes, the one whose number is the more particular."""

STILL_HELPS = {
    Emergency.MEDICAL: (Topic.HEALTH,),
    Emergency.OVERDOSE: (Topic.ADDICTION, Topic.HEALTH),
    Emergency.SUICIDE: (Topic.MENTAL,),
    Emergency.VIOLENCE: (Topic.VIOLENCE,),
    Emergency.CHILD: (Topic.SOCIAL_WORKER, Topic.VIOLENCE),
}
"""What would still help once the danger is answered, when the message names no other need."""


def danger(heard: Heard) -> Emergency | None:
    """The kind of danger that the message speaks of, None when there is none."""
    return loudest(heard)[0]


def loudest(heard: Heard) -> tuple[Emergency | None, float]:
    """The kind of danger that the message speaks of, None when there is none, and how much speaks for it."""
    scores = {kind: _score(_votes(heard, kind)) for kind in _FIRST if heard.has(_GROUPS[kind])}
    best = max(scores, key=lambda kind: scores[kind], default=None)
    return (best, scores[best]) if best is not None and scores[best] >= ENOUGH else (None, 0.0)


def whole(heard: Heard) -> Emergency | None:
    """The danger that the lexicon knows the whole message to be ("112", "der er brand"): no example says more."""
    return next((kind for kind in _FIRST if any(vote.weight >= WHOLE for vote in _own(heard, kind))), None)


def silenced(heard: Heard) -> frozenset[Emergency]:
    """The kinds of danger that a `never` phrase says there are none of."""
    return frozenset(kind for kind in _FIRST if any(vote.weight <= NEVER for vote in _votes(heard, kind)))


def asked_about(heard: Heard) -> Emergency | None:
    """The danger that an `ask` phrase may mean: words that some say on a bad day, and some for the last time."""
    votes = ((kind, vote) for kind in _FIRST for vote in _own(heard, kind))
    return next((kind for kind, vote in votes if vote.weight == 0), None)


def _votes(heard: Heard, kind: Emergency) -> list[Vote]:
    """What the lexicon hears for or against this kind, and what it hears against all."""
    return [*_own(heard, kind), *heard.votes.get(_EVERYWHERE, ())]


def _own(heard: Heard, kind: Emergency) -> Sequence[Vote]:
    return heard.votes.get(_GROUPS[kind], ())


def _score(votes: Sequence[Vote]) -> float:
    """What speaks for one kind of danger, less what calms.

    A longer calm phrase explains a shorter alarming one away: "død af grin" says nothing about death. Otherwise calm
    words together never outweigh a `sure` phrase; only `never` does.
    """
    calm = [vote for vote in votes if vote.weight < 0]
    if any(vote.weight <= NEVER for vote in calm):
        return NEVER
    alarming = [v for v in votes if v.weight > 0 and not any(set(v.spots) < set(c.spots) for c in calm)]
    return counted(alarming) + max(sum(vote.weight for vote in calm), MOST_CALM)
