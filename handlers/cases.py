"""Cases: what a human must look at, by text. Staff see their municipality's, admins all; nobody sees a number.

SAGER, SAG 12, SVAR 12, LUK 12 and what was done, INVITER 12. Nothing closes by itself: whoever wrote it hears of it.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot import auditing
from bot.conversation import Conversation, Hears, Reply, ToAnother, Turn
from bot.desk import TALK, asking, saying
from bot.desk.asking import quickly, speaking_to
from bot.desk.cases import in_a_line, in_full, pages, visible
from bot.desk.colleagues import called, house, role_for
from bot.model import Act, Choice, Order, Place, RoleName
from bot.moment import COPENHAGEN
from bot.search.named import places_called
from bot.store import cases, duty, invitations, talks
from bot.store.cases import Case, CaseKind
from bot.store.invitations import VALID, Invitation
from bot.store.talks import Talk, TalkState

SEEN, TOLD_ON = "seen", "told_on"
"""What is remembered of each colleague: the newest case that they know of, and the day on which they were told."""
_MOST_PLACES = 5
_WORDS = {Act.ANSWER: "SVAR", Act.CLOSE: "LUK", Act.INVITE_CASE: "INVITER"}
_VALID = timedelta(days=3)


async def obey(turn: Turn) -> Reply:
    """What is ordered, on which case."""
    order = turn.order or Order(Act.UNCLEAR)
    if order.act is Act.CASES:
        return await show_cases(turn)
    if order.area or (order.act is Act.ANSWER and any(one.case == order.number for one in turn.holds)):
        return await answer_in_talk(turn, order)
    if order.number is None:
        word = _WORDS.get(order.act, "SAG")
        return Reply(turn.t("Which case? Write {word} and its number. SAGER shows them.", word=word))
    case = await _case(turn, order.number)
    if case is None:
        return Reply(turn.t("There is no case {number} that you can see.", number=order.number))
    if case.person is None and order.act in (Act.ANSWER, Act.INVITE_CASE):
        return Reply(turn.t("Nobody wrote case {number} themselves, so nobody can be answered.", number=case.id))
    match order.act:
        case Act.ANSWER:
            return await answer(turn, case, order.body)
        case Act.CLOSE:
            return await close(turn, case, order.body)
        case Act.INVITE_CASE:
            return await invite(turn, case, order.name)
        case _:
            return await show_case(turn, case)


async def show_cases(turn: Turn) -> Reply:
    """Open ones, oldest first, a page at a time."""
    open_ones = await visible(turn)
    found = [in_a_line(turn, one) for one in open_ones]
    if not found:
        return Reply(turn.t("There is no open case."), otherwise=turn.t("Still no open case."), pages=())
    first, *rest = pages(found, turn.t("SAG and a number shows one."))
    seen = max(one.id for one in open_ones)
    return Reply(first, pages=tuple(rest), remember={**turn.memory, SEEN: seen})


def tell_new(turn: Turn, numbers: Sequence[int]) -> Reply:
    """How many there are and the word that shows them; what they are about is nobody else's to read."""
    t = turn.t
    if len(numbers) == 1:
        text = t("There is 1 new case. Write SAGER to see it.")
    else:
        text = t("There are {number} new cases. Write SAGER to see them.", number=len(numbers))
    return Reply(text, remember={SEEN: max(numbers), TOLD_ON: turn.now.astimezone(COPENHAGEN).date().isoformat()})


async def show_case(turn: Turn, case: Case) -> Reply:
    """One of them whole, and what can be done."""
    can = turn.t("SVAR {number}, TAG {number} or LUK {number}.", number=case.id) if case.state == "open" else ""
    first, *rest = saying.cut(f"{await in_full(turn, case)} {can}".strip())
    return Reply(first, pages=tuple(rest))


async def answer_in_talk(turn: Turn, order: Order) -> Reply:
    """Words for one of several talks, named by its case or pseudonym."""
    talk = next((one for one in turn.holds if order.number == one.case or order.area == one.pseudonym), None)
    if talk is None:
        who = order.area or str(order.number)
        return Reply(turn.t("You hold no talk with {who}. Nothing was sent.", who=who))
    if not order.body:
        return Reply(
            turn.t("What shall I answer {who}?", who=talk.pseudonym),
            then="take_words",
            hears=frozenset({Hears.TEXT}),
            keep={"talk": talk.id},
        )
    return await _say(turn, talk, order.body)


async def take_words(turn: Turn) -> Reply:
    """The words for one of several talks, if it is still theirs."""
    talk = next((one for one in turn.holds if one.id == turn.kept["talk"]), None)
    return await _say(turn, talk, turn.text) if talk else Reply(turn.t("That case is gone."))


async def _say(turn: Turn, talk: Talk, words: str) -> Reply:
    reply = await saying.say_to_citizen(turn, talk, words)
    said = turn.t("To {who}: {text}", who=talk.pseudonym, text=asking.brief(words, 24))
    return reply if reply.text else Reply(said, others=reply.others)


async def answer(turn: Turn, case: Case, words: str) -> Reply:
    """Whoever wrote it hears the words, once, without a talk."""
    if not words:
        return Reply(
            turn.t("What shall I answer {who}?", who=case.pseudonym),
            then="take_answer",
            hears=frozenset({Hears.TEXT}),
            keep={"case": case.id},
        )
    heard = await _to_citizen(turn, case, words, "{text} MENNESKE: answer a human.")
    if not heard:
        return Reply(turn.t("{who} wrote STOP or cannot be reached. Nothing was sent.", who=case.pseudonym))
    await _audit(turn, case, "answer")
    talk = await talks.of_case(turn.db, case.id)
    others: list[ToAnother] = []
    if talk and talk.state is TalkState.ASKING:
        await talks.end(turn.db, talk, turn.now)
        name = await called(turn.db, turn.person.id) or turn.t("A colleague")
        others = await asking.told(turn, talk, "{name} has answered {who}.", but=[turn.person.id], name=name)
    left = turn.t("Case {number} is still open: LUK {number} and what was done.", number=case.id)
    return Reply(f"{turn.t('Sent to {who}.', who=case.pseudonym)} {left}", others=(*heard, *others))


async def take_answer(turn: Turn) -> Reply:
    """The words themselves."""
    case = await _case(turn, turn.kept["case"])
    return await answer(turn, case, turn.text) if case else Reply(turn.t("That case is gone."))


async def close(turn: Turn, case: Case, done: str) -> Reply:
    """With what was done, which whoever wrote it hears; never while somebody else writes with them."""
    t = turn.t
    if case.state != "open":
        return Reply(t("Case {number} is closed already.", number=case.id))
    talk = await talks.of_case(turn.db, case.id)
    if talk and talk.state is TalkState.HELD and talk.staff != turn.person.id:
        name = await called(turn.db, talk.staff) or t("A colleague")
        return Reply(t("{name} writes with {who}. They end it first.", name=name, who=case.pseudonym))
    if not done:
        return Reply(
            t("What was done? Whoever wrote it hears it.") if case.person else t("What was done?"),
            then="take_done",
            hears=frozenset({Hears.TEXT}),
            keep={"case": case.id},
        )
    await cases.close(turn.db, case.id, done, turn.now)
    await _audit(turn, case, "close", after={"state": "closed"})
    others: list[ToAnother] = []
    if talk and talk.state is not TalkState.OVER:
        others += await saying.end(turn, talk, to_citizen=talk.state is TalkState.HELD)
    heard = await _to_citizen(turn, case, done, "What you wrote {when} is closed now. This was done: {text}")
    told = t("{who} hears it.", who=case.pseudonym) if heard else t("{who} cannot be told.", who=case.pseudonym)
    ended = t("Case {number} is closed.", number=case.id)
    return Reply(f"{ended} {told}" if case.person else ended, others=(*others, *heard))


async def take_done(turn: Turn) -> Reply:
    """What was done, in words of theirs."""
    case = await _case(turn, turn.kept["case"])
    return await close(turn, case, turn.text) if case else Reply(turn.t("That case is gone."))


async def invite(turn: Turn, case: Case, words: str) -> Reply:
    """An offer to help becomes a code for a place, which the person who offered hears."""
    t = turn.t
    if case.kind is not CaseKind.OFFER:
        return Reply(t("Case {number} is no offer to help.", number=case.id))
    own = _places(turn, case)
    found = places_called(words, own) if words else [one for one in own if one.id == case.place] or own
    if len(found) == 1:
        return await give_code(turn, case, found[0])
    if not found or len(found) > _MOST_PLACES:
        return Reply(t("For which place? Write INVITER {number} TIL and its name.", number=case.id))
    return Reply(
        t("For which place?"),
        choices=tuple(Choice(place.id, place.name) for place in found),
        then="take_place",
        keep={"case": case.id},
    )


async def take_place(turn: Turn) -> Reply:
    """One of several."""
    case = await _case(turn, turn.kept["case"])
    place = next((one for one in _places(turn, case) if one.id == turn.choice), None) if case else None
    return await give_code(turn, case, place) if case and place else Reply(turn.t("That case is gone."))


async def give_code(turn: Turn, case: Case, place: Place) -> Reply:
    """The code goes to the person alone."""
    if case.person is None or not await duty.reachable(turn.db, {case.person}):
        return Reply(turn.t("{who} wrote STOP or cannot be reached. Nothing was sent.", who=case.pseudonym))
    invitation = Invitation(RoleName.VOLUNTEER, place.id, None)
    code = await invitations.make(turn.db, invitation, made_by=turn.person.pseudonym, now=turn.now)
    await _audit(turn, case, "invite", after={"place": place.id})
    t = (await speaking_to(turn, case.person)).t
    kind = t("Thank you for your offer. {place} would like your help.", place=place.name)
    how = t("Write KODE {code} here if you want to. It works for {days} days.", code=code, days=VALID.days)
    told = turn.t("I have sent {who} a code for {place}.", who=case.pseudonym, place=place.name)
    left = turn.t("Case {number} is still open: LUK {number} and what was done.", number=case.id)
    return Reply(f"{told} {left}", others=(ToAnother(case.person, Reply(f"{kind} {how}"), turn.now + _VALID),))


def _places(turn: Turn, case: Case) -> list[Place]:
    own = [place for place in turn.directory.places if place.municipality]
    return [place for place in own if case.municipality is None or place.municipality == case.municipality]


async def _case(turn: Turn, number: int | None) -> Case | None:
    case = await cases.one(turn.db, number) if number else None
    return case if case and role_for(turn, case.municipality) else None


async def _to_citizen(turn: Turn, case: Case, words: str, msgid: str) -> tuple[ToAnother, ...]:
    """Nothing for who wrote STOP. Who wanted a human hears it at once, others at a decent hour."""
    if case.person is None or not await duty.reachable(turn.db, {case.person}):
        return ()
    theirs = await speaking_to(turn, case.person)
    text = theirs.t(msgid, text=words, when=theirs.t.day(case.opened_at, turn.now))
    said = [Reply(piece) for piece in saying.pieces(house(theirs, case.municipality), text)]
    if case.kind is CaseKind.HUMAN:
        return tuple(quickly(turn, case.person, one) for one in said)
    return tuple(ToAnother(case.person, one, turn.now + _VALID, conversation=TALK) for one in said)


async def _audit(turn: Turn, case: Case, act: str, *, after: object = None) -> None:
    role, before = role_for(turn, case.municipality), {"case": case.id, "state": case.state}
    await auditing.write(turn, role, act, case.municipality, before=before, after=after)


CASES = Conversation(
    name="cases",
    first=obey,
    obeys=frozenset({Act.CASES, Act.CASE, Act.ANSWER, Act.CLOSE, Act.INVITE_CASE}),
    steps={"take_answer": take_answer, "take_words": take_words, "take_done": take_done, "take_place": take_place},
)
