"""Notices: staff write to many. What will go out, to how many and at what cost is shown; a code word sends it.

Staff write to their own municipality or a town in it, admins everywhere. Nobody gets it who did not subscribe. To many
receivers it goes only when a second colleague says yes. It can be held, gone on with and stopped on its way.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversation import Conversation, Hears, Reply, ToAnother, Turn
from bot.model import COLD, Act, ChannelName, Choice, Json, Notice, NoticeState, Order, Subject, Topic
from bot.notifying import acts
from bot.notifying.plans import planned, when_said
from bot.notifying.rights import agreeing, may_steer, municipalities, own_roles, where
from bot.store import notices, receivers
from bot.understanding.orders.notices import EVERYBODY
from bot.wording.kinds import CHOICE
from bot.wording.notice_figures import previewed
from bot.wording.notices import begins, framed, size, subject_said, telling, useful_until

_OFFERED = (Topic.SHELTER, Topic.WARM_ROOM, Topic.FOOD)
_ALL, _WHOLE = "all", "whole:"
_MOST_CHOICES, _ANSWER_WITHIN = 5, timedelta(hours=24)
N = NoticeState


async def begin(turn: Turn) -> Reply:
    """What is ordered."""
    order = turn.order
    assert order is not None  # noqa: S101 - routing brings nobody here without
    if not own_roles(turn):
        return Reply(turn.t("Only staff can write to many. Write MENNESKE to reach them."))
    if order.act is not Act.SEND:
        return await write(turn, _kept(order))
    if order.number is None:
        notice = await notices.last_draft(turn.db, turn.person.id, turn.now)
    else:
        notice = await notices.find(turn.db, order.number)
    if notice is None or not may_steer(turn, notice):
        return Reply(turn.t("I do not know that message. MINE BESKEDER shows yours."))
    return await {"send": send, "yes": agree, "no": refuse}[order.name](turn, notice)


async def write(turn: Turn, kept: Json) -> Reply:
    """Asked for what is lacking, one thing at a time: where, about what, the text."""
    if kept["area"] is None and not kept["is_whole"]:
        return ask_area(turn, kept)
    place = where(turn, kept["area"])
    if place is None:
        return ask_area(turn, {**kept, "area": None})
    if not place.is_own:
        own = turn.t.listing(municipalities(turn)[:_MOST_CHOICES])
        return Reply(turn.t("You can only write to {where}.", where=own))
    if kept["topic"] is None and not (kept["body"] and kept["is_whole"]):
        return ask_topic(turn, kept)
    if not kept["body"]:
        return ask_text(turn, kept)
    topic = "" if kept["topic"] in (None, EVERYBODY) else kept["topic"]
    return await show(turn, Subject(topic, place.municipality, place.town), kept)


def ask_area(turn: Turn, kept: Json) -> Reply:
    """A town, a postcode, or a whole municipality of theirs."""
    choices = [Choice(f"{_WHOLE}{one}", turn.t("All of {where}", where=one)) for one in municipalities(turn)]
    if not choices:
        choices = [Choice(_WHOLE, turn.t("All of Denmark"))]
    return replace(
        _ask(kept, "take_area", turn.t("Where? Write a town or a postcode.")),
        choices=tuple(choices[:_MOST_CHOICES]),
        otherwise=turn.t("I do not know that town. Write a larger one near it."),
    )


async def take_area(turn: Turn) -> Reply:
    """The municipality that was chosen, or the town that was written."""
    if again := await _ordered_anew(turn):
        return again
    area = turn.choice.removeprefix(_WHOLE) if turn.choice is not None else turn.reading.place or turn.text.strip()
    return await write(turn, {**turn.kept, "area": area})


def ask_topic(turn: Turn, kept: Json) -> Reply:
    """What about? Any kind of help may be named."""
    offered = [Choice(one, turn.t(CHOICE[one])) for one in _OFFERED]
    return replace(
        _ask(kept, "take_topic", turn.t("About what? You can also write another word.")),
        choices=(*offered, Choice(COLD, turn.t("Cold weather")), Choice(_ALL, turn.t("All of it"))),
        otherwise=turn.t("Write a word like food or dentist, or choose here."),
    )


async def take_topic(turn: Turn) -> Reply:
    """What was chosen, or the kind of help that the words name."""
    if again := await _ordered_anew(turn):
        return again
    named = turn.choice or next(iter(turn.reading.topics), None)
    if named is None:
        return ask_topic(turn, turn.kept)
    return await write(turn, {**turn.kept, "topic": EVERYBODY if named == _ALL else named})


def ask_text(turn: Turn, kept: Json) -> Reply:
    """The words themselves."""
    return _ask(kept, "take_text", turn.t("What shall it say? Write the text as people will read it."))


async def take_text(turn: Turn) -> Reply:
    """As it was written."""
    if again := await _ordered_anew(turn):
        return again
    return await write(turn, {**turn.kept, "body": turn.text.strip()})


async def show(turn: Turn, subject: Subject, kept: Json) -> Reply:
    """Kept as a draft and shown; what cannot go out is said instead, and the text asked for again."""
    t, body = turn.t, kept["body"]
    if told := telling(body):
        word, instead = told
        wrong = t(
            "Others may see the phone. Write it without {word}, for example: {instead}.", word=word, instead=instead
        )
        return _asked_again(kept, wrong)
    message = framed(t.into("da"), subject, body, urgent=kept["urgent"])
    if too_long := size(message).too_long:
        return _asked_again(
            kept, t("That is {number} letters too long for two SMS parts. Write it shorter.", number=too_long)
        )
    starts_at = datetime.fromisoformat(kept["at"]) if kept["at"] else None
    if starts_at and starts_at <= turn.now:
        return Reply(t("That time is past. Write the order again with a later one."))
    counted = await receivers.count(turn.db, subject)
    if not counted:
        return Reply(t("Nobody is subscribed to {subject}. I send nothing.", subject=subject_said(t, subject)))
    number = await notices.draft(
        turn.db, turn.person.id, subject, message, turn.now, urgent=kept["urgent"], starts_at=starts_at
    )
    notice = await notices.find(turn.db, number)
    assert notice is not None  # noqa: S101 - written just now
    return _preview(turn, notice, counted)


def _asked_again(kept: Json, wrong: str) -> Reply:
    return _ask({**kept, "body": ""}, "take_text", wrong)


def _ask(kept: Json, then: str, text: str) -> Reply:
    """Any words answer it, beside what is known already."""
    return Reply(text, then=then, hears=frozenset({Hears.TEXT}), keep=kept)


def _preview(turn: Turn, notice: Notice, counted: Mapping[ChannelName, int]) -> Reply:
    plan = planned(turn, notice, counted)
    code = turn.t("Write SEND {code}.", code=notice.id)
    if plan.takes_two:
        code = f"{code} {turn.t('A colleague must then say yes too.')}"
    assert notice.message is not None  # noqa: S101 - drafts have theirs
    text, before = previewed(turn.t, notice, notice.message, plan, code)
    return Reply(
        text,
        before=before,
        shortcuts=(Choice(f"SEND {notice.id}", f"SEND {notice.id}"),),
        then="take_word",
        hears=frozenset({Hears.YES, Hears.NO}),
        keep={"notice": notice.id},
    )


async def _ordered_anew(turn: Turn) -> Reply | None:
    """Somebody who is asked may order something else instead."""
    order = turn.order
    if turn.choice is not None or order is None or (order.meant or order.act) not in NOTICES.obeys:
        return None
    return await begin(turn)


async def send(turn: Turn, notice: Notice) -> Reply:
    """The code word was written: now, or at the time that was said; to many only with a colleague's yes."""
    t, at = turn.t, _time(turn.order)
    if notice.state is not N.DRAFT or turn.now - notice.created_at > notices.DRAFT_LIVES:
        return Reply(t("That message was sent before, or is too old. Write it anew."))
    if at and at <= turn.now:
        return Reply(t("That time is past. Write it again with a later one."))
    notice = replace(notice, starts_at=at or notice.starts_at)
    plan = planned(turn, notice, await receivers.count(turn.db, notice.subject))
    if not plan.number:
        return Reply(t("Nobody is subscribed to {subject}. I send nothing.", subject=subject_said(t, notice.subject)))
    if plan.comes_too_late:
        return Reply(t("It would go {when}, too late for its own text. Write it anew with HASTER:", when=plan.begins))
    if plan.takes_two:
        return await _ask_colleagues(turn, notice, plan.number)
    return await _set_off(turn, notice, plan.number)


async def _ask_colleagues(turn: Turn, notice: Notice, number: int) -> Reply:
    t, whom = turn.t, await agreeing(turn, notice)
    if not whom:
        return Reply(t("{number} get it: a second colleague must say yes, and I know none.", number=number))
    if not await notices.move(turn.db, notice, N.ASKED, starts_at=notice.starts_at, receivers=number):
        return Reply(t("That message was sent before, or is too old. Write it anew."))
    await acts.note(turn, notice, "notice_ask", number)
    plan = planned(turn, notice, await receivers.count(turn.db, notice.subject))
    assert notice.message is not None  # noqa: S101 - drafts have theirs
    danish = t.into("da")
    code = danish("A colleague wants to send this. Write JA {code} or NEJ {code}.", code=notice.id)
    text, before = previewed(danish, notice, notice.message, plan, code)
    words = tuple(Choice(f"{word} {notice.id}", f"{word} {notice.id}") for word in ("JA", "NEJ"))
    reply = Reply(text, before=before, shortcuts=words)
    valid = turn.now + _ANSWER_WITHIN
    others = tuple(ToAnother(one, reply, valid, at_once=notice.urgent) for one in sorted(whom))
    told = t("{number} get it: a second colleague must say yes. I have asked {asked}.", number=number, asked=len(whom))
    return Reply(told, others=others)


async def agree(turn: Turn, notice: Notice) -> Reply:
    """A colleague's yes sends it, and the sender hears so."""
    if wrong := _not_asked(turn, notice):
        return wrong
    plan = planned(turn, notice, await receivers.count(turn.db, notice.subject))
    if plan.comes_too_late:
        return Reply(
            turn.t("It would go {when}, too late for its own text. Write it anew with HASTER:", when=plan.begins)
        )
    reply = await _set_off(turn, notice, plan.number, act="notice_agree")
    return replace(reply, others=_to_sender(turn, notice, turn.t("A colleague said yes to {code}.", code=notice.id)))


async def refuse(turn: Turn, notice: Notice) -> Reply:
    """A colleague's no ends it."""
    if wrong := _not_asked(turn, notice):
        return wrong
    await notices.move(turn.db, notice, N.DONE, over_at=turn.now, counts="{}")
    await acts.note(turn, notice, "notice_refuse", notice.receivers)
    told = turn.t("A colleague said no to {code}. It is not sent.", code=notice.id)
    return Reply(turn.t("Fine. {code} is not sent.", code=notice.id), others=_to_sender(turn, notice, told))


def _not_asked(turn: Turn, notice: Notice) -> Reply | None:
    if notice.state is not N.ASKED or turn.now - notice.created_at > notices.DRAFT_LIVES:
        return Reply(turn.t("{code} needs no yes now.", code=notice.id))
    if notice.sender == turn.person.id:
        return Reply(turn.t("It is yours: another colleague must say yes."))
    return None


async def _set_off(turn: Turn, notice: Notice, number: int, act: str = "notice_send") -> Reply:
    t, at = turn.t, begins(notice.starts_at, turn.now, urgent=notice.urgent)
    ends = useful_until(notice.message.text if notice.message else "", at, turn.now)
    starts = notice.starts_at or turn.now
    if not await notices.move(turn.db, notice, N.SET, starts_at=starts, valid_until=ends, receivers=number):
        return Reply(t("That message was sent before, or is too old. Write it anew."))
    await acts.note(turn, notice, act, number)
    steer = t("PAUSE {code} holds it, STOP {code} ends it, STATUS {code} tells how far it is.", code=notice.id)
    if at > turn.now:
        told = t("{code} goes {when} to {number}.", code=notice.id, when=when_said(turn, at), number=number)
    else:
        told = t("{code} goes now to {number}.", code=notice.id, number=number)
    return Reply(f"{told} {steer}", undo=("take_back", {"notice": notice.id}))


async def take_back(turn: Turn) -> Reply:
    """FORTRYD: whoever has it not yet gets it no more."""
    notice = await notices.find(turn.db, turn.kept["notice"])
    assert notice is not None  # noqa: S101 - notices are kept
    return await acts.stop(turn, notice) or Reply(turn.t("{code} has gone out already.", code=notice.id))


def _to_sender(turn: Turn, notice: Notice, text: str) -> tuple[ToAnother, ...]:
    return (ToAnother(notice.sender, Reply(text), turn.now + _ANSWER_WITHIN),) if notice.sender else ()


def _time(order: Order | None) -> datetime | None:
    return order.intervals[0][0] if order and order.intervals else None


def _kept(order: Order) -> Json:
    at = _time(order)
    return {
        "topic": order.topic,
        "area": order.area,
        "body": order.body,
        "urgent": order.urgent,
        "at": at.isoformat() if at else None,
        "is_whole": order.act is Act.BROADCAST,
    }


NOTICES = Conversation(
    name="notices",
    first=begin,
    obeys=frozenset({Act.BROADCAST, Act.SEND}),
    steps={
        "take_area": take_area,
        "take_topic": take_topic,
        "take_text": take_text,
        "take_word": acts.take_word,
        "take_back": take_back,
    },
)
