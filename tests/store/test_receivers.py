"""Who gets a notice: whom it is for, once each, in sets that may be broken off at any point."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.model import COLD, Address, ChannelName, Message, Notice, NoticeState, OutgoingState, PersonId, Subject, Topic
from bot.store import claims, notices, outbox, people, receivers, subscriptions
from bot.store.claims import Leaves
from bot.store.database import Database
from bot.store.schema import addresses
from bot.store.schema import outbox as table
from bot.wording.notice_figures import figures
from tests.store.rows import NOW, met, put

S = OutgoingState
SMS, TELEGRAM = ChannelName.SMS, ChannelName.TELEGRAM
FOOD = Subject(Topic.FOOD, "Slagelse")
LATER = NOW + timedelta(minutes=10)


async def person(database: Database, number: int, *wants: tuple[Topic | None, str, str]) -> PersonId:
    """Somebody who is subscribed to these."""
    one = await met(database, Address(SMS, f"+45200001{number:02}"))
    for topic, area, town in wants:
        await database.write(lambda db, t=topic, a=area, w=town: subscriptions.subscribe(db, one.id, t, a, NOW, town=w))  # type: ignore[misc]
    return one.id


async def notice_to(database: Database, subject: Subject = FOOD, *, urgent: bool = False) -> Notice:
    """A notice that was confirmed."""
    sender = await met(database, Address(SMS, "+4520000199"))
    number = await database.write(
        lambda db: notices.draft(db, sender.id, subject, Message("suppe", "da"), NOW, urgent=urgent)
    )
    ends = NOW + timedelta(days=1)
    await database.write(lambda db: notices.put(db, number, state=NoticeState.QUEUEING, valid_until=ends))
    async with database.read() as db:
        found = await notices.find(db, number)
    assert found
    return found


async def queued(database: Database, notice: Notice, most: int = 100) -> list[int]:
    """Put all receivers into the outbox, in sets of `most`; whom."""
    after: PersonId | None = PersonId(0)
    while after is not None:
        after, _ = await database.write(lambda db, a=after: receivers.queue(db, notice, a, NOW, most))  # type: ignore[misc]
    async with database.read() as db:
        query = select(table.c.person).where(table.c.notice == notice.id).order_by(table.c.person)
        return list((await db.execute(query)).scalars())


@pytest.mark.parametrize(
    ("wants", "subject", "gets"),
    [
        ((Topic.FOOD, "Slagelse", ""), FOOD, True),
        ((None, "Slagelse", ""), FOOD, True),
        ((None, "", ""), FOOD, True),
        ((Topic.FOOD, "", ""), FOOD, True),
        ((Topic.CLOTHES, "Slagelse", ""), FOOD, False),
        ((Topic.FOOD, "Vejle", ""), FOOD, False),
        ((Topic.FOOD, "Slagelse", "Korsør"), FOOD, True),
        ((Topic.FOOD, "Slagelse", "Korsør"), Subject(Topic.FOOD, "Slagelse", "Korsør"), True),
        ((Topic.FOOD, "Slagelse", "Skælskør"), Subject(Topic.FOOD, "Slagelse", "Korsør"), False),
        ((Topic.FOOD, "Slagelse", ""), Subject(Topic.FOOD, "Slagelse", "Korsør"), True),
        ((Topic.CLOTHES, "Slagelse", ""), Subject(COLD, "Slagelse"), True),
        ((Topic.CLOTHES, "Slagelse", ""), Subject("", "Slagelse"), True),
        ((Topic.CLOTHES, "Vejle", ""), Subject(COLD, "Slagelse"), False),
        ((Topic.CLOTHES, "Vejle", ""), Subject(), True),
    ],
)
async def test_subject_finds_whom_it_is_for(
    database: Database, wants: tuple[Topic | None, str, str], subject: Subject, gets: bool
) -> None:
    """The topic or all of them, the area or everywhere; the preview counts the same."""
    one = await person(database, 1, wants)

    found = await queued(database, await notice_to(database, subject))

    assert found == ([one] if gets else [])
    async with database.read() as db:
        assert await receivers.count(db, subject) == ({SMS: 1} if gets else {})


async def test_two_subscriptions_are_one_receiver(database: Database) -> None:
    """Who wants it by two subscriptions and on two channels gets it once, where they wrote first."""
    one = await person(database, 1, (Topic.FOOD, "Slagelse", ""), (None, "Slagelse", ""))
    values = {"person": one, "channel": TELEGRAM, "key": b"other", "sealed": b"other"}
    await database.write(lambda db: db.execute(addresses.insert().values(**values)))

    notice = await notice_to(database)
    assert await queued(database, notice) == [one]

    async with database.read() as db:
        assert await receivers.count(db, FOOD) == {SMS: 1}
        assert list((await db.execute(select(table.c.channel))).scalars()) == [SMS]


async def test_stopped_and_blocked_are_left_out(database: Database) -> None:
    """STOP, and an address that the carrier blocks."""
    stopped, blocked = [await person(database, n, (Topic.FOOD, "Slagelse", "")) for n in (1, 2)]
    await database.write(lambda db: people.stop(db, stopped, NOW))
    await database.write(lambda db: outbox.opt_out(db, Address(SMS, "+4520000102"), "21610", NOW))

    assert await queued(database, await notice_to(database)) == []
    assert blocked


async def test_text_is_joined_when_it_leaves(database: Database) -> None:
    """The row holds no text; the outgoing that is claimed does."""
    await person(database, 1, (Topic.FOOD, "Slagelse", ""))
    notice = await notice_to(database)
    await queued(database, notice)

    assert await database.write(lambda db: claims.claim(db, [SMS], LATER, 9)) == []
    await database.write(lambda db: receivers.release(db, notice, SMS, LATER, 9))
    [outgoing] = await database.write(lambda db: claims.claim(db, [SMS], LATER, 9))

    assert outgoing.message == Message("suppe", "da")
    assert outgoing.address == Address(SMS, "+4520000101")


async def test_urgent_passes_at_night_behind_replies(database: Database) -> None:
    """While people sleep only it leaves beside replies, and after them."""
    await person(database, 1, (Topic.FOOD, "Slagelse", ""))
    for urgent in (False, True):
        notice = await notice_to(database, urgent=urgent)
        await queued(database, notice)
        await database.write(lambda db, n=notice: receivers.release(db, n, SMS, LATER, 9))  # type: ignore[misc]
    await database.write(lambda db: put(db, to=Address(SMS, "+4520000188"), text="svar", now=LATER))

    claimed = await database.write(lambda db: claims.claim(db, [SMS], LATER, 9, leaves=Leaves.AT_ONCE))

    assert [one.message.text for one in claimed] == ["svar", "suppe"]


async def test_withdrawn_between_queue_and_leaving(database: Database) -> None:
    """AFMELD counts until the row is released."""
    one = await person(database, 1, (Topic.FOOD, "Slagelse", ""))
    notice = await notice_to(database)
    await queued(database, notice)
    await database.write(lambda db: subscriptions.unsubscribe(db, one))

    went = await database.write(lambda db: receivers.release(db, notice, SMS, LATER, 9))

    assert went == {"released": 0, "withdrawn": 1}
    async with database.read() as db:
        assert (await receivers.counts(db, notice))["withdrawn"] == 1


async def test_sets_may_be_put_again(database: Database) -> None:
    """A set that is put twice, as after a crash that lost the mark, adds nobody twice."""
    everybody = [await person(database, n, (Topic.FOOD, "Slagelse", "")) for n in range(7)]
    notice = await notice_to(database)

    await database.write(lambda db: receivers.queue(db, notice, PersonId(0), NOW, 4))

    assert await queued(database, notice, 3) == everybody


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from([one for one in S if one is not S.EXPIRED]), st.integers(0, 9)),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_figures_hold_everybody(states: dict[str, int], late: int, withdrawn: int) -> None:
    """Whatever became of them, each receiver is in one of the figures."""
    got = figures({**states, "expired": late, "withdrawn": withdrawn})

    told = sum(got[one] for one in ("sent", "failed", "opted_out", "late", "left"))
    assert told == sum(states.values()) + late + withdrawn
