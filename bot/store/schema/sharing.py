"""What several processes on one database share."""

from sqlalchemy import Column, Float, String, Table

from bot.store.schema.columns import Moment, metadata

# What a provider still allows us, over all processes: messages at `counted_at`, which grow with time; and until when
# it told us to rest.
allowances = Table(
    "allowances",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("messages", Float, nullable=False),
    Column("counted_at", Moment, nullable=False),
    Column("rests_until", Moment),
)
