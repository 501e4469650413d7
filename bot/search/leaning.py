"""Whatever leans on the place that was told last: "har de mad?", "hvornår lukker de?", "et andet sted"."""

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation import Reply, Turn
from bot.matching import Role, takes_over
from bot.matching.look import Look
from bot.matching.wishes import Fit, fit
from bot.model import Detail, Intent, Place, PlaceId, Wish
from bot.phrasebook.expressions import plain
from bot.phrasebook.said import Thing, asked_thing, asks_for_ward, asks_of_told
from bot.search.asked import OF_THE_PERSON, Search, asked_again, earlier, remembered, same_search
from bot.search.beside import NIGHT_TOPICS
from bot.search.details import tell_detail, tell_place, tell_room, tell_thing
from bot.search.found import found, near_ones
from bot.search.kept import Kept
from bot.search.known import asks_beyond, asks_for_all, tell_known
from bot.search.listed import listed
from bot.search.named import the_one_called
from bot.search.questions import ask_town
from bot.search.way_there import tell_distance
from bot.store.directory import Directory
from bot.wording.kinds import IN_A_SENTENCE
from bot.wording.labels import called

_by_names = Kept[Mapping[str, Place]]()
_by_all_words = Kept[Mapping[frozenset[str], Place]]()


def asks_about_last(turn: Turn) -> bool:
    """Whether the message leans on the place that was told last: "har de mad?", "hvornår lukker de?"."""
    reading = turn.reading
    if not turn.shown or asks_for_ward(turn.text):
        return False
    if asks_of_told(turn.text):
        leans = not (reading.place or turn.position)
    elif asks_for_room(turn):
        leans = not (reading.place or turn.position) and set(reading.topics) <= {*earlier(turn).topics}
    elif reading.place or reading.when or reading.day or reading.near or turn.position or reading.intent is Intent.BOOK:
        leans = False
    else:
        leans = reading.follows_up or (asked_thing(turn.text) is not None and not reading.topics)
    return leans and bool(earlier(turn).topics)


def asks_for_room(turn: Turn) -> bool:
    """Whether it is asked if there is room: "er der plads?", "hvor mange senge er der?"."""
    return asked_thing(turn.text) is Thing.ROOM


def answer_about_last(turn: Turn, search: Search) -> Reply:
    """Yes, as far as the directory says so; "that I do not know" otherwise, and then a place where it is known."""
    place = turn.directory.place(turn.shown[0])
    before = earlier(turn)
    if place is None:
        return listed(turn, search, found(turn.t, turn.directory, search, turn.now))
    if asks_of_told(turn.text):
        same = same_search(turn)
        return tell_another(turn, same) if asked_thing(turn.text) is Thing.ANOTHER else tell_asked(turn, same, place)
    if asks_for_room(turn):
        return tell_room(turn, replace(search, topics=before.topics), named_place(turn) or place)
    asks = turn.reading.asks
    is_far = asked_thing(turn.text) is Thing.FAR
    if asks and asks is not Detail.ANOTHER and not is_far and (named := named_place(turn)):
        return tell_detail(turn, replace(search, topics=before.topics), named, asks)
    if asks is Detail.ANOTHER and not turn.reading.topics:
        return tell_another(turn, search)
    same = replace(search, topics=before.topics or place.topics[:1], town=search.town or before.town)
    return tell_of(turn, same, place)


def tell_of(turn: Turn, search: Search, place: Place) -> Reply:
    """What is asked about the place, which `search` was about: yes where it has the thing, another place where nobody
    says so; and whatever goes beyond that as far as its listing knows.
    """
    topics, wishes = turn.reading.topics, turn.reading.wishes
    wish = next((one for one in wishes if one is not Wish.FREE or not topics), None)
    if wish is not None:
        return answer_about_wish(turn, search, place, wish)
    if asks_beyond(turn.text) and not (turn.reading.asks or asked_thing(turn.text)):
        return tell_known(turn, search, place)
    if not topics:
        return tell_asked(turn, search, place)
    if topics[0] not in place.topics:
        return instead(turn, replace(search, topics=topics), place)
    sure = all(fit(place, one) is Fit.YES for one in wishes)
    yes = turn.t("Yes, they have {things}.", things=turn.t(IN_A_SENTENCE[topics[0]])) if sure else ""
    return tell_place(turn, search, place.id, opener=yes)


def called_in(turn: Turn) -> Place | None:
    """The place whose name the message says, where it asks about it, or where nothing else in it is understood."""
    reading, said = turn.reading, plain(turn.text)
    if whole := _by_name(turn.directory).get(said) or _by_words(turn.directory).get(frozenset(said.split())):
        return whole
    if not (reading.intent is Intent.UNKNOWN or reading.asks or asked_thing(turn.text)):
        return None
    town = reading.place or turn.person.town
    return the_one_called(turn.text, turn.directory.places, town)


def _by_name(directory: Directory) -> Mapping[str, Place]:
    """The places by their plain names; of two alike the first."""
    return _by_names.of(directory, None, lambda: {plain(one.name): one for one in reversed(directory.places)})


def _by_words(directory: Directory) -> Mapping[frozenset[str], Place]:
    """The places by the words of their names, in whatever order: "vinterherberg aarhus"."""
    return _by_all_words.of(
        directory, None, lambda: {frozenset(name.split()): one for name, one in _by_name(directory).items()}
    )


def tell_called(turn: Turn, search: Search, place: Place) -> Reply:
    """What is asked about a place that is called by its name; what follows leans on it."""
    about_it = replace(search, topics=search.topics if search.topics[:1] == place.topics[:1] else place.topics[:1])
    if {*plain(place.name).split()} == {*plain(turn.text).split()}:
        return tell_place(turn, about_it, place.id)
    return tell_room(turn, about_it, place) if asks_for_room(turn) else tell_asked(turn, about_it, place)


def tell_of_named(turn: Turn, search: Search, place_id: PlaceId, about: str) -> Reply:
    """The place that is called by its name, at the time that is asked about; now where none is. `about`: the one thing
    that is asked of it, "room" or a detail.
    """
    place, asked = turn.directory.place(place_id), asked_again(turn.reading, None)
    if place is None:
        return tell_place(turn, search, place_id)
    topics = search.topics if set(search.topics[:1]) & set(place.topics) else place.topics[:1]
    town = search.town or (turn.towns.find(place.town) if place.town else None)
    search = replace(search, topics=topics, town=town, when=asked)
    if about == Thing.ROOM:
        return tell_room(turn, search, place)
    return tell_detail(turn, search, place, Detail(about)) if about else tell_place(turn, search, place_id)


def tell_asked(turn: Turn, search: Search, place: Place) -> Reply:
    """The one thing about the place that the message asks for, else all of it."""
    asks = turn.reading.asks if turn.reading.asks is not Detail.ANOTHER else None
    thing = asked_thing(turn.text)
    if thing is Thing.FAR:
        return tell_distance(turn, search, place)
    if thing in (Thing.PRICE, Thing.WHO, Thing.CALL):
        return tell_thing(turn, search, place, thing)
    if (asks or thing) and thing is not Thing.TONGUE:
        return tell_detail(turn, search, place, asks or Detail(str(thing)))
    if asks_for_all(turn.text):
        return tell_place(turn, search, place.id, opener=turn.t("This is what I know:"))
    return tell_known(turn, search, place)


async def tell_all(turn: Turn) -> Reply:
    """ "Fortæl mere om stedet": all that is known of the place told last."""
    return tell_place(turn, same_search(turn), turn.shown[0], opener=turn.t("This is what I know:"))


async def tell_after(turn: Turn) -> Reply:
    """ "Og så bagefter": who takes over when the place told last shuts; where it does not, its hours."""
    search, place = same_search(turn), turn.directory.place(turn.shown[0])
    if search.town is None:
        return ask_town(turn, search)
    if place is None:
        return tell_another(turn, search)
    topics = tuple(dict.fromkeys((*search.topics[:1], *(NIGHT_TOPICS if search.topics[0] in NIGHT_TOPICS else ()))))
    look = Look(search.query(turn.now, *topics), turn.directory.trust, turn.directory.changes)
    match = look.match(place, Role.HERE, search.topics[0])
    if match.works_now and match.opening.until is None:
        return tell_known(turn, search, place)
    places = [one for one in turn.directory.helping if not search.leaves_out(one)]
    after = takes_over(match, places, look.query, look.trust, look.changes)
    if after is None:
        return tell_another(turn, search)
    return tell_place(turn, search, after.place.id, opener=turn.t("After that:"))


def named_place(turn: Turn) -> Place | None:
    """The place that the message calls by its name; of those that were shown first."""
    said = f" {plain(turn.text)} "
    shown = [place for one in turn.shown if (place := turn.directory.place(one))]
    known = [*shown, *turn.directory.places]
    return next((place for place in known if any(f" {name} " in said for name in called(place))), None)


def answer_about_wish(turn: Turn, search: Search, place: Place, wish: Wish) -> Reply:
    """What was asked only of this place is not kept for the next question; what is of the person is."""
    yes = fit(place, wish) is Fit.YES
    reply = tell_place(turn, search, place.id, opener=turn.t("Yes.")) if yes else instead(turn, search, place, wish)
    kept = replace(search, wishes=tuple(one for one in search.wishes if one in OF_THE_PERSON))
    return replace(reply, keep={**reply.keep, "search": kept.kept}, remember=remembered(kept, turn.now))


def instead(turn: Turn, search: Search, place: Place, wish: Wish | None = None) -> Reply:
    """It is not known of this place; another one where it is."""
    others = [one for one in near_ones(turn.directory, search, turn.now) if one.place.id != place.id]
    sure = [one for one in others if one.fit is Fit.YES] if wish else others
    if not sure:
        # Nowhere else either: what comes next is about what was looked for before.
        return tell_known(turn, replace(search, topics=earlier(turn).topics or search.topics), place, wish)
    opener = turn.t("I do not know that about {name}. But here:", name=place.name)
    return listed(turn, search, found(turn.t, turn.directory, search, turn.now, seen=(place.id,), opener=opener))


def tell_another(turn: Turn, search: Search) -> Reply:
    """The next best that was not told yet."""
    told = turn.kept.get("seen") or turn.memory.get("seen") or turn.shown[:1]
    seen = tuple(dict.fromkeys(PlaceId(one) for one in (*told, *turn.shown[:1])))
    what = found(turn.t, turn.directory, search, turn.now, seen=seen)
    reply = listed(turn, search, what)
    told_now = [*seen, *what.shows[:1]]
    return replace(
        reply, keep={**reply.keep, "seen": told_now}, remember={**remembered(search, turn.now), "seen": told_now}
    )
