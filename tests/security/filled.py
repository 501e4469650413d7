"""A database with something in every column that the key seals, put in by the functions that the house uses."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName, Inbound, Message, PersonId, PlaceId, RoleName, ScheduleId
from bot.store import (
    agreements,
    appointments,
    calendars,
    cases,
    dialogues,
    inbox,
    invitations,
    outbox,
    people,
    redactions,
    roles,
    sharers,
)
from bot.store.cases import CaseKind
from bot.store.database import Database, seal_of
from bot.store.dialogues import Dialogue
from bot.store.invitations import Invitation
from bot.store.schema import appointments as booked
from bot.store.schema import notices, schedules

NOW = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)
SCHEDULE = ScheduleId("tandlaege")


def number_of(who: int) -> Address:
    """The address of the `who`th person."""
    return Address(ChannelName.SMS, f"+4520{who:06}")


async def fill(database: Database, people_: int) -> str:
    """So many people, each with a row in every table; returns the token of a calendar."""

    async def work(db: AsyncConnection) -> str:
        await db.execute(insert(schedules).values(id=SCHEDULE, schedule="{}", position=0))
        said = seal_of(db).close(Message("varsel", "da"), outbox.OF_NOTICE)
        await db.execute(insert(notices).values(state="over", sealed=said, created_at=NOW))
        for who in range(people_):
            await _put(db, who)
        return await calendars.token(db, SCHEDULE)

    return await database.write(work)


async def _put(db: AsyncConnection, who: int) -> None:
    address = number_of(who)
    person = (await people.meet(db, address, NOW, "da")).id
    await inbox.put(db, Inbound(address, f"SM{who}", text=f"besked {who}"), NOW)
    await outbox.put(
        db, person=person, address=address, message=Message(f"svar {who}", "da"), now=NOW, valid=timedelta(hours=4)
    )
    await dialogues.save(db, person, Dialogue(said=f"sagt {who}"), NOW)
    await redactions.put(db, [("sms", seal_of(db).close(address.value, "address"), f"SM{who}")], NOW)
    case = await cases.open_case(
        db, kind=CaseKind.HUMAN, person=person, municipality=None, place=None, text=f"sag {who}", now=NOW
    )
    await cases.close(db, case, f"gjort {who}", NOW)
    await roles.grant(db, person, RoleName.VOLUNTEER, place=PlaceId("regnbuen"), now=NOW)
    await roles.call(db, person, f"navn {who}")
    await _book(db, person, who)
    if who < 3:
        phone = await sharers.phone_of(db, person)
        assert phone
        await sharers.add(db, phone, f"ord {who}", "da", NOW)
    await invitations.make(db, Invitation(RoleName.ADMIN, None, None), made_by="command", now=NOW)


async def _book(db: AsyncConnection, person: PersonId, who: int) -> None:
    row = {
        "code": f"B{who}",
        "schedule": SCHEDULE,
        "person": person,
        "starts_at": NOW + timedelta(days=1, minutes=who),
        "ends_at": NOW + timedelta(days=1, minutes=who + 30),
        "seat": 0,
        "state": "booked",
        "booked_at": NOW,
    }
    await db.execute(insert(booked).values(**row))
    which = (await db.execute(select(booked.c.id).where(booked.c.code == row["code"]))).scalar_one()
    await appointments.call(db, which, f"kaldes {who}")
    await agreements.agree(db, which, f"aftalt {who}")
    await db.execute(update(booked).where(booked.c.id == which).values(coming=True))
