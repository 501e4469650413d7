"""One listing in words: in full within one SMS part, or as a line.

Pure; facts come from the directory alone. A full answer says the name, the street, the hours and the number first of
all, then whatever else fits, in the order of its worth; what did not fit is left over for the next page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.hours import opening
from bot.i18n import DANISH, Translator
from bot.matching.wishes import Fit, fit
from bot.model import Place, Standing, Topic, Wish
from bot.wording.address import where
from bot.wording.doubts import LINES, Listing, doubt, told_itself
from bot.wording.hours import hours_said
from bot.wording.kinds import ALLOWED, ASK_ABOUT, IN_A_SENTENCE, NOT_ALLOWED
from bot.wording.posted import free_places_said, notes_said, told_today

ONE_PART = 160
"""Characters of GSM-7 in one SMS; no Danish letter counts double."""
NUMBER = re.compile(r"\b\d{2} \d{2} \d{2} \d{2}\b|\b1\d{3}\b")
RING_FIRST = re.compile(r",? (?:men |så )?ring først\.$")
# The word by which a note or a name says that a wish is met, so that it need not be said again.
_TOLD_BY = {
    Wish.DOG: "hund",
    Wish.WOMEN_ONLY: "kvinde",
    Wish.YOUTH: "ung",
    Wish.NO_ID: "anonym",
    Wish.COUPLE: "som par",
    Wish.WHEELCHAIR: "kørestol",
    Wish.USING: "påvirket",
    Wish.FREE: "gratis",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person asked for besides the topic: it decides what is worth saying.

    town is the town in mind, which an answer need not repeat; `also` are further topics that are asked for; `then`
    says who takes over when the place closes.
    """

    town: str | None = None
    wishes: tuple[Wish, ...] = ()
    also: tuple[Topic, ...] = ()
    then: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A full answer, the sentences that did not fit into it, and those in it that may go, what is worth least first."""

    text: str
    left_over: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """One sentence of a full answer. The higher its worth the sooner it is kept; MUST is always kept."""

    text: str
    worth: int


MUST = 9


def in_full(t: Translator, listing: Listing, asked: Asked = Asked(), room: int = ONE_PART) -> Said:
    """The answer about one listing, within `room` characters as long as what must be said fits.

    Where the note does not fit, what it says of women and ages is said without it.
    """
    room += len(asked.then)
    note = _note(listing.place)
    if t.language != DANISH:  # a note is as it was written; where one can come without it, it is left out
        note = note_said(t, listing.place) if _is_only_way(listing.place) else ""
    said = _within(room, list(_pieces(t, listing, asked, note)))
    if lost := [
        one for one in told_today(t, listing.place, listing.trust, listing.notes, listing.now) if one in said.left_over
    ]:
        # What the place itself tells today is worth a second part.
        kept = [piece for piece in _pieces(t, listing, asked, note) if piece.worth == MUST or piece.text in lost]
        room = max(room, len(_joined(kept)))
        said = _within(room, list(_pieces(t, listing, asked, note)))
    if note not in said.left_over:
        return said
    bare = _within(room, list(_pieces(t, listing, asked, "")))
    return Said(bare.text, (note, *bare.left_over), bare.spare)


def _within(room: int, pieces: list[_Piece]) -> Said:
    pieces = [piece for piece in pieces if piece.text]
    kept, rising = list(pieces), sorted(pieces, key=lambda piece: piece.worth)
    for piece in rising:
        if len(_joined(kept)) <= room or piece.worth == MUST:
            break
        kept.remove(piece)
    spare = tuple(piece.text for piece in rising if piece in kept and piece.worth < MUST)
    return Said(_joined(kept), tuple(piece.text for piece in pieces if piece not in kept), spare)


def is_quietly_for_women(place: Place) -> bool:
    """Whether it is for women alone and its name does not say so."""
    return Wish.WOMEN_ONLY in place.welcomes and "kvinde" not in place.name.casefold()


def in_a_line(t: Translator, listing: Listing, town: str | None = None) -> str:
    """Name, street, hours and number, for a list of several."""
    who = t("For women only.") if is_quietly_for_women(listing.place) else ""
    said = [_head(listing.place, town), _hours(t, listing), who, _number(t, listing)]
    return " ".join(part for part in said if part)


def sentence(words: str) -> str:
    """The words as a sentence: a capital first, a full stop last."""
    words = words.strip()
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if words[-1] in ".?!" else ".")


def _pieces(t: Translator, listing: Listing, asked: Asked, note: str) -> Iterator[_Piece]:
    place = listing.place
    yield _Piece(_head(place, asked.town), MUST)
    yield _Piece(_hours(t, listing), MUST)
    yield _Piece(asked.then, MUST)
    yield _Piece(free_places_said(t, place, listing.trust, listing.now), 8)
    yield _Piece(notes_said(t, listing.notes, listing.now), 7)
    yield _Piece(_who(t, place, note), MUST)
    yield _Piece(_sober(t, place, note), 6)
    price = _price(t, place, note, asked.wishes)
    yield _Piece(_also(t, place, asked.also, f"{place.name} {note} {price}"), 6)
    for wish in asked.wishes:
        said = _TOLD_BY[wish] in f"{place.name} {note}".casefold() or wish is Wish.WOMEN_ONLY
        yield _Piece("" if said and fit(place, wish) is Fit.YES else wish_said(t, place, wish), 7)
    yield _Piece(note, MUST if _is_only_way(place) else 5)
    yield _Piece(price, 6 if any(_tells(t, topic, price) for topic in asked.also) else 3)
    yield _Piece(_come_anyway(t, place, note), 2)
    yield _Piece(_number(t, listing), MUST)


def _joined(pieces: Sequence[_Piece]) -> str:
    return " ".join(piece.text for piece in pieces)


def _head(place: Place, town: str | None) -> str:
    head = ", ".join(part for part in (place.name, where(place, town)) if part)
    return head if head.endswith(".") else f"{head}."


def _hours(t: Translator, listing: Listing) -> str:
    return sentence(hours_said(t, listing.place, listing.moment, listing.now, listing.changes))


def _note(place: Place) -> str:
    """The note, without a "ring først" at its end, which the number says anyway."""
    note = place.note or ""
    return RING_FIRST.sub(".", note) if place.phone else note


def note_said(t: Translator, place: Place) -> str:
    """The note, and that it is in Danish where that is not the person's language."""
    return _in_danish(t, place.note or "")


def _in_danish(t: Translator, words: str) -> str:
    return words if not words or t.language == DANISH else t("In Danish: {note}", note=words)


def _is_only_way(place: Place) -> bool:
    """Whether only the note tells how to reach the place."""
    return place.phone is None and (place.address is None or bool(NUMBER.search(place.note or "")))


def _who(t: Translator, place: Place, note: str) -> str:
    """Who may come, as far as the name and the note do not say it themselves."""
    said = f"{place.name} {note}".casefold()
    sentences = []
    if Wish.WOMEN_ONLY in place.welcomes and "kvinde" not in said:
        sentences.append(t("For women only."))
    ages = [age for age in (place.min_age, place.max_age) if age is not None and str(age) not in said]
    if place.min_age is not None and place.max_age is not None and ages:
        sentences.append(t("For ages {youngest} to {oldest}.", youngest=place.min_age, oldest=place.max_age))
    elif place.min_age is not None and ages:
        sentences.append(t("From the age of {age}.", age=place.min_age))
    elif place.max_age is not None and ages:
        sentences.append(t("Up to the age of {age}.", age=place.max_age))
    elif Wish.YOUTH in place.welcomes and "ung" not in said and place.max_age is None:
        sentences.append(t("For young people too."))
    if place.needs_danish_health_card and "gule kort" not in said and "sundhedskort" not in said:
        sentences.append(t("Bring your health card."))
    return " ".join(sentences)


def _sober(t: Translator, place: Place, note: str) -> str:
    if place.may_be_intoxicated is False and "ædru" not in note:
        return t("Come sober and clean.")
    return ""


def _also(t: Translator, place: Place, topics: Sequence[Topic], told: str) -> str:
    found = [t(IN_A_SENTENCE[one]) for one in topics if one in place.topics and not _tells(t, one, told)]
    return t("They have {things} too.", things=t.listing(found)) if found else ""


def _tells(t: Translator, topic: Topic, words: str) -> bool:
    """Whether the words name that kind of help themselves: "Gratis bad." """
    return re.search(rf"\b{re.escape(t(IN_A_SENTENCE[topic]))}\b", words, re.IGNORECASE) is not None


def _price(t: Translator, place: Place, note: str, wishes: Sequence[Wish]) -> str:
    if Wish.FREE in wishes:
        return ""
    if place.price and place.price.casefold() not in note.casefold():
        return sentence(_in_danish(t, place.price))
    return t("It is free.") if place.free_of_charge and "gratis" not in note.casefold() else ""


def price(t: Translator, place: Place) -> str:
    """What the place costs; empty when nobody has said so."""
    said = _price(t, place, "", ()) or (t(NOT_ALLOWED[Wish.FREE]) if fit(place, Wish.FREE) is Fit.POOR else "")
    return said or (sentence(place.note or "") if "gratis" in (place.note or "").casefold() else "")


def who(t: Translator, place: Place) -> str:
    """For whom the place is, and what else its note says; empty when nothing is known."""
    note = place.note or ""
    return " ".join(filter(None, (_who(t, place, note), _sober(t, place, note), note)))


def _come_anyway(t: Translator, place: Place, note: str) -> str:
    """A shelter may as a rule not turn away who stands at its door without a bed."""
    if place.kind != "shelter" or not place.address or "kom" in note.casefold() or "mød" in note.casefold():
        return ""
    return t("If you have no bed, then go there.")


def _number(t: Translator, listing: Listing) -> str:
    """The number, and how far the listing can be trusted: "Ikke bekræftet, ring først: 98 13 20 11." """
    place, why, told = listing.place, doubt(t, listing), told_itself(t, listing)
    if place.phone is None:
        return sentence(why) or told
    if place.kind in LINES:
        return " ".join(part for part in (t("Ring {phone}.", phone=place.phone), sentence(why)) if part)
    if why:
        return sentence(t("{doubt}, ring first: {phone}", doubt=why, phone=place.phone))
    unknown = opening(place, listing.moment.at, listing.changes).standing is Standing.UNKNOWN
    ring = t("Ring first: {phone}.", phone=place.phone) if unknown else t("Ring {phone}.", phone=place.phone)
    return f"{told} {ring}".strip()


def wish_said(t: Translator, place: Place, wish: Wish) -> str:
    """Whether the place allows what is wished for: yes, probably not, or that one must ask."""
    if wish is Wish.FREE and place.price:
        return sentence(_in_danish(t, place.price))
    return t({Fit.YES: ALLOWED, Fit.ASK: ASK_ABOUT, Fit.POOR: NOT_ALLOWED}[fit(place, wish)][wish])
