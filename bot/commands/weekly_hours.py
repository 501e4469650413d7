"""Weekly hours that volunteers posted, when staff import new ones for the place.

The newer word holds, as between two volunteers: an import that changes the hours ends what was posted for every week.
It is said before, whoever posted it hears of it, and may post again. An import that leaves the hours as they were, or
has none, ends nothing; neither do new hours end what was posted for single days.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands.telling import tell
from bot.i18n import Translator
from bot.model import Place, Post
from bot.moment import COPENHAGEN
from bot.store import audit, posts
from bot.store.directory import Directory
from bot.store.summary import Summary
from bot.wording.hours import week_said
from handlers.open_hours import OPEN_HOURS


async def ended_by(db: AsyncConnection, listed: Summary, now: datetime) -> Sequence[Post]:
    """What the import of these places would end."""
    changed = {
        one.listed.id
        for one in listed.changed
        if isinstance(one.listed, Place)
        and one.listed.opening_hours
        and any(field.field == "opening_hours" for field in one.fields)
    }
    today = now.astimezone(COPENHAGEN).date()
    return [post for post in await posts.all_of(db, today) if post.recurring and post.place in changed]


def told(post: Post) -> str:
    """A line for whoever imports."""
    posted = post.made_at.astimezone(COPENHAGEN).date()
    return f"! {post.place}: the weekly hours posted on {posted} end, and whoever posted them hears so"


async def end(db: AsyncConnection, ended: Sequence[Post], directory: Directory, now: datetime) -> None:
    """End them; `directory` has the new hours. Whoever posted several about a place hears of it once."""
    heard = set()
    for post in ended:
        place = directory.place(post.place)
        if place is None or await posts.withdraw(db, post.id, now) is None:
            continue
        await audit.write(
            db,
            act="import",
            now=now,
            place=place.id,
            municipality=place.municipality,
            before={"post": post.id, "every_week": True},
            after={"hours": place.opening_hours},
        )
        if post.person is not None and (post.person, place.id) not in heard:
            heard.add((post.person, place.id))
            await tell(db, post.person, directory, (OPEN_HOURS.name, _words(place, now)), now)


def _words(place: Place, now: datetime) -> Callable[[Translator], str]:
    return lambda t: t(
        "{place} has new opening hours: {hours}. They hold now instead of yours. {wrong}",
        place=place.name,
        hours=week_said(t, place, now, ()),
        wrong=t("Wrong? Write for example: fremover åben man-fre 9-15."),
    )
