"""The reader: built once from the lexicon and the towns, then text in, reading out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bot.model import Command, DayPart, Detail, Emergency, Intent, Reading
from bot.moment import COPENHAGEN
from bot.understanding import (
    dates,
    emergency,
    intent,
    language,
    learned,
    naming,
    needs,
    normalise,
    place,
    weighing,
    when,
)
from bot.understanding.evidence import Heard, Listener, Vote
from bot.understanding.lexicon import Lexicon, load
from bot.understanding.words import Words

HOME = Path(__file__).parents[2]
LOCALES, TOWNS = HOME / "locales", HOME / "bot" / "starter" / "towns.csv"
LEARNED = LOCALES / "da" / "learned.bin"
_PLAINLY = 2
_A_GREETING = 3
"""Words; after a greeting in so many comes something that we cannot read."""
_HARDLY_MORE = 3
"""Words of a message that says a need and nothing else: "jeg fryser"."""

_BARE_PLACE = 5
"""In so few words a town is what the person tells us; in more words of news or small talk it is nothing to us."""

_MOST_EXPLAINED = 60
"""Words that an explanation leaves out one by one."""

_DETAILS = {detail: f"context:{detail}" for detail in Detail}
_PARTS = {part: f"parts:{part}" for part in DayPart}
_COMMANDS = {command: f"commands:{command}" for command in Command}
_OF_TIME = frozenset({Intent.BOOK, Intent.CONFIRM, Intent.MOVE_APPOINTMENT, Intent.CANCEL_APPOINTMENT})
_A_TIME = 9
"""Words of a message that answers which time suits."""

_OF_A_TOWNS_WORD = frozenset({Intent.HUMAN, Intent.VOLUNTEER})
"""What words that are towns too may be taken for: "ringe", "give"."""
_NO_TIME = frozenset({Intent.FEEDBACK, Intent.GREETING, Intent.THANKS, Intent.STOP, Intent.MENU, Intent.DECLINE})


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads messages. Pure: the same text and `now` give the same reading, whatever was read before."""

    lexicon: Lexicon
    gazetteer: place.Gazetteer
    words: Words
    listener: Listener
    place_rules: place.PlaceRules
    weights: learned.Learned | None

    @classmethod
    def load(cls, locales: Path = LOCALES, towns: Path = TOWNS, weights: Path | None = LEARNED) -> "Reader":
        """A reader of the lexicon under `locales`, the towns file and the learnt weights (None: the lexicon alone).

        Raises BadFile with every fault.
        """
        lexicon = load(locales)
        gazetteer = place.Gazetteer.load(towns, lexicon.places)
        words = Words(lexicon, gazetteer.words)
        return cls(
            lexicon,
            gazetteer,
            words,
            Listener(lexicon, words),
            lexicon.places,
            learned.Learned.load(weights) if weights else None,
        )

    def read(self, text: str, now: datetime | None = None) -> Reading:
        """What `text` means. `now` is needed only for times that are counted from it ("i overmorgen")."""
        text = normalise.without_codes(text)
        if not text or text.isspace():
            return Reading()
        heard, tidied = self.hear(text), normalise.tidy(text)
        command = self._whole_command(heard)
        if command is not None:
            return Reading(command=command)
        now = now.astimezone(COPENHAGEN) if now and now.tzinfo else now
        judged = self._judged(heard, text, tidied)
        hinted = emergency.asked_about(heard)
        felt = self._danger(heard, judged, hinted)
        danger = felt.told
        command = self._spoken_command(heard)
        # A short one is no danger only because the examples know a sister from bad news.
        is_short = len(heard.words) <= weighing.LONGEST_LEANING
        alarming = emergency.danger(heard) if is_short else danger
        if command is not None and alarming is None:
            return Reading(command=command)
        scores = needs.topic_scores(heard)
        asked = _heard_of(_DETAILS, heard)
        is_heard_to_lean = is_short and (asked is not None or heard.score("context:follows_up") >= needs.ENOUGH)
        leans = is_heard_to_lean or (is_short and bool(judged) and weighing.leans(judged["leans"]))
        # What leans on the last answer says nothing of itself: no example may guess at it.
        taught = {} if leans else judged
        unclaimed = intent.unclaimed(heard)
        wanted = intent.wanted(heard, scores, danger, unclaimed)
        # The examples that know that it leans also know that "hvad hvis de har lukket" tells of no closed door.
        if judged and not is_heard_to_lean and danger is None and not intent.is_whole(heard, unclaimed):
            is_told = len(heard.words) <= _HARDLY_MORE and max(scores.values(), default=0.0) >= needs.ENOUGH
            likely = _without(judged["intent"], unclaimed)
            wanted = weighing.wanted(wanted, likely, words=len(heard.words), is_told=is_told)
        # "hvad hedder vejen" asks for the way, and is not about the town of Vejen.
        towns = naming.Named() if asked is Detail.WAY else self._towns(wanted, heard, text)
        if danger is None and (rest := self._beside_a_word(text, towns, wanted)) is not None:
            beside = self.read(rest, now)
            wanted = beside.intent if beside.intent is not Intent.UNKNOWN else Intent.FIND_HELP
            return replace(beside, intent=wanted, place=towns.where)
        topics = () if wanted in intent.WITHOUT_TOPICS and danger is None else needs.topics(scores)
        if towns.denied and not topics:
            taught = {}  # Nor does a town that is refused say anything of a need.
        still_help = emergency.STILL_HELPS[danger] if danger is not None else ()
        if taught and (wanted in weighing.WITH_TOPICS or danger is not None):
            topics = weighing.topics(scores, taught["topic"], words=len(heard.words), still_help=still_help)
        code = None
        if not leans:
            wanted, code = self._tongue(text, heard, wanted)
        elif wanted is Intent.LANGUAGE:
            wanted = Intent.UNKNOWN  # "taler de polsk" is asked of the place.
        if danger is not None and not taught:
            topics = (still_help[0], *(topic for topic in topics if topic is not still_help[0]))
        # Whoever only tells where they are, asks on about a place or complains of one is asked nothing of the kind,
        # unless a phrase of the lexicon asks it.
        is_bare = not (topics or (towns.where is None and not towns.denied))
        is_aside = leans or wanted is Intent.FEEDBACK or is_bare or (not topics and _is_of_time(wanted, heard))
        no_such_clock = dates.no_such_clock(tidied)
        day, no_such_day = dates.said_day(tidied, now.date()) if now else (None, "")
        return Reading(
            emergency=danger,
            intent=wanted,
            topics=topics if wanted not in intent.WITHOUT_TOPICS else (),
            place=towns.where,
            left=towns.left,
            shunned=towns.shunned,
            unknown_place=towns.unknown,
            when=self._when(heard, wanted, now),
            wishes=needs.wishes(heard, topics),
            language_code=code,
            near=heard.score("context:near") >= needs.ENOUGH,
            follows_up=leans,
            asks=asked,
            part=_heard_of(_PARTS, heard),
            day=day,
            clock=when.clock_time(heard.words, self.lexicon.numbers),
            no_such_time=no_such_day or no_such_clock,
            past=heard.has("when:past"),
            week=dates.said_week(tidied, now.date()) if now else None,
            doubt=weighing.worth_asking(felt, topics) if not is_aside or hinted else None,
            at_night=heard.score("context:at_night") >= needs.ENOUGH,
            is_plain=emergency.danger(heard) is not None if danger is not None else hinted is not None or felt.is_sure,
        )

    def is_english(self, text: str) -> bool:
        """Whether the text is plainly English: two different everyday English words and no Danish one."""
        words = normalise.plain_words(normalise.tidy(text))
        english = words & self.listener.english_words
        return len(english) >= _PLAINLY and words.isdisjoint(self.listener.danish_words)

    def explain(self, text: str) -> list[str]:
        """Which phrases of the lexicon voted for what in `text`, the heaviest first; then what the examples find likely
        and which words that hangs on."""
        text = normalise.without_codes(text)
        heard = self.hear(text)
        lines = [f"words: {' '.join(heard.words)}"]
        for group in sorted(heard.votes, key=lambda g: (-heard.score(g), g)):
            lines += [_told(vote, heard) for vote in sorted(heard.votes[group], key=lambda v: -v.weight)]
        judged = self._judged(heard, text, normalise.tidy(text))
        return lines + weighing.shares(judged) + self._hangs_on(text, judged)

    def hear(self, text: str) -> Heard:
        """The words of `text` as the lexicon knows them, and all that it votes for."""
        tidied = normalise.tidy(text)
        english = self.listener.is_english(tidied)
        shorthand = self.lexicon.english_shorthand if english else self.lexicon.shorthand
        tokens = normalise.tokens(tidied, shorthand=shorthand, emoji=self.lexicon.emoji)
        return self.listener.hear(normalise.trimmed(tokens, self.lexicon.manners), english=english)

    def _judged(self, heard: Heard, text: str, tidied: str) -> dict[str, learned.Judgement]:
        # Of words that nobody knows nothing is guessed.
        is_told = self.weights and any(self.words.is_known(word) for word in heard.words)
        return self.weights.judge(heard, text, tidied) if self.weights and is_told else {}

    def _hangs_on(self, text: str, judged: Mapping[str, learned.Judgement]) -> list[str]:
        """The words without which a question's likeliest label would be clearly less likely, the weightiest first."""
        words = text.split()[:_MOST_EXPLAINED] if judged else []
        others = [" ".join([*words[:at], *words[at + 1 :]]) for at in range(len(words))]
        without = [self._judged(self.hear(other), other, normalise.tidy(other)) for other in others]
        return weighing.hang_on(judged, list(zip(words, without, strict=True)))

    def _danger(
        self, heard: Heard, judged: Mapping[str, learned.Judgement], hinted: Emergency | None
    ) -> weighing.Danger:
        lexical, score = emergency.loudest(heard)
        if not judged:
            return weighing.Danger(lexical)
        if (whole := emergency.whole(heard)) is not None:
            return weighing.Danger(told=whole)
        if hinted is not None and lexical is None and len(heard.words) <= weighing.LONGEST_LEANING:
            return weighing.Danger(doubted=hinted)
        is_sure = score >= emergency.SURE
        silenced = emergency.silenced(heard)
        words = len(heard.words)
        return weighing.danger(lexical, judged["emergency"], words=words, is_sure=is_sure, silenced=silenced)

    def _towns(self, wanted: Intent, heard: Heard, text: str) -> naming.Named:
        if wanted is Intent.UNKNOWN and len(heard.words) > _BARE_PLACE:
            return naming.Named()
        text = text[: normalise.LONGEST]
        return naming.named_places(text, self.gazetteer, self.place_rules, self.words.is_ordinary)

    def _beside_a_word(self, text: str, towns: naming.Named, wanted: Intent) -> str | None:
        """What is said beside a town that is an everyday word too: "jeg er i Ringe" asks for no call. Else None."""
        name = normalise.tidy(towns.where or "")
        if name not in self.place_rules.ambiguous:
            return None
        words = text.split()
        rest = [word for word in words if normalise.tidy(word).strip(".,!?") != name]
        is_of_word = wanted in _OF_A_TOWNS_WORD or not rest
        return " ".join(rest) if is_of_word and len(rest) < len(words) else None

    def _when(self, heard: Heard, wanted: Intent, now: datetime | None) -> str | None:
        # "Tak, og i morgen nat?" asks on; "tak for i dag" does not.
        if wanted in _NO_TIME and not (wanted is Intent.THANKS and dates.only_asks_when(" ".join(heard.words))):
            return None
        return when.said_when(heard, self.lexicon.numbers, now, last=wanted is Intent.MOVE_APPOINTMENT)

    def _tongue(self, text: str, heard: Heard, wanted: Intent) -> tuple[Intent, str | None]:
        """The intent again, and the language: asked for by name, or written in by somebody we cannot read."""
        lexicon = self.lexicon
        if wanted is Intent.LANGUAGE:
            return wanted, language.named_language(heard.words, lexicon.languages) or language.written_script(text)
        if wanted is Intent.UNKNOWN or (wanted is Intent.GREETING and len(heard.words) > _A_GREETING):
            code = language.written_script(text) or language.foreign_tongue(heard.words, lexicon.markers)
            if code is not None:
                return Intent.LANGUAGE, code
        return wanted, None

    def _whole_command(self, heard: Heard) -> Command | None:
        """The command that the whole message is."""
        said = " ".join(heard.words)
        return next((command for command in Command if said in self.lexicon.commands.get(command, ())), None)

    def _spoken_command(self, heard: Heard) -> Command | None:
        """The command that some words of the message speak for; danger in the others goes before it."""
        return _heard_of(_COMMANDS, heard)


def _is_of_time(wanted: Intent, heard: Heard) -> bool:
    """Whether in a few words an appointment or its time is spoken of: "i morgen kan jeg ikke" is no farewell."""
    return wanted in _OF_TIME and len(heard.words) <= _A_TIME


def _without(judged: learned.Judgement, unclaimed: Collection[Intent]) -> learned.Judgement:
    """What the examples find likely, where these are not."""
    return learned.Judgement({**judged.likely, **dict.fromkeys(unclaimed, 0.0)})


_Named = TypeVar("_Named", Detail, DayPart, Command)


def _heard_of(groups: Mapping[_Named, str], heard: Heard) -> _Named | None:
    """The first of `groups` that the words speak for."""
    return next((one for one, group in groups.items() if heard.score(group) >= needs.ENOUGH), None)


def _told(vote: Vote, heard: Heard) -> str:
    said = " ".join(heard.words[spot] for spot in vote.spots)
    return f"{vote.group:24} {vote.weight:+.1f}  {vote.phrase!r} ({vote.file}) heard in {said!r}"
