"""Claims to the moment: what may leave now, what holds it back, whose it is then, and what the dead leave."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from bot.model import Address, ChannelName, OutgoingId, OutgoingState, Priority
from bot.store import claims
from bot.store.claims import Leaves
from bot.store.database import Database
from tests.store.plans import plan_of
from tests.store.rows import ANNA, BENT, NOW, SMS, changed, columns, told

S = OutgoingState
SECOND = timedelta(seconds=1)
CHAT = Address(ChannelName.TELEGRAM, "700001")
BOTH = [SMS, ChannelName.TELEGRAM]


async def claimed(database: Database, most: int = 100, **more: Any) -> list[OutgoingId]:
    """Which a claim takes."""
    return [one.id for one in await database.write(lambda db: claims.claim(db, BOTH, NOW, most, **more))]


@pytest.mark.parametrize(
    ("leaves", "expected"),
    [
        (Leaves.ALL, [Priority.REPLY, Priority.URGENT, Priority.REMINDER, Priority.NOTICE]),
        (Leaves.NO_NOTICES, [Priority.REPLY, Priority.URGENT, Priority.REMINDER]),
        (Leaves.AT_ONCE, [Priority.REPLY, Priority.URGENT]),
    ],
)
async def test_what_leaves_when(database: Database, leaves: Leaves, expected: Sequence[Priority]) -> None:
    """By day everything; when money is short no notices; at night answers and what is urgent."""
    for number, priority in enumerate(reversed(Priority)):
        await told(database, Address(SMS, f"+452000001{number}"), priority=priority)

    found = await database.write(lambda db: claims.claim(db, [SMS], NOW, 9, leaves=leaves))

    assert [one.priority for one in found] == expected
    async with database.read() as db:
        assert await claims.next_channel(db, [SMS], NOW) is (None if leaves is Leaves.ALL else SMS)
        assert await claims.next_channel(db, [SMS], NOW, leaves=leaves) is None


async def test_plain_claim_takes_everything(database: Database) -> None:
    """Without a word on it, notices leave too, and the process is the only one."""
    [one] = await told(database, ANNA, priority=Priority.NOTICE)

    assert await claimed(database) == [one]
    assert await columns(database, "state", "attempts", "claimed_at", "claimed_by") == [(S.SENDING, 1, NOW, 0)]


async def test_claim_says_whose_it_is(database: Database) -> None:
    """A claim leaves the process and its time, and counts the attempts, of what it takes alone."""
    one, other = await told(database, ANNA, BENT)
    await changed(database, one, attempts=2)

    assert await claimed(database, 1, process=4711) == [one]
    assert await columns(database, "id", "state", "attempts", "claimed_at", "claimed_by") == [
        (one, S.SENDING, 3, NOW, 4711),
        (other, S.WAITING, 0, None, None),
    ]
    async with database.read() as db:
        assert await claims.senders(db) == {4711}


@pytest.mark.parametrize(
    ("change", "leaves"),
    [
        ({"attempts": 0}, True),
        ({"due_at": NOW + SECOND}, False),
        ({"valid_until": NOW}, False),
        ({"valid_until": NOW + SECOND}, True),
        ({"state": S.QUEUED}, False),
        ({"state": S.SENDING}, False),
        ({"state": S.UNKNOWN}, False),
        ({"state": S.SENT}, False),
        ({"state": S.EXPIRED}, False),
    ],
)
async def test_waits_for_its_moment(database: Database, change: dict[str, object], *, leaves: bool) -> None:
    """What waits leaves from its moment on, to the second, until its validity ends."""
    [one] = await told(database, ANNA)
    await changed(database, one, **change)

    async with database.read() as db:
        assert await claims.next_channel(db, [SMS], NOW) is (SMS if leaves else None)
    assert await claimed(database) == [one] * leaves


@pytest.mark.parametrize(
    ("first", "holds"),
    [
        ({"attempts": 0}, True),
        ({"due_at": NOW + SECOND}, True),
        ({"state": S.SENDING}, True),
        ({"state": S.UNKNOWN}, False),
        ({"state": S.SENT}, False),
        ({"due_at": NOW + SECOND, "valid_until": NOW}, False),
        ({"due_at": NOW + SECOND, "valid_until": NOW + SECOND}, True),
        ({"due_at": NOW + SECOND, "priority": Priority.NOTICE}, False),
        ({"due_at": NOW + SECOND, "key": b"another's"}, False),
    ],
)
async def test_earlier_one_holds_back(database: Database, first: dict[str, object], *, holds: bool) -> None:
    """A person's later message of the same kind waits while an earlier one waits or leaves, and for nothing else."""
    one, other = await told(database, ANNA, ANNA)
    await changed(database, one, **first)

    found = await claimed(database)

    assert (other in found) is not holds


async def test_longest_due_go_first(database: Database) -> None:
    """Of one kind those go first that are due longest, then those that were stored first; and no more than asked."""
    third, first, second, fourth = await told(database, *[Address(SMS, f"+452000001{n}") for n in range(4)])
    for number, seconds in ((first, 9), (second, 5), (third, 1), (fourth, 1)):
        await changed(database, number, due_at=NOW - seconds * SECOND)

    assert await claimed(database, 1) == [first]
    assert await claimed(database, 2) == sorted([second, third])
    assert await claimed(database, 2) == [fourth]


@pytest.mark.parametrize(("late", "expected"), [(ANNA, SMS), (CHAT, ChannelName.TELEGRAM)])
async def test_next_channel_is_of_the_next(database: Database, late: Address, expected: ChannelName) -> None:
    """The channel to claim is that of the message that goes first."""
    for to, number in zip((ANNA, CHAT), await told(database, ANNA, CHAT), strict=True):
        await changed(database, number, due_at=NOW - (2 if to is late else 1) * SECOND)

    async with database.read() as db:
        assert await claims.next_channel(db, BOTH, NOW) == expected
        assert await claims.next_channel(db, [ChannelName.BROWSER], NOW) is None


async def test_senders_are_those_with_something_under_way(database: Database) -> None:
    """A process whose messages are all sent, or in doubt, has nothing under way."""
    for state, process in ((S.SENDING, 1), (S.SENDING, 1), (S.UNKNOWN, 2), (S.SENT, 3), (S.WAITING, 4)):
        [one] = await told(database, ANNA)
        await changed(database, one, state=state, claimed_by=process)

    async with database.read() as db:
        assert await claims.senders(db) == {1}


@pytest.mark.parametrize(("dead", "lost"), [(None, {0, 1}), ([1], {0}), ([1, 2], {0, 1}), ([], set())])
async def test_the_dead_leave_doubt(database: Database, dead: list[int] | None, lost: set[int]) -> None:
    """What these were sending is unknown and looked up at once; without a list it is everybody's."""
    numbers = await told(database, ANNA, BENT, CHAT)
    for number, process in zip(numbers, (1, 2, 1), strict=True):
        await changed(database, number, state=S.SENDING, claimed_by=process, due_at=NOW - SECOND)
    await changed(database, numbers[2], state=S.UNKNOWN)

    buried = await database.write(lambda db: claims.unsettle_orphans(db, NOW, dead))

    assert buried == len(lost)
    sending, doubt = (S.SENDING, None, NOW - SECOND), (S.UNKNOWN, "crash", NOW)
    assert await columns(database, "state", "code", "due_at") == [
        *(doubt if number in lost else sending for number in (0, 1)),
        (S.UNKNOWN, None, NOW - SECOND),
    ]


async def test_unheard_claims_wait_again(database: Database) -> None:
    """Claims of this process that it knows nothing of wait again; others', and what is in doubt, do not."""
    numbers = await told(database, ANNA, BENT, CHAT, ANNA)
    for number, process in zip(numbers, (1, 1, 2, 1), strict=True):
        await changed(database, number, state=S.SENDING, claimed_by=process)
    await changed(database, numbers[3], state=S.UNKNOWN)

    given = await database.write(lambda db: claims.give_back(db, 1, [numbers[1]]))

    assert given == 1
    assert await columns(database, "state") == [(S.WAITING,), (S.SENDING,), (S.SENDING,), (S.UNKNOWN,)]


@pytest.mark.sqlite
async def test_looks_for_work_use_indexes(database: Database) -> None:
    """Whatever may leave, and whose the claims are, is found without reading every message that ever was."""
    for leaves in Leaves:
        plan = await plan_of(database, lambda db, which=leaves: claims.next_channel(db, [SMS], NOW, leaves=which))  # type: ignore[misc]
        assert "SEARCH outbox USING INDEX outbox_waiting (priority=? AND due_at<?)" in plan
        assert "TEMP B-TREE" not in plan

    assert "USING INDEX outbox_unsettled (state=?)" in await plan_of(database, claims.senders)
