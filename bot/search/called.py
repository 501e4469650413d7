"""A place that is asked about by its name: it is answered itself, and what follows leans on it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import Reply, Turn
from bot.model import Choice, Detail, Place
from bot.phrasebook.expressions import any_of, lists
from bot.phrasebook.said import Thing
from bot.regions import region_of
from bot.search.asked import Search, asked_again, remembered, search_of
from bot.search.beside import SHORT_NAME
from bot.search.details import WHERE_OR_WHEN, tell_detail, tell_place, tell_room, tell_thing
from bot.search.known import asks_if_open, asks_of_it
from bot.search.leaning import tell_of
from bot.search.spoken import IT
from bot.search.way_there import tell_distance
from bot.wording.address import elsewhere
from bot.wording.labels import short_name

_MOST_ASKED = 4
_LISTS = lists("named", "thing")
_THINGS = [(Thing(name), re.compile(rf"\b{any_of(lines)}\b")) for name, lines in _LISTS.items()]
_DETAILS = {Thing.WAY: Detail.WAY, Thing.PHONE: Detail.PHONE, Thing.WEEK: Detail.WEEK}


def tell_by_name(turn: Turn) -> Reply:
    """The place that was named, or whose number it is; of several the one in mind, else it is asked which."""
    if not turn.kept["beside"]:  # "1813" is a postcode too
        turn = turn.with_(reading=replace(turn.reading, place=None))
    search = replace(search_of(turn), when=asked_again(turn.reading, None))
    known = [place for one in turn.kept["places"] if (place := turn.directory.place(one))]
    likely = _likely(turn, search, known)
    if len(likely) > 1:
        return _ask_which(turn, search, likely)
    place = likely[0]
    topics = search.topics if set(search.topics[:1]) & set(place.topics) else place.topics[:1]
    return tell_thing_of(turn, replace(search, topics=topics), place)


def tell_thing_of(turn: Turn, search: Search, place: Place) -> Reply:
    """What is asked of it, by the words beside its name; all of it where nothing is."""
    said = turn.kept["beside"].replace(IT, " ").strip()
    thing = next((thing for thing, words in _THINGS if words.search(said)), None)
    if thing is Thing.FAR and search.town is not None:
        return tell_distance(turn, search, place)
    if thing is Thing.ROOM:
        return tell_room(turn, search, place)
    if thing is Thing.PRICE:
        return tell_thing(turn, search, place, thing)
    if thing in _DETAILS:
        return tell_detail(turn, search, place, _DETAILS[thing])
    is_open = asks_if_open(said) and not turn.reading.wishes
    if asks_of_it(said) and not is_open:
        return tell_of(turn, search, place)
    return tell_place(turn, search, place.id)


def _likely(turn: Turn, search: Search, places: Sequence[Place]) -> Sequence[Place]:
    """Of several the ones in the town in mind, then the one told last; a line for everybody needs no town."""
    towns = {search.town.name, search.town.municipality} if search.town else set[str | None]()
    there = [one for one in places if {one.town, one.municipality} & towns or one.area == _region_of(search)]
    told = [one for one in there or places if one.id in turn.shown]
    return told[:1] or there or places


def _region_of(search: Search) -> str | None:
    return region_of(search.town.municipality) if search.town else ""


def _ask_which(turn: Turn, search: Search, places: Sequence[Place]) -> Reply:
    """Which of them is meant: the town is told with each."""
    names = [short_name(one, None, SHORT_NAME) for one in places[:_MOST_ASKED]]
    towns = [elsewhere(one, None) or one.area or "" for one in places[:_MOST_ASKED]]
    choices = [
        Choice(f"place:{one.id}", ", ".join(filter(None, (name, town))))
        for one, name, town in zip(places, names, towns, strict=False)
    ]
    return Reply(
        turn.t("Which of them do you mean?"),
        choices=tuple(choices),
        then="choose",
        hears=WHERE_OR_WHEN,
        keep={"search": search.kept, "place": None, "seen": []},
        stays=True,
        remember=remembered(search, turn.now),
        shows=tuple(one.id for one in places[:_MOST_ASKED]),
    )
