"""What the listing of a place knows of a question about it; else that it is not known, in one line with whom to ask.

The whole listing again is no answer to "skal man være ædru": of what it says only that is told which is about the
question.
"""

import re

from bot.conversation import Reply, Turn
from bot.matching.wishes import Fit, fit
from bot.model import Place, Wish
from bot.phrasebook.expressions import any_of, lists, plain, words_in
from bot.search.asked import Search
from bot.search.details import about
from bot.wording.doubts import LINES, Listing
from bot.wording.kinds import NOT_ALLOWED
from bot.wording.lines import municipality_itself
from bot.wording.listing import NUMBER, in_a_line, note_said, price, sentence, wish_said

_LISTS = lists("named", "beyond")
_BEYOND = re.compile(any_of(_LISTS["asks"]).replace("{small}", any_of(_LISTS["small"])))
_OF_IT = re.compile(any_of(_LISTS["of_it"]).replace("{small}", any_of(_LISTS["small"])))
_WHOLE, _OPEN, _SOBER, _USES, _OF_USE = (
    re.compile(any_of(_LISTS[name])) for name in ("whole", "open", "sober", "uses", "notes")
)
_EMPTY = words_in(_LISTS["empty"])
_KIN = 4
"""So many letters in common: "ædru" of the question and "ædru" of the note."""
_BEGINNING = re.compile(r"[^\W\d_]{4,}")
_SENTENCES = re.compile(r"(?<=[.!?]) ")


def asks_beyond(text: str) -> bool:
    """Whether it asks more than whether a thing is there: "hvor mange nætter må jeg blive", "skal jeg ud"."""
    return _BEYOND.search(plain(text)) is not None


def asks_of_it(said: str) -> bool:
    """Whether what is said beside the name of a place asks what one may, can or gets there."""
    return _OF_IT.match(said) is not None


def asks_for_all(text: str) -> bool:
    """Whether all about the place is asked for: "fortæl mere om stedet"."""
    return _WHOLE.search(plain(text)) is not None


def asks_if_open(text: str) -> bool:
    """Whether it asks if the place is open, and how long."""
    return _OPEN.search(plain(text)) is not None


def tell_known(turn: Turn, search: Search, place: Place, wish: Wish | None = None) -> Reply:
    """Whether it is open, what the listing says of the `wish`, or of what the words are about; else whom to ask."""
    t = turn.t
    uses_there = _USES.search(plain(turn.text)) is not None
    if uses_there:
        wish = None  # who may come high may not use there
    elif wish is None and _SOBER.search(plain(turn.text)):
        wish = Wish.USING
    if asks_if_open(turn.text):
        listing = Listing.of(turn.directory, place, search.moment(turn.now), turn.now)
        return about(turn, search, place.id, in_a_line(t, listing, search.town_name))
    if wish is Wish.USING and place.may_be_intoxicated is False:
        said = [t(NOT_ALLOWED[wish])]
    elif wish is not None and fit(place, wish) is not Fit.ASK:
        said = [wish_said(t, place, wish)]
    elif told := _of_using(turn, place) if uses_there else _of_listing(turn, place):
        said = [told]
    elif wish is not None:
        said = [t("I do not know that."), wish_said(t, place, wish)]
    else:
        said = [t("I do not know that about {place}.", place=place.name)]
    return about(turn, search, place.id, " ".join(filter(None, (*said, _whom_to_ask(turn, place)))))


def _of_listing(turn: Turn, place: Place) -> str:
    """The sentences of the listing that share a word with the question, in the language that they were written in."""
    asked = {word[:_KIN] for word in _BEGINNING.findall(plain(turn.text)) if word not in _EMPTY}
    asked -= {word[:_KIN] for word in _BEGINNING.findall(plain(f"{place.name} {place.town or ''}"))}
    for told in (*_SENTENCES.split(place.note or ""), price(turn.t, place)):
        if asked & {word[:_KIN] for word in _BEGINNING.findall(told.casefold())}:
            return sentence(note_said(turn.t, place) if told in (place.note or "") and place.note else told)
    return ""


def _of_using(turn: Turn, place: Place) -> str:
    """The note, where it speaks of drinking or using there."""
    return note_said(turn.t, place) if _OF_USE.search((place.note or "").casefold()) else ""


def _whom_to_ask(turn: Turn, place: Place) -> str:
    """The place, its municipality, or a number that its note tells."""
    if place.phone:
        if place.kind in LINES:
            return turn.t("Ring {phone}.", phone=place.phone)
        return turn.t("Ask them: {phone}.", phone=place.phone)
    if hall := municipality_itself(turn.directory, place.municipality, turn.now):
        return turn.t("{name} can tell: {phone}.", name=hall.name, phone=hall.phone)
    told = NUMBER.search(place.note or "")
    return turn.t("Ask them: {phone}.", phone=told[0]) if told else turn.t("I have no number for them.")
