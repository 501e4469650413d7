"""Appointments, who waits for one, who comes along, and check-ins afterwards."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.schema.columns import Id, Moment, metadata

appointments = Table(
    "appointments",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
    Column("schedule", String(80), nullable=False),
    Column("person", Id, ForeignKey("persons.id", ondelete="SET NULL"), index=True),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    # Seats are numbered from 0; the index below lets each be taken once, whatever two processes do at once.
    Column("seat", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("held_until", Moment),
    Column("coming", Boolean),
    Column("sealed_nickname", LargeBinary),
    # What was agreed at the meeting, in the words of staff.
    Column("sealed_agreed", LargeBinary),
    # When the next reminders are to go; null when they went or never will.
    Column("evening_at", Moment),
    Column("soon_at", Moment),
    # The person wrote STOP and still wants to be reminded of this one.
    Column("remind_anyway", Boolean, nullable=False, default=False),
    # When somebody who came is asked whether it helped, and who did not is written to; null when done or never.
    Column("ask_after_at", Moment),
    Column("booked_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
_taken = appointments.c.state.in_(["held", "booked", "came"])
Index(
    "appointments_seat",
    appointments.c.schedule,
    appointments.c.starts_at,
    appointments.c.seat,
    unique=True,
    sqlite_where=_taken,
    postgresql_where=_taken,
)
_when_due = (appointments.c.evening_at, appointments.c.soon_at, appointments.c.ask_after_at)
for _column in (appointments.c.held_until, *_when_due):
    Index(
        f"appointments_{_column.name}",
        _column,
        sqlite_where=_column.is_not(None),
        postgresql_where=_column.is_not(None),
    )

# Who waits for a time; one row is offered a held appointment at a time.
waits = Table(
    "waits",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False),
    Column("schedule", String(80), nullable=False),
    Column("since", Moment, nullable=False),
    Column("offered", Id, ForeignKey("appointments.id", ondelete="SET NULL"), index=True),
    Column("offer_until", Moment),
    # Starts (JSON, seconds since 1970) that were free when the wait began, and those that were offered since.
    Column("free_then", Text, nullable=False, default="[]"),
    Column("offered_then", Text, nullable=False, default="[]"),
    # How many offers in a row had no answer.
    Column("silences", Integer, nullable=False, default=0),
    UniqueConstraint("person", "schedule"),
)

# Aftercare that a person asked for: one question a week.
check_ins = Table(
    "check_ins",
    metadata,
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("municipality", String(80)),
    Column("next_at", Moment, nullable=False, index=True),
    Column("since", Moment, nullable=False),
)

# Somebody whom a person told of one appointment. Until they say yes they hear nothing more.
companions = Table(
    "companions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("appointment", Id, ForeignKey("appointments.id", ondelete="CASCADE"), nullable=False),
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False),
    Column("said_yes", Boolean),
    UniqueConstraint("appointment", "person"),
)
