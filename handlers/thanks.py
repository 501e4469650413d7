"""Thanks: a thank-you is met with warmth. Who was just told where there is help may be asked whether they want news.

That is offered once for each kind of help, never after a cry for help, and a no is respected for good.
"""

from bot.conversation import Conversation, Reply, Turn
from bot.model import Intent, Topic
from bot.phrasebook.said import GROWN_UP, asked_thing, has_found
from bot.search.asked import earlier
from bot.search.whereabouts import subscription_of
from bot.store import subscriptions
from bot.store.subscriptions import Subscription
from bot.wording.buttons import yes_or_no
from bot.wording.kinds import IN_A_SENTENCE

# What there is news about; the trouble of one person alone is none.
_HAS_NEWS = frozenset(
    {
        Topic.SHELTER,
        Topic.WARM_ROOM,
        Topic.FOOD,
        Topic.BATH,
        Topic.CLOTHES,
        Topic.COMMUNITY,
        Topic.DENTAL,
        Topic.HEALTH,
        Topic.WORK,
        Topic.PETS,
    }
)


async def youre_welcome(turn: Turn) -> Reply:
    """Short; with the offer where it is due."""
    if has_found(turn.text):
        return await be_glad(turn)
    if turn.shown and asked_thing(turn.text):
        return Reply("", passes="find_help")  # "tak. hvad koster det"
    reply = Reply(turn.t("You are welcome. Write whenever you like."), otherwise=turn.t("Any time. Take care."))
    if offered := await _offer(turn):
        return ask_about_news(turn, offered)
    return reply


async def be_glad(turn: Turn) -> Reply:
    """They have found something: nothing is offered to who needs no more."""
    return Reply(turn.t("I am glad that you found something. Write whenever you like."))


async def _offer(turn: Turn) -> Subscription | None:
    """What they last asked about, when news of it were never offered and are not wanted already."""
    search = earlier(turn)
    if turn.person.stopped or search.danger or search.town is None or not set(search.topics[:1]) & _HAS_NEWS:
        return None
    if search.age is not None and search.age < GROWN_UP:
        return None  # there is nothing for a child to wait for
    wanted = subscription_of(search.topics[0], search.town)
    standing = await subscriptions.of(turn.db, turn.person.id)
    if any(one.topic in (None, wanted.topic) and one.area in (None, wanted.area) for one in standing):
        return None
    if not await subscriptions.may_offer(turn.db, turn.person.id, search.topics[0], turn.now):
        return None
    return wanted


def ask_about_news(turn: Turn, offered: Subscription) -> Reply:
    """One question, which nobody must answer."""
    subject = _said(turn, offered)
    return Reply(
        turn.t("You are welcome. Shall I write when there is news about {subject}?", subject=subject),
        choices=yes_or_no(turn.t, "Yes, write", "No thanks"),
        then="take_news",
        keep={"subject": [offered.topic, offered.area, offered.town]},
    )


async def take_news(turn: Turn) -> Reply:
    """A yes subscribes; a no is a no."""
    topic, area, town = turn.kept["subject"]
    wanted = Subscription(Topic(topic), area, town)
    if turn.choice != "yes":
        return Reply(turn.t("That is fine. I only write when you write."))
    await subscriptions.subscribe(turn.db, turn.person.id, wanted.topic, area, turn.now, town=town)
    subject = _said(turn, wanted)
    return Reply(turn.t("I write when I know something new about {subject}. AFMELD ends it.", subject=subject))


def _said(turn: Turn, one: Subscription) -> str:
    assert one.topic is not None  # noqa: S101 - only what was asked about is offered
    return turn.t("{subject} in {town}", subject=turn.t(IN_A_SENTENCE[one.topic]), town=one.where)


THANKS = Conversation(
    name="thanks",
    first=youre_welcome,
    begins_with=frozenset({Intent.THANKS}),
    recalls="emergency",
    steps={"take_news": take_news, "be_glad": be_glad},
)
