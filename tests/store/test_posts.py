"""What was posted, and what of it holds: the newest word, patterns over holidays and clocks, what is taken back."""

from datetime import date, datetime, timedelta

from bot.model import Act, ChangeOfHours, Place, PlaceId, Post, Topic, Wish
from bot.moment import COPENHAGEN
from bot.store import places, posts
from bot.store.database import Database

HERE = PlaceId("toften")
NOW = datetime(2026, 12, 1, 12, tzinfo=COPENHAGEN)
TODAY, WEEK = NOW.date(), timedelta(days=7)


def open_on(day: date, opens: int, closes: int) -> ChangeOfHours:
    """Open on a day between two hours; a smaller one is after midnight."""
    begin = datetime(day.year, day.month, day.day, opens, tzinfo=COPENHAGEN)
    end = datetime(day.year, day.month, day.day, closes, tzinfo=COPENHAGEN)
    return ChangeOfHours(HERE, day, begin, end if closes > opens else end + timedelta(days=1))


def post(*changes: ChangeOfHours, recurring: bool = False) -> Post:
    """A post about open hours."""
    return Post(HERE, Act.OPEN, None, NOW, changes=changes, recurring=recurring)


def test_newest_word_about_a_day_holds() -> None:
    """A later post replaces the day and leaves the others."""
    first = post(open_on(TODAY, 9, 12), open_on(TODAY + timedelta(days=1), 9, 12))
    second = post(ChangeOfHours(HERE, TODAY))

    assert posts.changes([first, second], TODAY)[HERE] == (ChangeOfHours(HERE, TODAY), first.changes[1])


def test_pattern_leaves_single_days_and_holidays() -> None:
    """A closed day that was posted before a pattern stays closed; on a holiday the ordinary week holds."""
    monday, closed = date(2026, 12, 7), date(2026, 12, 14)
    found = posts.changes([post(ChangeOfHours(HERE, closed)), post(open_on(monday, 9, 12), recurring=True)], TODAY)[
        HERE
    ]
    days = {change.day: change for change in found}

    assert days[closed].opens is None
    assert days[date(2026, 12, 21)].opens
    assert date(2027, 3, 29) not in {
        change.day for change in posts.changes([post(open_on(monday, 9, 12), recurring=True)], date(2027, 3, 20))[HERE]
    }


def test_pattern_goes_by_the_clocks_on_the_wall() -> None:
    """Nine o'clock stays nine o'clock when the clocks change."""
    found = posts.changes([post(open_on(date(2027, 3, 22), 9, 12), recurring=True)], date(2027, 3, 22))[HERE]
    summer = next(change for change in found if change.day == date(2027, 4, 5) + WEEK)

    assert summer.opens
    assert summer.opens.hour == 9
    assert summer.opens.utcoffset() == timedelta(hours=2)


async def test_stored_as_it_was_posted(database: Database) -> None:
    """Every field comes back, and a day that is over is not read any more."""
    stored = Post(
        HERE,
        Act.OPEN,
        None,
        NOW,
        changes=(open_on(TODAY, 18, 2),),
        free_places=3,
        free_places_for=Wish.WOMEN_ONLY,
        note="suppe kl 18",
        last_day=TODAY,
    )
    number = await database.write(lambda db: posts.put(db, stored))

    async with database.read() as db:
        (found,) = await posts.of_place(db, HERE, TODAY)
        over = await posts.of_place(db, HERE, TODAY + timedelta(days=2))
    assert (found.id, found.changes, found.note, found.free_places_for) == (
        number,
        stored.changes,
        "suppe kl 18",
        Wish.WOMEN_ONLY,
    )
    assert not over


async def test_taking_back_one_of_two(database: Database) -> None:
    """Who takes an older word back does not touch the newer one."""
    listing = Place(HERE, "Toften", "shelter", (Topic.SHELTER,))
    await database.write(lambda db: places.put(db, [listing]))
    older = await database.write(lambda db: posts.put(db, Post(HERE, Act.CAPACITY, None, NOW, free_places=3)))
    await database.write(lambda db: posts.put(db, Post(HERE, Act.CAPACITY, None, NOW, free_places=5)))

    await database.write(lambda db: posts.withdraw(db, older, NOW))
    again = await database.write(lambda db: posts.withdraw(db, older, NOW))

    async with database.read() as db:
        assert (await places.trust_of(db, HERE)).free_places == 5
    assert again is None
