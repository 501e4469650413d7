"""What the person wants done: whole messages first, then what is asked to be done, then the need, then manners."""

from collections.abc import Collection, Mapping

from bot.model import Emergency, Intent, Topic
from bot.understanding.evidence import Heard
from bot.understanding.lexicon import BESIDE, RIGHTS, WEIGHTS
from bot.understanding.needs import ENOUGH

WHOLE = WEIGHTS["whole"]
GROUPS = {intent: f"intents:{intent}" for intent in Intent}
_CLAIMS = {one: f"rights:{one}" for one in (*RIGHTS, BESIDE)}
_ACTIONS = (
    Intent.DELETE_ME,
    Intent.MY_DATA,
    Intent.STOP,
    Intent.UNSUBSCRIBE,
    Intent.SUBSCRIBE,
    Intent.CANCEL_APPOINTMENT,
    Intent.MOVE_APPOINTMENT,
    Intent.MY_APPOINTMENTS,
    Intent.BOOK,
    Intent.VOLUNTEER,
    Intent.LANGUAGE,
    Intent.FEEDBACK,
    Intent.HUMAN,
    Intent.MENU,
)
"""What one asks us to do; of two with as many votes, the first."""

_MANNERS = (Intent.CONFIRM, Intent.DECLINE, Intent.THANKS, Intent.GREETING)
_NEED_WINS_OVER = frozenset({Intent.HUMAN, Intent.MENU})
"""Somebody to talk with, or what we can do: said on the way to a need that the words tell more of."""

_GOODBYES = frozenset({Intent.STOP, Intent.THANKS, Intent.UNSUBSCRIBE, Intent.DELETE_ME})
WITHOUT_TOPICS = frozenset(
    {
        Intent.CONFIRM,
        Intent.DECLINE,
        Intent.DELETE_ME,
        Intent.GREETING,
        Intent.HUMAN,
        Intent.LANGUAGE,
        Intent.MENU,
        Intent.MY_DATA,
        Intent.STOP,
        Intent.THANKS,
        Intent.UNKNOWN,
    }
)


def wanted(
    heard: Heard, needs: Mapping[Topic, float], danger: Emergency | None, unclaimed: Collection[Intent] = ()
) -> Intent:
    """What the person wants done, and none of the `unclaimed`. Nothing is guessed: with too little to go by it is
    unknown."""
    known = {intent: group for intent, group in GROUPS.items() if intent not in unclaimed and heard.has(group)}
    scores = {intent: heard.score(group) for intent, group in known.items()}
    need = max(needs.values(), default=0.0)
    whole = max(scores, key=lambda intent: scores[intent], default=Intent.UNKNOWN)
    if danger is not None:
        return whole if whole in _GOODBYES and scores[whole] >= ENOUGH else Intent.FIND_HELP
    if scores.get(whole, 0.0) >= WHOLE:
        return whole
    action = _best(scores, _ACTIONS)
    if action is not None and not (action in _NEED_WINS_OVER and need > scores[action]):
        return action
    off_topic = heard.score("context:off_topic")
    if need >= ENOUGH and need > off_topic:
        return Intent.FIND_HELP
    manner = _best(scores, _MANNERS)
    if manner is not None:
        return manner
    asks = scores.get(Intent.FIND_HELP, 0.0)
    return Intent.FIND_HELP if asks + max(need, 0.0) >= ENOUGH and asks > 0 and off_topic < ENOUGH else Intent.UNKNOWN


def unclaimed(heard: Heard) -> frozenset[Intent]:
    """The rights that the words don't claim: none of them is the whole message, and nothing of ours is named. Whatever
    else speaks for one of these, it does not begin."""
    return frozenset(right for right in RIGHTS if not _is_claimed(heard, right))


def _is_claimed(heard: Heard, right: Intent) -> bool:
    names_ours = heard.score(_CLAIMS[right]) + min(heard.score(GROUPS[right]), 0.0)
    return names_ours >= ENOUGH or _is_all_of(heard, right)


def _is_all_of(heard: Heard, right: Intent) -> bool:
    """Whether every word of the message stands in a phrase for this right, or says nothing beside one."""
    said = _words(heard, GROUPS[right]) | _words(heard, _CLAIMS[right])
    return bool(said) and said | _words(heard, _CLAIMS[BESIDE]) >= set(heard.words)


def _words(heard: Heard, group: str) -> set[str]:
    """The words that the group's phrases stand on."""
    spots = (spot for vote in heard.votes.get(group, ()) if vote.weight >= 0 for spot in vote.spots)
    return {heard.words[spot] for spot in spots}


def is_whole(heard: Heard, unclaimed: Collection[Intent] = ()) -> bool:
    """Whether the lexicon knows the whole message as one thing: no example says more."""
    known = (group for intent, group in GROUPS.items() if intent not in unclaimed and heard.has(group))
    return any(heard.score(group) >= WHOLE for group in known)


def _best(scores: Mapping[Intent, float], among: tuple[Intent, ...]) -> Intent | None:
    best = max(among, key=lambda intent: scores.get(intent, 0.0))
    return best if scores.get(best, 0.0) >= ENOUGH else None
