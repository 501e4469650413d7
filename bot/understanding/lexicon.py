"""The words of the understanding, read from `locales/*/lexicon/*.toml` and checked as a whole.

A fault anywhere (a group that does not exist, an unknown key, shorthand inside a phrase) stops the start with one
message that names all of them. What the keys mean is told in `locales/da/lexicon/README.md`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from bot.errors import BadFile, Fault
from bot.model import Command, DayPart, Detail, Emergency, Intent, Topic, Wish
from bot.understanding.normalise import Manners
from bot.understanding.phrases import Entry, Phrases
from bot.understanding.place import PlaceRules

WEIGHTS: Mapping[str, float] = {
    "whole": 9.0,
    "sure": 8.0,
    "strong": 4.0,
    "good": 3.0,
    "hint": 1.5,
    "ask": 0.0,
    "alone": 0.0,
    "against": -4.0,
    "calm": -4.0,
    "never": -50.0,
}
"""How much a phrase counts by the list that it stands in. From 3 on it decides alone; two hints make a good one."""

DAYS = ("now", "tonight", "today", "tomorrow", "weekend", "mon", "tue", "wed", "thu", "fri", "sat", "sun")

RIGHTS = (Intent.STOP, Intent.UNSUBSCRIBE, Intent.DELETE_ME, Intent.MY_DATA)
"""What ends our messages or touches what we keep of the person: never begun because of a guess."""

BESIDE = "beside"
"""The words that say nothing beside a right."""

_SECTIONS: Mapping[str, frozenset[str]] = {
    "wishes": frozenset(Wish),
    "context": frozenset({"near", "follows_up", "off_topic", "at_night", *Detail}),
    "when": frozenset({*DAYS, "past", "after_tomorrow", "in_days", "in_hours"}),
    "parts": frozenset(DayPart),
    "rights": frozenset({*RIGHTS, BESIDE}),
}
"""Files with a table for each group."""

_FOLDERS: Mapping[str, frozenset[str]] = {
    "topics": frozenset(Topic),
    "intents": frozenset(Intent),
    "emergencies": frozenset(Emergency) | {"all"},
    "commands": frozenset(Command),
}
"""Folders with a file for each group."""
_OF_OTHERS = frozenset(
    {
        *("said", "aftermath", "appointed", "oneself", "perils", "named", "foreign", "hazards", "lacking"),
        *("kin", "of_us", "borne_out"),
    }
)
"""Files that lie here because they hold words, and are read by bot.phrasebook."""

NUMBER = "{number}"
"""The group of everything that is a number; it needs no list."""

_PLAIN = re.compile(r"(?<![\w{*!])[a-z]+(?![\w}*])")
"""A word of a phrase that is no group, no part of a word and no exact form."""
_WORD_TABLES = frozenset({"shorthand", "emoji", "lemmas", "ordinary", "false_friends", "manners", "markers", "numbers"})


@dataclass(slots=True)
class Lexicon:
    """Everything that the files hold, as written; nothing is compiled yet."""

    entries: Phrases = field(default_factory=Phrases)
    classes: dict[str, list[str]] = field(default_factory=dict)
    lemmas: dict[str, str] = field(default_factory=dict)
    shorthand: dict[str, str] = field(default_factory=dict)
    english_shorthand: dict[str, str] = field(default_factory=dict)
    emoji: dict[str, str] = field(default_factory=dict)
    ordinary: set[str] = field(default_factory=set)
    false_friends: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    manners: Manners = field(default_factory=Manners)
    places: PlaceRules = field(default_factory=PlaceRules)
    languages: dict[str, list[str]] = field(default_factory=dict)
    markers: dict[str, frozenset[str]] = field(default_factory=dict)
    commands: dict[str, list[str]] = field(default_factory=dict)

    def told_apart(self) -> tuple[frozenset[str], frozenset[str]]:
        """Everyday words that only English has, and those that only Danish has; "i" and "for" tell nothing."""
        english, danish = self.markers.get("en", frozenset()), self.markers.get("da", frozenset())
        return english - danish, danish - english


def load(locales: Path) -> Lexicon:
    """The lexicon of every language under `locales`. Raises BadFile with every fault."""
    lexicon = Lexicon()
    faults: list[Fault] = []
    # Words first: phrases are kept as they are heard.
    for path in sorted(locales.glob("*/lexicon/**/*.toml"), key=lambda path: (path.stem != "words", path)):
        if path.stem in _OF_OTHERS:
            continue
        name = f"{path.relative_to(locales)}"
        try:
            table = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            faults.append(Fault(1, name, str(error)))
            continue
        _take(lexicon, path, name, table, faults)
    faults += _inconsistencies(lexicon)
    if faults:
        raise BadFile(faults)
    return lexicon


def _take(lexicon: Lexicon, path: Path, name: str, table: dict[str, Any], faults: list[Fault]) -> None:
    """Put one file's table where it belongs, by the file's name."""
    kind = path.stem
    folder = path.parent.name
    if folder in _FOLDERS:
        if kind not in _FOLDERS[folder]:
            faults.append(Fault(1, name, f"{kind!r} is none of {', '.join(sorted(_FOLDERS[folder]))}"))
        else:
            _take_phrases(lexicon, f"{folder}:{kind}", name, table, faults)
    elif kind in _SECTIONS:
        for section, lists in table.items():
            if section not in _SECTIONS[kind] or not isinstance(lists, dict):
                faults.append(Fault(1, name, f"[{section}] is none of {', '.join(sorted(_SECTIONS[kind]))}"))
            else:
                _take_phrases(lexicon, f"{kind}:{section}", name, lists, faults)
    elif kind == "classes":
        for label, words in _word_lists(table, name, faults):
            lexicon.classes.setdefault(label, []).extend(words)
    elif kind in {"words", "ordinary"}:
        _take_words(lexicon, name, table, faults)
    elif kind == "languages":
        for label, words in _word_lists(table, name, faults):
            lexicon.languages.setdefault(label, []).extend(words)
    elif kind == "commands":
        for label, words in _word_lists(table, name, faults):
            lexicon.commands.setdefault(label, []).extend(words)
    elif kind == "places":
        lexicon.places = PlaceRules.of(table)
    else:
        faults.append(Fault(1, name, "no such lexicon file"))


def _take_phrases(lexicon: Lexicon, group: str, name: str, lists: dict[str, Any], faults: list[Fault]) -> None:
    for key, phrases in lists.items():
        if key not in WEIGHTS:
            faults.append(Fault(1, name, f"{key!r} is none of {', '.join(WEIGHTS)}"))
        elif not _is_texts(phrases):
            faults.append(Fault(1, name, f"{key!r} must be a list of texts"))
        else:
            for phrase in phrases:
                said = _as_heard(phrase, lexicon.false_friends) if name.startswith("en/") else phrase
                lexicon.entries.add(Entry(group, f"^{said}$" if key == "whole" else said, WEIGHTS[key], name))


def _as_heard(phrase: str, false_friends: Set[str]) -> str:
    """An English phrase with both ways in which a false friend is heard: as the English word where the message is
    English, else as the Danish one."""
    return _PLAIN.sub(lambda word: f"{word[0]}/en_{word[0]}" if word[0] in false_friends else word[0], phrase)


def _take_words(lexicon: Lexicon, name: str, table: dict[str, Any], faults: list[Fault]) -> None:
    faults += [
        Fault(1, name, f"[{key}] is none of {', '.join(_WORD_TABLES)}") for key in table if key not in _WORD_TABLES
    ]
    shorthand = lexicon.english_shorthand if name.startswith("en/") else lexicon.shorthand
    shorthand.update(table.get("shorthand", {}))
    lexicon.emoji.update(table.get("emoji", {}))
    for lemma, forms in table.get("lemmas", {}).items():
        for form in (lemma, *forms.split()):
            if lexicon.lemmas.setdefault(form, lemma) != lemma:
                faults.append(Fault(1, name, f"{form!r} is a form of both {lexicon.lemmas[form]!r} and {lemma!r}"))
    for words in table.get("ordinary", {}).values():
        lexicon.ordinary.update(words.split())
    for code, words in table.get("markers", {}).items():
        lexicon.markers[code] = lexicon.markers.get(code, frozenset()) | frozenset(words.split())
    lexicon.numbers.update(table.get("numbers", {}))
    lexicon.manners = lexicon.manners.joined(table.get("manners", {}))
    lexicon.false_friends.update(table.get("false_friends", {}).get("words", "").split())


def _word_lists(table: dict[str, Any], name: str, faults: list[Fault]) -> Iterator[tuple[str, list[str]]]:
    for label, words in table.items():
        if _is_texts(words):
            yield label, words
        else:
            faults.append(Fault(1, name, f"{label!r} must be a list of texts"))


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


def _inconsistencies(lexicon: Lexicon) -> list[Fault]:
    """What is wrong between the files: groups that nobody made, shorthand where the full word must stand."""
    faults = []
    phrases = chain(lexicon.entries.texts(), *lexicon.classes.values())
    doubtful = {piece for phrase in phrases for piece in phrase.split()}
    doubtful = {piece for piece in doubtful if any(_is_amiss(lexicon, word) for word in words_of(piece))}
    for where, phrase in _all_phrases(lexicon) if doubtful else ():
        for word in words_of(phrase):
            if word.startswith("{") and word.strip("{}") not in lexicon.classes and word != NUMBER:
                faults.append(Fault(1, where, f"{phrase!r} names the group {word}, which does not exist"))
            elif " " in lexicon.shorthand.get(word, ""):
                faults.append(Fault(1, where, f"{phrase!r}: write {lexicon.shorthand[word]!r} for {word!r}"))
    return faults


def _is_amiss(lexicon: Lexicon, word: str) -> bool:
    is_no_group = word.startswith("{") and word.strip("{}") not in lexicon.classes and word != NUMBER
    return is_no_group or " " in lexicon.shorthand.get(word, "")


def _all_phrases(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for entry in lexicon.entries:
        yield entry.file, entry.phrase
    for label, phrases in lexicon.classes.items():
        for phrase in phrases:
            yield f"classes.toml {label}", phrase


def words_of(phrase: str) -> Iterator[str]:
    """The plain words and groups that a phrase names, without the signs of the pattern grammar."""
    for piece in phrase.strip().removeprefix("^").removesuffix("$").split():
        if piece not in {"+", "..", "&"}:
            for word in piece.removeprefix("-").split("/"):
                yield word.removeprefix("!")
