"""Subscriptions: who wants to hear from us about what, and where. AFMELD ends one subject, STOP is another matter.

Nothing subscribes anybody but their own word or their yes, and no question asked later does.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import Conversation, Hears, Reply, Turn
from bot.model import Choice, Command, Intent, Json, Topic
from bot.phrasebook.said import asks_for_news_of_it
from bot.search.asked import earlier
from bot.search.whereabouts import subscription_of, town_of
from bot.store import check_ins, people, subscriptions
from bot.store.subscriptions import Subscription
from bot.wording.buttons import yes_or_no
from bot.wording.kinds import CHOICE, IN_A_SENTENCE

ALL, CHECK_IN = "all", "check_in"
_OFFERED = (Topic.FOOD, Topic.SHELTER, Topic.WARM_ROOM, Topic.COMMUNITY)
_MOST_CHOICES = 5


async def begin(turn: Turn) -> Reply:
    """Wanting news and no longer wanting them are told apart by the intent."""
    if turn.reading.command is Command.SUBSCRIBED:
        return await tell(turn)
    if turn.reading.intent is Intent.UNSUBSCRIBE:
        return await end(turn)
    topic = turn.reading.topics[0] if turn.reading.topics else None
    if asks_for_news_of_it(turn.text):  # no kind of help is named: news of what they looked for
        topic = next(iter(earlier(turn).topics), None)
    return await (ask_area(turn, topic) if topic else ask_topic(turn))


async def ask_topic(turn: Turn) -> Reply:
    """What about? Anything may be named, not only what is listed."""
    choices = [Choice(topic, turn.t(CHOICE[topic])) for topic in _OFFERED]
    return Reply(
        turn.t("What do you want to hear about?"),
        choices=(*choices, Choice(ALL, turn.t("All of it"))),
        then="take_topic",
        keep={"place": turn.reading.place},
    )


async def take_topic(turn: Turn) -> Reply:
    """The chosen topic; ALL stands for every one."""
    topic = None if turn.choice in (None, ALL) else Topic(turn.choice or "")
    reading = replace(turn.reading, place=turn.kept.get("place"))
    return await ask_area(turn.with_(reading=reading), topic)


async def ask_area(turn: Turn, topic: Topic | None) -> Reply:
    """Where? Asked only of somebody whose town is not known."""
    if town := town_of(turn):
        return await may_write_again(turn, subscription_of(topic, town))
    return Reply(
        turn.t("In which town?"),
        then="take_area",
        hears=frozenset({Hears.PLACE, Hears.POSITION}),
        keep={"topic": topic},
        asks_position=turn.may_share,
        otherwise=turn.t("I do not know that town. Write a larger one near it."),
    )


async def take_area(turn: Turn) -> Reply:
    """The town that was named, or where the person is."""
    return await ask_area(turn, _topic(turn.kept))


async def may_write_again(turn: Turn, wanted: Subscription) -> Reply:
    """After a STOP nothing but a plain yes lets us write again."""
    if not turn.person.stopped:
        return await subscribe(turn, wanted)
    return Reply(
        turn.t("You wrote STOP. May I write to you again about {subject}?", subject=_said(turn, wanted)),
        choices=yes_or_no(turn.t, "Yes, write", "No"),
        then="write_again",
        keep=_kept([wanted]),
    )


async def write_again(turn: Turn) -> Reply:
    """Yes takes the STOP back; no leaves all as it is."""
    if turn.choice != "yes":
        return Reply(turn.t("That is fine. I only write when you write."))
    await people.start(turn.db, turn.person.id)
    return await subscribe(turn, _from_kept(turn)[0])


async def subscribe(turn: Turn, wanted: Subscription) -> Reply:
    """Stored, and how to end it said at once."""
    new = await subscriptions.subscribe(turn.db, turn.person.id, wanted.topic, wanted.area, turn.now, town=wanted.town)
    subject = _said(turn, wanted)
    if not new:
        return Reply(turn.t("You already hear from me about {subject}. AFMELD ends it.", subject=subject))
    return Reply(
        turn.t("I write when I know something new about {subject}. AFMELD ends it.", subject=subject),
        undo=("end_these", _kept([wanted])),
    )


async def tell(turn: Turn) -> Reply:
    """What they are subscribed to, and how to end it."""
    standing = await subscriptions.of(turn.db, turn.person.id)
    if not standing:
        return Reply(
            turn.t("I send you no news. Do you want some, write for example: write when there is food in Aarhus.")
        )
    subject = turn.t.listing([_said(turn, one) for one in standing[:_MOST_CHOICES]])
    told = turn.t("You hear from me about {subject}. AFMELD ends it.", subject=subject)
    if turn.person.stopped:
        told = f"{told} {turn.t('But you wrote STOP, so I send nothing.')}"
    return Reply(told)


async def end(turn: Turn) -> Reply:
    """End what was named, or the only one there is; otherwise ask which."""
    standing = await subscriptions.of(turn.db, turn.person.id)
    if not standing and await check_ins.of(turn.db, turn.person.id):
        return Reply("", passes=CHECK_IN)
    if not standing:
        return Reply(
            turn.t("I send you no news. Do you want to be rid of all messages from me, write STOP."),
            otherwise=turn.t("There is nothing to end. I only answer you."),
        )
    named = [one for one in standing if one.topic in turn.reading.topics] if turn.reading.topics else standing
    if len(named) == 1:
        return await end_these(turn.with_(kept=_kept(named)))
    return _ask_which(turn, named or standing)


def _ask_which(turn: Turn, standing: Sequence[Subscription]) -> Reply:
    shown = standing[: _MOST_CHOICES - 1]
    choices = [Choice(str(n), _said(turn, one)) for n, one in enumerate(shown)]
    return Reply(
        turn.t("What do you no longer want to hear about?"),
        choices=(*choices, Choice(ALL, turn.t("All of it"))),
        then="end_chosen",
        keep=_kept(standing),
    )


async def end_chosen(turn: Turn) -> Reply:
    """The one that was chosen, or all."""
    subjects = turn.kept["subjects"]
    chosen = subjects if turn.choice == ALL else [subjects[int(turn.choice or 0)]]
    return await end_these(turn.with_(kept={"subjects": chosen}))


async def end_these(turn: Turn) -> Reply:
    """Ended; FORTRYD takes them up again."""
    ended = _from_kept(turn)
    for one in ended:
        await subscriptions.end(turn.db, turn.person.id, one)
    subject = turn.t.listing([_said(turn, one) for one in ended[:_MOST_CHOICES]])
    return Reply(
        turn.t("Done. You hear no more from me about {subject}.", subject=subject),
        undo=("take_up_again", turn.kept),
    )


async def take_up_again(turn: Turn) -> Reply:
    """FORTRYD after AFMELD."""
    for one in _from_kept(turn):
        await subscriptions.subscribe(turn.db, turn.person.id, one.topic, one.area, turn.now, town=one.town)
    return Reply(turn.t("It is as before. I write when there is news."))


def _said(turn: Turn, one: Subscription) -> str:
    subject = turn.t(IN_A_SENTENCE[one.topic]) if one.topic else turn.t("all of it")
    return turn.t("{subject} in {town}", subject=subject, town=one.where) if one.where else subject


def _kept(standing: Sequence[Subscription]) -> Json:
    return {"subjects": [[one.topic, one.area, one.town] for one in standing]}


def _from_kept(turn: Turn) -> list[Subscription]:
    return [Subscription(Topic(topic) if topic else None, area, *town) for topic, area, *town in turn.kept["subjects"]]


def _topic(kept: Json) -> Topic | None:
    return Topic(kept["topic"]) if kept.get("topic") else None


SUBSCRIPTIONS = Conversation(
    name="subscriptions",
    first=begin,
    begins_with=frozenset({Intent.SUBSCRIBE, Intent.UNSUBSCRIBE}),
    begins_on=frozenset({Command.SUBSCRIBED}),
    recalls="find_help",
    steps={
        "take_topic": take_topic,
        "take_area": take_area,
        "write_again": write_again,
        "end_chosen": end_chosen,
        "end_these": end_these,
        "take_up_again": take_up_again,
    },
)
