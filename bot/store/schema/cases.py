"""What humans must look at, and who wants to hear what."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.store.schema.columns import Id, Moment, metadata

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
    # Staff have heard that its text goes soon.
    Column("fades", Boolean, nullable=False, default=False, server_default=text("false")),
    sqlite_autoincrement=True,
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False),
    Column("topic", String(32), nullable=False, default=""),
    # A municipality, and one town in it where only that was meant.
    Column("area", String(80), nullable=False, default=""),
    Column("town", String(80), nullable=False, default="", server_default=""),
    Column("since", Moment, nullable=False),
    UniqueConstraint("person", "topic", "area"),
    Index("subscriptions_by_area", "area", "topic", "person"),
)
