"""The reader: built once from the lexicon and the towns, then text in, reading out."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.model import Command, DayPart, Detail, Intent, Reading
from bot.moment import COPENHAGEN
from bot.understanding import (
    dates,
    deciding,
    emergency,
    intent,
    language,
    learned,
    naming,
    needs,
    normalise,
    place,
    when,
)
from bot.understanding.deciding import Decided, Known, Leaning
from bot.understanding.evidence import Heard, Listener
from bot.understanding.lexicon import Lexicon, load
from bot.understanding.words import Words

HOME = Path(__file__).parents[2]
LOCALES, TOWNS = HOME / "locales", HOME / "bot" / "starter" / "towns.csv"
LEARNED = LOCALES / "da" / "learned.bin"
_PLAINLY = 2
_A_GREETING = 3
"""Words; after a greeting in so many comes something that we cannot read."""
_BARE_PLACE = 5
"""In so few words a town is what the person tells us; in more words of news or small talk it is nothing to us."""

_PARTS = {part: f"parts:{part}" for part in DayPart}
_COMMANDS = {command: f"commands:{command}" for command in Command}
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
        """What `text` means: a word of ours, a danger, what is wanted, where, of which kind, and the details, in this
        order. `now` is needed only for times that are counted from it ("i overmorgen")."""
        text = normalise.without_codes(text)
        if not text or text.isspace():
            return Reading()
        heard = self.hear(text)
        command = self._whole_command(heard)
        if command is not None:
            return Reading(command=command)
        known = self._known(text, heard)
        felt = deciding.danger(known)
        command = deciding.heard_of(_COMMANDS, heard)
        if command is not None and not deciding.is_alarming(known, felt):
            return Reading(command=command)
        leaning = deciding.leaning(known)
        wanted = deciding.wanted(known, felt.told, leaning)
        towns = self._towns(known, leaning, wanted)
        rest = self._beside_a_word(text, towns, wanted) if felt.told is None else None
        if rest is not None:
            return self._read_in(towns, rest, now)
        topics = deciding.topics(known, felt.told, leaning, wanted, towns)
        wanted, code = self._tongue(known, leaning, wanted)
        return self._in_full(known, Decided(felt, leaning, wanted, towns, topics, code), now)

    def _known(self, text: str, heard: Heard) -> Known:
        tidied = normalise.tidy(text)
        judged = self.judged(heard, text, tidied)
        return Known(text, tidied, heard, judged, emergency.asked_about(heard), needs.topic_scores(heard))

    def _read_in(self, towns: naming.Named, rest: str, now: datetime | None) -> Reading:
        """What is read in the rest of a message, for the town that it names."""
        beside = self.read(rest, now)
        wanted = beside.intent if beside.intent is not Intent.UNKNOWN else Intent.FIND_HELP
        return replace(beside, intent=wanted, place=towns.where)

    def _in_full(self, known: Known, decided: Decided, now: datetime | None) -> Reading:
        """What was decided, with all the details that were said beside it."""
        heard, tidied = known.heard, known.tidied
        felt, leaning, wanted, towns = decided.felt, decided.leaning, decided.wanted, decided.towns
        now = now.astimezone(COPENHAGEN) if now and now.tzinfo else now
        day, no_such_day = dates.said_day(tidied, now.date()) if now else (None, "")
        return Reading(
            emergency=felt.told,
            intent=wanted,
            topics=decided.topics if wanted not in intent.WITHOUT_TOPICS else (),
            place=towns.where,
            left=towns.left,
            shunned=towns.shunned,
            unknown_place=towns.unknown,
            when=self._when(heard, wanted, now),
            wishes=needs.wishes(heard, decided.topics),
            language_code=decided.language_code,
            near=heard.score("context:near") >= needs.ENOUGH,
            follows_up=leaning.leans,
            asks=leaning.asks,
            part=deciding.heard_of(_PARTS, heard),
            day=day,
            clock=when.clock_time(heard.words, self.lexicon.numbers),
            no_such_time=no_such_day or dates.no_such_clock(tidied),
            past=heard.has("when:past"),
            week=dates.said_week(tidied, now.date()) if now else None,
            doubt=deciding.doubt(known, decided),
            at_night=heard.score("context:at_night") >= needs.ENOUGH,
            is_plain=deciding.is_plain(known, felt),
        )

    def is_english(self, text: str) -> bool:
        """Whether the text is plainly English: two different everyday English words and no Danish one."""
        words = normalise.plain_words(normalise.tidy(text))
        english = words & self.listener.english_words
        return len(english) >= _PLAINLY and words.isdisjoint(self.listener.danish_words)

    def hear(self, text: str) -> Heard:
        """The words of `text` as the lexicon knows them, and all that it votes for."""
        tidied = normalise.tidy(text)
        english = self.listener.is_english(tidied)
        shorthand = self.lexicon.english_shorthand if english else self.lexicon.shorthand
        tokens = normalise.tokens(tidied, shorthand=shorthand, emoji=self.lexicon.emoji)
        return self.listener.hear(normalise.trimmed(tokens, self.lexicon.manners), english=english)

    def judged(self, heard: Heard, text: str, tidied: str) -> dict[str, learned.Judgement]:
        """What the examples find likely, by question. Of words that nobody knows nothing is guessed."""
        is_told = self.weights and any(self.words.is_known(word) for word in heard.words)
        return self.weights.judge(heard, text, tidied) if self.weights and is_told else {}

    def _towns(self, known: Known, leaning: Leaning, wanted: Intent) -> naming.Named:
        # "hvad hedder vejen" asks for the way, and is not about the town of Vejen.
        if leaning.asks is Detail.WAY or (wanted is Intent.UNKNOWN and known.words > _BARE_PLACE):
            return naming.Named()
        text = known.text[: normalise.LONGEST]
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

    def _tongue(self, known: Known, leaning: Leaning, wanted: Intent) -> tuple[Intent, str | None]:
        """The intent again, and the language: asked for by name, or written in by somebody we cannot read."""
        lexicon, words = self.lexicon, known.heard.words
        if leaning.leans:
            # "taler de polsk" is asked of the place.
            return Intent.UNKNOWN if wanted is Intent.LANGUAGE else wanted, None
        if wanted is Intent.LANGUAGE:
            return wanted, language.named_language(words, lexicon.languages) or language.written_script(known.text)
        if wanted is Intent.UNKNOWN or (wanted is Intent.GREETING and known.words > _A_GREETING):
            code = language.written_script(known.text) or language.foreign_tongue(words, lexicon.markers)
            if code is not None:
                return Intent.LANGUAGE, code
        return wanted, None

    def _whole_command(self, heard: Heard) -> Command | None:
        """The command that the whole message is."""
        said = " ".join(heard.words)
        return next((command for command in Command if said in self.lexicon.commands.get(command, ())), None)
