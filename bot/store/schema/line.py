"""Who writes, what came in, what goes out."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.store.schema.columns import Id, Moment, metadata, partial

persons = Table(
    "persons",
    metadata,
    Column("id", Id, primary_key=True),
    Column("pseudonym", String(32), nullable=False),
    Column("language", String(8), nullable=False),
    Column("town", String(80)),
    Column("greeted", Boolean, nullable=False, default=False),
    Column("stopped_at", Moment),
    # Whether `roles` has a row of theirs: spares everybody else the look.
    Column("has_role", Boolean, nullable=False, default=False, server_default=text("false")),
    # Whether a human holds a talk with them: spares everybody else the look in `talks`.
    Column("in_talk", Boolean, nullable=False, default=False, server_default=text("false")),
    # They wrote SKJUL: others read their phone.
    Column("discreet", Boolean, nullable=False, default=False, server_default=text("false")),
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
    # Others write from there too, told apart by a word: spares everybody else the look in `sharers`.
    Column("shared", Boolean, nullable=False, default=False, server_default=text("false")),
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
    # The process that took it last; 0 where there is only one.
    Column("claimed_by", Integer),
    Column("provider_id", String(80)),
    Column("code", String(64)),
    # The person asked to be forgotten: the text goes everywhere as soon as this has arrived.
    Column("forget", Boolean, nullable=False, default=False),
    # What it reminds of: withdrawn when that is moved or called off before it left.
    Column("appointment", Id),
    # The notice that it is one receiver's row of; its text stands there.
    Column("notice", Id),
    Index("outbox_by_person", "person"),
    sqlite_autoincrement=True,
)
Index(
    "outbox_by_appointment",
    outbox.c.appointment,
    sqlite_where=outbox.c.appointment.is_not(None),
    postgresql_where=outbox.c.appointment.is_not(None),
)
_of_notice = outbox.c.notice.is_not(None)
Index(
    "outbox_of_notice",
    outbox.c.notice,
    outbox.c.state,
    outbox.c.channel,
    outbox.c.id,
    sqlite_where=_of_notice,
    postgresql_where=_of_notice,
)
# Nobody has a notice twice, whatever dies in the middle.
Index(
    "outbox_once", outbox.c.notice, outbox.c.person, unique=True, sqlite_where=_of_notice, postgresql_where=_of_notice
)
partial("outbox_waiting", outbox.c.priority, outbox.c.due_at, outbox.c.id, where="state = 'waiting'")
partial("outbox_expiring", outbox.c.valid_until, where="state = 'waiting'")
partial("outbox_in_order", outbox.c.key, outbox.c.priority, outbox.c.id, where="state IN ('waiting', 'sending')")
partial("outbox_unsettled", outbox.c.state, outbox.c.due_at, where="state IN ('sending', 'unknown')")
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
