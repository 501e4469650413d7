"""STOP in the outbox: what we wanted to say of our own accord stays unsaid; answers, and other people's, go on."""

from pathlib import Path

from sqlalchemy import update

from bot.model import OutgoingState, Priority
from bot.store import outbox
from bot.store.database import Database
from bot.store.schema import outbox as table
from tests.line.looking import rows
from tests.store.rows import BENT, met, put

S = OutgoingState


async def test_only_our_own_accord_is_silenced(database: Database, tmp_path: Path) -> None:
    """A reminder and a notice that wait are withdrawn; the answer, what is under way and another's are not."""
    anna, bent = await met(database), await met(database, BENT)
    answer = await database.write(lambda db: put(db, person=anna))
    reminder = await database.write(lambda db: put(db, person=anna, priority=Priority.REMINDER))
    notice = await database.write(lambda db: put(db, person=anna, priority=Priority.NOTICE))
    leaving = await database.write(lambda db: put(db, person=anna, priority=Priority.REMINDER))
    others = await database.write(lambda db: put(db, to=BENT, person=bent, priority=Priority.REMINDER))
    for outgoing, state in ((notice, S.QUEUED), (leaving, S.SENDING)):
        changed = update(table).where(table.c.id == outgoing).values(state=state)
        await database.write(lambda db, changed=changed: db.execute(changed))  # type: ignore[misc]

    await database.write(lambda db: outbox.silence(db, anna.id))

    assert rows(tmp_path, "select id, state, code from outbox order by id") == [
        (answer, S.WAITING, None),
        (reminder, S.EXPIRED, "withdrawn"),
        (notice, S.EXPIRED, "withdrawn"),
        (leaving, S.SENDING, None),
        (others, S.WAITING, None),
    ]
