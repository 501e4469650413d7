"""Asking for somebody to take a talk: those on duty first, then everybody, and again when the talk lost its holder."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.channels.sms_text import up_to
from bot.conversation import Reply, ToAnother, Turn
from bot.desk import SETTLED, TALK
from bot.desk.colleagues import Desk, desk_of
from bot.i18n import DANISH, Translator
from bot.model import Choice, PersonId
from bot.reminding import is_quiet
from bot.store import cases, dialogues, people, talks
from bot.store.talks import Talk, Waking

WIDENS, TELLS = timedelta(minutes=10), timedelta(minutes=30)
# How long a person has to say their town before admins are asked instead.
TOWN_TAKES = timedelta(minutes=3)
# An ask that is older helps nobody: by then it has gone round.
_ASK_VALID = timedelta(hours=12)
# What is left of two SMS parts beside who asks and the two choices.
MOST_WORDS = 170


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking. `reads_at`: nobody is on duty, and somebody reads it then; None: they were asked now."""

    talk: int
    reads_at: datetime | None
    others: tuple[ToAnother, ...] = ()


async def begin(turn: Turn, case: int, municipality: str | None, *, wait: timedelta | None = None) -> Asked | None:
    """Open a talk for the person of the turn and ask those on duty, after `wait` if given. None: there is nobody."""
    now, db = turn.now, turn.db
    desk = await desk_of(db, municipality, now, but=turn.person.id)
    waking = first_waking(desk, now, wait=wait)
    if waking is None:
        return None
    number = await talks.open_talk(db, case, turn.person.id, municipality, waking, now)
    if waking.wake_at:
        return Asked(number, desk.opens if not desk.first else None)
    talk = await talks.find(db, number)
    return Asked(number, None, await ask(turn, talk, desk.first) if talk else ())


def first_waking(desk: Desk, now: datetime, *, wait: timedelta | None = None) -> Waking | None:
    """When those on duty are asked and what follows; None where nobody ever is."""
    if wait and desk.staff:
        return Waking(wake_at=now + wait)
    if desk.first:
        return Waking(widen_at=now + WIDENS, tell_at=now + TELLS)
    return Waking(wake_at=desk.opens) if desk.opens else None


async def ask(turn: Turn, talk: Talk, whom: Collection[PersonId], *, at_once: bool = True) -> tuple[ToAnother, ...]:
    """What they hear: who (a pseudonym), what was asked, and the digit that takes it."""
    await talks.ask(turn.db, talk.id, whom)
    case = await cases.one(turn.db, talk.case)
    reply = _question(turn.t.into(DANISH), talk, case.text if case else "")
    valid = turn.now + _ASK_VALID
    return tuple(ToAnother(one, reply, valid, conversation=TALK, at_once=at_once) for one in sorted(whom))


def _question(t: Translator, talk: Talk, words: str) -> Reply:
    shown = brief(words, MOST_WORDS)
    where = talk.municipality or t("town unknown")
    return Reply(
        t(
            "{who} ({where}) wants a human, case {number}: {text}",
            who=talk.pseudonym,
            where=where,
            number=talk.case,
            text=shown,
        ),
        choices=(Choice("take", t("I take it")), Choice("leave", t("Not now"))),
        then="take_or_leave",
        keep={"talk": talk.id},
    )


def brief(words: str, most: int) -> str:
    """The beginning of somebody's words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{up_to(line, most)}..."


async def told(
    turn: Turn, talk: Talk, msgid: str, *, but: Iterable[PersonId] = (), **values: object
) -> list[ToAnother]:
    """Those who were asked and have not said no hear `msgid`; who answers later hears that it is settled."""
    asked, left_out = await talks.asked_of(turn.db, talk.id), set(but)
    t, heard = turn.t.into(DANISH), []
    for person, said_no in sorted(asked.items()):
        if person in left_out:
            continue
        await dialogues.settle_questions(turn.db, person, TALK, {"talk": talk.id}, SETTLED, turn.now)
        if not said_no:
            one = quickly(turn, person, Reply(t(msgid, who=talk.pseudonym, **values)))
            # Who was asked by day and is off duty now can read it in the morning.
            heard.append(replace(one, at_once=not is_quiet(turn.now)))
    return heard


def quickly(turn: Turn, person: PersonId, reply: Reply) -> ToAnother:
    """What somebody in a talk hears, at any hour: they asked for it, or are on duty."""
    return ToAnother(person, reply, turn.now + _ASK_VALID, conversation=TALK, at_once=True)


async def speaking_to(turn: Turn, person: PersonId) -> Turn:
    """The turn with another person in it and their language; unchanged where they are reached nowhere."""
    reached = await people.reach(turn.db, person)
    if reached is None:
        return turn
    return turn.with_(person=reached[0], t=turn.t.into(reached[0].language))


async def begin_again(turn: Turn, talk: Talk) -> tuple[ToAnother, ...] | None:
    """Nobody holds it any more: the duty list is asked anew. None: there is nobody, and it is over."""
    desk = await desk_of(turn.db, talk.municipality, turn.now, but=talk.citizen)
    waking = first_waking(desk, turn.now)
    if waking is None:
        await talks.end(turn.db, talk, turn.now)
        return None
    if talk.given_to:
        await dialogues.close_questions(turn.db, talk.given_to, TALK, {"talk": talk.id}, turn.now)
    await talks.release(turn.db, talk, waking)
    return await ask(turn, talk, desk.first) if desk.first else ()
