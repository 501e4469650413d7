"""Subscriptions: who wants notices about what, and where."""

from bot.model import Topic
from bot.store import subscriptions
from bot.store.database import Database
from bot.store.subscriptions import Subscription
from tests.store.rows import BENT, NOW, met


async def test_subscribing_twice_is_once(database: Database) -> None:
    """The same wish stands once; everything everywhere is a wish of its own."""
    anna = await met(database)

    first = await database.write(lambda db: subscriptions.subscribe(db, anna.id, Topic.FOOD, "Slagelse", NOW))
    again = await database.write(lambda db: subscriptions.subscribe(db, anna.id, Topic.FOOD, "Slagelse", NOW))
    everything = await database.write(lambda db: subscriptions.subscribe(db, anna.id, None, None, NOW))

    assert (first, again, everything) == (True, False, True)
    async with database.read() as db:
        assert await subscriptions.of(db, anna.id) == [Subscription(Topic.FOOD, "Slagelse"), Subscription(None, None)]


async def test_unsubscribing_ends_what_fits(database: Database) -> None:
    """One subject ends, or all; never those of somebody else."""
    anna, bent = await met(database), await met(database, BENT)
    for person in (anna, bent):
        for topic in (Topic.FOOD, Topic.SHELTER):
            await database.write(lambda db, p=person, t=topic: subscriptions.subscribe(db, p.id, t, "Slagelse", NOW))  # type: ignore[misc]

    ended = await database.write(lambda db: subscriptions.unsubscribe(db, anna.id, Topic.FOOD))
    rest = await database.write(lambda db: subscriptions.unsubscribe(db, anna.id))

    assert (ended, rest) == (1, 1)
    async with database.read() as db:
        assert await subscriptions.of(db, anna.id) == []
        assert len(await subscriptions.of(db, bent.id)) == 2
