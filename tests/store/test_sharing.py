"""Several processes on one PostgreSQL: what they take, what they know of each other, and who begins again."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName, InboundId, OutgoingState
from bot.store import allowances, claims, inbox, outbox, people
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.outbox import Ended
from bot.store.schema import outbox as table
from bot.store.schema import persons
from bot.store.seal import Seal
from tests.databases import SECRET, opened, rows, url_of
from tests.line.looking import until
from tests.store.rows import ANNA, BENT, NOW, SMS, heard, met, put

pytestmark = pytest.mark.postgresql

S = OutgoingState
MANY = 500


@pytest.fixture
async def other(database: Database, tmp_path: Path) -> AsyncIterator[Database]:
    """The same database, as another process has it; both run."""
    await database.join()
    async with opened(tmp_path) as second:
        await second.join()
        yield second


@pytest.mark.long
async def test_one_winner_over_two_processes(database: Database, tmp_path: Path) -> None:
    """A thousand in two processes at once for one time: one has it."""
    rivals = [await met(database, ANNA), await met(database, BENT)]
    racers = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.store.racer", url_of(tmp_path), str(rival.id), str(MANY)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for rival in rivals
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert await racer.stdout.readline() == b"ready\n"

    said = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))

    assert sorted(int(winners) for winners, _ in said) == [0, 1]
    assert rows(tmp_path, "select state, count(*) from appointments group by state") == [("booked", 1)]


async def test_starts_at_once_migrate_once(tmp_path: Path) -> None:
    """Four processes that start on an empty database all find today's tables."""
    url = url_of(tmp_path)
    databases = [await Database.open(url, Seal(SECRET)) for _ in range(4)]

    await asyncio.gather(*(migrate(one) for one in databases))

    for one in databases:
        await one.write(lambda db: people.meet(db, ANNA, NOW, "da"))
        await one.close()


async def test_held_inbound_is_passed_by(database: Database, other: Database) -> None:
    """While one answers a person's first message, another takes neither that nor the person's next."""
    for number, by in enumerate((ANNA, ANNA, BENT)):
        await database.write(lambda db, n=number, by=by: inbox.put(db, heard(f"SM{n}", by=by), NOW))  # type: ignore[misc]
    async with other.read() as db:
        first, theirs = await inbox.first_of_each(db, (), 10, own=(), until=NOW)
    found: list[object] = []

    async def answer(db: AsyncConnection) -> None:
        assert await inbox.take(db, first.id)
        async with other.read() as elsewhere:
            found.extend(await inbox.first_of_each(elsewhere, (), 10, own=(), until=NOW))
        found.append(await other.write(lambda db: inbox.take(db, first.id)))

    await database.write(answer)

    assert found == [theirs, False]


async def test_each_person_s_first(database: Database) -> None:
    """The oldest first, one of each person, no more than asked, none under way, others' only when they are old."""
    chat = Address(ChannelName.TELEGRAM, "700001")
    for number, by in enumerate((ANNA, BENT, ANNA, chat)):
        await database.write(lambda db, n=number, by=by: inbox.put(db, heard(f"SM{n}", by=by), NOW))  # type: ignore[misc]
    async with database.read() as db:
        a, b, _, c = [one.id for one in await inbox.waiting(db, 0)]
    # What is changed last lies last in the table.
    for one in (b, a):
        await database.write(lambda db, one=one: inbox.mark_tried(db, one))  # type: ignore[misc]

    async def found(*besides: InboundId, most: int = 9, own: Sequence[InboundId] = (), at: datetime = NOW) -> list[int]:
        async with database.read() as db:
            return [one.id for one in await inbox.first_of_each(db, besides, most, own=own, until=at)]

    early = NOW - timedelta(seconds=1)
    assert await found() == [a, b, c]
    assert await found(most=2) == [a, b]
    assert await found(a) == [b, c]
    assert await found(a, c) == [b]
    assert await found(at=early) == []
    assert await found(own=[c, b], at=early) == [b, c]
    assert await found(b, own=[c, b], at=early) == [c]


async def test_claim_passes_by(database: Database, other: Database) -> None:
    """What one process is just claiming another does not wait for, and does not claim."""
    await database.write(lambda db: put(db, to=ANNA))
    await database.write(lambda db: put(db, to=BENT))

    async def job(db: AsyncConnection) -> tuple[int, int]:
        mine = await claims.claim(db, [SMS], NOW, 1, process=database.process)
        theirs = await other.write(lambda db: claims.claim(db, [SMS], NOW, 10, process=other.process), fresh=True)
        return len(mine), len(theirs)

    assert await database.write(job, fresh=True) == (1, 1)


async def test_living_are_known(database: Database, other: Database, tmp_path: Path) -> None:
    """A process is known to live from its start until its connection ends, however that ends."""
    async with opened(tmp_path) as third:
        await third.join()
        assert await other.living() == {database.process, other.process, third.process}

    await until(lambda: _live(database, {database.process, other.process}))


async def test_only_the_dead_are_buried(database: Database, other: Database) -> None:
    """What a living process is sending stays its own; what a dead one was sending is unknown."""
    await database.write(lambda db: put(db, to=ANNA))
    await database.write(lambda db: put(db, to=BENT))
    await database.write(lambda db: claims.claim(db, [SMS], NOW, 1, process=other.process))
    await database.write(lambda db: claims.claim(db, [SMS], NOW, 1, process=4711))

    async with database.read() as db:
        dead = await claims.senders(db) - await database.living()
    buried = await database.write(lambda db: claims.unsettle_orphans(db, NOW, dead))

    assert (dead, buried) == ({4711}, 1)


async def test_late_mark_of_one_taken_for_dead(database: Database, other: Database) -> None:
    """Who was taken for dead cannot put back what another sends by now, but its "sent" is heard."""
    await database.write(lambda db: put(db))
    [one] = await database.write(lambda db: claims.claim(db, [SMS], NOW, 1, process=database.process))
    await database.write(lambda db: db.execute(update(table).values(claimed_by=other.process)))
    again, sent = Ended(one.id, S.WAITING, NOW), Ended(one.id, S.SENT, NOW, provider_id="SM1")

    await database.write(lambda db: outbox.mark(db, [again], process=database.process))
    before = await _states(database)
    await database.write(lambda db: outbox.mark(db, [sent], process=database.process))

    assert (before, await _states(database)) == (["sending"], ["sent"])


async def test_unheard_claim_is_given_back(database: Database) -> None:
    """A claim of ours that we know nothing of waits again; what is under way stays."""
    first = await database.write(lambda db: put(db, to=ANNA))
    await database.write(lambda db: put(db, to=BENT))
    await database.write(lambda db: claims.claim(db, [SMS], NOW, 2, process=database.process))

    given = await database.write(lambda db: claims.give_back(db, database.process, [first]))

    assert given == 1
    assert await _states(database) == ["sending", "waiting"]


async def test_work_is_done_alone(database: Database, other: Database) -> None:
    """What one process does, no other begins; afterwards it may."""
    async with database.alone("reminders") as ours, other.alone("reminders") as theirs:
        during = (ours, theirs)
    async with other.alone("reminders") as theirs:
        assert (*during, theirs) == (True, False, True)


async def test_news_is_told(database: Database, other: Database) -> None:
    """Others hear of news within a moment, and nobody hears their own."""
    heard_of = asyncio.Event()
    own: list[str] = []
    other.on("inbox", lambda _: heard_of.set())
    database.on("inbox", own.append)

    database.tell("inbox")

    await asyncio.wait_for(heard_of.wait(), 5)
    assert own == []


async def test_presence_comes_back(database: Database, other: Database, tmp_path: Path) -> None:
    """A process whose connections the server has cut is known again soon, hears news, and writes."""
    heard_of = asyncio.Event()
    database.on("inbox", lambda _: heard_of.set())

    own = "pid <> pg_backend_pid() and datname = current_database()"
    rows(tmp_path, f"select pg_terminate_backend(pid) from pg_stat_activity where {own}")  # noqa: S608

    await until(lambda: _live(database, {database.process, other.process}))
    await asyncio.wait_for(heard_of.wait(), 5)
    assert await met(database, ANNA) == await met(other, ANNA)


async def test_second_to_a_row_begins_again(database: Database, other: Database) -> None:
    """Who read what another has changed meanwhile runs again as a whole, and sees the change."""
    person = await met(database)
    towns: list[str | None] = []

    async def job(db: AsyncConnection) -> None:
        towns.append((await db.execute(select(persons.c.town))).scalar_one())
        if len(towns) == 1:
            await other.write(lambda db: people.remember_town(db, person.id, "Slagelse"))
        await db.execute(update(persons).values(language="en"))

    await database.write(job)

    assert towns == [None, "Slagelse"]


async def test_deadlock_begins_again(database: Database) -> None:
    """Two that wait for each other: one begins again, and both are done."""
    one, two = await met(database, ANNA), await met(database, BENT)
    both_hold = asyncio.Barrier(2)
    attempts = 0

    async def job(db: AsyncConnection, first: int, second: int) -> None:
        nonlocal attempts
        attempts += 1
        await people.remember_town(db, first, "Slagelse")  # type: ignore[arg-type]
        if attempts <= 2:
            await both_hold.wait()
        await people.remember_town(db, second, "Odense")  # type: ignore[arg-type]

    await asyncio.gather(
        database.write(lambda db: job(db, one.id, two.id)), database.write(lambda db: job(db, two.id, one.id))
    )

    assert attempts > 2


async def test_failed_statement_stores_nothing(database: Database) -> None:
    """A job that goes on after a failed statement is an error, never a silent loss."""

    async def job(db: AsyncConnection) -> None:
        await people.meet(db, ANNA, NOW, "da")
        try:
            await db.execute(text("select 1 / 0"))
        except Exception as error:
            assert "zero" in str(error)

    with pytest.raises(Exception, match="nothing is stored"):
        await database.write(job)
    async with database.read() as db:
        assert (await db.execute(select(persons.c.id))).first() is None


async def test_allowance_is_shared(database: Database, other: Database) -> None:
    """Two processes together may send what the provider allows in a second, and then must wait."""
    taken = [await _take(each, 20) for each in (database, other)]

    assert taken[0] == 20
    assert 10 <= taken[1] <= 15


async def test_rest_is_shared(database: Database, other: Database) -> None:
    """ "Too many requests" to one process holds the other back, until its time."""
    await database.write(lambda db: allowances.rest(db, ChannelName.TELEGRAM, NOW + timedelta(seconds=7)))

    async def may(db: AsyncConnection) -> tuple[bool, bool]:
        before = await allowances.allowed(db, ChannelName.TELEGRAM, 30.0, NOW)
        after = await allowances.allowed(db, ChannelName.TELEGRAM, 30.0, NOW + timedelta(seconds=8))
        return before == allowances.Allowed(0, 7.0), after.wait < 1

    assert await other.write(may, fresh=True) == (True, True)


async def _take(database: Database, wanted: int) -> int:
    async def job(db: AsyncConnection) -> int:
        allowed = await allowances.allowed(db, ChannelName.TELEGRAM, 30.0, NOW)
        number = min(wanted, allowed.messages)
        await allowances.spend(db, ChannelName.TELEGRAM, number)
        return number

    return await database.write(job, fresh=True)


async def _live(database: Database, wanted: set[int]) -> bool:
    try:
        return await database.living() == wanted
    except Exception:
        return False


async def _states(database: Database) -> list[str]:
    async with database.read() as db:
        return list((await db.execute(select(table.c.state).order_by(table.c.id))).scalars())
