"""What volunteers and staff posted about places, and what they were asked of our own accord."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from bot.store.schema.columns import Id, Moment, metadata, partial

# The newest of a day holds. One that is taken back is withdrawn, so that what it replaced holds again.
posts = Table(
    "posts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("place", String(80), nullable=False),
    Column("act", String(16), nullable=False),
    # Who may be told that somebody wrote otherwise.
    Column("person", Id, ForeignKey("persons.id", ondelete="SET NULL"), index=True),
    Column("made_at", Moment, nullable=False),
    # Days as 2026-12-01. A pattern that goes on has no last one.
    Column("first_day", String(10), nullable=False),
    Column("last_day", String(10)),
    Column("recurring", Boolean, nullable=False, default=False),
    # JSON: a list of [day, opens, closes]; both null for a closed day.
    Column("spans", Text, nullable=False, default="[]"),
    Column("free_places", Integer),
    Column("free_places_for", String(16)),
    Column("sealed_note", LargeBinary),
    Column("withdrawn_at", Moment),
    sqlite_autoincrement=True,
)
partial("posts_standing", posts.c.place, posts.c.last_day, where="withdrawn_at IS NULL")

# One question to one volunteer about one place: "how many beds are free tonight", "is it still right".
place_questions = Table(
    "place_questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("about", String(16), nullable=False),
    Column("place", String(80), nullable=False),
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("asked_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Index("place_questions_by_place", "about", "place", "asked_at"),
)
