"""Which kinds of help a message is about, best first, and what the place must allow."""

from collections.abc import Sequence

from bot.model import Topic, Wish
from bot.understanding.evidence import Heard, Vote, counted

ENOUGH = 3.0
"""What a topic's votes must come to before it is believed."""

_SHARE_OF_BEST = 0.6
_MOST_TOPICS = 3
_TOPICS = {topic: f"topics:{topic}" for topic in Topic}
_WISHES = {wish: f"wishes:{wish}" for wish in Wish}
URGENCY = (
    Topic.VIOLENCE,
    Topic.SHELTER,
    Topic.HEALTH,
    Topic.DENTAL,
    Topic.AFTERCARE,
    Topic.RELATIVES,
    Topic.RIGHTS,
    Topic.ADDICTION,
    Topic.FOOD,
    Topic.WARM_ROOM,
    Topic.BATH,
    Topic.CLOTHES,
    Topic.PETS,
    Topic.HOUSING,
    Topic.DEBT,
    Topic.DIGITAL,
    Topic.WORK,
    Topic.MENTAL,
    Topic.SOCIAL_WORKER,
    Topic.COMMUNITY,
)
"""Of two topics with as many votes, the one that stands first here is the one that cannot wait, or says more."""


def topic_scores(heard: Heard) -> dict[Topic, float]:
    """What the votes for each topic come to, where words that a longer phrase explains speak for nothing else."""
    votes = {topic: heard.votes[group] for topic, group in _TOPICS.items() if group in heard.votes}
    return {topic: counted(_unexplained(topic, own, votes)) for topic, own in votes.items()}


def _unexplained(topic: Topic, own: Sequence[Vote], votes: dict[Topic, list[Vote]]) -> list[Vote]:
    """`own` without what a longer and no lighter phrase of another topic stands on: the "mad" in "hund mangler mad"."""
    others = [vote for other, theirs in votes.items() if other is not topic for vote in theirs if len(vote.spots) > 1]
    return [vote for vote in own if vote.weight < 0 or not any(_explains(other, vote) for other in others)]


def _explains(longer: Vote, vote: Vote) -> bool:
    return longer.weight >= vote.weight and set(vote.spots) < set(longer.spots)


def topics(scores: dict[Topic, float]) -> tuple[Topic, ...]:
    """The topics that are believed, best first; a second one must be nearly as good as the first."""
    ranked = sorted(scores, key=lambda topic: (-scores[topic], URGENCY.index(topic)))
    best = scores[ranked[0]] if ranked else 0.0
    believed = [topic for topic in ranked if scores[topic] >= max(ENOUGH, best * _SHARE_OF_BEST)]
    return tuple(believed[:_MOST_TOPICS])


def wishes(heard: Heard, believed: Sequence[Topic]) -> tuple[Wish, ...]:
    """What the place must allow. A dog that is itself to be helped is no wish."""
    found = [wish for wish, group in _WISHES.items() if heard.score(group) >= ENOUGH]
    if believed[:1] == (Topic.PETS,) and Wish.DOG in found:
        found.remove(Wish.DOG)
    return tuple(found)
