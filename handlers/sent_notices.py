"""Sent notices: how far each is, held, gone on with and stopped by its number; and how it ended.

Any colleague of the municipality may hold and stop what is on its way.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.conversation import Conversation, Reply, Turn
from bot.model import Act, Notice, NoticeState, Subject
from bot.notifying import acts
from bot.notifying.plans import when_said
from bot.notifying.rights import may_steer, municipalities, own_roles
from bot.store import notices, receivers
from bot.wording.notice_figures import progress, reported
from bot.wording.notices import begins

_MOST_SHOWN, _LISTED = 4, timedelta(days=7)
N = NoticeState
_ON_ITS_WAY = (N.SET, N.QUEUEING, N.SENDING)


async def begin(turn: Turn) -> Reply:
    """What is ordered."""
    order = turn.order
    assert order is not None  # noqa: S101 - routing brings nobody here without
    if not own_roles(turn):
        return Reply(turn.t("Only staff can write to many. Write MENNESKE to reach them."))
    if order.act is Act.UNCLEAR:
        return await tell_who(turn)
    if order.number is None:
        return await show_all(turn)
    notice = await notices.find(turn.db, order.number)
    if notice is None or not may_steer(turn, notice):
        return Reply(turn.t("I do not know that message. MINE BESKEDER shows yours."))
    return await _STEERS[order.name](turn, notice)


async def pause(turn: Turn, notice: Notice) -> Reply:
    """Nothing more leaves for now."""
    if notice.state not in _ON_ITS_WAY or notice.paused:
        return await tell_progress(turn, notice)
    await notices.put(turn.db, notice.id, paused=True)
    await acts.note(turn, notice, "notice_pause", notice.receivers)
    return Reply(turn.t("{code} rests. FORTSÆT {code} goes on.", code=notice.id))


async def resume(turn: Turn, notice: Notice) -> Reply:
    """It goes on where it was."""
    if notice.state not in _ON_ITS_WAY or not notice.paused:
        return await tell_progress(turn, notice)
    await notices.put(turn.db, notice.id, paused=False)
    await acts.note(turn, notice, "notice_resume", notice.receivers)
    return Reply(turn.t("{code} goes on.", code=notice.id))


async def stop(turn: Turn, notice: Notice) -> Reply:
    """A report follows when some have it."""
    return await acts.stop(turn, notice) or await tell_progress(turn, notice)


async def tell_progress(turn: Turn, notice: Notice) -> Reply:
    """How far it is; how it ended."""
    line = await _line(turn, notice)
    return Reply(line, otherwise=turn.t("Still so: {text}", text=line))


async def tell_who(turn: Turn) -> Reply:
    """How many are subscribed to anything in the writer's municipality. Never who they are."""
    where = next(iter(municipalities(turn)), None)
    number = sum((await receivers.count(turn.db, Subject("", where))).values())
    how = turn.t("Write for example: SEND TIL Odense OM mad: and the text.")
    told = turn.t("{number} want news in {where}.", number=number, where=where or turn.t("all of Denmark"))
    return Reply(f"{told} {turn.t('Before it goes I tell how many get it.')} {how}")


async def show_all(turn: Turn) -> Reply:
    """Those of the last week: one's own, and those of the municipality."""
    own = municipalities(turn) or None
    found = await notices.newest(turn.db, turn.person.id, own, turn.now - _LISTED, _MOST_SHOWN)
    how = turn.t("Write for example: SEND TIL Odense OM mad: and the text.")
    if not found:
        return Reply(turn.t("No messages to many in the last week. {how}", how=how))
    return Reply("\n".join([await _line(turn, one) for one in found]))


async def _line(turn: Turn, notice: Notice) -> str:
    counts = await notices.ended(turn.db, notice.id)
    if counts is None:
        begun = notice.state in (*acts.BEGUN, N.STOPPED)
        counts = await receivers.counts(turn.db, notice) if begun else Counter()
    at = begins(notice.starts_at, turn.now, urgent=notice.urgent)
    return progress(turn.t, notice, counts, when_said(turn, at))


def report(turn: Turn, notice: Notice, counts: Mapping[str, int], *, stopped: bool) -> Reply:
    """The sender hears how it ended."""
    return Reply(reported(turn.t, notice, counts, stopped=stopped))


_STEERS: Mapping[str, Callable[[Turn, Notice], Awaitable[Reply]]] = {
    "pause": pause,
    "resume": resume,
    "stop": stop,
    "progress": tell_progress,
}

SENT_NOTICES = Conversation(name="sent_notices", first=begin, obeys=frozenset({Act.NOTICES}))
