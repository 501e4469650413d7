"""Whether a message goes on from the places that were just told: one turned its writer away, who they are narrows the
list, or they have found something. Pure.

Read alone such words mean something else: "de svarer ikke", of a number that we gave, is no danger to anybody's life.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.conversation import Conversation, Hears, Turn
from bot.model import Detail, Inbound, Intent, Json, Topic
from bot.phrasebook.at_doors import (
    Refused,
    asks_detail,
    asks_for_ride,
    asks_if_open,
    asks_of_papers,
    asks_what_then,
    is_stuck,
    turned_away,
    wants_something,
)
from bot.phrasebook.expressions import plain
from bot.phrasebook.oneself import told_of_oneself
from bot.phrasebook.said import Thing, asked_thing, asks_of_told, has_found, hurts, is_of_man, said_age, said_of_self
from bot.phrasebook.told_ones import asks_what_follows, which_of
from bot.routing import Route, is_clear, route
from bot.search.asked import THREAD_LASTS
from bot.search.known import asks_for_all, asks_of_it
from bot.search.meant import lying_in, meant_by
from bot.search.named import named_in
from bot.store.dialogues import Dialogue
from bot.understanding.dates import only_asks_when
from bot.understanding.language import OURS

_FIND_HELP = "find_help"
_WORDS_OF_AN_AGE, _WORDS_OF_AN_EXCUSE, _FEW_WORDS = 5, 7, 4
_DETAILS: Mapping[Thing, Detail] = {Thing.WAY: Detail.WAY, Thing.PHONE: Detail.PHONE, Thing.WEEK: Detail.WEEK}
_PAIR = 2
_A_WHILE = timedelta(hours=1)
_WORDS = frozenset({Hears.TEXT, Hears.HOW})
_RIGHTS = frozenset({Intent.STOP, Intent.DELETE_ME, Intent.MY_DATA, Intent.HUMAN, Intent.UNSUBSCRIBE})


def from_list(turn: Turn, inbound: Inbound, dialogue: Dialogue, conversations: Sequence[Conversation]) -> Route | None:
    """The step that goes on from the places told last; None where none were, or the message is about something else."""
    reading, looked = turn.reading, dialogue.memory.get(_FIND_HELP, {})
    leans = asks_of_told(turn.text) and not (reading.emergency or _others(turn, looked))
    is_right = reading.intent in _RIGHTS and not (leans and reading.intent is Intent.HUMAN)
    if inbound.tapped or reading.command or is_right or is_clear(turn.order):
        return None
    is_fresh = turn.now.timestamp() - float(looked.get("at", 0)) <= THREAD_LASTS.total_seconds()
    if not (is_fresh and looked["search"]["topics"]):
        return None
    found = _hurts(turn, looked["search"]) or (
        _from_shown(turn, looked, dialogue, leans=leans) if dialogue.shown else None
    )
    if found is None:
        return None
    newest = next((one for one in reversed(dialogue.questions) if one.is_open(turn.now)), None)
    if found.step == "narrow" and found.kept.get("time") and newest and newest.keep.get("books"):
        return None  # "onsdag" takes the offer to book
    answers = route(inbound, reading, dialogue, conversations, turn.now, turn.order)
    asked, last = answers.question, dialogue.questions[-1:]
    if answers.choice is not None:
        # "Nej ikke der" is about the list that was told since, and no answer to what was asked before it.
        return None if asked in last or found.step != "tell_next" else found
    is_other = asked is not None and (asked.conversation != _FIND_HELP or bool(_WORDS & set(asked.hears)))
    return None if is_other else found


def of_named(turn: Turn, inbound: Inbound, dialogue: Dialogue) -> Route | None:
    """ "Er parasollen åben i morgen", "er der plads på toften": asked of a place by its name, whatever was told."""
    reading, about = turn.reading, _asked_of_named(turn)
    is_danger = reading.emergency is not None and reading.is_plain
    is_other = inbound.tapped or is_danger or reading.command or reading.intent in _RIGHTS
    if about is None or is_other or is_clear(turn.order):
        return None
    newest = next((one for one in reversed(dialogue.questions) if one.is_open(turn.now)), None)
    if newest and _WORDS & set(newest.hears):
        return None
    town = dialogue.memory.get(_FIND_HELP, {}).get("search", {}).get("town") or turn.person.town
    meant = meant_by(turn, town)
    if not meant.is_named or meant.place is None or not named_in(turn.text, [meant.place]):
        return None
    return Route(_FIND_HELP, "tell_named", kept={"place": meant.place.id, "about": about})


def _asked_of_named(turn: Turn) -> str | None:
    """What is asked of one place: whether it is open (""), whether there is "room", or a detail; None for nothing."""
    asks, thing = turn.reading.asks, asked_thing(turn.text)
    if thing is Thing.ROOM:
        return str(Thing.ROOM)
    is_open_asked = asks_if_open(turn.text)
    if is_open_asked and _says_when(turn):
        return ""
    detail = asks if asks not in (None, Detail.ANOTHER) else _DETAILS.get(thing or Thing.WHO)
    return str(detail) if detail else "" if is_open_asked else None


def _says_when(turn: Turn) -> bool:
    reading = turn.reading
    return bool(reading.when or reading.day or reading.clock or reading.at_night)


def _from_shown(turn: Turn, looked: Json, dialogue: Dialogue, *, leans: bool) -> Route | None:
    reading = turn.reading
    if reading.intent is Intent.LANGUAGE and reading.language_code in OURS:
        return Route(_FIND_HELP, "tell_in_language", kept={"language": reading.language_code})
    if found := _of_told(turn, looked, dialogue):
        return found
    found = _next_one(turn, looked) or (Route(_FIND_HELP, "") if leans and not reading.place else None)
    found = found or _detail(turn)
    found = found or _refused(turn, looked["search"]) or _way_there(turn, looked["search"]) or _elsewhere(turn)
    if found or reading.place:
        return found
    return _found(turn, looked["search"]) or _narrowed(turn) or _nearer(turn)


def _detail(turn: Turn) -> Route | None:
    """A detail of the place just told, "hvornår skal man være ude": no appointment, and no other kind of help."""
    if turn.reading.place or turn.reading.emergency:
        return None
    if asks_of_papers(turn.text):
        return Route(_FIND_HELP, "tell_known", kept={"papers": True})
    return Route(_FIND_HELP, "tell_known") if asks_detail(turn.text) else None


def _of_told(turn: Turn, looked: Json, dialogue: Dialogue) -> Route | None:
    """ "Den anden", "og så bagefter", "fortæl mere om stedet", "do they take couples": of the places that were told."""
    reading, said = turn.reading, plain(turn.text)
    if reading.place or reading.emergency:
        return None
    if chosen := _chosen(turn, dialogue):
        return chosen
    if asks_what_follows(turn.text):
        return Route(_FIND_HELP, "tell_after")
    if asks_for_all(turn.text) and not (_besides(turn, looked["search"]) or asked_thing(turn.text)):
        return Route(_FIND_HELP, "tell_all")
    # Read alone "do they take couples" is a thanks.
    is_asked = reading.intent is Intent.THANKS and reading.follows_up and bool(reading.wishes) and asks_of_it(said)
    return Route(_FIND_HELP, "") if is_asked else None


def _chosen(turn: Turn, dialogue: Dialogue) -> Route | None:
    """The one of the last list that the words count; of two the other one, where the second was told already."""
    lists = (one for one in reversed(dialogue.questions) if one.conversation == _FIND_HELP and one.step == "choose")
    newest = next((one for one in lists if one.is_open(turn.now) and one.keep.get("place")), None)
    if newest is None:
        return None
    named = [one.key.removeprefix("place:") for one in newest.choices if one.key.startswith("place:")]
    places = list(dict.fromkeys((newest.keep["place"], *named)))
    at = which_of(turn.text, len(places))
    if at is None:
        return None
    if len(places) == _PAIR and places[at] == turn.shown[0] == places[1]:
        at = 0
    return Route(_FIND_HELP, "choose", choice=f"place:{places[at]}", kept=newest.keep, question=newest)


def _hurts(turn: Turn, search: Json) -> Route | None:
    """ "Det gør ondt", from who looks for a dentist, is about the tooth, and no grief."""
    is_sure = turn.reading.emergency is not None and turn.reading.is_plain
    is_tooth = search["topics"][:1] == [Topic.DENTAL] and hurts(turn.text) and not is_sure
    return Route(_FIND_HELP, "narrow", kept={"wishes": (), "hurts": True}) if is_tooth else None


def _others(turn: Turn, looked: Json) -> set[Topic]:
    """The kinds of help that are asked for besides the one looked for; company is meant by "nogen" alone."""
    return _besides(turn, looked.get("search", {})) - {Topic.COMMUNITY, Topic.DIGITAL}


def _besides(turn: Turn, search: Json) -> set[Topic]:
    """The kinds of help of this message that were not looked for before."""
    return {*turn.reading.topics} - {Topic(one) for one in search.get("topics", ())}


def _found(turn: Turn, search: Json) -> Route | None:
    """Who has found a bed is glad, unless they spoke of death before."""
    return Route("thanks", "be_glad") if has_found(turn.text) and not search.get("danger") else None


def _narrowed(turn: Turn) -> Route | None:
    """Words that say who the person is, or when, and nothing else."""
    wishes, age = said_of_self(turn.text), said_age(turn.text)
    is_age = age is not None and len(turn.text.split()) <= _WORDS_OF_AN_AGE
    reading, begins = turn.reading, (Intent.UNKNOWN, Intent.FIND_HELP, Intent.THANKS)
    says_when = reading.when or reading.day or reading.clock or reading.at_night or reading.no_such_time
    is_time = bool(says_when) and reading.intent in begins and not reading.emergency and only_asks_when(turn.text)
    if not (wishes or is_of_man(turn.text) or told_of_oneself(turn.text).is_all or is_age or is_time):
        return None
    return Route(_FIND_HELP, "narrow", kept={"wishes": wishes, "time": is_time})


def _nearer(turn: Turn) -> Route | None:
    """ "Det er for langt" is a no to the place, and none to help."""
    is_no = turn.reading.intent in (Intent.DECLINE, Intent.FEEDBACK, Intent.UNKNOWN)
    return Route(_FIND_HELP, "") if turn.reading.near and is_no and not turn.reading.emergency else None


def _next_one(turn: Turn, looked: Json) -> Route | None:
    """ "Hvor så?" asks for the next place; "hvad så" is a greeting again where no list was told just now."""
    reading = turn.reading
    # "Hvor skal jeg gå hen nu" is no farewell under a list, unless a danger was told of before.
    may_be_danger = bool(reading.emergency and looked["search"].get("danger"))
    if reading.place or may_be_danger or not asks_what_then(turn.text):
        return None
    since = turn.now.timestamp() - float(looked["at"])
    if reading.intent is Intent.GREETING and since > _A_WHILE.total_seconds():
        return None
    return Route(_FIND_HELP, "tell_other")


def _elsewhere(turn: Turn) -> Route | None:
    """ "Jeg kan ikke komme til Toftlund" is a no to a town, and no word about an appointment."""
    denies = turn.reading.place is None and (turn.reading.left or turn.reading.shunned)
    return Route(_FIND_HELP, "") if denies and not (turn.reading.emergency or turn.reading.topics) else None


def _refused(turn: Turn, search: Json) -> Route | None:
    reading, named = turn.reading, _named_refused(turn, search)
    how = named or (None if reading.place else turned_away(turn.text))
    if how is None or (reading.emergency and reading.is_plain and how is not Refused.UNREACHED):
        return None
    # Who also asks for something else is answered that.
    if how is not Refused.UNWILLING and not reading.emergency and _asks_for_others(turn, search, named=bool(named)):
        return None
    return Route(_FIND_HELP, "tell_next", kept={"how": how})


def _named_refused(turn: Turn, search: Json) -> Refused | None:
    """ "Toften er fuld", "sundholm var fyldt": a place, where the words alone may be about who drank, or a town."""
    how, place = turned_away(turn.text, named=True), turn.reading.place
    if how is None:
        return None
    meant = meant_by(turn, search["town"])
    is_there = place == search["town"] and turned_away(turn.text) is not None
    return how if meant.is_named or is_there else None


def _way_there(turn: Turn, search: Json) -> Route | None:
    """How far it is, which bus goes there, or that they cannot get there."""
    reading = turn.reading
    place, topics = reading.names, [Topic(one) for one in search["topics"]]
    is_elsewhere = place not in (None, search["town"]) and lying_in(turn, topics, search["town"]) is None
    if is_elsewhere or (reading.emergency and reading.is_plain):
        return None
    is_asked = asked_thing(turn.text) is Thing.FAR or asks_for_ride(turn.text)
    if not (is_asked or is_stuck(turn.text, there=place is not None)):
        return None
    # "Jeg har ikke bil" is no debt; in more words another kind of help is one that they ask for too.
    if _asks_for_others(turn, search, named=True) and len(turn.text.split()) > _WORDS_OF_AN_EXCUSE:
        return None
    return Route(_FIND_HELP, "tell_way_there")


def _asks_for_others(turn: Turn, search: Json, *, named: bool) -> bool:
    """Whether another kind of help is asked for too; a few words, or such with a name in them, are only guessed at."""
    if turn.reading.intent is not Intent.FIND_HELP or not _besides(turn, search):
        return False
    return wants_something(turn.text) or not (named or len(turn.text.split()) <= _FEW_WORDS)
