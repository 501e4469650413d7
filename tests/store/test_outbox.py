"""The outbox: who goes first, and how each attempt and each report leaves a message."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.model import Address, ChannelName, Outgoing, OutgoingId, OutgoingState, Priority, Report
from bot.store import checks, claims, outbox
from bot.store.database import Database
from bot.store.outbox import Ended
from bot.store.schema import outbox as table
from tests.store.plans import plan_of
from tests.store.rows import ANNA, BENT, NOW, SMS, met, put

S = OutgoingState


async def claimed(database: Database, most: int = 100, *, later: timedelta = timedelta(0)) -> list[Outgoing]:
    """What a claim takes."""
    return await database.write(lambda db: claims.claim(db, [SMS], NOW + later, most))


async def ended(database: Database, outgoing: OutgoingId, state: S, **more: object) -> None:
    """An attempt ended so."""
    await database.write(lambda db: outbox.mark(db, [Ended(outgoing, state, NOW, **more)]))  # type: ignore[arg-type]


async def reported(database: Database, outgoing: OutgoingId, *states: S) -> None:
    """The provider reports these states, in this order."""
    for state in states:
        await database.write(lambda db, s=state: outbox.apply(db, Report(outgoing, s, "SM1"), NOW))  # type: ignore[misc]


async def state(database: Database, outgoing: OutgoingId) -> str:
    """Where the outgoing is."""
    async with database.read() as db:
        return str((await db.execute(select(table.c.state).where(table.c.id == outgoing))).scalar_one())


async def test_replies_before_reminders_before_notices(database: Database) -> None:
    """Whatever was put first, replies are claimed first and notices last."""
    for number, priority in enumerate([Priority.NOTICE, Priority.REMINDER, Priority.REPLY, Priority.NOTICE]):
        to = Address(SMS, f"+452000001{number}")
        await database.write(lambda db, p=priority, a=to: put(db, to=a, priority=p))  # type: ignore[misc]

    first = await claimed(database, 1)
    rest = await claimed(database)

    assert [one.priority for one in first] == [Priority.REPLY]
    assert [one.priority for one in rest] == [Priority.REMINDER, Priority.NOTICE, Priority.NOTICE]


async def test_one_person_one_at_a_time(database: Database) -> None:
    """The second message of a person waits for the first; those of others do not."""
    for to, text in ((ANNA, "a1"), (ANNA, "a2"), (BENT, "b1")):
        await database.write(lambda db, a=to, t=text: put(db, to=a, text=t))  # type: ignore[misc]

    first = await claimed(database)
    while_sending = await claimed(database)
    await ended(database, first[0].id, S.SENT)
    then = await claimed(database)

    assert [one.message.text for one in first] == ["a1", "b1"]
    assert while_sending == []
    assert [one.message.text for one in then] == ["a2"]


async def test_reply_does_not_wait_for_notice(database: Database) -> None:
    """A person's reply goes although a notice to them is still on its way."""
    await database.write(lambda db: put(db, text="nyt", priority=Priority.NOTICE))
    await claimed(database)

    await database.write(lambda db: put(db, text="svar"))

    assert [one.message.text for one in await claimed(database)] == ["svar"]


async def test_retry_keeps_the_order(database: Database) -> None:
    """What is to be tried later holds the person's next message back, and comes first when it is due."""
    first = await database.write(lambda db: put(db, text="a1"))
    await database.write(lambda db: put(db, text="a2"))
    await claimed(database)
    await ended(database, first, S.WAITING, code="429", due_at=NOW + timedelta(seconds=30))

    early = await claimed(database)
    due = await claimed(database, later=timedelta(seconds=30))

    assert early == []
    assert [(one.message.text, one.attempts) for one in due] == [("a1", 2)]


async def test_unknown_holds_nobody_up(database: Database) -> None:
    """A message in doubt is not sent again by itself, and the person's next one goes."""
    first = await database.write(lambda db: put(db, text="a1"))
    await database.write(lambda db: put(db, text="a2"))
    await claimed(database)

    await ended(database, first, S.UNKNOWN, due_at=NOW)

    assert [one.message.text for one in await claimed(database)] == ["a2"]


async def test_only_open_channels_are_claimed(database: Database) -> None:
    """A channel that rests or is off keeps its messages."""
    await database.write(lambda db: put(db, to=Address(ChannelName.TELEGRAM, "700001")))

    async with database.read() as db:
        assert await claims.next_channel(db, [SMS], NOW) is None
        assert await claims.next_channel(db, [SMS, ChannelName.TELEGRAM], NOW) is ChannelName.TELEGRAM
    assert await claimed(database) == []


async def test_validity_ends(database: Database) -> None:
    """After its validity a message is dropped and counted by channel, and never claimed."""
    await database.write(lambda db: put(db, valid=timedelta(hours=1)))
    await database.write(lambda db: put(db, to=BENT, valid=timedelta(hours=3)))

    late = NOW + timedelta(hours=1)
    dropped = await database.write(lambda db: outbox.expire(db, late))

    assert dropped == {"sms": 1}
    assert [one.address for one in await claimed(database, later=timedelta(hours=1))] == [BENT]


async def test_orphans_are_in_doubt(database: Database) -> None:
    """What a dead process was sending is in doubt at the next start, and due to be settled at once."""
    outgoing = await database.write(put)
    await claimed(database)

    orphans = await database.write(lambda db: claims.unsettle_orphans(db, NOW))
    async with database.read() as db:
        [(in_doubt, claimed_at, repeats)] = await outbox.unsettled(db, NOW)

    assert orphans == 1
    assert (in_doubt.id, claimed_at, repeats) == (outgoing, NOW, 0)


async def test_in_doubt_until_due(database: Database) -> None:
    """A message in doubt is looked at when it is due, not before."""
    outgoing = await database.write(put)
    await claimed(database)
    await ended(database, outgoing, S.UNKNOWN, due_at=NOW + timedelta(seconds=20))

    async with database.read() as db:
        assert await outbox.unsettled(db, NOW) == []
        assert len(await outbox.unsettled(db, NOW + timedelta(seconds=20))) == 1


@pytest.mark.parametrize(
    ("before", "reports", "after"),
    [
        (S.SENT, [S.DELIVERED], S.DELIVERED),
        (S.SENT, [S.FAILED], S.FAILED),
        (S.SENT, [S.OPTED_OUT], S.OPTED_OUT),
        (S.UNKNOWN, [S.SENT], S.SENT),
        (S.UNKNOWN, [S.DELIVERED], S.DELIVERED),
        (S.WAITING, [S.SENT], S.SENT),
        (S.WAITING, [S.DELIVERED, S.SENT], S.DELIVERED),
        (S.WAITING, [S.FAILED], S.FAILED),
        (S.WAITING, [S.OPTED_OUT], S.OPTED_OUT),
        (S.SENT, [S.SENT, S.SENT], S.SENT),
        (S.SENT, [S.DELIVERED, S.SENT], S.DELIVERED),
        (S.SENT, [S.DELIVERED, S.FAILED], S.DELIVERED),
        (S.SENT, [S.FAILED, S.DELIVERED, S.SENT], S.FAILED),
        (S.FAILED, [S.DELIVERED], S.FAILED),
        (S.EXPIRED, [S.DELIVERED], S.EXPIRED),
    ],
)
async def test_reports_in_any_order(database: Database, before: S, reports: Sequence[S], after: S) -> None:
    """Reports that come late, doubled or backwards never take back what is known."""
    outgoing = await database.write(put)
    if before is S.EXPIRED:
        await database.write(lambda db: outbox.expire(db, NOW + timedelta(days=1)))
    else:
        await claimed(database)
        await ended(database, outgoing, before)

    await reported(database, outgoing, *reports)

    assert await state(database, outgoing) == after


async def test_report_before_the_mark(database: Database) -> None:
    """A report that overtakes our own mark stays: delivered does not become sent again, nor in doubt."""
    outgoing = await database.write(put)
    await claimed(database)

    await reported(database, outgoing, S.DELIVERED)
    await ended(database, outgoing, S.SENT, provider_id="SM1")
    await ended(database, outgoing, S.UNKNOWN, due_at=NOW)

    assert await state(database, outgoing) == S.DELIVERED
    async with database.read() as db:
        assert await outbox.is_receipted(db, SMS, "SM1")
        assert not await outbox.is_receipted(db, SMS, "SM2")


async def test_reported_is_claimed_no_more(database: Database) -> None:
    """What was not found at the provider waits again; once its report has come it is not sent a second time."""
    outgoing = await database.write(put)
    await claimed(database)
    await ended(database, outgoing, S.UNKNOWN, due_at=NOW)
    await database.write(lambda db: outbox.settle(db, Ended(outgoing, S.WAITING, NOW, code="not_taken", due_at=NOW)))

    await reported(database, outgoing, S.DELIVERED)

    assert await claimed(database) == []
    assert await state(database, outgoing) == S.DELIVERED


@pytest.mark.parametrize("report", [S.SENT, S.DELIVERED, S.FAILED, S.OPTED_OUT])
async def test_nothing_is_reported_untried(database: Database, report: S) -> None:
    """A report about what never left is somebody's mistake: it is sent all the same."""
    outgoing = await database.write(put)

    await reported(database, outgoing, report)

    assert await state(database, outgoing) == S.WAITING


async def test_report_of_unknown_message(database: Database) -> None:
    """A report about a message that never was says so."""
    assert not await database.write(lambda db: outbox.apply(db, Report(OutgoingId(99), S.DELIVERED), NOW))


async def test_opting_out_shows(database: Database) -> None:
    """Who blocked us shows to staff, by report too, until the person writes again."""
    await met(database)
    outgoing = await database.write(put)
    await claimed(database)
    await ended(database, outgoing, S.SENT)

    await database.write(lambda db: outbox.apply(db, Report(outgoing, S.OPTED_OUT, code="21610"), NOW))
    async with database.read() as db:
        shown = (await checks.run(db, NOW)).warnings
    await met(database)
    async with database.read() as db:
        gone = (await checks.run(db, NOW)).warnings

    assert len(shown) == 1
    assert "21610" in shown[0]
    assert gone == ()


@pytest.mark.sqlite
async def test_looking_for_work_uses_indexes(database: Database) -> None:
    """A look for work touches only what is due: without its indexes it would read every message that ever was."""
    plan = await plan_of(database, lambda db: claims.next_channel(db, [SMS], NOW))

    assert "SEARCH outbox USING INDEX outbox_waiting (priority=? AND due_at<?)" in plan
    assert "SEARCH earlier USING INDEX outbox_in_order (key=? AND priority=? AND id<?)" in plan
    assert "TEMP B-TREE" not in plan
