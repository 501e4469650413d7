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
Places = tuple[Place, ...]
"""Those that a name may mean: never none."""
_STREET = re.compile(r"[^,\d\s][^,\d]* \d+\w?")


def veiled(message: Message, t: Translator, directory: Directory) -> Message:
    """The same for eyes that must not see what it is about."""
    said = _Veil(t, directory)
    return replace(
        message,
        text=said.text(message.text) or t("I am here. Write to me what you need."),
        choices=() if any(map(said.is_bare, message.choices)) else tuple(map(said.choice, message.choices)),
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

    def choice(self, choice: Choice) -> Choice:
        """Streets and numbers tell choices apart."""
        text, kept = self._without_places(choice.label, self._in_label)
        return Choice(choice.key, _restored(_replaced(text), kept))

    def is_bare(self, choice: Choice) -> bool:
        """Whether its label only names a kind of help: nothing would be left that tells it from the others."""
        text, _ = self._without_places(choice.label, self._in_label)
        return _tells(text) and not _FACT.search(text)

    def _in_label(self, places: Places, _: str) -> str:
        known = (_street(places[0]) or places[0].phone) if len(places) == 1 else None
        return known or self.t("the place")

    def _without_heads(self, text: str) -> str:
        """Without "Stedet. " before "Åben nu" and "Dette nummer, " before the number: it is clear without.

        What only leads to such a name ("Åbent nu: Stedet.") is left out.
        """
        place, number = (re.escape(_capital(self.t(one))) for one in ("the place", "this number"))
        text = re.sub(rf"(?<=: ){number}, (?=\d)", "", text)
        text = re.sub(rf"(?:^|(?<=[.!?] )|(?<=\n))[^.!?:\n]+: (?:{place}|{number})\. ?(?=\n|$)", "", text)
        text = re.sub(rf": (?:{place}|{number})\. (?=\w)", ". ", text)
        heads = re.compile(rf"(?:^|(?<=[.!?] )|(?<=\n))(?:{place}|{number})[.:] (\w)")
        return heads.sub(lambda at: at[1].upper(), text)

    def _in_text(self, places: Places, text: str) -> str:
        first, streets = places[0], [street for place in places if (street := _street(place))]
        if all(place.kind in LINES for place in places):
            return self.t("this number")
        if any(street in text for street in streets):
            return self.t("the place")
        if len(places) == 1 and streets:
            return streets[0]
        is_found = any(place.phone and place.phone in text for place in places)
        own = names_of(first, first.town)[-1]
        hides = is_found or any(place.kind in _NEVER_NAMED for place in places) or _tells(own)
        return self.t("the place") if hides else own

    def _without_places(self, text: str, called: Callable[[Places, str], str]) -> tuple[str, dict[str, str]]:
        """Names made neutral; streets and towns put aside."""
        for name, places in self._named_in(text):
            text = _put(text, name, called(places, text.replace(name, "")))
        kept: dict[str, str] = {}
        for place in self.directory.places:
            for said, letters in ((_street(place), _STREETS), (place.town, _TOWNS)):
                if said and said in text:
                    letter = chr(letters + len(kept))
                    text = text.replace(said, letter)
                    kept[letter] = said
        return text, kept

    def _named_in(self, text: str) -> list[tuple[str, Places]]:
        """The names that stand in the text, the longest first, and whose they are: some are those of several."""
        # Some are called by their town alone, or "the place": that tells nothing, and others are meant by it too.
        ordinary = {*(place.town for place in self.directory.places), _capital(self.t("the place"))}
        found: dict[str, Places] = {}
        for place in self.directory.places:
            names = (
                {*names_of(place, None), *names_of(place, place.town), _organisation(place)}
                - ordinary
                - {_street(place)}
            )
            for name in names if place.kind not in _NAMED else ():
                if len(name) >= _SHORTEST and name in text:
                    found[name] = (*found.get(name, ()), place)
        return sorted(found.items(), key=lambda one: -len(one[0]))


def _street(place: Place) -> str:
    """By what it is found: the street with its number, else as much of the address as there is."""
    address = place.address or ""
    found = _STREET.search(address)
    street = found[0] if found else address.split(",")[0]
    hides = place.address_hidden or street == place.town or len(street) < _SHORTEST or (not found and _tells(street))
    return "" if hides else street


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
