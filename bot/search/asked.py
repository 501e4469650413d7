"""What a person looks for: this message put together with what the last one asked, so that follow-ups keep the thread.

What is kept between messages names a town and never a position.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.conversation import Turn
from bot.matching import Query
from bot.matching.wishes import is_for_the_cardless
from bot.model import Emergency, Intent, Json, Place, PlaceId, Position, Reading, Topic, Town, Wish
from bot.moment import Moment, asked_moment
from bot.phrasebook.kin import is_of_debt, speaks_of_violence
from bot.phrasebook.oneself import Oneself, has_lost_pet, has_no_bed, told_of_oneself
from bot.phrasebook.said import asks_for_drug_room, is_of_man, is_of_night, only_says_where, said_age
from bot.search.whereabouts import named_town, remembered_town

THREAD_LASTS = timedelta(hours=24)
OF_THE_PERSON = frozenset({Wish.DOG, Wish.YOUTH, Wish.COUPLE, Wish.WHEELCHAIR, Wish.WOMEN_ONLY})
"""What still holds when the same person asks for something else."""
WITH_A_DOOR = frozenset(
    {Topic.SHELTER, Topic.WARM_ROOM, Topic.FOOD, Topic.BATH, Topic.CLOTHES, Topic.COMMUNITY, Topic.PETS}
)
"""Help that one stays for, so that it matters who comes along."""
REFUSED_LASTS = timedelta(hours=12)
"""Whoever was turned away this evening is not sent there again tonight."""
COMES_ALONG = frozenset({Wish.DOG, Wish.COUPLE})
BEDS = frozenset({Topic.SHELTER, Topic.WARM_ROOM})
ASKED_FOR_ITSELF = frozenset({Topic.VIOLENCE, Topic.RELATIVES})
"""Before this no bed goes: who flees is helped to a safe one, and who writes for another is told how to help."""
CAN_WAIT = frozenset(
    {
        Topic.AFTERCARE,
        Topic.DENTAL,
        Topic.DEBT,
        Topic.MENTAL,
        Topic.ADDICTION,
        Topic.HOUSING,
        Topic.SOCIAL_WORKER,
        Topic.WORK,
    }
)
"""What opens in the morning, and then for whoever has slept."""
MOST_TOPICS = 3


@dataclass(frozen=True, slots=True)
class Search:
    """Topics (most urgent first), where, for when (as in the labels), and what the place must allow.

    `position` and what was `said` are known in their own turn, and are not kept. `books`: an appointment was asked for.
    `danger` is what a cry for help of this thread was about, and `age` what was said of the own age in it. `refused`:
    the places that turned the person away, each with the second since 1970 until which it is not told again.
    `man`: they said so, and hear of no place for women only. `card`: whether they have a Danish health card, as said.
    `uses_there`: a room to take drugs in was asked for, or clean needles. `for_anybody`: no word tells of violence at
    home, so that no home for women is told. `away`: the towns that they can not or will not go to.
    """

    topics: tuple[Topic, ...] = ()
    town: Town | None = None
    position: Position | None = None
    when: str | None = None
    wishes: tuple[Wish, ...] = ()
    near: bool = False
    books: bool = False
    danger: Emergency | None = None
    age: int | None = None
    refused: tuple[tuple[PlaceId, float], ...] = ()
    man: bool = False
    card: bool | None = None
    uses_there: bool = False
    for_anybody: bool = False
    away: tuple[str, ...] = ()
    said: str = field(default="", repr=False, compare=False)

    @property
    def town_name(self) -> str | None:
        """The town in mind, which an answer need not repeat."""
        return self.town.name if self.town else None

    @property
    def kept(self) -> Json:
        """As JSON, for the next turn."""
        return {
            "topics": list(self.topics),
            "town": self.town_name,
            "when": self.when,
            "wishes": list(self.wishes),
            "books": self.books,
            "danger": self.danger,
            "age": self.age,
            "refused": dict(self.refused),
            "man": self.man,
            "card": self.card,
            "uses_there": self.uses_there,
            "for_anybody": self.for_anybody,
            "away": list(self.away),
        }

    def leaves_out(self, place: Place) -> bool:
        """Whether a place is not told now: it turned them away, is where they do not go, takes no men, or goes by a
        card they lack or have."""
        is_closed = ((self.man or self.for_anybody) and Wish.WOMEN_ONLY in place.welcomes) or place.town in self.away
        if self.card is not None:
            is_closed |= is_for_the_cardless(place) if self.card else bool(place.needs_danish_health_card)
        return is_closed or any(place.id == refused for refused, _ in self.refused)

    def moment(self, now: datetime) -> Moment:
        """The moment that is asked about."""
        return asked_moment(self.when, now, sleeps=Topic.SHELTER in self.topics[:1] or is_of_night(self.said))

    def query(self, now: datetime, *topics: Topic) -> Query:
        """As a question to the directory; about `topics` when they are given."""
        return Query(
            topics=topics or self.topics,
            at=self.moment(now).at,
            town=self.town,
            position=self.position,
            wishes=self.wishes,
            age=self.age,
            near=self.near or self.position is not None,
        )


def same_search(turn: Turn, wishes: Sequence[Wish] = ()) -> Search:
    """What was looked for before, goes on where it was: no word of this turn begins anew, though it may say more of the
    person.
    """
    reading = turn.reading
    same = replace(reading, topics=(), place=None, follows_up=True, intent=Intent.FIND_HELP, near=False)
    return search_of(turn.with_(reading=replace(same, wishes=_both(tuple(wishes), reading.wishes))))


def search_of(turn: Turn) -> Search:
    """What this turn looks for. A topic begins anew; anything else goes on with what was looked for before."""
    reading, before, told = turn.reading, earlier(turn), told_of_oneself(turn.text)
    town, away = _where(turn, before)
    topics = () if _only_moves(turn, before) or told.is_all else _bed_first(reading.topics, turn.text)
    wishes = _wished(reading, told)
    if asks_for_drug_room(turn.text):
        topics = (Topic.ADDICTION,)
    if not (topics or before.topics) and before.danger is Emergency.VIOLENCE:
        # "Hvor kan jeg tage hen?" after a cry for help is about that.
        topics = (Topic.VIOLENCE,)
    found = Search(
        topics=topics,
        town=town,
        position=None if reading.place else turn.position,
        when=said_when(reading),
        wishes=wishes,
        near=reading.near,
        books=reading.intent is Intent.BOOK,
        danger=before.danger,
        age=said_age(turn.text) or before.age,
        refused=before.refused,
        man=(before.man or told.is_man or is_of_man(turn.text)) and not told.is_woman,
        card=before.card if told.card is None else told.card,
        uses_there=asks_for_drug_room(turn.text),
        for_anybody=topics[:1] == (Topic.VIOLENCE,) and _is_for_anybody(turn, before),
        away=away,
        said=turn.text,
    )
    if not topics or reading.follows_up:
        return replace(
            found,
            topics=topics or before.topics,
            when=said_when(reading) or before.when,
            wishes=_both(before.wishes, wishes),
            books=found.books or before.books,
            for_anybody=found.for_anybody or (before.for_anybody and not topics),
            uses_there=found.uses_there or (before.uses_there and not topics),
        )
    if found.man and not BEDS.isdisjoint(topics):
        # The homes for those who flee take no men; what is for anybody does.
        found = replace(found, topics=tuple(one for one in topics if one is not Topic.VIOLENCE))
    elif before.danger is Emergency.VIOLENCE and topics[0] in BEDS:
        # Who flees is safe with those who know about that, and not among strangers who sleep in one room.
        found = replace(found, topics=tuple(dict.fromkeys((Topic.VIOLENCE, *topics))))
    lasting = tuple(wish for wish in before.wishes if wish in OF_THE_PERSON and makes_sense(wish, topics[0]))
    return replace(found, wishes=_both(lasting, wishes))


def without(search: Search, place: PlaceId, now: datetime) -> Search:
    """The search from now on, where the place turned the person away."""
    until = (now + REFUSED_LASTS).timestamp()
    return replace(search, refused=(*(one for one in search.refused if one[0] != place), (place, until)))


def said_when(reading: Reading) -> str | None:
    """When it is wanted, as in the labels; a date as "2026-12-24", with the clock that was said."""
    if reading.day is None:
        return reading.when
    return " ".join(filter(None, (reading.day.isoformat(), reading.clock)))


def asked_again(reading: Reading, before: str | None) -> str | None:
    """The time that the same is asked for; a clock without a day is of the day that was asked for `before`."""
    if (said := said_when(reading)) is not None:
        return said
    if reading.clock:
        return f"{(before or 'today').partition(' ')[0].replace('now', 'today')} {reading.clock}"
    return "tonight" if reading.at_night else before


def makes_sense(wish: Wish, topic: Topic) -> bool:
    """Whether a wish of before means something for this kind of help: a dog goes along to a bed, not to a debt."""
    return wish not in COMES_ALONG or topic in WITH_A_DOOR


def _wished(reading: Reading, told: Oneself) -> tuple[Wish, ...]:
    """What the place must allow; who only lacks a card does not ask to be nameless."""
    wishes = tuple(one for one in reading.wishes if told.card is None or one is not Wish.NO_ID)
    return _both(wishes, (Wish.WOMEN_ONLY,) if told.is_woman else ())


def _is_for_anybody(turn: Turn, before: Search) -> bool:
    """Whether violence is only guessed at, or is of those to whom money is owed."""
    is_told = before.danger is Emergency.VIOLENCE or turn.reading.is_plain or speaks_of_violence(turn.text)
    return is_of_debt(turn.text) or not is_told


def _bed_first(topics: tuple[Topic, ...], text: str) -> tuple[Topic, ...]:
    """The bed for tonight before what can wait until tomorrow, where they have none; and somebody to
    talk to before a vet, where an animal is dead."""
    if topics[:1] == (Topic.PETS,) and has_lost_pet(text):
        return (Topic.MENTAL,)
    if not (topics and has_no_bed(text)) or topics[0] in ASKED_FOR_ITSELF:
        return topics
    if Topic.AFTERCARE in topics and topics[0] in CAN_WAIT:
        topics = (Topic.SOCIAL_WORKER, *topics)
    if Topic.SHELTER in topics or topics[0] in CAN_WAIT:
        return tuple(dict.fromkeys((Topic.SHELTER, *topics)))[:MOST_TOPICS]
    return topics


def _only_moves(turn: Turn, before: Search) -> bool:
    """Whether somebody says no more than where they are now: what they looked for, they look for there."""
    names = turn.reading.place
    return bool(before.topics and names and only_says_where(turn.text, f"{names} {names}s"))


def remembered(search: Search, now: datetime) -> Json:
    """What a follow-up within the day goes on from."""
    return {"search": search.kept, "at": now.timestamp()}


def earlier(turn: Turn) -> Search:
    """What was looked for before: in the open question, else in the last search when that is not long ago."""
    kept = turn.kept.get("search")
    if kept is None and turn.now.timestamp() - float(turn.memory.get("at", 0)) < THREAD_LASTS.total_seconds():
        kept = turn.memory.get("search")
    search = search_from(turn, kept or {})
    cried = turn.memory.get("danger")
    if cried is None or turn.now.timestamp() - float(turn.memory["danger_at"]) > THREAD_LASTS.total_seconds():
        return search
    man = search.man or bool(turn.memory.get("man"))
    return replace(search, danger=Emergency(cried), age=search.age or turn.memory.get("age"), man=man)


def search_from(turn: Turn, kept: Json) -> Search:
    """The search that `kept` holds; an empty one when it holds none."""
    return Search(
        topics=tuple(Topic(topic) for topic in kept.get("topics", ())),
        town=turn.towns.find(kept["town"]) if kept.get("town") else None,
        when=kept.get("when"),
        wishes=tuple(Wish(wish) for wish in kept.get("wishes", ())),
        books=bool(kept.get("books")),
        danger=Emergency(kept["danger"]) if kept.get("danger") else None,
        age=kept.get("age"),
        man=bool(kept.get("man")),
        card=kept.get("card"),
        uses_there=bool(kept.get("uses_there")),
        for_anybody=bool(kept.get("for_anybody")),
        away=tuple(kept.get("away", ())),
        refused=tuple(
            (PlaceId(place), until) for place, until in kept.get("refused", {}).items() if until > turn.now.timestamp()
        ),
    )


def _where(turn: Turn, before: Search) -> tuple[Town | None, tuple[str, ...]]:
    """The town to look in, and those where nothing is told; one that was denied is not the town any more."""
    named = named_town(turn)
    left, shunned = ([turn.towns.name_of(one) for one in some] for some in (turn.reading.left, turn.reading.shunned))
    away = tuple(one for one in dict.fromkeys((*before.away, *shunned)) if named is None or one != named.name)
    known = (town for town in (before.town, remembered_town(turn)) if town and town.name not in (*left, *away))
    return named or next(known, None), away


def _both(earlier_wishes: tuple[Wish, ...], wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    return tuple(dict.fromkeys((*earlier_wishes, *wishes)))
