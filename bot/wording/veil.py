"""Neutral wording for those whose phone others read: no name that tells, and no kind of help. Pure.

Numbers, streets, days and times stay, so that the answer is still one: "Stedet, Teglværksgade 5. Åbent nu til 22." A
sentence that only tells what it is about is left out, and so are buttons that name a kind of help. What a place is
called is said only where nothing else leads there and the name tells nothing; that of a crisis centre never is.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from bot.i18n import LOCALES, Translator
from bot.model import Choice, Message, Place
from bot.store.directory import Directory
from bot.wording.labels import names_of
from bot.wording.listing import LINES

# Everybody may be seen writing to their municipality.
_NAMED, _NEVER_NAMED = frozenset({"municipality"}), frozenset({"crisis_centre"})
_SHORTEST = 4
_SENTENCE = re.compile(r"(?<=[.!?])[ ]+|(?<=\n)")
# Private letters stand for a street and for a town while words are looked for, so that none is found in their names.
_STREETS, _TOWNS = 0xE000, 0xF000
_FACT = re.compile("[0-9\ue000-\uefff]|[A-ZÆØÅ]{4,}")
"""A figure, a street, or a word of ours to write (MINE TIDER)."""
_STREET = re.compile(r"[^,\d\s][^,\d]* \d+\w?")


def veiled(message: Message, t: Translator, directory: Directory) -> Message:
    """The same for eyes that must not see what it is about."""
    said = _Veil(t, directory)
    return replace(
        message,
        text=said.text(message.text) or t("I am here. Write to me what you need."),
        choices=tuple(Choice(one.key, said.label(one.label)) for one in message.choices),
        shortcuts=tuple(one for one in message.shortcuts if not _tells(one.label)),
        pages=tuple(page for one in message.pages if (page := said.text(one))),
    )


@dataclass(frozen=True, slots=True)
class _Veil:
    """One message's. What places are called is looked for only where it stands."""

    t: Translator
    directory: Directory

    def text(self, text: str) -> str:
        for phrase, instead in _words("always"):
            text = phrase.sub(instead, text)
        text, kept = self._without_places(text, self._in_text)
        said = "".join(_sentence(one) for one in _SENTENCE.split(self._without_heads(text))).strip()
        return _restored(said, kept)

    def label(self, label: str) -> str:
        """Streets tell choices apart."""
        text, kept = self._without_places(label, lambda place, _: _street(place) or self.t("the place"))
        return _restored(_replaced(text), kept)

    def _without_heads(self, text: str) -> str:
        """Without "Stedet. " before "Åben nu" and "Dette nummer, " before the number: it is clear without."""
        place, number = (re.escape(_capital(self.t(one))) for one in ("the place", "this number"))
        text = re.sub(rf"(?<=: ){number}, (?=\d)", "", text)
        heads = re.compile(rf"(?:^|(?<=[.!?\n] )|(?<=\n))(?:{place}|{number})[.:] (\w)")
        return heads.sub(lambda at: at[1].upper(), text)

    def _in_text(self, place: Place, text: str) -> str:
        street, own = _street(place), names_of(place, place.town)[-1]
        if place.kind in LINES:
            return self.t("this number")
        if street and street in text:
            return self.t("the place")
        if street:
            return street
        is_lost = not (place.phone and place.phone in text) and place.kind not in _NEVER_NAMED
        return own if is_lost and not _tells(own) else self.t("the place")

    def _without_places(self, text: str, called: Callable[[Place, str], str]) -> tuple[str, dict[str, str]]:
        """Names made neutral; streets and towns put aside."""
        for name, place in self._named_in(text):
            text = _put(text, name, called(place, text))
        kept: dict[str, str] = {}
        for place in self.directory.places:
            for said, letters in ((_street(place), _STREETS), (place.town, _TOWNS)):
                if said and said in text:
                    letter = chr(letters + len(kept))
                    text = text.replace(said, letter)
                    kept[letter] = said
        return text, kept

    def _named_in(self, text: str) -> list[tuple[str, Place]]:
        towns = {place.town for place in self.directory.places}
        found = {
            name: place
            for place in self.directory.places
            if place.kind not in _NAMED
            for name in (*names_of(place, None), *names_of(place, place.town), _organisation(place))
            if len(name) >= _SHORTEST and name in text
            # Some are called by their town alone, or "the place": that tells nothing, and means others too.
            if name not in towns and name != _capital(self.t("the place"))
        }
        return sorted(found.items(), key=lambda one: -len(one[0]))


def _street(place: Place) -> str:
    street = _STREET.search(place.address or "")
    return "" if street is None or place.address_hidden else street[0]


def _organisation(place: Place) -> str:
    return "" if (place.organisation or "").endswith("Kommune") else place.organisation or ""


def _put(text: str, name: str, instead: str) -> str:
    """With a capital where a sentence begins."""
    begins = re.compile(rf"(^|[.!?:\n] ?)?\b{re.escape(name)}(?!\w)")
    return begins.sub(lambda at: f"{at[1] or ''}{_capital(instead) if at[1] is not None else instead}", text)


def _sentence(sentence: str) -> str:
    ending = "" if sentence.endswith("\n") else " "
    if not _tells(sentence):
        return sentence + ending
    return _capital(_replaced(sentence)) + ending if _FACT.search(sentence) else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _restored(text: str, kept: dict[str, str]) -> str:
    for letter, said in kept.items():
        text = text.replace(letter, said)
    return text


def _tells(text: str) -> bool:
    return any(word.search(text) for word, _ in _words("instead"))


def _replaced(text: str) -> str:
    for word, instead in _words("instead"):
        text = word.sub(instead, text)
    for again, once in _again():
        text = again.sub(once, text)
    return text


@cache
def _table(name: str) -> dict[str, Any]:
    with (LOCALES / "da" / "telling.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)[name]
    return table


@cache
def _again() -> tuple[tuple[re.Pattern[str], str], ...]:
    """An article before what was replaced goes, and the same word one after the other is said once."""
    table, instead = _table("again"), sorted({re.escape(one) for one in _table("instead").values() if " " not in one})
    between, before, uncounted = ("|".join(table[name]) for name in ("between", "before", "uncounted"))
    words = "|".join(instead)
    return (
        (re.compile(rf"\b(?:{before}) ({uncounted})\b", re.IGNORECASE), r"\1"),
        (re.compile(rf"\b({words})(?:(?:{between}) \1\b)+", re.IGNORECASE), r"\1"),
    )


@cache
def _words(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    words: dict[str, str] = _table(name)
    return tuple((re.compile(_as_pattern(word), re.IGNORECASE), instead) for word, instead in words.items())


def _as_pattern(word: str) -> str:
    letters = r"\w*".join(re.escape(part) for part in word.split("*"))
    return rf"(?<!\w){letters}" + ("" if word.endswith(" ") else r"(?!\w)")
