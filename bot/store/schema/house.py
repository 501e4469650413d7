"""What the house keeps about itself: the key check, counts without persons, when timed work ran."""

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from bot.store.schema.columns import Moment, metadata

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
