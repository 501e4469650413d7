"""Where the person of a turn is: by what this message says, where it was sent from, or what we remember."""

from bot.conversation import Turn
from bot.model import Topic, Town
from bot.store import people
from bot.store.subscriptions import Subscription


def town_of(turn: Turn) -> Town | None:
    """The town that this message names, else the one nearest to a shared position, else the remembered one."""
    return named_town(turn) or (None if turn.reading.place or turn.position else remembered_town(turn))


def named_town(turn: Turn) -> Town | None:
    """The town of this very message: named in it, or nearest to the position that it shares."""
    if turn.reading.place:
        return turn.towns.find(turn.reading.place)
    return turn.towns.nearest(turn.position) if turn.position else None


async def remember_first_town(turn: Turn, town: Town | None) -> None:
    """A town is kept where none was known; in passing it never replaces another."""
    if town and turn.person.town is None:
        await people.remember_town(turn.db, turn.person.id, town.name)


def remembered_town(turn: Turn) -> Town | None:
    """The town that the person named before."""
    return turn.towns.find(turn.person.town) if turn.person.town else None


def subscription_of(topic: Topic | None, town: Town) -> Subscription:
    """What somebody wants who wants news of that town: those of its municipality, without those of its other towns."""
    area = town.municipality or town.name
    return Subscription(topic, area, "" if town.name == area else town.name)


def municipality_of(turn: Turn) -> str | None:
    """The municipality of that town."""
    town = town_of(turn)
    return town.municipality if town else None
