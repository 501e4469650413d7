"""Who acts for a place or a municipality, the codes that make them, and what they did."""

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, String, Table, Text

from bot.store.schema.columns import Id, Moment, metadata

# Volunteers have a place, staff a municipality, admins neither. Leaving or being removed deletes the row.
roles = Table(
    "roles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String(16), nullable=False),
    Column("place", String(80), index=True),
    Column("municipality", String(80), index=True),
    # The first name by which colleagues hand over to each other.
    Column("sealed_name", LargeBinary),
    Column("since", Moment, nullable=False),
    sqlite_autoincrement=True,
)

# One-time codes, known by their keyed hash alone.
invitations = Table(
    "invitations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", LargeBinary(32), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("place", String(80)),
    Column("municipality", String(80)),
    # The pseudonym of who asked for it, or "command".
    Column("made_by", String(32), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

# Codes that were wrong, by sender: against guessing.
guesses = Table(
    "guesses",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", LargeBinary(32), nullable=False),
    Column("at", Moment, nullable=False),
    Index("guesses_by_key", "key", "at"),
)

# Every act of a role. It holds a pseudonym and no number, so it stays when the person is deleted.
audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("actor", String(32), nullable=False),
    Column("role", String(16), nullable=False),
    Column("act", String(32), nullable=False),
    Column("place", String(80)),
    Column("municipality", String(80)),
    # What it was before and is after, as JSON without personal data.
    Column("before", Text, nullable=False, default="null"),
    Column("after", Text, nullable=False, default="null"),
    sqlite_autoincrement=True,
)
