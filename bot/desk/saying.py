"""What is said in a talk: words passed on under a name, in pieces that fit an SMS, and how a talk ends."""

from collections.abc import Iterator
from datetime import timedelta

from bot.channels.sms_text import LINK, MOST_PARTS, mend, segments, up_to
from bot.conversation import Reply, ToAnother, Turn
from bot.desk import KNOWN, TALK
from bot.desk.asking import begin_again, brief, quickly, speaking_to, told
from bot.desk.colleagues import called
from bot.i18n import DANISH, Translator
from bot.model import ChannelName, Json, PersonId
from bot.store import dialogues, people, talks
from bot.store.talks import Talk, TalkState

_PIECE = 280
_SNIPPET = 24
_VALID = timedelta(hours=24)


def pieces(who: str, text: str) -> Iterator[str]:
    """The whole of somebody's words under a name, each piece within two SMS parts."""
    return (f"{who}: {piece}" for piece in cut(text, room=len(who) + 2))


def cut(text: str, *, room: int = 0) -> Iterator[str]:
    """All of the text, in pieces within two SMS parts that leave so much room."""
    left = text.strip()
    while left:
        length = _PIECE
        while segments(mend("-" * room + left[:length])).count > MOST_PARTS:
            length -= 20
        piece = up_to(left, length) if len(left) > length else left
        yield piece
        left = left[len(piece) :].strip()


async def pass_on(turn: Turn, to: PersonId, who: str, text: str) -> tuple[ToAnother, ...]:
    """The words for the other side; from now on what the bot asked them before is no longer meant by a bare number."""
    remember, valid = await known(turn, to), turn.now + _VALID
    return tuple(
        ToAnother(to, Reply(piece, remember=remember), valid, conversation=TALK, at_once=True)
        for piece in pieces(who, text)
    )


async def known(turn: Turn, person: PersonId) -> Json:
    """What their side of a talk remembers of the questions that are open now."""
    return {KNOWN: [one.id for one in (await dialogues.load(turn.db, person)).questions]}


def words_of(turn: Turn) -> str:
    """What was sent, also where it has no words or none that a phone can show."""
    t = turn.t.into(DANISH)
    if turn.position:
        return t("I am here: {lat}, {lon} (shared position)", lat=turn.position.lat, lon=turn.position.lon)
    if turn.has_media:
        return f"{turn.text} {t('(a picture or sound that I cannot pass on)')}".strip()
    return turn.text if mend(turn.text) else t("(a sign that cannot be shown)")


async def say_to_citizen(turn: Turn, talk: Talk, text: str) -> Reply:
    """Staff's words under their first name. To whom they went is said where it could be somebody else."""
    t = turn.t
    reached = await people.reach(turn.db, talk.citizen)
    if reached is None:
        return Reply(t("{who} cannot be reached any more. SLUT ends the talk.", who=talk.pseudonym))
    await talks.said(turn.db, talk, turn.now)
    name = await called(turn.db, turn.person.id)
    theirs = await speaking_to(turn, talk.citizen)
    others = await pass_on(turn, talk.citizen, name or theirs.t("The municipality"), text)
    if LINK.search(text) and reached[1].channel is ChannelName.SMS:
        return Reply(t("A link cannot go by SMS. {who} got the rest.", who=talk.pseudonym), others=others)
    told_whom = t("To {who}: {text}", who=talk.pseudonym, text=brief(text, _SNIPPET))
    return Reply(told_whom if len(turn.holds) > 1 else "", others=others)


async def end(turn: Turn, talk: Talk, *, to_citizen: bool) -> tuple[ToAnother, ...]:
    """Over. The other side hears it: the citizen that the bot is back, whoever held it that the case is still open."""
    await talks.end(turn.db, talk, turn.now)
    if talk.given_to:
        await dialogues.close_questions(turn.db, talk.given_to, TALK, {"talk": talk.id}, turn.now)
    if to_citizen:
        theirs = await speaking_to(turn, talk.citizen)
        name = await called(turn.db, talk.staff) or theirs.t("The human")
        return (quickly(turn, talk.citizen, Reply(gone(theirs.t, name))),)
    if talk.state is TalkState.HELD and talk.staff:
        return (quickly(turn, talk.staff, Reply(ended(turn.t.into(DANISH), talk))),)
    return tuple(await told(turn, talk, "{who} no longer needs a human."))


def gone(t: Translator, name: str) -> str:
    """The citizen is told that they speak with the machine again."""
    return t("{name} has left now. I am the machine, and I am back. Write what you need, or MENNESKE.", name=name)


def ended(t: Translator, talk: Talk) -> str:
    """Staff are told that a citizen ended it, and what is left to do."""
    left = t("Case {number} is still open: LUK {number} and what was done.", number=talk.case)
    return f"{t('{who} has ended the talk.', who=talk.pseudonym)} {left}"


async def left(turn: Turn) -> tuple[ToAnother, ...]:
    """The person of the turn wants peace, or is about to be forgotten: their talk is over, and those in it hear so."""
    talk = await talks.of_citizen(turn.db, turn.person.id)
    return await end(turn, talk, to_citizen=False) if talk else ()


async def lose(turn: Turn, talk: Talk) -> tuple[Reply, tuple[ToAnother, ...]]:
    """Its holder is gone: it is asked for again. What the citizen hears, and what others do."""
    name = await called(turn.db, talk.staff)
    asked = await begin_again(turn, talk)
    theirs = await speaking_to(turn, talk.citizen)
    t = theirs.t
    first = t("{name} cannot write any more.", name=name or t("The human"))
    if asked is None:
        return Reply(f"{first} {t('I am the machine, and I am back. Write what you need, or MENNESKE.')}"), ()
    return Reply(f"{first} {t('I have asked the others. Until then I answer you.')}"), asked
