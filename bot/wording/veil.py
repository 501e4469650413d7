"""Neutral wording for those whose phone others read: no name that tells, and no kind of help. Pure.

Numbers, streets, days and times stay, so that the answer is still one: "Stedet, Teglværksgade 5. Åbent nu til 22." A
sentence that only tells what it is about is left out, and so are buttons that name a kind of help. No name of a place
is ever said: in a small town everybody knows what it is. Where nothing else leads there, its town is.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Any

from bot.i18n import LOCALES, Translator
from bot.model import Choice, Message, Place, PlaceId
from bot.store.directory import Directory
from bot.wording.doubts import LINES
from bot.wording.labels import names_of

# Everybody may be seen writing to their municipality.
_NAMED = frozenset({"municipality"})
# Where a crisis centre lies is nobody's to read.
_NOWHERE = frozenset({"crisis_centre"})
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
    said = _Veil.of(t, directory)
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
    names: Mapping[PlaceId, frozenset[str]]
    """What each place may be called."""

    streets: Mapping[PlaceId, str]
    """By what each is found, "" by nothing."""

    @classmethod
    def of(cls, t: Translator, directory: Directory) -> "_Veil":
        names = {one.id: frozenset((*names_of(one, None), *names_of(one, one.town))) for one in directory.places}
        every = frozenset(chain.from_iterable(names.values()))
        return cls(t, directory, names, {one.id: _street(one, every) for one in directory.places})

    def text(self, text: str) -> str:
        for phrase, instead in _words("always"):
            text = phrase.sub(instead, text)
        text, kept = self._without_places(text, self._in_text)
        said = "".join(_sentence(one) for one in _SENTENCE.split(self._without_heads(text))).strip()
        return _restored(said, kept)

    def choice(self, choice: Choice) -> Choice:
        """Streets and numbers tell choices apart."""
        text, kept = self._without_places(self._uncut(choice.label), self._in_label)
        return Choice(choice.key, _restored(_replaced(text), kept))

    def _uncut(self, label: str) -> str:
        """With the whole name of the place that a label had no room for: "SAND - De, tid ukendt"."""
        head, comma, rest = label.partition(", ")
        others = [place for place in self.directory.places if place.kind not in _NAMED and place.town != head]
        cut = [one for one in others if any(name.startswith(f"{head} ") for name in self.names[one.id])]
        if not cut or len(head) < _SHORTEST or any(head in names for names in self.names.values()):
            return label
        return f"{cut[0].name if len(cut) == 1 else _capital(self.t('the place'))}{comma}{rest}"

    def is_bare(self, choice: Choice) -> bool:
        """Whether its label only names a kind of help: nothing would be left that tells it from the others."""
        text, _ = self._without_places(choice.label, self._in_label)
        return _tells(text) and not _FACT.search(text)

    def _in_label(self, places: Places, _: str) -> str:
        known = (self.streets[places[0].id] or places[0].phone) if len(places) == 1 else None
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
        streets = [street for place in places if (street := self.streets[place.id])]
        if all(place.kind in LINES for place in places):
            return self.t("this number")
        if any(street in text for street in streets):
            return self.t("the place")
        if len(places) == 1 and streets:
            return streets[0]
        is_found = any(place.phone and place.phone in text for place in places)
        towns = {place.town for place in places if place.kind not in _NOWHERE}
        town = towns.pop() if len(towns) == 1 else None
        leads_nowhere = not town or town in text or is_found
        return self.t("the place") if leads_nowhere else self.t("the place in {town}", town=town)

    def _without_places(self, text: str, called: Callable[[Places, str], str]) -> tuple[str, dict[str, str]]:
        """Names made neutral; streets and towns put aside."""
        for name, places in self._named_in(text):
            text = _put(text, name, called(places, text.replace(name, "")))
        kept: dict[str, str] = {}
        for place in self.directory.places:
            for said, letters in ((self.streets[place.id], _STREETS), (place.town, _TOWNS)):
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
            names = {*self.names[place.id], _organisation(place)} - ordinary - {self.streets[place.id]}
            for name in names if place.kind not in _NAMED else ():
                if len(name) >= _SHORTEST and name in text:
                    found[name] = (*found.get(name, ()), place)
        return sorted(found.items(), key=lambda one: -len(one[0]))


def _street(place: Place, names: frozenset[str]) -> str:
    """By what it is found: the street with its number, else as much of the address as there is, if that is no name."""
    address = place.address or ""
    found = _STREET.search(address)
    street = found[0] if found else address.split(",")[0]
    tells = not found and (street in names or _tells(street))
    hides = place.address_hidden or street == place.town or len(street) < _SHORTEST or tells
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
