"""What a person looks for: this message put together with what the last one asked, so that follow-ups keep the thread.

What is kept between messages names a town and never a position.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.conversation import Turn
from bot.matching import Query
from bot.model import Intent, Json, Position, Topic, Town, Wish
from bot.moment import Moment, asked_moment

THREAD_LASTS = timedelta(hours=24)
OF_THE_PERSON = frozenset({Wish.DOG, Wish.YOUTH, Wish.COUPLE, Wish.WHEELCHAIR, Wish.WOMEN_ONLY})
"""What still holds when the same person asks for something else."""


@dataclass(frozen=True, slots=True)
class Search:
    """Topics (most urgent first), where, for when (as in the labels), and what the place must allow.

    `position` and what was `said` are known in their own turn, and are not kept. `books`: an appointment was asked for.
    """

    topics: tuple[Topic, ...] = ()
    town: Town | None = None
    position: Position | None = None
    when: str | None = None
    wishes: tuple[Wish, ...] = ()
    near: bool = False
    books: bool = False
    said: str = field(default="", repr=False)

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
        }

    def moment(self, now: datetime) -> Moment:
        """The moment that is asked about."""
        return asked_moment(self.when, now, sleeps=Topic.SHELTER in self.topics[:1])

    def query(self, now: datetime, *topics: Topic) -> Query:
        """As a question to the directory; about `topics` when they are given."""
        return Query(
            topics=topics or self.topics,
            at=self.moment(now).at,
            town=self.town,
            position=self.position,
            wishes=self.wishes,
            near=self.near or self.position is not None,
        )


def search_of(turn: Turn) -> Search:
    """What this turn looks for. A topic begins anew; anything else goes on with what was looked for before."""
    reading, before = turn.reading, earlier(turn)
    found = Search(
        topics=reading.topics,
        town=named_town(turn) or before.town or _remembered(turn),
        position=None if reading.place else turn.position,
        when=reading.when,
        wishes=reading.wishes,
        near=reading.near,
        books=reading.intent is Intent.BOOK,
        said=turn.text,
    )
    if not reading.topics or reading.follows_up:
        return replace(
            found,
            topics=reading.topics or before.topics,
            when=reading.when or before.when,
            wishes=_both(before.wishes, reading.wishes),
            books=found.books or before.books,
        )
    lasting = tuple(wish for wish in before.wishes if wish in OF_THE_PERSON)
    return replace(found, wishes=_both(lasting, reading.wishes))


def remembered(search: Search, now: datetime) -> Json:
    """What a follow-up within the day goes on from."""
    return {"search": search.kept, "at": now.timestamp()}


def earlier(turn: Turn) -> Search:
    """What was looked for before: in the open question, else in the last search when that is not long ago."""
    kept = turn.kept.get("search")
    if kept is None and turn.now.timestamp() - float(turn.memory.get("at", 0)) < THREAD_LASTS.total_seconds():
        kept = turn.memory.get("search")
    return search_from(turn, kept or {})


def search_from(turn: Turn, kept: Json) -> Search:
    """The search that `kept` holds; an empty one when it holds none."""
    return Search(
        topics=tuple(Topic(topic) for topic in kept.get("topics", ())),
        town=turn.towns.find(kept["town"]) if kept.get("town") else None,
        when=kept.get("when"),
        wishes=tuple(Wish(wish) for wish in kept.get("wishes", ())),
        books=bool(kept.get("books")),
    )


def named_town(turn: Turn) -> Town | None:
    """The town of this very message: named in it, or nearest to the position that it shares."""
    if turn.reading.place:
        return turn.towns.find(turn.reading.place)
    return turn.towns.nearest(turn.position) if turn.position else None


def _remembered(turn: Turn) -> Town | None:
    return turn.towns.find(turn.person.town) if turn.person.town else None


def _both(earlier_wishes: tuple[Wish, ...], wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    return tuple(dict.fromkeys((*earlier_wishes, *wishes)))
