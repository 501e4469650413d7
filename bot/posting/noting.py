"""A note of the day is stored: for itself, or beside the hours or the beds of the same message."""

from bot import auditing
from bot.conversation import Turn
from bot.model import Act, News, Order, Place, Post, Role
from bot.posting import telling
from bot.store import posts

LONGEST = 100
"""What an answer still has room for."""


async def put(turn: Turn, where: tuple[Place, Role], news: News) -> int:
    """Live at once, until its last day. Its number."""
    place, role = where
    post = Post(place.id, Act.NOTE, turn.person.id, turn.now, note=news.body, last_day=news.until)
    number = await posts.put(turn.db, post)
    notes = len(turn.directory.notes.get(place.id, ()))
    after = {"post": number, "until": news.until.isoformat()}
    await auditing.write(turn, role, Act.NOTE, place, before={"notes": notes}, after=after)
    return number


async def put_beside(turn: Turn, where: tuple[Place, Role], order: Order) -> tuple[int | None, str]:
    """The number of the note beside what was ordered, and the sentence that reads it back; nothing without one."""
    if order.news is None:
        return None, ""
    news, t = telling.dated_news(turn.t, order.news, turn.now), turn.t
    if len(news.body) > LONGEST:
        return None, t("The news is too long to tell. Write at most {number} letters.", number=LONGEST)
    day = telling.day_said(t, news.until, turn.now)
    return await put(turn, where, news), t('And I tell "{note}" until the end of {day}.', note=news.body, day=day)
