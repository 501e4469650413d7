"""What SMS cost: how many parts each process has sent on a day, which bounds what we start ourselves."""

from sqlalchemy import Column, Integer, String, Table

from bot.store.schema.columns import Id, metadata

# A row for each process, so that no two wait for each other. Process -1: staff have been told on that day.
spending = Table(
    "spending",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("process", Id, primary_key=True, autoincrement=False),
    Column("parts", Integer, nullable=False, default=0),
)
