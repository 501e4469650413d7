"""Danger to life or safety, looked for before anything else.

Phrases in emergencies/ speak for a kind of danger; "calm" ones say that it is past, an idiom, a game or a mere
question. A `sure` phrase is heard through one calm one: better to ask once too often than to pass somebody by.
"""

from collections.abc import Sequence

from bot.model import Emergency, Topic
from bot.understanding.evidence import Heard, Vote, counted

ENOUGH = 3.0
MOST_CALM = -5.0
_FIRST = (Emergency.OVERDOSE, Emergency.CHILD, Emergency.SUICIDE, Emergency.MEDICAL, Emergency.VIOLENCE)
"""Of two kinds with as many votes, the one whose number is the more particular."""

STILL_HELPS = {
    Emergency.MEDICAL: Topic.HEALTH,
    Emergency.OVERDOSE: Topic.ADDICTION,
    Emergency.SUICIDE: Topic.MENTAL,
    Emergency.VIOLENCE: Topic.VIOLENCE,
    Emergency.CHILD: Topic.SOCIAL_WORKER,
}
"""What would still help once the danger is answered, when the message names no other need."""


def danger(heard: Heard) -> Emergency | None:
    """The kind of danger that the message speaks of, None when there is none."""
    everywhere = sum(vote.weight for vote in heard.votes.get("emergencies:all", ()))
    scores = {
        kind: _score(heard.votes[f"emergencies:{kind}"], everywhere) for kind in _FIRST if heard.has(f"emergencies:{kind}")
    }
    best = max(scores, key=lambda kind: scores[kind], default=None)
    return best if best is not None and scores[best] >= ENOUGH else None


def _score(votes: Sequence[Vote], everywhere: float) -> float:
    """What speaks for one kind of danger, less what calms; calm words together never outweigh a `sure` phrase."""
    calm = everywhere + sum(vote.weight for vote in votes if vote.weight < 0)
    return counted(vote for vote in votes if vote.weight > 0) + max(calm, MOST_CALM)
