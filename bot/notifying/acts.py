"""What is done to one notice: noted in the audit log, stopped, and not sent by a yes that lacks its code."""

from bot import auditing
from bot.conversation import Hears, Reply, Turn
from bot.model import Notice, NoticeState
from bot.notifying.rights import role_for
from bot.store import notices

N = NoticeState
BEGUN, NOT_BEGUN = (N.QUEUEING, N.SENDING), (N.DRAFT, N.ASKED, N.SET)


async def note(turn: Turn, notice: Notice, act: str, receivers: int) -> None:
    """Who did what to which notice. Never its text."""
    subject = notice.subject
    what = {"notice": notice.id, "topic": subject.topic, "town": subject.town, "urgent": notice.urgent}
    after = {**what, "receivers": receivers}
    await auditing.write(turn, role_for(turn, notice), act, subject.municipality, after=after)


async def stop(turn: Turn, notice: Notice) -> Reply | None:
    """Whoever has it not yet gets it no more. None: it is over already."""
    if notice.state not in (*BEGUN, *NOT_BEGUN):
        return None
    begun = notice.state in BEGUN
    # What has begun is told about once its rows are withdrawn; what has not is simply gone.
    to, counts = (N.STOPPED, None) if begun else (N.DONE, "{}")
    await notices.move(turn.db, notice, to, over_at=turn.now, counts=counts)
    await note(turn, notice, "notice_stop", notice.receivers)
    if not begun:
        return Reply(turn.t("{code} is not sent.", code=notice.id))
    return Reply(turn.t("{code} stops. Soon you hear how many got it.", code=notice.id))


async def take_word(turn: Turn) -> Reply:
    """A yes alone sends nothing to many: the code does. A no leaves it unsent."""
    code = turn.kept["notice"]
    if turn.heard is Hears.NO:
        return Reply(turn.t("Fine. {code} is not sent.", code=code))
    return Reply(turn.t("It is not sent yet. To be sure, write SEND {code}.", code=code))
