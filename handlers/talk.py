"""Talk: a human takes over. Staff take a talk with one digit, write through the bot, give it on or end it.

While it is held the bot is silent towards the citizen (bot.relaying); nobody is ever left between two humans.
"""

from bot import auditing
from bot.conversation import Conversation, Reply, ToAnother, Turn
from bot.desk import asking, is_end, saying
from bot.desk.asking import quickly, speaking_to
from bot.desk.colleagues import called, colleagues, house, role_for
from bot.desk.over import not_sent
from bot.desk.saying import say_to_citizen, words_of
from bot.i18n import DANISH
from bot.model import Act, Choice, Message, Order
from bot.reminding import is_quiet
from bot.store import cases, duty, talks
from bot.store.cases import Case
from bot.store.roles import Holder
from bot.store.talks import Talk, TalkState, Waking
from bot.wording import lines

_MOST_CHOICES = 5
# What would have changed a place's listing outside a talk.
_POSTS = frozenset({Act.OPEN, Act.CLOSED, Act.CAPACITY, Act.NOTE})


async def obey(turn: Turn) -> Reply:
    """TAG 12, GIV TIL and a name, SLUT."""
    order = turn.order or Order(Act.UNCLEAR)
    if order.act is Act.TAKE:
        if order.number:
            return await take_case(turn, order.number)
        return Reply(turn.t("Which case? Write {word} and its number. SAGER shows them.", word="TAG"))
    talk = named_talk(turn, order)
    if talk is None:
        return Reply(turn.t("You hold no talk now. SAGER shows what is open."))
    return await (give(turn, talk, order.name) if order.act is Act.GIVE else finish(turn, talk))


def named_talk(turn: Turn, order: Order) -> Talk | None:
    """The talk that is named by its case or pseudonym; the one with the newest word where none is."""
    if order.number:
        return next((one for one in turn.holds if one.case == order.number), None)
    if order.area:
        return next((one for one in turn.holds if one.pseudonym == order.area), None)
    return turn.holds[0] if turn.holds else None


async def take_or_leave(turn: Turn) -> Reply:
    """The digit under what those on duty were asked."""
    talk = await talks.find(turn.db, turn.kept["talk"])
    if talk is None or talk.state is TalkState.OVER:
        return Reply(turn.t("That is over. Thank you for answering."))
    if talk.state is TalkState.HELD:
        return await too_late(turn, talk)
    if turn.choice == "take":
        return await take(turn, talk)
    await talks.decline(turn.db, talk.id, turn.person.id)
    if all((await talks.asked_of(turn.db, talk.id)).values()):
        # Nobody is left to wait for.
        await talks.widen(turn.db, talk.id, turn.now)
    return Reply(turn.t("That is fine. Others are asked."))


async def take(turn: Turn, talk: Talk) -> Reply:
    """Exactly one takes it; the others hear who did."""
    role = role_for(turn, talk.municipality)
    if role is None or talk.citizen == turn.person.id:
        return Reply(turn.t("You cannot take that one."))
    if not await talks.take(turn.db, talk, turn.person.id, turn.now):
        return await too_late(turn, talk)
    after = {"case": talk.case, "state": TalkState.HELD}
    await auditing.write(turn, role, "take", talk.municipality, before={"state": talk.state}, after=after)
    name = await called(turn.db, turn.person.id)
    said = "{name} has taken {who}. Thank you."
    heard = await asking.told(turn, talk, said, but=[turn.person.id], name=name or turn.t("A colleague"))
    text = holding(turn, talk)
    if (await speaking_to(turn, talk.citizen)).person.discreet:
        text = f"{text} {turn.t('Others read that phone: name no place and no help.')}"
    return Reply(text, others=(await hello(turn, talk, name), *heard), before=await all_said(turn, talk))


async def all_said(turn: Turn, talk: Talk) -> tuple[Message, ...]:
    """The whole of what the citizen wrote until now, where it is more than the question held."""
    case = await cases.one(turn.db, talk.case)
    words = case.text if case else ""
    if asking.brief(words, asking.MOST_WORDS) == words:
        return ()
    return tuple(Message(piece, turn.t.language) for piece in saying.pieces(talk.pseudonym, words))


async def too_late(turn: Turn, talk: Talk) -> Reply:
    """Somebody was faster, or it is over meanwhile."""
    now = await talks.find(turn.db, talk.id)
    if now is None or now.staff is None:
        return Reply(turn.t("That is over. Thank you for answering."))
    if now.staff == turn.person.id:
        return Reply(turn.t("You have {who} already. Just write.", who=talk.pseudonym))
    name = await called(turn.db, now.staff) or turn.t("A colleague")
    return Reply(
        turn.t("{name} has taken {who} already. Thank you: nothing more is needed.", name=name, who=talk.pseudonym)
    )


def holding(turn: Turn, talk: Talk) -> str:
    """Whom they have now, and the words that work."""
    return turn.t(
        "You have {who} now. What you write goes to {who}. SLUT ends it, GIV TIL and a name hands it on.",
        who=talk.pseudonym,
    )


async def hello(turn: Turn, talk: Talk, name: str) -> ToAnother:
    """The citizen hears who is there, and the word that brings the bot back."""
    theirs = await speaking_to(turn, talk.citizen)
    t, where = theirs.t, house(theirs, talk.municipality)
    who = t("{name} from {where}", name=name, where=where) if name else t("A human from {where}", where=where)
    text = t("{who} is here now and writes to you. I am silent meanwhile. MASKINE brings me back.", who=who)
    return await _said(turn, talk, text)


async def _said(turn: Turn, talk: Talk, text: str) -> ToAnother:
    return quickly(turn, talk.citizen, Reply(text, remember=await saying.known(turn, talk.citizen)))


async def take_case(turn: Turn, number: int) -> Reply:
    """Staff pick up a case of their own accord; who did not ask for it is not woken."""
    t, case = turn.t, await cases.one(turn.db, number)
    if case is None or role_for(turn, case.municipality) is None:
        return Reply(t("There is no case {number} that you can see.", number=number))
    if case.person is None or case.state != "open":
        return Reply(t("Case {number} is closed, or whoever wrote it is gone.", number=number))
    talk = await talks.of_citizen(turn.db, case.person)
    if talk:
        return await take(turn, talk)
    if not await duty.reachable(turn.db, {case.person}):
        return Reply(t("{who} wrote STOP or cannot be reached.", who=case.pseudonym))
    if is_quiet(turn.now):
        return Reply(t("People sleep now. Take it after 8 in the morning."))
    return await take(turn, await _opened(turn, case))


async def _opened(turn: Turn, case: Case) -> Talk:
    assert case.person is not None  # noqa: S101 - the caller has looked
    number = await talks.open_talk(turn.db, case.id, case.person, case.municipality, Waking(), turn.now)
    talk = await talks.find(turn.db, number)
    assert talk is not None  # noqa: S101 - just made
    return talk


async def to_staff(turn: Turn) -> Reply:
    """The citizen's words go to whoever holds the talk; MASKINE brings the bot back."""
    talk = await talks.of_citizen(turn.db, turn.person.id)
    if talk is None or talk.staff is None or not await duty.reachable(turn.db, {talk.staff}):
        return await without_holder(turn, talk)
    if is_end(turn.text):
        others = await saying.end(turn, talk, to_citizen=False)
        return Reply(turn.t("Good. I am the machine, and I am back. What do you need?"), others=others)
    await talks.heard(turn.db, talk, turn.now)
    others = await saying.pass_on(turn, talk.staff, talk.pseudonym, words_of(turn))
    if turn.kept.get("danger"):
        t = turn.t.into(DANISH)
        others = (*others, quickly(turn, talk.staff, Reply(t("{who}: the machine has given 112.", who=talk.pseudonym))))
    return Reply("", others=others)


async def without_holder(turn: Turn, talk: Talk | None) -> Reply:
    """Whoever held it is gone: others are asked, and the bot answers meanwhile."""
    if talk is None:
        return Reply(turn.t("I am the machine, and I am back. Write what you need, or MENNESKE."))
    await cases.add(turn.db, talk.case, turn.text)
    reply, others = await saying.lose(turn, talk)
    return Reply(reply.text, others=others)


async def to_citizen(turn: Turn) -> Reply:
    """Staff's words go to the talk with the newest word, while they may."""
    if role_for(turn, turn.holds[0].municipality) is None:
        reply, others = await saying.lose(turn, turn.holds[0])
        told = quickly(turn, turn.holds[0].citizen, reply)
        return Reply(turn.t("You no longer have that talk. Others are asked."), others=(told, *others))
    reply = await say_to_citizen(turn, turn.holds[0], words_of(turn))
    sent = turn.t("Sent to {who}.", who=turn.holds[0].pseudonym)
    if turn.reading.emergency:
        alarm = turn.t("Is it about you, ring {alarm}.", alarm=lines.alarm(turn.directory))
        return Reply(f"{sent} {alarm}", others=reply.others)
    if turn.order and turn.order.act in _POSTS and reply.others:
        return Reply(f"{sent} {turn.t('Was it for me, write SLUT first.')}", others=reply.others)
    return reply


async def finish(turn: Turn, talk: Talk) -> Reply:
    """SLUT, or GIV TIL BOTTEN: the bot is back with the citizen, and the case waits for its end."""
    others = await saying.end(turn, talk, to_citizen=True)
    await _audit(turn, talk, "end")
    t = turn.t
    return Reply(
        f"{t('The talk with {who} is over.', who=talk.pseudonym)} "
        f"{t('Case {number} is still open: LUK {number} and what was done.', number=talk.case)}",
        others=others,
    )


async def give(turn: Turn, talk: Talk, name: str) -> Reply:
    """To a colleague, who must say yes first; or back to the bot."""
    t = turn.t
    if name.casefold() in {"bot", "botten", "maskinen"}:
        return await finish(turn, talk)
    may = [
        one for one in await colleagues(turn.db, talk.municipality) if one.person not in (turn.person.id, talk.citizen)
    ]
    free = await duty.reachable(turn.db, {one.person for one in may})
    found = [
        one for one in may if one.person in free and name.casefold() in {one.name.casefold(), one.pseudonym.casefold()}
    ]
    if len(found) == 1:
        return await offer(turn, talk, found[0])
    if not found:
        names = t.listing(sorted({one.name or one.pseudonym for one in may if one.person in free})[:_MOST_CHOICES])
        known = t("You can give it to {names}, or to BOTTEN.", names=names) if names else t("GIV TIL BOTTEN works.")
        lost = t("I find no such colleague.") if name else t("To whom? Write GIV TIL and a name.")
        return Reply(f"{lost} {known} {t('You still have {who}.', who=talk.pseudonym)}")
    return Reply(
        t("Which colleague?"),
        choices=tuple(Choice(one.pseudonym, f"{one.name}, {one.pseudonym}") for one in found[:_MOST_CHOICES]),
        then="take_colleague",
        keep={"talk": talk.id},
    )


async def take_colleague(turn: Turn) -> Reply:
    """One of several with that name."""
    talk = next((one for one in turn.holds if one.id == turn.kept["talk"]), None)
    if talk is None:
        return Reply(turn.t("You hold no talk now. SAGER shows what is open."))
    return await give(turn, talk, turn.choice or "")


async def offer(turn: Turn, talk: Talk, colleague: Holder) -> Reply:
    """They are asked; until they say yes nothing changes."""
    await talks.offer(turn.db, talk, colleague.person, turn.now)
    await _audit(turn, talk, "give", after={"to": colleague.pseudonym})
    name = await called(turn.db, turn.person.id) or turn.t("A colleague")
    case = await cases.one(turn.db, talk.case)
    words = asking.brief(case.text if case else "", asking.MOST_WORDS - 40)
    asks = Reply(
        turn.t("{name} asks you to go on with {who}. It began with: {text}", name=name, who=talk.pseudonym, text=words),
        choices=(Choice("take", turn.t("I take it")), Choice("leave", turn.t("Not now"))),
        then="accept_or_not",
        keep={"talk": talk.id},
    )
    told = turn.t("I have asked {name}. You have {who} until then.", name=colleague.name, who=talk.pseudonym)
    return Reply(told, others=(quickly(turn, colleague.person, asks),))


async def accept_or_not(turn: Turn) -> Reply:
    """The colleague's digit. Only with a yes is the first one free."""
    talk = await talks.find(turn.db, turn.kept["talk"])
    if talk is None or talk.state is TalkState.OVER:
        return Reply(turn.t("That is over. Thank you for answering."))
    if talk.given_to != turn.person.id:
        # Whoever offered it is gone meanwhile: it may still be there to take.
        return await take_or_leave(turn)
    name, before = await called(turn.db, turn.person.id) or turn.t("A colleague"), talk.staff
    if turn.choice != "take" or role_for(turn, talk.municipality) is None:
        await talks.offer(turn.db, talk, None, turn.now)
        told = turn.t("{name} cannot now. You still have {who}.", name=name, who=talk.pseudonym)
        return Reply(turn.t("That is fine."), others=(quickly(turn, before, Reply(told)),) if before else ())
    if not await talks.accept(turn.db, talk, turn.person.id):
        return await too_late(turn, talk)
    await _audit(turn, talk, "accept")
    theirs = await speaking_to(turn, talk.citizen)
    was = await called(turn.db, before) or theirs.t("The human")
    hears = theirs.t("{name} writes with you now instead of {before}.", name=name, before=was)
    others = [await _said(turn, talk, hears)]
    if before:
        freed = turn.t("{name} has taken {who}. You are free.", name=name, who=talk.pseudonym)
        others.append(quickly(turn, before, Reply(freed)))
    return Reply(holding(turn, talk), others=tuple(others))


async def _audit(turn: Turn, talk: Talk, act: str, *, after: object = None) -> None:
    role = role_for(turn, talk.municipality)
    await auditing.write(turn, role, act, talk.municipality, before={"case": talk.case}, after=after)


TALK = Conversation(
    name="talk",
    first=obey,
    obeys=frozenset({Act.TAKE, Act.GIVE, Act.END}),
    steps={
        "take_or_leave": take_or_leave,
        "settled": take_or_leave,
        "take_colleague": take_colleague,
        "accept_or_not": accept_or_not,
        "not_sent": not_sent,
        "to_staff": to_staff,
        "to_citizen": to_citizen,
    },
)
