"""The outbox to the column: what a report, an outage and an end change, and that they change nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.model import (
    AppointmentId,
    ChannelName,
    OutgoingState,
    Report,
)
from bot.store import outbox
from bot.store.database import Database
from tests.databases import rows
from tests.store.plans import plan_of
from tests.store.rows import ANNA, BENT, CHAT, NOW, SMS, changed, column, columns, met, told

S = OutgoingState
MINUTE = timedelta(minutes=1)


async def test_report_is_about_one(database: Database) -> None:
    """A report changes its own message: state, receipt and code; a receipt that it lacks stays."""
    one, other = await told(database, ANNA, BENT)
    for each in (one, other):
        await changed(database, each, state=S.SENT, provider_id="SM0")

    known = [
        await database.write(lambda db: outbox.apply(db, Report(one, S.FAILED, code="30003"), NOW)),
        await database.write(lambda db: outbox.apply(db, Report(other, S.DELIVERED, "SM2"), NOW)),
    ]

    assert known == [True, True]
    assert await columns(database, "state", "provider_id", "code") == [
        (S.FAILED, "SM0", "30003"),
        (S.DELIVERED, "SM2", None),
    ]


@pytest.mark.parametrize(
    ("before", "report", "blocked"),
    [(S.SENT, S.OPTED_OUT, True), (S.DELIVERED, S.OPTED_OUT, False), (S.SENT, S.FAILED, False)],
)
async def test_report_blocks_who_blocked(
    database: Database, tmp_path: Path, before: S, report: S, *, blocked: bool
) -> None:
    """Only a report that is news, and says that we are blocked, opts somebody out, and nobody else."""
    await met(database)
    await met(database, BENT)
    [one] = await told(database, ANNA)
    await changed(database, one, state=before)

    assert await database.write(lambda db: outbox.apply(db, Report(one, report, code="21610"), NOW))

    codes = rows(tmp_path, "select opted_out_code from addresses order by id")
    assert [code for (code,) in codes] == ["21610" if blocked else None, None]


async def test_opting_out_is_of_one_address(database: Database, tmp_path: Path) -> None:
    """Who blocked us, with which code and when; others are still written to."""
    await met(database)
    await met(database, BENT)

    await database.write(lambda db: outbox.opt_out(db, BENT, "403", NOW))

    blocked = rows(tmp_path, "select opted_out_code, opted_out_at is not null from addresses order by id")
    assert [(code, bool(known)) for code, known in blocked] == [(None, False), ("403", True)]


async def test_in_doubt_longest_first(database: Database) -> None:
    """Fifty at a look, those first that are due longest, then by number; each with its claim and its repeats."""
    numbers = await told(database, *[ANNA] * 52)
    for number in numbers:
        await changed(database, number, state=S.UNKNOWN, claimed_at=NOW - MINUTE, repeats=number)
    await changed(database, numbers[0], state=S.SENDING)
    await changed(database, numbers[40], due_at=NOW - MINUTE)

    async with database.read() as db:
        found = await outbox.unsettled(db, NOW)
        three = await outbox.unsettled(db, NOW, 3)

    assert len(found) == 50
    assert {one.id for one, _, _ in three} == {numbers[40], numbers[1], numbers[2]}
    assert {(one.id, since, times) for one, since, times in three} == {
        (number, NOW - MINUTE, number) for number in (numbers[1], numbers[2], numbers[40])
    }


async def test_receipt_is_of_one_channel(database: Database) -> None:
    """The same number at another provider is another receipt."""
    [one] = await told(database, CHAT)
    await changed(database, one, provider_id="7")

    async with database.read() as db:
        assert await outbox.is_receipted(db, ChannelName.TELEGRAM, "7")
        assert not await outbox.is_receipted(db, SMS, "7")


async def test_hurry_is_for_what_failed(database: Database) -> None:
    """The channel works again: what was tried there in vain is due; what waits for its time, or elsewhere, stays."""
    tried, untried, elsewhere, sent = await told(database, ANNA, BENT, CHAT, ANNA)
    later = NOW + MINUTE
    for number, attempts in ((tried, 1), (untried, 0), (elsewhere, 1), (sent, 1)):
        await changed(database, number, due_at=later, attempts=attempts)
    await changed(database, sent, state=S.SENT)

    await database.write(lambda db: outbox.hurry(db, SMS, NOW))
    soon = await column(database, "due_at")
    await database.write(lambda db: outbox.hurry(db, SMS, NOW + 2 * MINUTE))

    assert soon == [NOW, later, later, later]
    assert await column(database, "due_at") == soon


async def test_expired_are_counted_by_channel(database: Database) -> None:
    """What waits beyond its validity, to the second, is dropped and counted; what was sent stays sent."""
    one, two, chat, sent, valid = await told(database, ANNA, BENT, CHAT, ANNA, BENT)
    await changed(database, sent, state=S.SENT)
    await changed(database, valid, valid_until=NOW + timedelta(hours=4, seconds=1))

    counts = await database.write(lambda db: outbox.expire(db, NOW + timedelta(hours=4)))

    assert counts == {"sms": 2, "telegram": 1}
    assert await column(database, "state") == [S.EXPIRED, S.EXPIRED, S.EXPIRED, S.SENT, S.WAITING]
    assert [one, two, chat, sent, valid] == sorted([one, two, chat, sent, valid])


async def test_withdrawn_is_of_one_appointment(database: Database) -> None:
    """What waits about an appointment that was moved is withdrawn; what was sent, and what is about another, is not."""
    about, sent, other = await told(database, ANNA, BENT, CHAT)
    for number, appointment in ((about, 1), (sent, 1), (other, 2)):
        await changed(database, number, appointment=appointment)
    await changed(database, sent, state=S.SENT)

    await database.write(lambda db: outbox.withdraw(db, AppointmentId(1)))

    assert await columns(database, "state", "code") == [(S.EXPIRED, "withdrawn"), (S.SENT, None), (S.WAITING, None)]


@pytest.mark.sqlite
async def test_doubt_is_looked_up_by_index(database: Database) -> None:
    """What is in doubt is found, in its order, without reading every message that ever was."""
    plan = await plan_of(database, lambda db: outbox.unsettled(db, NOW))

    assert "USING INDEX outbox_unsettled (state=? AND due_at<?)" in plan
    assert "TEMP B-TREE" not in plan
