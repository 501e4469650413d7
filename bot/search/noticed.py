"""The answer to who writes back to a notice: the place that it names, else what helps with its subject there."""

from datetime import timedelta

from bot.conversation import Reply, Turn
from bot.model import Detail, Notice, Place, Topic
from bot.phrasebook.said import Thing, asked_thing
from bot.search.asked import Search
from bot.search.details import tell_detail, tell_place, tell_room
from bot.search.found import found
from bot.search.listed import listed
from bot.search.named import named_in
from bot.store import notices

IN_MIND = timedelta(hours=1)
"""So long a notice is what "hvor er det" is about."""


async def tell_of_notice(turn: Turn) -> Reply:
    """About the notice that came last, unless a place was told since; else the message is answered as ever."""
    came = await notices.last_to(turn.db, turn.person.id, turn.now - IN_MIND)
    if came is None or came[1].timestamp() < float(turn.memory.get("at", 0)):
        return Reply("", passes=turn.kept["otherwise"])
    notice = came[0]
    place, search = _named(turn, notice), _search(turn, notice)
    if place is None:
        return listed(turn, search, found(turn.t, turn.directory, search, turn.now))
    if asked_thing(turn.text) is Thing.ROOM:
        return tell_room(turn, search, place)
    if turn.reading.asks is Detail.WAY or asked_thing(turn.text) is Thing.WAY:
        return tell_detail(turn, search, place, Detail.WAY)
    return tell_place(turn, search, place.id)


def _named(turn: Turn, notice: Notice) -> Place | None:
    text, subject = notice.message.text if notice.message else "", notice.subject
    there = [one for one in turn.directory.places if subject.municipality in (None, one.municipality)]
    return next(iter(named_in(text, there)), None)


def _search(turn: Turn, notice: Notice) -> Search:
    subject, where = notice.subject, notice.subject.town or notice.subject.municipality or turn.person.town
    topic = Topic(subject.topic) if subject.topic in set(Topic) else Topic.WARM_ROOM
    return Search(topics=(topic,), town=turn.towns.find(where) if where else None)
