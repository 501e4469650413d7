"""Every ten seconds: talks that wait for a human go on to the next, and nobody stays with somebody who is gone.

When duty begins those on duty are asked, and the citizen hears it. After 10 minutes all colleagues are asked (not at
night), after 20 the admins, and after 30 the citizen hears that nobody has taken it. Then it is asked again when the
next duty begins, three times in all; the case stays open. A talk whose holder was removed or wrote STOP is asked for
again, one in which nobody writes for four hours is over, and one that waits for an answer says so after 30 minutes.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative
from bot.conversation import Reply, ToAnother, Turn
from bot.desk import TALK, asking, saying
from bot.desk.colleagues import Desk, called, desk_of
from bot.i18n import DANISH
from bot.model import Person, PersonId
from bot.reminding import decent, is_quiet
from bot.store import dialogues, talks
from bot.store.database import Database
from bot.store.talks import Talk, Waking
from handlers.human import tell_read, tell_unclaimed
from scheduler.batches import in_one_sweep
from scheduler.clock import Work
from scheduler.voice import Voice

MOST_ROUNDS = 3
ANSWERS_WITHIN = timedelta(minutes=10)
NUDGES_AFTER, ENDS_AFTER = timedelta(minutes=30), timedelta(hours=4)


def job(database: Database, voice: Voice) -> Work:
    """The function for the clock."""
    return in_one_sweep(database, voice, _is_due, sweep)


async def _is_due(db: AsyncConnection, _: Voice, now: datetime) -> bool:
    looks = (
        talks.due(db, now),
        talks.orphaned(db),
        talks.given_before(db, now - ANSWERS_WITHIN),
        talks.waiting_since(db, now - NUDGES_AFTER),
        talks.quiet_since(db, now - ENDS_AFTER),
    )
    return any([bool(await look) for look in looks])


async def sweep(db: AsyncConnection, voice: Voice, now: datetime) -> Counter[str]:
    """All that is due, in one transaction."""
    counts = Counter[str]()
    for talk in await talks.orphaned(db):
        counts[await _lose(voice, _turn(db, voice, talk, now), talk)] += 1
    for talk, waking in await talks.due(db, now):
        counts[await _move_on(voice, _turn(db, voice, talk, now), talk, waking)] += 1
    for talk in await talks.given_before(db, now - ANSWERS_WITHIN):
        counts[await _keep(voice, _turn(db, voice, talk, now), talk)] += 1
    for talk in await talks.quiet_since(db, now - ENDS_AFTER):
        counts[await _end(voice, _turn(db, voice, talk, now), talk)] += 1
    for talk in await talks.waiting_since(db, now - NUDGES_AFTER):
        counts[await _nudge(voice, _turn(db, voice, talk, now), talk)] += 1
    return counts


async def _move_on(voice: Voice, turn: Turn, talk: Talk, waking: Waking) -> str:
    desk = await desk_of(turn.db, talk.municipality, turn.now, but=talk.citizen)
    if waking.wake_at and waking.wake_at <= turn.now:
        return await _wake(voice, turn, talk, desk)
    if waking.tell_at and waking.tell_at <= turn.now:
        return await _tell(voice, turn, talk, Waking(wake_at=desk.opens, widen_at=waking.widen_at))
    return await _widen(voice, turn, talk, desk, waking)


async def _wake(voice: Voice, turn: Turn, talk: Talk, desk: Desk) -> str:
    """Duty has begun; where it was moved meanwhile, it is waited for."""
    if not desk.first:
        await talks.schedule(turn.db, talk.id, Waking(wake_at=desk.opens))
        return "waiting"
    widen_at = turn.now + asking.WIDENS
    again = talk.rounds > 0
    tell_at = None if again else turn.now + asking.TELLS
    next_at = desk.opens if again and talk.rounds + 1 < MOST_ROUNDS else None
    await talks.schedule(turn.db, talk.id, Waking(next_at, widen_at, tell_at), rounds=talk.rounds + 1)
    heard = list(await asking.ask(turn, talk, desk.first))
    if not again and turn.now - talk.opened_at > asking.TELLS:
        # Who sleeps hears it in the morning.
        heard.append(replace(await _to_citizen(turn, talk, tell_read), at_once=not is_quiet(turn.now)))
    await _say(voice, turn, heard)
    return "asked"


async def _widen(voice: Voice, turn: Turn, talk: Talk, desk: Desk, waking: Waking) -> str:
    """The next who were not asked: colleagues, then admins. Nobody is woken who has no duty."""
    asked = await talks.asked_of(turn.db, talk.id)
    more = next((ring - asked.keys() for ring in (desk.staff, desk.admins) if ring - asked.keys()), frozenset())
    wake = decent(turn.now)
    widen_at = wake if more and wake > turn.now else (turn.now + asking.WIDENS if more else None)
    await talks.schedule(turn.db, talk.id, Waking(waking.wake_at, widen_at, waking.tell_at))
    if not more or wake > turn.now:
        return "held"
    await _say(voice, turn, await asking.ask(turn, talk, more))
    return "widened"


async def _tell(voice: Voice, turn: Turn, talk: Talk, then: Waking) -> str:
    """Said honestly, once; it is asked again when the next duty begins."""
    await talks.schedule(turn.db, talk.id, then, rounds=max(talk.rounds, 1))
    await _say(voice, turn, [await _to_citizen(turn, talk, tell_unclaimed)])
    return "told"


async def _lose(voice: Voice, turn: Turn, talk: Talk) -> str:
    reply, others = await saying.lose(turn, talk)
    await _say(voice, turn, [asking.quickly(turn, talk.citizen, reply), *others])
    return "lost"


async def _keep(voice: Voice, turn: Turn, talk: Talk) -> str:
    """The colleague has not answered: who offered it still has it, and knows."""
    await talks.offer(turn.db, talk, None, turn.now)
    t = turn.t.into(DANISH)
    name = await called(turn.db, talk.given_to) or t("A colleague")
    if talk.given_to:
        await dialogues.close_questions(turn.db, talk.given_to, TALK, {"talk": talk.id}, turn.now)
    if talk.staff:
        reply = Reply(t("{name} has not answered. You still have {who}.", name=name, who=talk.pseudonym))
        await _say(voice, turn, [asking.quickly(turn, talk.staff, reply)])
    return "kept"


async def _nudge(voice: Voice, turn: Turn, talk: Talk) -> str:
    """The citizen may go back to the bot; the holder is reminded."""
    await talks.nudged(turn.db, talk, turn.now)
    theirs = await asking.speaking_to(turn, talk.citizen)
    name = await called(turn.db, talk.staff) or theirs.t("The human")
    waits = theirs.t("{name} has not answered yet. MASKINE brings me back, and I answer at once.", name=name)
    heard = [asking.quickly(turn, talk.citizen, Reply(waits))]
    if talk.staff:
        t = turn.t.into(DANISH)
        reply = Reply(t("{who} waits for your answer. SLUT or GIV TIL if you cannot.", who=talk.pseudonym))
        heard.append(asking.quickly(turn, talk.staff, reply))
    await _say(voice, turn, heard)
    return "nudged"


async def _end(voice: Voice, turn: Turn, talk: Talk) -> str:
    """Nobody has written for hours: nobody talks into the void."""
    heard = list(await saying.end(turn, talk, to_citizen=True))
    if talk.staff:
        t = turn.t.into(DANISH)
        quiet = t("Nobody wrote in the talk with {who} for 4 hours. It is over.", who=talk.pseudonym)
        left = t("Case {number} is still open: LUK {number} and what was done.", number=talk.case)
        heard.append(asking.quickly(turn, talk.staff, Reply(f"{quiet} {left}")))
    await _say(voice, turn, heard)
    return "ended"


async def _to_citizen(turn: Turn, talk: Talk, reply_of: Callable[[Turn], Reply]) -> ToAnother:
    theirs = await asking.speaking_to(turn, talk.citizen)
    return asking.quickly(turn, talk.citizen, reply_of(theirs))


async def _say(voice: Voice, turn: Turn, heard: Sequence[ToAnother]) -> None:
    for one in heard:
        reached = await voice.turn(turn.db, one.person, turn.now, anyway=one.at_once)
        if reached is None:
            continue
        theirs, address = reached
        await initiative.tell(theirs, address, one)


def _turn(db: AsyncConnection, voice: Voice, talk: Talk, now: datetime) -> Turn:
    """A turn that nobody began, about a talk."""
    nobody = Person(PersonId(talk.citizen), talk.pseudonym, DANISH)
    return initiative.turn_of(db, nobody, now, voice.catalogues, voice.atlas.directory, voice.towns)
