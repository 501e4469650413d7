"""What staff send to many, and what somebody was offered to hear about. The receivers are rows of the outbox."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from bot.store.schema.columns import Id, Moment, metadata, partial

notices = Table(
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("sender", Id, ForeignKey("persons.id", ondelete="SET NULL"), index=True),
    # For whom: a municipality (None: all of Denmark), one town in it (""), a kind of help or "cold" ("": everybody).
    Column("municipality", String(80)),
    Column("town", String(80), nullable=False, default=""),
    Column("topic", String(32), nullable=False, default=""),
    Column("urgent", Boolean, nullable=False, default=False),
    Column("state", String(16), nullable=False),
    # The message as everybody gets it: sealed once, and joined to each receiver's row when that leaves.
    Column("sealed", LargeBinary),
    # When it begins and when it helps nobody any more; what was said in the order until it is confirmed.
    Column("starts_at", Moment),
    Column("valid_until", Moment),
    Column("paused", Boolean, nullable=False, default=False),
    # The last person whose row stands in the outbox: where a process that begins goes on.
    Column("queued_to", Id, nullable=False, default=0),
    Column("receivers", Integer, nullable=False, default=0),
    Column("created_at", Moment, nullable=False),
    Column("over_at", Moment),
    # How it ended, as JSON; the rows of the outbox are gone some day. With it the sender has had the report.
    Column("counts", Text),
    sqlite_autoincrement=True,
)
partial("notices_going", notices.c.id, where="state IN ('set', 'queueing', 'sending', 'stopped')")

# Whom we asked whether they want to hear about something: once for each subject.
offers = Table(
    "offers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False),
    Column("topic", String(32), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("person", "topic"),
)

# How fast notices go to each provider, whichever process gives them.
paces = Table(
    "paces",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("used_until", Moment, nullable=False),
)
