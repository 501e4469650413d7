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

# Counts without persons: how often something was asked, not found, booked, and what came of it.
tallies = Table(
    "tallies",
    metadata,
    Column("week", String(8), primary_key=True),
    Column("what", String(16), primary_key=True),
    # The kind of help or of danger, or the answer that was given; "" for none.
    Column("about", String(32), primary_key=True),
    Column("municipality", String(80), primary_key=True),
    # Which connection counted, where several do; 0 once gathered.
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
)
# When each timed job last ran.
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
