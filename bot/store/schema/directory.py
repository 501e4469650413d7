"""The directory: places, schedules, and a number that counts up with every change of them."""

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from bot.store.schema.columns import Moment, metadata

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
    # A wish that they are for: "women_only".
    Column("free_places_for", String(16)),
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

# One row: counts up with every change of the directory, so that a running process sees it.
versions = Table(
    "versions",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("number", Integer, nullable=False, default=0),
)
