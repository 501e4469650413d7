"""Finding help: what is needed, where, and then the best place in full with others to choose from.

A shelter, somebody to talk to and safety are answered before the town is known; anything else asks for it once.
"""

from dataclasses import replace

from bot.conversation import Conversation, Hears, Reply, Turn
from bot.desk.turned_away import look_there_again, take_door, tell_next
from bot.matching import Role, fallbacks
from bot.matching.wishes import YOUTH_ENDS
from bot.model import Choice, Detail, Intent, Json, PlaceId, Topic, Wish
from bot.said import GROWN_UP, Thing, asked_thing, asks_for_ride, is_stuck, is_unsure, named_area
from bot.search.again import tell_in_language
from bot.search.asked import (
    Search,
    earlier,
    named_town,
    remembered,
    said_when,
    same_search,
    search_from,
    search_of,
)
from bot.search.beside import narrowed
from bot.search.details import WHERE_OR_WHEN, tell_detail, tell_more, tell_news, tell_place
from bot.search.found import Found, found
from bot.search.leaning import answer_about_last, asks_about_last, called_in, tell_another, tell_called
from bot.search.listed import listed
from bot.search.meant import lying_in, meant_by
from bot.search.missing import note_missing
from bot.search.way_there import tell_distance, tell_nearer, tell_ride, tell_stuck
from bot.store import appointments, people
from bot.store.tallies import Tally, What
from bot.wording.kinds import CHOICE
from bot.wording.listing import Asked, Listing, in_a_line, in_full

ASKED_MOST = (Topic.SHELTER, Topic.FOOD, Topic.WARM_ROOM, Topic.HEALTH, Topic.MENTAL)
WHERE = frozenset({Hears.PLACE, Hears.POSITION})
LONGEST_PLEA = 200
ANY_WORDS = WHERE_OR_WHEN | {Hears.WORDS}


async def answer(turn: Turn) -> Reply:
    """Whatever somebody writes about help begins here, also what leans on the last answer."""
    search = search_of(turn)
    if (area := named_area(turn.text)) and named_town(turn) is None:
        return ask_town(turn, search, area)
    if place := called_in(turn):
        return tell_called(turn, search, place)
    if not search.topics:
        return await ask_topic(turn, search)
    if asks_about_last(turn):
        return answer_about_last(turn, search)
    if says_nothing_new(turn) and search.topics[0] is not Topic.VIOLENCE:
        long = len(turn.text) > LONGEST_PLEA
        return Reply("", passes="unclear") if long else await ask_topic(turn, replace(search, topics=()))
    if search.town is None:
        return ask_town(turn, search)
    if turn.reading.near and turn.position is None and turn.reading.place is None:
        told = turn.directory.place(turn.shown[0]) if turn.shown and earlier(turn).topics == search.topics else None
        return (told and tell_nearer(turn, search, told)) or ask_nearer(turn, search)
    return await tell_found(turn, search)


def says_nothing_new(turn: Turn) -> bool:
    """Whether the message asks for nothing that was not answered just before: the same list again is no answer."""
    reading = turn.reading
    says = reading.topics or reading.place or said_when(reading) or reading.wishes or reading.near or turn.position
    leans = reading.follows_up or reading.intent in (Intent.BOOK, Intent.CONFIRM)
    return not (says or leans) and bool(turn.shown and turn.text and earlier(turn).topics)


async def ask_topic(turn: Turn, search: Search) -> Reply:
    """One question, with what is asked for most."""
    opener, undo = await remember_town(turn, search)
    choices = tuple(Choice(f"topic:{topic}", turn.t(CHOICE[topic])) for topic in ASKED_MOST)
    return Reply(
        f"{opener} {turn.t('What do you need most? You can also write it in your own words.')}".strip(),
        choices=choices,
        then="choose",
        hears=WHERE,
        keep={"search": search.kept},
        undo=undo,
        remember=remembered(search, turn.now) if search.age and not earlier(turn).topics else None,
        otherwise=turn.t("Write a word for what you need, or choose here."),
    )


def ask_town(turn: Turn, search: Search, area: str = "") -> Reply:
    """Which town, in that area when one was named; with a line that works at once where the country has one."""
    if area:
        return Reply(
            turn.t("Which town in {area}? Write its name or the postcode.", area=area),
            then="choose",
            hears=ANY_WORDS,
            keep={"search": search.kept, "asks": "town"},
            asks_position=turn.may_share,
            remember=remembered(search, turn.now),
        )
    query = search.query(turn.now, *search.topics[:1])
    lines = fallbacks(turn.directory.places, query, turn.directory.trust, turn.directory.changes)
    works = [match for match in lines if match.works_now and match.role <= Role.FAR and match.place.phone]
    first = works[0] if works else None
    text = turn.t("Which town are you in?")
    if first:
        listing = Listing.of(turn.directory, first.place, search.moment(turn.now), turn.now)
        text = turn.t("Which town are you in? Then I look for something near you.")
        if first.role is Role.FAR:
            text = f"{text}\n{turn.t('Is it urgent, ring:')} {in_a_line(turn.t, listing)}"
        else:
            text = f"{in_full(turn.t, listing, Asked(wishes=search.wishes)).text}\n{text}"
    return Reply(
        text,
        choices=(Choice("no", turn.t("All of Denmark")),),
        then="choose",
        hears=ANY_WORDS,
        keep={"search": search.kept, "asks": "town"},
        asks_position=turn.may_share,
        remember=remembered(search, turn.now),
        shows=(first.place.id,) if first else (),
        otherwise=turn.t("I must know the town to find something near. Write its name or the postcode."),
    )


def ask_another_name(turn: Turn, search: Search) -> Reply:
    """We do not know that town: the postcode or a larger one will do; without it, what holds for the whole country."""
    if is_unsure(turn.text):
        return Reply(
            turn.t("That is all right. Write a larger town near you, or ask somebody for the postcode."),
            choices=(Choice("no", turn.t("All of Denmark")),),
            then="choose",
            hears=ANY_WORDS,
            keep={**turn.kept, "search": search.kept},
            asks_position=turn.may_share,
            otherwise=turn.t("Is there a sign or a bus stop with a name? Or answer 1 for all of Denmark."),
        )
    if turn.kept["asks"] == "town again":
        what = found(turn.t, turn.directory, search, turn.now, opener=turn.t("I do not find that town either."))
        return replace(listed(turn, search, what), lost=True)
    return Reply(
        turn.t("I do not know that town. Write the postcode, or a larger town near you."),
        choices=(Choice("no", turn.t("All of Denmark")),),
        then="choose",
        hears=ANY_WORDS,
        keep={"search": search.kept, "asks": "town again"},
        asks_position=turn.may_share,
        lost=True,
    )


def ask_nearer(turn: Turn, search: Search) -> Reply:
    """Nearer than the town is known only from a district, a postcode or a position."""
    share = "Share your position, or write the postcode. Then I find what is nearest."
    text = turn.t(share if turn.may_share else "Write your part of town or the postcode. Then I find what is nearest.")
    return Reply(
        text, then="choose", hears=WHERE, keep={"search": search.kept, "near": True}, asks_position=turn.may_share
    )


async def choose(turn: Turn) -> Reply:
    """A choice of the list was taken, or the town, the position or the time was said."""
    search = replace(search_of(turn), near=bool(turn.kept.get("near")))
    match (turn.choice or "").partition(":"):
        case ("more", _, _) if turn.kept.get("place"):
            return tell_more(turn, search, PlaceId(turn.kept["place"]))
        case ("place", _, place_id):
            return tell_place(turn, search, PlaceId(place_id))
        case ("topic", _, topic):
            search = replace(search, topics=(Topic(topic), *(one for one in search.topics if one != topic)))
        case ("youth", _, _):
            search = replace(search, wishes=(*search.wishes, Wish.YOUTH))
        case _ if turn.choice is None and asks_about_last(turn):
            return answer_about_last(turn, search)
        case _:
            pass
    if not search.topics:
        return await ask_topic(turn, search)
    if search.town or turn.choice == "no":
        return await tell_found(turn, search)
    if turn.choice is None and turn.kept.get("asks") and said_when(turn.reading) is None:
        return ask_another_name(turn, search)
    return ask_town(turn, search)


async def tell_found(turn: Turn, search: Search, opener: str = "") -> Reply:
    """The best place in full, the others as choices."""
    changed, undo = await remember_town(turn, search)
    if search.books:
        opener = turn.t("You cannot book here yet, so ring or go there.")
    opener = " ".join(filter(None, (changed, opener)))
    what = found(turn.t, turn.directory, search, turn.now, opener=opener)
    if what.offers_human:
        await note_missing(turn, search)
    return listed(turn, search, what, undo=undo, counts=(tally(search, what),))


async def narrow(turn: Turn) -> Reply:
    """Who they are, or have along, narrows the list that was told: the same help, the same town."""
    search = same_search(turn.with_(kept={}), [Wish(one) for one in turn.kept["wishes"]])
    if search.age is not None and GROWN_UP <= search.age <= YOUTH_ENDS:
        search = replace(search, wishes=tuple(dict.fromkeys((*search.wishes, Wish.YOUTH))))
    if search.town is None:
        return ask_town(turn, search)
    return await tell_found(turn, search, narrowed(turn.t, turn.directory, search, turn.kept, turn.now))


async def tell_other(turn: Turn) -> Reply:
    """ "Hvor så?": the next best that was not told yet."""
    search = same_search(turn)
    return tell_another(turn, search) if search.town else ask_town(turn, search)


async def tell_way_there(turn: Turn) -> Reply:
    """How far it is, or what is left to who cannot get there; who has an appointment there cannot come to that."""
    if turn.reading.intent is Intent.CANCEL_APPOINTMENT and await _has_appointment_there(turn):
        return Reply("", passes="appointments")
    search = same_search(turn)
    named = lying_in(turn, search.topics, search.town_name) or meant_by(turn, search.town_name).place
    place = named or turn.directory.place(turn.shown[0])
    if place is None or search.town is None:
        return ask_town(turn, search)
    if asked_thing(turn.text) is Thing.FAR:
        return tell_distance(turn, search, place)
    if asks_for_ride(turn.text) and not is_stuck(turn.text, there=True):
        return tell_ride(turn, search, place)
    nearer = tell_nearer(turn, search, place) if turn.reading.near else tell_stuck(turn, search, place)
    return nearer or ask_nearer(turn, search)


async def _has_appointment_there(turn: Turn) -> bool:
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    places = (turn.directory.place_of(one.schedule) for one in own)
    return any(place is not None and place.id in turn.shown[:1] for place in places)


def tally(search: Search, what: Found) -> Tally:
    """What is counted of a question: the kind of help, the municipality, and whether we knew a place."""
    is_answered = what.shows and not what.offers_human
    municipality = (search.town.municipality if search.town else None) or ""
    return Tally(What.ANSWERED if is_answered else What.NOT_FOUND, search.topics[0], municipality)


async def detail(turn: Turn) -> Reply:
    """The way, the number, the week, what is new, or another place."""
    search, place = search_of(turn), turn.directory.place(turn.kept["place"])
    if turn.choice is None or place is None:
        return await choose(turn)
    if turn.choice == Detail.ANOTHER:
        return tell_another(turn, search)
    if turn.choice == "news":
        return tell_news(turn, search, place)
    return tell_detail(turn, search, place, Detail(turn.choice))


async def remember_town(turn: Turn, search: Search) -> tuple[str, tuple[str, Json] | None]:
    """A named town is the person's from now on; when it was another before, that is said and can be undone."""
    named, old = named_town(turn), turn.person.town
    if named is None or named.name == old:
        return "", None
    await people.remember_town(turn.db, turn.person.id, named.name)
    if old:
        undo: tuple[str, Json] = ("undo_town", {"town": old, "search": search.kept})
        return turn.t("I look in {town} now. FORTRYD: back to {old}.", town=named.name, old=old), undo
    if not turn.text or named.name.casefold() in turn.text.casefold():
        return "", None
    return turn.t("I look in {town}.", town=named.name), None


async def undo_town(turn: Turn) -> Reply:
    """The town that was before is the person's again; where there was none, it is asked for."""
    town = turn.kept["town"]
    await people.remember_town(turn.db, turn.person.id, town)
    search = replace(search_from(turn, turn.kept["search"]), town=turn.towns.find(town) if town else None)
    if town is None:
        return ask_town(turn, search) if search.topics else await ask_topic(turn, search)
    said = turn.t("I look in {town} again.", town=town)
    if not search.topics:
        return Reply(said)
    return listed(turn, search, found(turn.t, turn.directory, search, turn.now, opener=said))


FIND_HELP = Conversation(
    name="find_help",
    first=answer,
    begins_with=frozenset({Intent.FIND_HELP}),
    recalls="emergency",
    steps={
        "choose": choose,
        "detail": detail,
        "narrow": narrow,
        "tell_next": tell_next,
        "take_door": take_door,
        "tell_other": tell_other,
        "tell_way_there": tell_way_there,
        "tell_in_language": tell_in_language,
        "undo_town": undo_town,
        "look_there_again": look_there_again,
    },
)
