"""Turned away at a door: which one it was, and the next at once; that one is told no more tonight.

Which one is taken from the words, else it is the one told last; only where that is sure do others hear of a shut door.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.conversation import Reply, Turn
from bot.desk.doors import note_door, take_back
from bot.matching.wishes import YOUTH_ENDS
from bot.model import Choice, Json, Place, Wish
from bot.phrasebook.at_doors import Refused, is_of_another_door, shuns_shelters
from bot.phrasebook.said import GROWN_UP
from bot.search.asked import REFUSED_LASTS, Search, earlier, remembered, same_search, search_from, without
from bot.search.beside import SHORT_NAME, must_help_too
from bot.search.found import TEXT, TWO_PARTS, Found, found, near_ones
from bot.search.listed import listed
from bot.search.meant import Meant, meant_by
from bot.wording.buttons import human_button
from bot.wording.labels import short_name

A_CALL, A_WALK = timedelta(minutes=2), timedelta(minutes=10)
"""Nobody has rung the next place, or stood at its door, in less: a second no is the first one said again."""
NONE_OF_THEM, _SHELTER = "none", "shelter"


async def tell_next(turn: Turn) -> Reply:
    """A place turned them away: the next is told at once."""
    search = same_search(turn)
    if turn.kept["how"] == Refused.UNWILLING and shuns_shelters(turn.text):
        return without_shelters(turn, search)
    meant = meant_by(turn, search.town_name)
    if meant.among:
        return ask_which(turn, search, meant)
    if meant.place is None:
        return listed(turn, search, found(turn.t, turn.directory, search, turn.now))
    if _is_said_again(turn, search, meant):
        refused = meant.place if meant.is_named else _last_refused(turn, search)
        return tell_again(turn, search, refused or meant.place)
    return await _leave_out(turn, search, meant.place, turn.text, is_sure=meant.is_sure)


def without_shelters(turn: Turn, search: Search) -> Reply:
    """No shelter is told tonight: what else there is, for who is young what is for them, and what the municipality
    owes."""
    before = search
    for place in turn.directory.places:
        if place.kind == _SHELTER:
            search = without(search, place.id, turn.now)
    if search.age is not None and GROWN_UP <= search.age <= YOUTH_ENDS:
        search = replace(search, wishes=tuple(dict.fromkeys((*search.wishes, Wish.YOUTH))))
    municipality = search.town.municipality if search.town else None
    owed = must_help_too(turn.t, turn.directory, municipality, turn.now)
    what = found(turn.t, turn.directory, search, turn.now, opener=turn.t("That is quite all right."))
    if len(what.text) + len(owed) < TEXT and owed not in what.text and not _is_hall_told(turn, what):
        what = replace(what, text=f"{what.text} {owed}")
    return listed(turn, search, what, ("look_there_again", {"search": before.kept}))


def _is_hall_told(turn: Turn, what: Found) -> bool:
    told = turn.directory.place(what.shows[0]) if what.shows else None
    return told is not None and told.kind == "municipality"


def ask_which(turn: Turn, search: Search, meant: Meant) -> Reply:
    """Several are called so, or none that we know: nobody loses a bed over a guess."""
    names = [Choice(one.id, short_name(one, search.town_name, SHORT_NAME)) for one in meant.among]
    return Reply(
        turn.t("I am sorry about that. Which place was it?"),
        choices=(*names, Choice(NONE_OF_THEM, turn.t("Another"))),
        then="take_door",
        keep={"search": search.kept, "how": turn.kept["how"], "text": turn.text},
    )


async def take_door(turn: Turn) -> Reply:
    """It was chosen; one that we do not know goes to staff in their words, and the search goes on."""
    search, place = same_search(turn), turn.directory.place(turn.choice or "")
    text = turn.kept["text"]
    if place is not None:
        return await _leave_out(turn, search, place, text, is_sure=True)
    noted = await note_door(turn, None, text, doubts=False)
    what = found(turn.t, turn.directory, search, turn.now, opener=turn.t("I pass it on."))
    return listed(turn, search, what, ("look_there_again", {**noted, "search": search.kept}))


def tell_again(turn: Turn, search: Search, before: Place) -> Reply:
    """The same no, said twice: the next place stands, and is told with what to write where it says no as well."""
    name = short_name(before, search.town_name, SHORT_NAME)
    told = turn.t("I leave out {place}. Does the next one say no too, write OGSÅ NEJ.", place=name)
    what = _told(turn, search, (told, turn.t("I leave out {place}.", place=name)))
    return listed(turn, search, what)


async def look_there_again(turn: Turn) -> Reply:
    """FORTRYD: it is told again, and nobody reads of it."""
    told = await take_back(turn) if "case" in turn.kept else Reply(turn.t("Good, I have taken it back."))
    return replace(told, remember=remembered(search_from(turn, turn.kept["search"]), turn.now))


async def _leave_out(turn: Turn, search: Search, place: Place, text: str, *, is_sure: bool) -> Reply:
    before, how = earlier(turn), turn.kept["how"]
    noted: Json = {}
    if how != Refused.UNWILLING:
        noted = await note_door(turn, place, text, doubts=is_sure and how == Refused.SHUT)
    search = without(search, place.id, turn.now)
    no_case = "That is quite all right. I leave out {place} for now."
    said = "I am sorry about that. I pass it on and leave out {place} for now." if noted else no_case
    name = short_name(place, search.town_name, SHORT_NAME)
    shorter = "I am sorry about that. I leave out {place} for now."
    openers = [turn.t(words, place=name) for words in (said, shorter, "I leave out {place}.")]
    is_last = not near_ones(turn.directory, search, turn.now)
    if is_last:
        openers = [f"{one} {turn.t('Write MENNESKE to write with a human.')}" for one in openers]
    undo: Json = {**noted, "search": before.kept}
    reply = listed(turn, search, _told(turn, search, openers), ("look_there_again", undo))
    return replace(reply, shortcuts=(human_button(turn.t),)) if is_last else reply


def _told(turn: Turn, search: Search, openers: Sequence[str]) -> Found:
    """The next places after the first of the openers that leaves them room."""
    for opener in openers:
        what = found(turn.t, turn.directory, search, turn.now, opener=opener)
        if len(what.text) <= TWO_PARTS:
            return what
    return found(turn.t, turn.directory, search, turn.now)


def _is_said_again(turn: Turn, search: Search, meant: Meant) -> bool:
    """Whether it is the same no once more: of a place that is left out already, or too soon for one more door."""
    refused = dict(search.refused)
    if meant.place is None or not refused:
        return False
    if meant.is_named:
        return meant.place.id in refused
    if turn.kept["how"] == Refused.UNWILLING or is_of_another_door(turn.text):
        return False
    since = turn.now.timestamp() - (max(refused.values()) - REFUSED_LASTS.total_seconds())
    return since < (A_CALL if meant.place.phone else A_WALK).total_seconds()


def _last_refused(turn: Turn, search: Search) -> Place | None:
    last, _ = max(reversed(search.refused), key=lambda one: one[1])
    return turn.directory.place(last)
