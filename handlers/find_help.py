"""Finding help: what is needed, where, and then the best place in full with others to choose from.

A shelter, somebody to talk to and safety are answered before the town is known; anything else asks for it once.
"""

from dataclasses import replace

from bot.borne_out import says
from bot.conversation import Conversation, Hears, Reply, Turn
from bot.desk.turned_away import look_there_again, take_door, tell_next
from bot.matching.wishes import YOUTH_ENDS, Fit, fit
from bot.model import Choice, Detail, Intent, Json, PlaceId, Topic, Wish
from bot.phrasebook.oneself import begs_for_help, has_children_along
from bot.phrasebook.said import GROWN_UP, named_area
from bot.search import called, known
from bot.search.again import tell_in_language
from bot.search.asked import (
    Search,
    asked_again,
    earlier,
    remembered,
    said_when,
    same_search,
    search_from,
    search_of,
)
from bot.search.beside import Errand, narrowed, of_a_family, otherwise_for_a_child
from bot.search.details import tell_detail, tell_more, tell_news, tell_place
from bot.search.found import Found, found
from bot.search.hidden import is_read_by_others, tell_number
from bot.search.leaning import (
    answer_about_last,
    asks_about_last,
    called_in,
    tell_after,
    tell_all,
    tell_another,
    tell_called,
    tell_of_named,
)
from bot.search.listed import listed
from bot.search.missing import note_missing
from bot.search.noticed import tell_of_notice
from bot.search.questions import WHERE, ask_another_name, ask_nearer, ask_town
from bot.search.way_there import tell_nearer, tell_way_there
from bot.search.whereabouts import named_town, remember_first_town
from bot.store import people
from bot.store.tallies import Tally, What
from bot.understanding.dates import is_only_time
from bot.wording import lines
from bot.wording.kinds import CHOICE

ASKED_MOST = (Topic.SHELTER, Topic.FOOD, Topic.WARM_ROOM, Topic.HEALTH, Topic.MENTAL)
LONGEST_PLEA = 200


async def answer(turn: Turn) -> Reply:
    """Whatever somebody writes about help begins here, also what leans on the last answer."""
    search = search_of(turn)
    if (area := named_area(turn.text)) and named_town(turn) is None:
        return ask_town(turn, search, area)
    if place := called_in(turn):
        is_hidden = is_read_by_others(turn, search, place)
        return tell_number(turn, search) if is_hidden else tell_called(turn, search, place)
    if not search.topics:
        return await ask_topic(turn, search)
    if turn.reading.place is None and (turn.reading.left or turn.reading.shunned):
        return await look_elsewhere(turn)
    if turn.reading.unknown_place and turn.reading.topics:
        return ask_another_name(turn, search)
    if asks_about_last(turn):
        return tell_number(turn, search) if is_read_by_others(turn, search) else answer_about_last(turn, search)
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
    asks, danger = turn.t("What do you need most? You can also write it in your own words."), ""
    if begs_for_help(turn.text):
        danger = turn.t("Is there danger to life, ring {phone}.", phone=lines.alarm(turn.directory))
    return Reply(
        " ".join(filter(None, (opener, asks, danger))),
        choices=choices,
        then="choose",
        hears=WHERE,
        keep={"search": search.kept},
        undo=undo,
        remember=remembered(search, turn.now) if search.age and not earlier(turn).topics else None,
        otherwise=f"{turn.t('Write a word for what you need, or choose here.')} {danger}".strip(),
    )


async def choose(turn: Turn) -> Reply:
    """A choice of the list was taken, or the town, the position or the time was said; what was offered for booking is
    taken by a yes or a day."""
    if turn.kept.get("books") and (turn.heard is Hears.YES or (turn.heard is Hears.WHEN and is_only_time(turn.text))):
        return Reply("", passes="booking")
    search = replace(search_of(turn), near=bool(turn.kept.get("near")))
    if is_read_by_others(turn, search):
        return tell_number(turn, search)
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
    if is_read_by_others(turn, search):
        return tell_number(turn, search)
    changed, undo = await remember_town(turn, search)
    if turn.reading.no_such_time:
        opener = f"{no_such(turn)} {opener}".strip()
    if search.books:
        opener = turn.t("You cannot book here yet, so ring or go there.")
    if has_children_along(turn.text) and (search.topics[0] is Topic.SHELTER or says("evicted", turn.text)):
        opener = f"{of_a_family(Errand(turn.t, turn.directory, search, turn.now))} {opener}".strip()
    opener = " ".join(filter(None, (changed, opener)))
    what = found(turn.t, turn.directory, search, turn.now, opener=opener)
    if what.offers_human:
        await note_missing(turn, search)
    told = listed(turn, search, what, undo=undo, counts=(tally(search, what),))
    if not (what.offers_human and search.age is not None and search.age < GROWN_UP):
        return told
    before, again = earlier(turn), otherwise_for_a_child(Errand(turn.t, turn.directory, search, turn.now))
    is_again = (before.topics[:1], before.town) == (search.topics[:1], search.town)
    return replace(told, text=again if is_again else told.text, otherwise=again)


def no_such(turn: Turn) -> str:
    """A date or a clock time that does not exist, said as in booking."""
    words = turn.reading.no_such_time
    return turn.t("{words} does not exist.", words=words[:1].upper() + words[1:])


async def narrow(turn: Turn) -> Reply:
    """Who they are, or have along, narrows the list that was told: the same help, the same town."""
    search = same_search(turn.with_(kept={}), [Wish(one) for one in turn.kept["wishes"]])
    if search.age is not None and GROWN_UP <= search.age <= YOUTH_ENDS:
        search = replace(search, wishes=tuple(dict.fromkeys((*search.wishes, Wish.YOUTH))))
    if turn.kept.get("time"):
        search = replace(search, when=asked_again(turn.reading, search.when))
    if search.town is None:
        return ask_town(turn, search)
    return await tell_found(turn, search, narrowed(turn.t, turn.directory, search, turn.kept, turn.now))


async def tell_named(turn: Turn) -> Reply:
    """ "Er parasollen åben i morgen": that place, at that time; what was looked for before goes on."""
    asked = turn.with_(kept={}, reading=replace(turn.reading, wishes=()))
    return tell_of_named(turn, search_of(asked), PlaceId(turn.kept["place"]), turn.kept["about"])


async def tell_known(turn: Turn) -> Reply:
    """A detail that no listing holds: what is known of the place; of papers, whether one may be nameless."""
    search, place = same_search(turn), turn.directory.place(turn.shown[0])
    if turn.kept.get("papers") and place:
        opener = "" if fit(place, Wish.NO_ID) is Fit.YES else turn.t("I do not know that.")
        wishes = tuple(dict.fromkeys((*search.wishes, Wish.NO_ID)))
        asked = tell_place(turn, replace(search, wishes=wishes), place.id, opener)
        return replace(asked, keep={**asked.keep, "search": search.kept}, remember=remembered(search, turn.now))
    if place is None:
        return tell_place(turn, search, turn.shown[0])
    return known.tell_known(turn, search, place)


async def tell_by_name(turn: Turn) -> Reply:
    """A place that is asked about by its name; the first town that is named is remembered."""
    await remember_first_town(turn, named_town(turn) if turn.kept["beside"] else None)
    search, places = search_of(turn), map(turn.directory.place, turn.kept["places"])
    is_hidden = any(is_read_by_others(turn, search, place) for place in places)
    return tell_number(turn, search) if is_hidden else called.tell_by_name(turn)


async def tell_other(turn: Turn) -> Reply:
    """ "Hvor så?": the next best that was not told yet."""
    search = same_search(turn)
    return tell_another(turn, search) if search.town else ask_town(turn, search)


async def look_elsewhere(turn: Turn) -> Reply:
    """A town was said not to be the one: what was looked for goes on without it."""
    search = search_of(turn) if turn.reading.topics else same_search(turn)
    shunned = [turn.towns.name_of(one) for one in turn.reading.shunned]
    fine = "That is quite all right. I leave out {place} for now."
    opener = turn.t(fine, place=turn.t.listing(shunned)) if shunned else ""
    if search.town is None:
        await people.remember_town(turn.db, turn.person.id, None)
        asked = ask_town(turn, search)
        return replace(asked, text=f"{opener} {asked.text}".strip())
    return await tell_found(turn, search, opener)


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
    if is_read_by_others(turn, search, place):
        return tell_number(turn, search)
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
        "tell_named": tell_named,
        "tell_known": tell_known,
        "tell_by_name": tell_by_name,
        "tell_other": tell_other,
        "tell_after": tell_after,
        "tell_all": tell_all,
        "tell_of_notice": tell_of_notice,
        "tell_way_there": tell_way_there,
        "tell_in_language": tell_in_language,
        "undo_town": undo_town,
        "look_there_again": look_there_again,
    },
)
