"""The reader: built once from the lexicon and the towns, then text in, reading out."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.model import Command, Detail, Intent, Reading
from bot.understanding import emergency, intent, language, needs, normalise, place, when
from bot.understanding.evidence import Heard, Listener, Vote
from bot.understanding.lexicon import Lexicon, load
from bot.understanding.words import Words

HOME = Path(__file__).parents[2]
_PLAINLY = 2
_NO_TIME = frozenset({Intent.FEEDBACK, Intent.GREETING, Intent.THANKS, Intent.UNKNOWN, Intent.STOP, Intent.MENU})


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads messages. Pure: the same text and `now` give the same reading, whatever was read before."""

    lexicon: Lexicon
    gazetteer: place.Gazetteer
    words: Words
    listener: Listener
    place_rules: place.PlaceRules

    @classmethod
    def load(cls, locales: Path = HOME / "locales", towns: Path = HOME / "bot" / "starter" / "towns.csv") -> "Reader":
        """A reader of the lexicon under `locales` and the towns file. Raises BadFile with every fault."""
        lexicon = load(locales)
        gazetteer = place.Gazetteer.load(towns, lexicon.places)
        words = Words(lexicon, gazetteer.words)
        return cls(lexicon, gazetteer, words, Listener(lexicon, words), lexicon.places)

    def read(self, text: str, now: datetime | None = None) -> Reading:
        """What `text` means. `now` is needed only for times that are counted from it ("i overmorgen")."""
        if not text or text.isspace():
            return Reading()
        heard = self.hear(text)
        danger = emergency.danger(heard)
        scores = needs.topic_scores(heard)
        wanted = intent.wanted(heard, scores, danger)
        topics = () if wanted in intent.WITHOUT_TOPICS and danger is None else needs.topics(scores)
        wanted, code = self._tongue(text, heard, wanted)
        if danger is not None:
            first = emergency.STILL_HELPS[danger]
            topics = (first, *(topic for topic in topics if topic is not first))
        asked = next((detail for detail in Detail if heard.score(f"context:{detail}") >= needs.ENOUGH), None)
        leans = asked is not None or heard.score("context:follows_up") >= needs.ENOUGH
        return Reading(
            emergency=danger,
            intent=wanted,
            topics=topics if wanted not in intent.WITHOUT_TOPICS else (),
            place=None if wanted is Intent.UNKNOWN else self._place(text),
            when=self._when(heard, Intent.FIND_HELP if leans and wanted is Intent.UNKNOWN else wanted, now),
            wishes=needs.wishes(heard, topics),
            language_code=code,
            command=self._command(heard),
            near=heard.score("context:near") >= needs.ENOUGH,
            follows_up=leans,
            asks=asked,
        )

    def is_english(self, text: str) -> bool:
        """Whether the text is plainly English: two different everyday English words and no Danish one."""
        words = {token.text for token in normalise.tokens(normalise.tidy(text), shorthand={}, emoji={})}
        english = words & set(self.lexicon.markers.get("en", ()))
        return len(english) >= _PLAINLY and words.isdisjoint(self.lexicon.markers.get("da", ()))

    def explain(self, text: str) -> list[str]:
        """Which phrases of the lexicon voted for what in `text`, the heaviest first."""
        heard = self.hear(text)
        lines = [f"words: {' '.join(heard.words)}"]
        for group in sorted(heard.votes, key=lambda g: (-heard.score(g), g)):
            lines += [_told(vote, heard) for vote in sorted(heard.votes[group], key=lambda v: -v.weight)]
        return lines

    def hear(self, text: str) -> Heard:
        """The words of `text` as the lexicon knows them, and all that it votes for."""
        tidied = normalise.tidy(text)
        english = self.listener.is_english(tidied)
        shorthand = self.lexicon.english_shorthand if english else self.lexicon.shorthand
        tokens = normalise.tokens(tidied, shorthand=shorthand, emoji=self.lexicon.emoji)
        return self.listener.hear(normalise.trimmed(tokens, self.lexicon.manners), english=english)

    def _place(self, text: str) -> str | None:
        return place.named_place(text[: normalise.LONGEST], self.gazetteer, self.place_rules, self.words.is_ordinary)

    def _when(self, heard: Heard, wanted: Intent, now: datetime | None) -> str | None:
        if wanted in _NO_TIME:
            return None
        return when.said_when(heard, self.lexicon.numbers, now, last=wanted is Intent.MOVE_APPOINTMENT)

    def _tongue(self, text: str, heard: Heard, wanted: Intent) -> tuple[Intent, str | None]:
        """The intent again, and the language: asked for by name, or written in by somebody we cannot read."""
        lexicon = self.lexicon
        if wanted is Intent.LANGUAGE:
            return wanted, language.named_language(heard.words, lexicon.languages) or language.written_script(text)
        if wanted is Intent.UNKNOWN:
            code = language.written_script(text) or language.foreign_tongue(heard.words, lexicon.markers)
            if code is not None:
                return Intent.LANGUAGE, code
        return wanted, None

    def _command(self, heard: Heard) -> Command | None:
        """The command that the whole message is."""
        said = " ".join(heard.words)
        return next((command for command in Command if said in self.lexicon.commands.get(command, ())), None)


def _told(vote: Vote, heard: Heard) -> str:
    said = " ".join(heard.words[spot] for spot in vote.spots)
    return f"{vote.group:24} {vote.weight:+.1f}  {vote.phrase!r} ({vote.file}) heard in {said!r}"
