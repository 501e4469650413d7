"""What every post has in common: which place is asked when several are meant, and how one is taken back."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot import auditing
from bot.conversation import Hears, Reply, Step, Turn
from bot.hours import COPENHAGEN
from bot.model import Choice, Order, Place, Post
from bot.posting import telling, whose
from bot.posting.changing import states
from bot.store import posts
from bot.understanding.orders import posts as orders

_MOST_PLACES = 5
Posting = Callable[[Turn, whose.Aim, str, Order | None], Awaitable[Reply]]
"""What a post does once it is known which place it is about: the text, and what was read in it."""


def for_meant(post: Posting) -> Step:
    """The step for the place that the text means; where several may be meant, it asks."""

    async def begin(turn: Turn) -> Reply:
        return await post(turn, whose.aim(turn, turn.text), turn.text, turn.order)

    return begin


def for_chosen(post: Posting) -> Step:
    """The step `take_place`, after `ask_place`."""

    async def take_place(turn: Turn) -> Reply:
        return await post(turn, chosen(turn), turn.kept["text"], read_then(turn))

    return take_place


def ask_place(turn: Turn, aim: whose.Aim, text: str) -> Reply:
    """Several are meant, or another's. The answer goes to the step `take_place`."""
    t = turn.t
    if aim.strange:
        return Reply(
            t("You do not act for {place}, so I change nothing. Staff can invite you.", place=aim.strange.name)
        )
    if not aim.among or len(aim.among) > _MOST_PLACES:
        return Reply(t("For which place? Write its name first, for example: {example}.", example="Stedet: åben 17-22"))
    return Reply(
        t("Which place is it about?"),
        choices=tuple(Choice(place.id, place.name) for place in aim.among),
        then="take_place",
        keep={"text": text, "at": turn.now.isoformat()},
    )


def chosen(turn: Turn) -> whose.Aim:
    """The place that the question was about, or that was chosen, if the person still acts for it."""
    place = turn.directory.place(turn.kept.get("place") or turn.choice or "")
    return whose.of(turn, place) if place else whose.Aim()


def read_then(turn: Turn) -> Order | None:
    """What was written before we asked, read as of when it was written."""
    return orders.read(turn.kept["text"], datetime.fromisoformat(turn.kept["at"]))


async def ask_right(turn: Turn) -> Reply:
    """A no to "wrong?" may mean either: what holds, and how it is put right. The answer goes to the step `correct`."""
    before = await posted_before(turn)
    what = telling.what(turn.t, before[0], turn.now) if before else turn.t("what you wrote")
    return Reply(
        turn.t(
            "I have changed nothing. It still says: {what}. Write what is right, for example: til kl. 20. Or FORTRYD.",
            what=what,
        ),
        then="correct",
        hears=frozenset({Hears.TIME, Hears.NUMBER}),
        keep=turn.kept,
        otherwise=turn.t("I do not understand what is right. Write FORTRYD, and then all of it again."),
    )


async def posted_before(turn: Turn) -> tuple[Post, whose.Aim] | None:
    """The post that was read back, if it holds and the person still acts for its place."""
    post = await posts.find(turn.db, turn.kept["post"])
    place = turn.directory.place(post.place) if post else None
    aim = whose.of(turn, place) if place else whose.Aim()
    return (post, aim) if post and aim.place and aim.role else None


async def take_back(turn: Turn) -> Reply:
    """FORTRYD: what held before holds again."""
    today = turn.now.astimezone(COPENHAGEN).date()
    post = await posts.withdraw(turn.db, turn.kept["post"], turn.now)
    if turn.kept.get("note"):
        await posts.withdraw(turn.db, turn.kept["note"], turn.now)
    place = turn.directory.place(post.place) if post else None
    if post is None or place is None:
        return Reply(turn.t("Good, I have taken it back."))
    left = await posts.of_place(turn.db, place.id, today)
    await auditing.write(
        turn,
        whose.of(turn, place).role,
        "undo",
        place,
        before={"post": post.id, **_held(place, post, [*left, post], turn)},
        after=_held(place, post, left, turn),
    )
    return Reply(turn.t("Good. {place} is as it was before your message.", place=place.name))


def _held(place: Place, post: Post, held: Sequence[Post], turn: Turn) -> dict[str, object]:
    """What holds of the post's matter: its days, or what is free."""
    today = turn.now.astimezone(COPENHAGEN).date()
    days = sorted({change.day for change in post.changes})
    free = [one.free_places for one in held if one.free_places is not None]
    said: dict[str, object] = {**states(place, days, posts.changes(held, today).get(place.id, ()))}
    if post.free_places is not None:
        said["free_places"] = free[-1] if free else None
    if post.note:
        said["notes"] = sum(bool(one.note) for one in held)
    return said
