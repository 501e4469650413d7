"""One reminder at a time: what is stored of it, for whom, until when it helps, and what is counted."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, AppointmentState, ChannelName, PersonId, Priority
from bot.store import appointments, companions, dialogues, outbox, people, reminders
from bot.store.database import Database
from bot.store.schema import addresses
from bot.store.schema import appointments as booked
from scheduler import reminders as sweeping
from scheduler.voice import Voice
from tests.databases import Kind, rows
from tests.line.frail import Frail
from tests.line.looking import counted
from tests.scheduler.test_reminders import EARLY, EVENING, book, damage
from tests.store.rows import columns

pytestmark = pytest.mark.long(Kind.POSTGRESQL)

MINUTE = timedelta(minutes=1)
# The first of the day after is at ten and a minute.
START = EVENING + timedelta(hours=17, minutes=1)
SOON = START - timedelta(hours=2)
OUTCOMES = ("sent", "held", "dropped", "off", "unreached", "failed", "companions")


async def ran(database: Database, voice: Voice, now: datetime) -> dict[str, int]:
    """What a run counts: in its answer, and for operators, which is the same."""
    before = {one: counted("reminders", outcome=one) for one in OUTCOMES}
    counts = +Counter(await sweeping.job(database, voice)(now))
    more = {one: int(counted("reminders", outcome=one) - before[one]) for one in OUTCOMES}
    assert +Counter(more) == counts
    return dict(counts)


async def times(database: Database) -> list[tuple[datetime | None, datetime | None]]:
    """When each appointment's two are looked at again."""
    async with database.read() as db:
        found = await db.execute(select(booked.c.evening_at, booked.c.soon_at).order_by(booked.c.id))
        return [(row.evening_at, row.soon_at) for row in found]


async def changed(database: Database, number: int, **values: object) -> None:
    """The appointment is so."""
    await database.write(lambda db: db.execute(update(booked).where(booked.c.id == number).values(**values)))


async def said(database: Database) -> list[str]:
    """What was put into the outbox."""
    async with database.read() as db:
        numbers = [number for (number,) in await columns(database, "id")]
        found = [await outbox.find(db, number) for number in numbers]
    return [one.message.text for one in found if one]


async def test_evening_one_to_the_letter(database: Database, voice: Voice) -> None:
    """At five it waits for its moment, helps until the soon one goes, and is withdrawn with its appointment."""
    one = await database.write(lambda db: book(db, 1))

    assert await ran(database, voice, EVENING - 2 * MINUTE) == {"sent": 1}

    stored = await columns(database, "person", "priority", "due_at", "valid_until", "appointment", "state")
    assert stored == [(one.person, Priority.REMINDER, EVENING, SOON, one.id, "waiting")]
    assert await times(database) == [(None, SOON)]
    [text] = await said(database)
    assert text.startswith("Husk: aftale i morgen kl. 10.01")
    async with database.read() as db:
        [question] = (await dialogues.load(db, one.person)).questions
    assert (question.conversation, question.step) == ("reminders", "take_answer")


async def test_soon_one_to_the_letter(database: Database, voice: Voice) -> None:
    """Two hours before, the shorter one; it helps until the appointment begins, and nothing comes after it."""
    await database.write(lambda db: book(db, 1))
    await changed(database, 1, evening_at=None)

    assert await ran(database, voice, SOON - MINUTE) == {"sent": 1}

    assert await columns(database, "due_at", "valid_until") == [(SOON, START)]
    assert await times(database) == [(None, None)]
    assert (await said(database))[0].startswith("Snart: aftale i dag kl. 10.01")


async def test_none_before_its_time(database: Database, voice: Voice) -> None:
    """Two minutes before its moment it is prepared, not three."""
    await database.write(lambda db: book(db, 1))

    assert await ran(database, voice, EVENING - 2 * MINUTE - timedelta(seconds=1)) == {}
    assert await times(database) == [(EVENING, SOON)]


async def test_late_one_leaves_at_once(database: Database, voice: Voice) -> None:
    """What is late is due now, and said as of now."""
    await database.write(lambda db: book(db, 1))

    await ran(database, voice, EVENING + 30 * MINUTE)

    assert await columns(database, "due_at") == [(EVENING + 30 * MINUTE,)]


@pytest.mark.parametrize("soon", [SOON, None])
async def test_night_holds_it(database: Database, voice: Voice, soon: datetime | None) -> None:
    """At eleven nothing is said; what is left is looked at again when the night is over, the evening's at eight."""
    await database.write(lambda db: book(db, 1))
    await changed(database, 1, soon_at=soon)

    assert await ran(database, voice, EVENING + timedelta(hours=6)) == {"held": 1}

    assert await said(database) == []
    assert await times(database) == [(SOON - MINUTE, soon)]


@pytest.mark.parametrize(("evening", "soon", "dropped"), [(EVENING, SOON, 2), (EVENING, None, 1), (None, SOON, 1)])
async def test_dropped_are_counted(
    database: Database, voice: Voice, evening: datetime | None, soon: datetime | None, dropped: int
) -> None:
    """What comes when it has begun helps nobody: each that was still to go is counted."""
    await database.write(lambda db: book(db, 1))
    await changed(database, 1, evening_at=evening, soon_at=soon)

    assert await ran(database, voice, START) == {"dropped": dropped}
    assert await times(database) == [(None, None)]


async def test_dropped_at_night_is_no_other(database: Database, voice: Voice) -> None:
    """One that begins before the night ends cannot be held."""
    await database.write(lambda db: book(db, 1))
    start = EVENING + timedelta(hours=14)
    await changed(database, 1, starts_at=start, soon_at=None)

    assert await ran(database, voice, EVENING + timedelta(hours=6)) == {"dropped": 1}


@pytest.mark.parametrize("state", [AppointmentState.CANCELLED, AppointmentState.CAME])
async def test_called_off_counts_as_off(database: Database, voice: Voice, state: AppointmentState) -> None:
    """What stands no more is told nobody, and not looked at again."""
    await database.write(lambda db: book(db, 1))
    await changed(database, 1, state=state)

    assert await ran(database, voice, EVENING) == {"off": 1}
    assert await times(database) == [(None, None)]
    assert await said(database) == []


async def test_stopped_hears_what_they_asked_for(database: Database, voice: Voice) -> None:
    """Who wrote STOP and said yes to being reminded hears it; who only wrote STOP does not."""
    one, other = await database.write(lambda db: book(db, 1)), await database.write(lambda db: book(db, 2))
    for person in (one.person, other.person):
        await database.write(lambda db, who=person: people.stop(db, who, EARLY))  # type: ignore[misc]
    await database.write(lambda db: reminders.remind_anyway(db, [one], EARLY))

    assert await ran(database, voice, EVENING) == {"sent": 1, "unreached": 1}
    assert await columns(database, "person") == [(one.person,)]


@pytest.mark.parametrize("stopped", ["nobody", "companion", "owner"])
async def test_companions_hear_when_and_where(database: Database, voice: Voice, stopped: str) -> None:
    """Who said yes to coming along hears the reminder at its moment too, whoever else wrote STOP; others do not."""
    one = await database.write(lambda db: book(db, 1))
    asked = {"yes": True, "no": False, "silent": None}
    along: dict[str, PersonId] = {}
    for number, answer in enumerate(asked):
        to = Address(ChannelName.SMS, f"+452000020{number}")
        along[answer] = (await database.write(lambda db, a=to: people.meet(db, a, EARLY, "da"))).id  # type: ignore[misc]
        await database.write(lambda db, who=along[answer]: companions.share(db, one.id, who))  # type: ignore[misc]
        if (yes := asked[answer]) is not None:
            await database.write(lambda db, w=along[answer], y=yes: companions.answer(db, one.id, w, yes=y))  # type: ignore[misc]
    if who := {"companion": along["yes"], "owner": one.person}.get(stopped):
        await database.write(lambda db: people.stop(db, who, EARLY))

    counts = await ran(database, voice, EVENING - MINUTE)

    owner = {"unreached": 1} if stopped == "owner" else {"sent": 1}
    companion = {} if stopped == "companion" else {"companions": 1}
    assert counts == owner | companion
    hear: list[Any] = [] if stopped == "owner" else [one.person]
    hear += [] if stopped == "companion" else [along["yes"]]
    told = await columns(database, "person", "due_at", "valid_until", "appointment")
    assert told == [(who, EVENING, SOON, one.id) for who in hear]
    if stopped != "companion":
        assert (await said(database))[-1].startswith("Husk: du går med i morgen kl. 10.01")


async def test_two_companions_are_two(database: Database, voice: Voice) -> None:
    """Each of them is told and counted."""
    one = await database.write(lambda db: book(db, 1))
    for number in range(2):
        to = Address(ChannelName.SMS, f"+452000020{number}")
        who = await database.write(lambda db, a=to: people.meet(db, a, EARLY, "da"))  # type: ignore[misc]
        await database.write(lambda db, w=who: companions.share(db, one.id, w.id))  # type: ignore[misc]
        await database.write(lambda db, w=who: companions.answer(db, one.id, w.id, yes=True))  # type: ignore[misc]

    assert await ran(database, voice, EVENING) == {"sent": 1, "companions": 2}


@pytest.mark.parametrize(
    ("evening", "soon", "after"),
    [
        (EVENING, SOON, (EVENING + 5 * MINUTE, SOON)),
        (EVENING, None, (EVENING + 5 * MINUTE, None)),
        (EVENING + 2 * MINUTE, EVENING, (EVENING + 5 * MINUTE,) * 2),
        (EVENING + 3 * MINUTE, EVENING, (EVENING + 3 * MINUTE, EVENING + 5 * MINUTE)),
    ],
)
async def test_damaged_one_waits_five_minutes(
    database: Database, voice: Voice, evening: datetime, soon: datetime | None, after: tuple[datetime, datetime | None]
) -> None:
    """One that cannot be told is looked at again in five minutes, whichever was due; the others hear theirs at once."""
    first = await database.write(lambda db: book(db, 1))
    await database.write(lambda db: book(db, 2))
    await database.write(lambda db: damage(db, first.person))
    await changed(database, first.id, evening_at=evening, soon_at=soon)

    assert await ran(database, voice, EVENING) == {"sent": 1, "failed": 1}
    assert await times(database) == [after, (None, SOON + MINUTE)]


async def test_damaged_one_is_told_when_mended(database: Database, voice: Voice, tmp_path: Path) -> None:
    """What could not be told then is told five minutes later."""
    one = await database.write(lambda db: book(db, 1))
    [(kept,)] = rows(tmp_path, "select sealed from addresses")
    await database.write(lambda db: damage(db, one.person))
    await ran(database, voice, EVENING)
    await database.write(lambda db: _mend(db, one.person, bytes(kept)))

    assert await ran(database, voice, EVENING + 2 * MINUTE) == {}
    assert await ran(database, voice, EVENING + 5 * MINUTE) == {"sent": 1}


async def test_all_go_in_one_transaction(database: Database, voice: Voice) -> None:
    """As long as none is damaged they are stored together, not one by one."""
    for number in (1, 2):
        await database.write(lambda db, n=number: book(db, n))  # type: ignore[misc]
    frail = Frail(database)
    frail.before = ["_remind_one"] * 2

    assert dict(await sweeping.job(frail, voice)(EVENING)) == {"sent": 2}


async def test_moved_one_waits_for_its_own_time(database: Database, voice: Voice) -> None:
    """Only what is due goes; another's of tomorrow stays as it was."""
    await database.write(lambda db: book(db, 1))
    await database.write(lambda db: book(db, 2))
    await changed(database, 2, evening_at=EVENING + timedelta(days=1), soon_at=SOON + timedelta(days=1))

    assert await ran(database, voice, EVENING) == {"sent": 1}
    assert (await times(database))[1] == (EVENING + timedelta(days=1), SOON + timedelta(days=1))
    async with database.read() as db:
        assert await appointments.find(db, (await reminders.due(db, EVENING + timedelta(days=2), 9))[0].appointment.id)


async def _mend(db: AsyncConnection, person: PersonId, sealed: bytes) -> None:
    await db.execute(update(addresses).where(addresses.c.person == person).values(sealed=sealed))
