"""The tables. Times are microseconds UTC, states are readable strings, sealed columns hold encrypted JSON."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    literal,
    text,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def state_in(column: ColumnElement[str], *states: str) -> ColumnElement[bool]:
    """That the column holds one of the states, written out in the SQL: with bound values no partial index fits."""
    values = [literal(str(state), literal_execute=True) for state in states]
    return column.in_(values) if len(values) > 1 else column == values[0]


def _partial(name: str, *columns: Column[Any], where: str) -> None:
    """An index of some rows. SQLite uses it only for a query that holds the very same condition: see `state_in`."""
    Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class Moment(TypeDecorator[datetime]):
    """An aware datetime as microseconds since 1970 UTC; a naive one is refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else _EPOCH + timedelta(microseconds=value)


# SQLite gives a row id only to INTEGER PRIMARY KEY, PostgreSQL wants room: so BIGINT there, INTEGER here.
Id = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData()

persons = Table(
    "persons",
    metadata,
    Column("id", Id, primary_key=True),
    Column("pseudonym", String(32), nullable=False),
    Column("language", String(8), nullable=False),
    Column("town", String(80)),
    Column("greeted", Boolean, nullable=False, default=False),
    Column("stopped_at", Moment),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    # The number of somebody forgotten is never given to somebody else.
    sqlite_autoincrement=True,
)

addresses = Table(
    "addresses",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("channel", String(16), nullable=False),
    Column("key", LargeBinary(32), nullable=False, unique=True),
    Column("sealed", LargeBinary, nullable=False),
    # Set when the person blocked us or the carrier did (21610, 403); cleared when they write again.
    Column("opted_out_at", Moment),
    Column("opted_out_code", String(32)),
)

dialogues = Table(
    "dialogues",
    metadata,
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("provider_id", String(80), nullable=False),
    Column("key", LargeBinary(32), nullable=False),
    Column("sealed", LargeBinary),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("received_at", Moment, nullable=False),
    Column("done_at", Moment),
    UniqueConstraint("channel", "provider_id"),
    Index("inbox_by_key", "key", "received_at"),
    sqlite_autoincrement=True,
)
Index("inbox_waiting", inbox.c.id, sqlite_where=inbox.c.state == "waiting", postgresql_where=inbox.c.state == "waiting")

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id),
    Column("channel", String(16), nullable=False),
    Column("key", LargeBinary(32), nullable=False),
    Column("sealed_address", LargeBinary),
    Column("sealed", LargeBinary),
    Column("priority", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    # How often an unsettled one was sent again without knowing (Telegram: once for replies and reminders).
    Column("repeats", Integer, nullable=False, default=0),
    Column("due_at", Moment, nullable=False),
    Column("valid_until", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("claimed_at", Moment),
    Column("provider_id", String(80)),
    Column("code", String(64)),
    # The person asked to be forgotten: the text goes everywhere as soon as this has arrived.
    Column("forget", Boolean, nullable=False, default=False),
    # What it reminds of: withdrawn when that is moved or called off before it left.
    Column("appointment", Id),
    Index("outbox_by_person", "person"),
    sqlite_autoincrement=True,
)
Index(
    "outbox_by_appointment",
    outbox.c.appointment,
    sqlite_where=outbox.c.appointment.is_not(None),
    postgresql_where=outbox.c.appointment.is_not(None),
)
_partial("outbox_waiting", outbox.c.priority, outbox.c.due_at, outbox.c.id, where="state = 'waiting'")
_partial("outbox_expiring", outbox.c.valid_until, where="state = 'waiting'")
_partial("outbox_in_order", outbox.c.key, outbox.c.priority, outbox.c.id, where="state IN ('waiting', 'sending')")
_partial("outbox_unsettled", outbox.c.state, outbox.c.due_at, where="state IN ('sending', 'unknown')")
Index("outbox_to_forget", outbox.c.id, sqlite_where=text("forget = 1"), postgresql_where=text("forget"))

redactions = Table(
    "redactions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("sealed_address", LargeBinary, nullable=False),
    Column("provider_id", String(80), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("due_at", Moment, nullable=False, index=True),
)

places = Table(
    "places",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("listing", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("confirmed_at", Moment),
    Column("confirmed_by", String(80)),
    Column("doubted_at", Moment),
    Column("free_places", Integer),
    Column("free_places_at", Moment),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("person", Id, ForeignKey("persons.id", ondelete="SET NULL"), index=True),
    Column("municipality", String(80)),
    Column("place", String(80)),
    Column("sealed", LargeBinary),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    # What staff did, in their words.
    Column("sealed_done", LargeBinary),
    sqlite_autoincrement=True,
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False),
    Column("topic", String(32), nullable=False, default=""),
    Column("area", String(80), nullable=False, default=""),
    Column("since", Moment, nullable=False),
    UniqueConstraint("person", "topic", "area"),
)

schedules = Table(
    "schedules",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("schedule", Text, nullable=False),
    Column("position", Integer, nullable=False),
    # The secret address of its calendar: found by hash, shown again from the sealed copy.
    Column("calendar_key", LargeBinary(32), unique=True),
    Column("calendar_sealed", LargeBinary),
)

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
_taken = appointments.c.state.in_(["held", "booked"])
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

# One row: a sealed word by which a start knows that SECRET_KEY is still the same.
key_check = Table(
    "key_check",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)

# Counts without persons ("were you helped"), and when each timed job last ran.
tallies = Table(
    "tallies",
    metadata,
    Column("week", String(8), primary_key=True),
    Column("what", String(64), primary_key=True),
    Column("number", Integer, nullable=False, default=0),
)
jobs = Table(
    "jobs",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("ran_at", Moment, nullable=False),
    Column("took_ms", Integer, nullable=False),
    # When it last found something to do, and what that was.
    Column("worked_at", Moment),
    Column("counts", Text, nullable=False),
)

# One row: counts up with every change of the directory, so that a running process sees it.
versions = Table(
    "versions",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("number", Integer, nullable=False, default=0),
)
