"""The outbox to the column: what is stored, what an attempt or a report changes, and that it changes one row alone."""

from datetime import timedelta

import pytest

from bot.model import (
    AppointmentId,
    ChannelName,
    Choice,
    Message,
    NoticeId,
    Outgoing,
    OutgoingId,
    OutgoingState,
    PersonId,
    Priority,
    Subject,
)
from bot.store import claims, notices, outbox
from bot.store.database import Database
from bot.store.outbox import Ended
from tests.store.rows import ANNA, BENT, CHAT, NOW, SMS, changed, column, columns, met, told

S = OutgoingState
MINUTE = timedelta(minutes=1)
LONG = Message(
    "Hvor?",
    "en",
    choices=(Choice("a", "Aarhus"), Choice("o", "Odense")),
    question="ab12",
    shortcuts=(Choice("mad", "Mad"),),
    pages=("to", "tre"),
    asks_position=True,
    answers={"chat": "1"},
)


async def test_outgoing_comes_back_whole(database: Database) -> None:
    """Everything that a channel needs is there when the message is claimed at its time."""
    due = NOW + MINUTE
    number = await database.write(
        lambda db: outbox.put(
            db,
            person=PersonId(5),
            address=CHAT,
            message=LONG,
            now=NOW,
            valid=timedelta(hours=1),
            priority=Priority.REMINDER,
            forget=True,
            due_at=due,
            appointment=AppointmentId(9),
        )
    )

    stored = await columns(database, "person", "channel", "forget", "appointment", "due_at", "repeats", "attempts")
    [claimed] = await database.write(lambda db: claims.claim(db, [ChannelName.TELEGRAM], due, 1))

    assert stored == [(5, "telegram", True, 9, due, 0, 0)]
    assert claimed == Outgoing(number, CHAT, LONG, Priority.REMINDER, 1, NOW + timedelta(hours=1), NOW)


async def test_plain_outgoing_is_a_reply_at_once(database: Database) -> None:
    """Without more ado it is a reply, due now, of no appointment, and not the last word to somebody forgotten."""
    await database.write(
        lambda db: outbox.put(db, person=None, address=ANNA, message=LONG, now=NOW, valid=MINUTE),
    )

    stored = await columns(database, "person", "priority", "forget", "appointment", "due_at", "created_at", "code")

    assert stored == [(None, Priority.REPLY, False, None, NOW, NOW, None)]


async def test_notice_says_what_it_says(database: Database) -> None:
    """Rows of two notices and a message of its own: each says its own text."""
    sender = await met(database)
    numbers: list[NoticeId] = []
    for text in ("suppe", "tøj"):
        said = Message(text, "da", pages=("mere",))
        numbers.append(await database.write(lambda db, m=said: notices.draft(db, sender.id, Subject(), m, NOW)))  # type: ignore[misc]
    first, second, own = await told(database, ANNA, BENT, CHAT)
    await changed(database, first, notice=numbers[1], sealed=None)
    await changed(database, second, notice=numbers[0], sealed=None)

    claimed = await database.write(lambda db: claims.claim(db, [SMS, ChannelName.TELEGRAM], NOW, 9))

    assert {one.id: one.message.text for one in claimed} == {first: "tøj", second: "suppe", own: "svar"}
    assert claimed[0].message.pages == ("mere",)


async def test_found_while_its_text_is_kept(database: Database) -> None:
    """Another process finds a message by its number, and no more once its text is gone."""
    first, second = await told(database, ANNA, BENT)
    await changed(database, second, sealed_address=None, sealed=None)

    async with database.read() as db:
        found = await outbox.find(db, first)
        gone = await outbox.find(db, second), await outbox.find(db, OutgoingId(99))

    assert found and (found.id, found.address) == (first, ANNA)
    assert gone == (None, None)


async def test_backlog_says_since_when(database: Database) -> None:
    """Operators see how many answers are due and since when; notices, the future and the past do not count."""
    async with database.read() as db:
        nothing = await outbox.backlog(db, NOW)
    late, urgent, sent, notice, later = await told(database, ANNA, BENT, CHAT, ANNA, BENT)
    await changed(database, late, due_at=NOW - MINUTE)
    await changed(database, urgent, priority=Priority.URGENT)
    await changed(database, sent, state=S.SENT)
    await changed(database, notice, priority=Priority.NOTICE, due_at=NOW - 5 * MINUTE)
    await changed(database, later, due_at=NOW + MINUTE)

    async with database.read() as db:
        some = await outbox.backlog(db, NOW)

    assert (nothing, some) == ((0, None), (2, NOW - MINUTE))


async def test_attempts_end_each_in_its_way(database: Database) -> None:
    """Marked together: one sent with its receipt, one to be tried later, one unknown and repeated once."""
    sent, later, unknown, other = await told(database, ANNA, BENT, CHAT, ANNA, priority=Priority.REMINDER)
    channels = [SMS, ChannelName.TELEGRAM]
    await database.write(lambda db: claims.claim(db, channels, NOW, 3))
    due = NOW + 2 * MINUTE

    await database.write(
        lambda db: outbox.mark(
            db,
            [
                Ended(sent, S.SENT, NOW, provider_id="SM1"),
                Ended(later, S.WAITING, NOW, code="429", due_at=due),
                Ended(unknown, S.UNKNOWN, NOW, code="Timeout", due_at=due, repeats=1),
            ],
        )
    )

    assert await columns(database, "state", "provider_id", "code", "due_at", "repeats") == [
        (S.SENT, "SM1", None, NOW, 0),
        (S.WAITING, None, "429", due, 0),
        (S.UNKNOWN, None, "Timeout", due, 1),
        (S.WAITING, None, None, NOW, 0),
    ]
    assert other > unknown


async def test_second_end_keeps_the_receipt(database: Database) -> None:
    """An end that knows no receipt and no time keeps those that are there; repeats add up."""
    [one] = await told(database, ANNA)
    await changed(database, one, state=S.UNKNOWN, provider_id="SM1", repeats=1, claimed_by=0)

    await database.write(lambda db: outbox.mark(db, [Ended(one, S.UNKNOWN, NOW, repeats=1)]))

    assert await columns(database, "provider_id", "due_at", "repeats", "code") == [("SM1", NOW, 2, None)]


@pytest.mark.parametrize(("end", "after"), [(S.WAITING, S.SENDING), (S.FAILED, S.SENDING), (S.SENT, S.SENT)])
async def test_only_the_owner_marks(database: Database, end: S, after: S) -> None:
    """Whose message another process sends by now says only that it is sent."""
    [one] = await told(database, ANNA)
    await database.write(lambda db: claims.claim(db, [SMS], NOW, 1, process=4711))

    await database.write(lambda db: outbox.mark(db, [Ended(one, end, NOW)], process=4712))
    by_another = await column(database, "state")
    await database.write(lambda db: outbox.mark(db, [Ended(one, end, NOW)], process=4711))

    assert by_another == [after]
    assert await column(database, "state") == [end]


@pytest.mark.parametrize(
    ("end", "attempts", "after"),
    [(S.SENT, 1, S.SENT), (S.SENT, 0, S.WAITING), (S.FAILED, 1, S.WAITING), (S.UNKNOWN, 1, S.WAITING)],
)
async def test_sent_is_heard_while_it_waits(database: Database, end: S, attempts: int, after: S) -> None:
    """Who was taken for dead and has sent it is heard although it waits again; nothing else of theirs is."""
    one, other = await told(database, ANNA, BENT)
    await changed(database, one, attempts=attempts, claimed_by=0)
    await changed(database, other, attempts=1, claimed_by=0)

    await database.write(lambda db: outbox.mark(db, [Ended(one, end, NOW)]))

    assert await column(database, "state") == [after, S.WAITING]


@pytest.mark.parametrize("before", [S.UNKNOWN, S.SENDING, S.WAITING, S.SENT])
async def test_only_the_unknown_is_settled(database: Database, before: S) -> None:
    """What a look-up found is stored when nothing else has settled it meanwhile, and of that one alone."""
    one, other = await told(database, ANNA, BENT)
    for each in (one, other):
        await changed(database, each, state=before)

    await database.write(lambda db: outbox.settle(db, Ended(one, S.SENT, NOW, provider_id="SM1")))

    settled = (S.SENT, "SM1") if before is S.UNKNOWN else (before, None)
    assert await columns(database, "state", "provider_id") == [settled, (before, None)]
