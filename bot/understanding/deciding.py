"""The decisions over one message, in the order in which the reader takes them: danger, leaning, intent, topics, and
the danger that is asked about. Pure; each weighs what the lexicon heard with what the examples find likely."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.model import Command, DayPart, Detail, Emergency, Intent, Topic
from bot.phrasebook.perils import sounds_dark
from bot.understanding import emergency, intent, naming, needs, weighing
from bot.understanding.evidence import Heard
from bot.understanding.learned import Judgement

_HARDLY_MORE = 3
"""Words of a message that says a need and nothing else: "jeg fryser"."""
_OF_TIME = frozenset({Intent.BOOK, Intent.CONFIRM, Intent.MOVE_APPOINTMENT, Intent.CANCEL_APPOINTMENT})
_A_TIME = 9
"""Words of a message that answers which time suits."""
_DETAILS = {detail: f"context:{detail}" for detail in Detail}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a message before anything is decided.

    `heard`: its words and what the lexicon votes for; `judged`: what the examples find likely, by question, and
    nothing of words that nobody knows. `hinted` is a danger that its words may mean, `scores` what speaks for each
    kind of help.
    """

    text: str
    tidied: str
    heard: Heard
    judged: Mapping[str, Judgement]
    hinted: Emergency | None
    scores: dict[Topic, float]

    @property
    def words(self) -> int:
        return len(self.heard.words)

    @property
    def is_short(self) -> bool:
        """Whoever writes more leans on nothing."""
        return self.words <= weighing.LONGEST_LEANING


@dataclass(frozen=True, slots=True)
class Leaning:
    """Whether a message leans on the last answer, whether the lexicon says so, and what it wants to know of it."""

    leans: bool
    is_heard: bool
    asks: Detail | None


@dataclass(frozen=True, slots=True)
class Decided:
    """All that is decided of a message but its details."""

    felt: weighing.Danger
    leaning: Leaning
    wanted: Intent
    towns: naming.Named
    topics: tuple[Topic, ...]
    language_code: str | None


def danger(known: Known) -> weighing.Danger:
    """The danger that is told of, and the one that there may be."""
    lexical, score = emergency.loudest(known.heard)
    if not known.judged:
        return weighing.Danger(lexical)
    if (whole := emergency.whole(known.heard)) is not None:
        return weighing.Danger(told=whole)
    if known.hinted is not None and lexical is None and known.is_short:
        return weighing.Danger(doubted=known.hinted)
    return weighing.danger(
        lexical,
        known.judged["emergency"],
        words=known.words,
        is_sure=score >= emergency.SURE,
        is_dark=sounds_dark(known.text),
        silenced=emergency.silenced(known.heard),
    )


def is_alarming(known: Known, felt: weighing.Danger) -> bool:
    """Whether danger goes before a word of ours.

    A short message is no danger only because the examples know a sister from bad news.
    """
    return (emergency.danger(known.heard) if known.is_short else felt.told) is not None


def leaning(known: Known) -> Leaning:
    """Only a short message leans on anything."""
    asks = heard_of(_DETAILS, known.heard)
    is_heard = known.is_short and (asks is not None or known.heard.score("context:follows_up") >= needs.ENOUGH)
    is_likely = known.is_short and bool(known.judged) and weighing.leans(known.judged["leans"])
    return Leaning(is_heard or is_likely, is_heard, asks)


def wanted(known: Known, told: Emergency | None, leaning: Leaning) -> Intent:
    """What is wanted, where this danger is told of.

    The examples that know that a message leans also know that "hvad hvis de har lukket" tells of no closed door.
    """
    heard, unclaimed = known.heard, intent.unclaimed(known.heard)
    lexical = intent.wanted(heard, known.scores, told, unclaimed)
    if not known.judged or leaning.is_heard or told is not None or intent.is_whole(heard, unclaimed):
        return lexical
    is_told = known.words <= _HARDLY_MORE and max(known.scores.values(), default=0.0) >= needs.ENOUGH
    likely = _without(known.judged["intent"], unclaimed)
    return weighing.wanted(lexical, likely, words=known.words, is_told=is_told)


def topics(
    known: Known, told: Emergency | None, leaning: Leaning, wanted: Intent, towns: naming.Named
) -> tuple[Topic, ...]:
    """The kinds of help that the message is about, best first; in a danger what still helps goes before."""
    heard = () if wanted in intent.WITHOUT_TOPICS and told is None else needs.topics(known.scores)
    still_help = emergency.STILL_HELPS[told] if told is not None else ()
    # What leans on the last answer says nothing of itself, nor does a town that is refused: no example may guess at it.
    is_silent = leaning.leans or (towns.denied and not heard)
    if known.judged and not is_silent:
        if wanted not in weighing.WITH_TOPICS and told is None:
            return heard
        return weighing.topics(known.scores, known.judged["topic"], words=known.words, still_help=still_help)
    return (still_help[0], *(topic for topic in heard if topic is not still_help[0])) if still_help else heard


def doubt(known: Known, decided: Decided) -> Emergency | None:
    """The danger to ask about.

    Whoever only tells where they are, asks on about a place or complains of one is asked nothing of the kind, unless a
    phrase of the lexicon asks it.
    """
    wanted, towns, topics = decided.wanted, decided.towns, decided.topics
    is_bare = not topics and (towns.where is not None or towns.denied)
    is_of_time = not topics and _is_of_time(known, wanted)
    is_aside = decided.leaning.leans or wanted is Intent.FEEDBACK or is_bare or is_of_time
    return None if is_aside and not known.hinted else weighing.worth_asking(decided.felt, topics)


def is_plain(known: Known, felt: weighing.Danger) -> bool:
    """Whether words of the lexicon tell of the danger, or of the one that there may be."""
    if felt.told is not None:
        return emergency.danger(known.heard) is not None
    return known.hinted is not None or felt.is_sure


def _is_of_time(known: Known, wanted: Intent) -> bool:
    """Whether in a few words an appointment or its time is spoken of: "i morgen kan jeg ikke" is no farewell."""
    return wanted in _OF_TIME and known.words <= _A_TIME


def _without(judged: Judgement, unclaimed: Collection[Intent]) -> Judgement:
    """What the examples find likely, where these are not."""
    return Judgement({**judged.likely, **dict.fromkeys(unclaimed, 0.0)})


_Named = TypeVar("_Named", Detail, DayPart, Command)


def heard_of(groups: Mapping[_Named, str], heard: Heard) -> _Named | None:
    """The first of `groups` that the words speak for."""
    return next((one for one, group in groups.items() if heard.score(group) >= needs.ENOUGH), None)
