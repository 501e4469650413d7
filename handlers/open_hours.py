"""Open hours: who acts for a place changes its hours by one text. It is live at once, read back, and FORTRYD undoes it.

What is not certain is asked, with an example; nothing is guessed.
"""

from dataclasses import replace
from datetime import timedelta

from bot.conversation import Conversation, Hears, Reply, ToAnother, Turn
from bot.hours import week
from bot.i18n import COPENHAGEN
from bot.model import Act, Order, PersonId, Place, Post, Role
from bot.posting import changing, correcting, noting, telling, whose
from bot.posting.asking import (
    ask_place,
    ask_right,
    chosen,
    for_chosen,
    for_meant,
    posted_before,
    read_then,
    take_back,
)
from bot.posting.changing import Stored
from bot.store import place_questions, posts
from bot.store.place_questions import About
from bot.understanding.orders import mended
from bot.understanding.orders import posts as orders
from bot.understanding.orders.usual import USUAL
from bot.wording.buttons import yes_or_no

_TOLD_WITHIN = timedelta(hours=24)
# Why a post is not clear -> what is asked, as a msgid.
_QUESTIONS = {
    "hours": "From when to when? Write for example: åben 17-22.",
    "past": "That time is over. When do you mean? Write for example: åben i morgen 9-15.",
    "clock": "I do not understand that time. Write for example: åben 17-22.",
    "no such day": "I do not know that day. Write for example: lukket den 24/12.",
    "until": "Until which day? Write for example: til og med fredag.",
    "opens": "From when are you open that day? Write for example: fra kl. 17.",
    "closes": "When do you close that day? Write for example: til kl. 22.",
}
_HEARS = frozenset({Hears.ORDER, Hears.TIME})


async def post_for(turn: Turn, aim: whose.Aim, text: str, order: Order | None) -> Reply:
    """What the text orders, for the place that is aimed at."""
    if aim.place is None or aim.role is None:
        return ask_place(turn, aim, text)
    if order is None or order.act is Act.UNCLEAR:
        where = aim.place, aim.role
        news = await as_usual(turn, where, order) or await tell_news(turn, where, order) if order else None
        return news or ask_more(turn, aim.place, text, order)
    return await change(turn, (aim.place, aim.role), text, order)


async def as_usual(turn: Turn, where: tuple[Place, Role], order: Order) -> Reply | None:
    """ "Vi lukker alligevel ikke tidligere": the ordinary hours hold, where they are known, and are read back."""
    if order.doubt != USUAL:
        return None
    (place, role), now = where, turn.now.astimezone(COPENHAGEN)
    changes = changing.as_ever(place, order.dates, await posts.of_place(turn.db, place.id, now.date()), now)
    if changes is None:
        return None
    stored = await changing.store(turn, place, role, _post(turn, place, replace(order, act=Act.OPEN), changes))
    return tell(turn, place, stored, bound="", beside=(None, ""))


async def tell_news(turn: Turn, where: tuple[Place, Role], order: Order) -> Reply | None:
    """ "Vi har åbent i dag, suppe kl 18", of a day on which it is open anyway, is only about the soup."""
    if order.news is None or order.doubt != "hours":
        return None
    day = order.news.until
    posted = posts.changes(await posts.of_place(turn.db, where[0].id, day), day).get(where[0].id, ())
    [(_, hours), *_] = week(where[0], day, posted)
    if not hours:
        return None
    note, noted = await noting.put_beside(turn, where, order)
    said = turn.t("{place}: {what}.", place=where[0].name, what=telling.as_usual(turn.t, day, hours, turn.now))
    undo = ("take_back", {"post": note}) if note else None
    return Reply(f"{said} {noted} {turn.t('Wrong? Write FORTRYD.')}", undo=undo)


def ask_more(turn: Turn, place: Place, text: str, order: Order | None) -> Reply:
    """One question with an example; or whether this is right, where it was only said with a doubt."""
    doubt = order.doubt if order else "hours"
    keep = {"text": text, "place": place.id, "at": turn.now.isoformat()}
    if order is not None and doubt == "sure":
        changes, lacks = _changes(turn, place, replace(order, act=order.meant or Act.OPEN), ())
        if not lacks:
            said = telling.posted(turn.t, _post(turn, place, order, changes), turn.now)
            text_ = turn.t("{place}: {what}. Shall I tell people so?", place=place.name, what=said)
            return Reply(text_, choices=yes_or_no(turn.t, "Yes", "No"), then="take_yes", keep=keep)
        doubt = lacks
    return Reply(
        turn.t(_QUESTIONS.get(doubt, _QUESTIONS["hours"])),
        then="take_more",
        hears=_HEARS,
        keep=keep,
        otherwise=turn.t("I still lack the times. Write the day and the hours, for example: åben i morgen 9-15."),
    )


async def take_more(turn: Turn) -> Reply:
    """What was lacking, put after what was said before; or a whole new order."""
    if not orders.says_hours(turn.text):
        together = f"{turn.kept['text']}, {turn.text}"
        order = orders.read(together, turn.now)
        if order is not None and order.act in (Act.OPEN, Act.CLOSED):
            return await post_for(turn, chosen(turn), together, order)
    return await post_for(turn, chosen(turn), turn.text, orders.read(turn.text, turn.now))


async def take_yes(turn: Turn) -> Reply:
    """It was meant as it was read."""
    order = read_then(turn)
    if turn.choice != "yes" or order is None:
        return Reply(turn.t("Then I change nothing. Write for example: åben i morgen 9-15."))
    return await post_for(turn, chosen(turn), turn.kept["text"], replace(order, act=order.meant or order.act))


async def change(turn: Turn, where: tuple[Place, Role], text: str, order: Order) -> Reply:
    """Store it, read it back, and tell whoever had written otherwise."""
    place, role = where
    today = turn.now.astimezone(COPENHAGEN).date()
    posted = posts.changes(await posts.of_place(turn.db, place.id, today), today).get(place.id, ())
    changes, lacks = _changes(turn, place, order, posted)
    if lacks:
        return ask_more(turn, place, text, replace(order, act=Act.UNCLEAR, doubt=lacks))
    if order.free_places is not None:
        await place_questions.settle(turn.db, About.FREE_PLACES, place.id, turn.now)
    stored = await changing.store(turn, place, role, _post(turn, place, order, changes))
    bound = correcting.bound_of(order.intervals)
    return tell(turn, place, stored, bound=bound, beside=await noting.put_beside(turn, where, order))


async def correct(turn: Turn) -> Reply:
    """ "Nej 20": what was read back is put right, and FORTRYD takes all of it back."""
    before, mend = await posted_before(turn), mended.read(turn.text, turn.now)
    if before is None or mend is None or before[1].place is None or before[1].role is None:
        return await ask_right(turn)
    (post, _), place, role = before, before[1].place, before[1].role
    bound = turn.kept.get("bound", "")
    changes = correcting.hours_mended(post, mend, bound, turn.now.astimezone(COPENHAGEN))
    if changes is None:
        return await ask_right(turn)
    await posts.withdraw(turn.db, post.id, turn.now)
    stored = await changing.store(turn, place, role, replace(post, changes=changes, made_at=turn.now, id=0))
    return tell(turn, place, stored, bound=bound, beside=(turn.kept.get("note"), ""))


def _changes(turn: Turn, place: Place, order: Order, posted: changing.Spans) -> tuple[changing.Spans, str]:
    return changing.changes_of(order, place, posted, turn.now.astimezone(COPENHAGEN).replace(second=0, microsecond=0))


def _post(turn: Turn, place: Place, order: Order, changes: changing.Spans) -> Post:
    return Post(
        place=place.id,
        act=order.act,
        person=turn.person.id,
        made_at=turn.now,
        changes=tuple(changes),
        recurring=order.recurring,
        free_places=order.free_places,
    )


def tell(turn: Turn, place: Place, stored: Stored, *, bound: str, beside: tuple[int | None, str]) -> Reply:
    """The line that reads it back, and the note `beside` it; FORTRYD brings the state before it."""
    t, said = turn.t, telling.posted(turn.t, stored.post, turn.now)
    if stored.post.free_places is not None:
        said = t("{hours}, {number} free places", hours=said, number=stored.post.free_places)
    note, noted = beside
    told = [t("{place}: {what}.", place=place.name, what=said), noted, t("Wrong? Write FORTRYD.")]
    if stored.contradicted:
        told.append(t("Somebody else had written otherwise. They hear of it."))
    return Reply(
        " ".join(filter(None, told)),
        undo=("take_back", {"post": stored.post.id, "note": note, "bound": bound}),
        others=tuple(_told_other(turn, place, said, person) for person in sorted(stored.contradicted)),
    )


def _told_other(turn: Turn, place: Place, said: str, person: PersonId) -> ToAnother:
    """Whose word was replaced hears what holds now; they may write again."""
    told = turn.t("{place}: somebody else has just written: {what}. That holds now.", place=place.name, what=said)
    return ToAnother(person, Reply(told), turn.now + _TOLD_WITHIN)


OPEN_HOURS = Conversation(
    name="open_hours",
    first=for_meant(post_for),
    obeys=frozenset({Act.OPEN, Act.CLOSED}),
    steps={
        "take_place": for_chosen(post_for),
        "take_more": take_more,
        "take_yes": take_yes,
        "take_back": take_back,
        "correct": correct,
        "ask_right": ask_right,
    },
)
